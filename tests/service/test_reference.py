"""The generated pages of docs/ are what their sources say."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.cli import registry
from service.cli.group import COMMANDS
from service.reference import cli_page, pages, write_pages

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", pages())
def test_the_page_in_docs_is_what_its_source_says(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], (
        "write it again: python -m service.reference docs"
    )


def test_every_command_has_its_heading() -> None:
    page = cli_page()
    assert [name for name in COMMANDS if f"\n## `yiju {name}`\n" not in page] == []
    inside = [f"\n### `yiju registry {name}`\n" for name in registry.COMMANDS]
    assert [heading for heading in inside if heading not in page] == []


def test_the_pages_are_written(tmp_path: Path) -> None:
    write_pages(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == pages()
