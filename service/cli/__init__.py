"""The command `yiju`."""

from service.cli.group import main

__all__ = ["main"]
