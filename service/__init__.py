"""Doors and memory: whoever uses the pipeline comes in here."""

__all__: list[str] = []
