"""Figures about Yiju, one question a module: `python -m benchmarks [NAME …]`.

Every module prints a table and returns frozen records; the tables stand in RESULTS.md.
"""
