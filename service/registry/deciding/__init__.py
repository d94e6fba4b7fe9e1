"""What a person decides: merge, split, names, proposals, conflicts."""
