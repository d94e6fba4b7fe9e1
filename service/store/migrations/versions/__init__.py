"""One module for each step from an older store to a newer."""

__all__: list[str] = []
