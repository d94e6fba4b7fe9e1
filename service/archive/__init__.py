"""Bulk runs: every document of an archive read once, whatever happens on the way."""
