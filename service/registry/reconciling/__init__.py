"""What an offered work is to those that stand: the same, another version, another work."""
