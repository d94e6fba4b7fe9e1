"""Registry files (JSON Lines, CSV, Excel) → works, or what is wrong with each row."""
