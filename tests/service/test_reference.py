"""docs/cli.md is the help."""

from __future__ import annotations

from pathlib import Path

from service.cli.group import COMMANDS
from service.reference import cli_page


def test_the_page_in_docs_is_the_help() -> None:
    page = Path(__file__).parents[2] / "docs" / "cli.md"
    assert page.read_text(encoding="utf-8") == cli_page()


def test_every_command_has_its_heading() -> None:
    page = cli_page()
    assert [name for name in COMMANDS if f"## `yiju {name}`" not in page] == []
