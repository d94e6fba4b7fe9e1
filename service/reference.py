"""Writes the generated pages of docs/: ``python -m service.reference docs``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from service.cli.group import yiju
from service.contract import checks_page, output_page, schema_text
from service.settings import SETTINGS

_WIDTH = 80
_GENERATED = "<!-- Written by `python -m service.reference docs`; a test holds it equal. -->"


def cli_page() -> str:
    """Return docs/cli.md: the help of every command, as `yiju COMMAND --help` prints it."""
    parts = [_GENERATED, "# The command `yiju`", _help_block(yiju, "yiju", parent=None)]
    parts += _commands(yiju, _context(yiju, "yiju", parent=None), level=2)
    return "\n\n".join(parts) + "\n"


def _commands(group: click.Group, context: click.Context, *, level: int) -> Iterator[str]:
    """Yield a heading and the help of each command; a group's own commands stand below it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        own = _context(command, name, parent=context)
        yield f"{'#' * level} `{own.command_path}`"
        yield _help_block(command, name, parent=context)
        if isinstance(command, click.Group):
            yield from _commands(command, own, level=level + 1)


def settings_page() -> str:
    """Return docs/settings.md: the table of settings."""
    return "\n".join(_settings_lines()) + "\n"


def _settings_lines() -> Iterator[str]:
    yield _GENERATED
    yield ""
    yield "# Settings"
    yield ""
    yield (
        "Settings are read from the environment, once, when a command starts. "
        "A variable that begins with `YIJU_` and is not in this table is an error, "
        "and so is a value that is not of the type or below the least one. "
        "`yiju settings` prints what holds now."
    )
    yield ""
    yield "| variable | type | default | at least | meaning |"
    yield "|---|---|---|---|---|"
    for row in SETTINGS:
        cells = (
            f"`{row.environment_name}`",
            row.type_name,
            row.shown_default,
            row.shown_minimum,
            row.help,
        )
        yield f"| {' | '.join(cells)} |"


def _context(command: click.Command, name: str, *, parent: click.Context | None) -> click.Context:
    return click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        **command.context_settings,
    )


def _help_block(command: click.Command, name: str, *, parent: click.Context | None) -> str:
    text = command.get_help(_context(command, name, parent=parent))
    lines = (line.rstrip() for line in text.splitlines())
    return "```text\n" + "\n".join(lines) + "\n```"


def openapi_text() -> str:
    """Return docs/openapi.json."""
    from service.api.app import contract

    return json.dumps(contract(), ensure_ascii=False, indent=1) + "\n"


def pages() -> dict[str, str]:
    """Return every generated page of docs/ by its file name."""
    return {
        "cli.md": cli_page(),
        "settings.md": settings_page(),
        "output.md": output_page(note=_GENERATED),
        "checks.md": checks_page(note=_GENERATED),
        "disclosure.schema.json": schema_text(),
        "openapi.json": openapi_text(),
    }


def write_pages(folder: Path) -> None:
    """Write every generated page to ``folder``."""
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
