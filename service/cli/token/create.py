"""`yiju token create`: a token for one program or person."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import cast

import click

from extraction.errors import UsageError
from service.cli.options import command_settings, store_option

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = re.compile(r"(\d{1,5})d?")


@click.command("create", short_help="Make a token and print it, once.")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(("reader", "analyst", "admin")),
    default="reader",
    show_default=True,
    help="What it may do; `yiju token --help` says what each is.",
)
@click.option(
    "--expires",
    metavar="DAYS|DATE",
    help="After how many days, or on which day (like 2026-12-31, UTC) it stops to hold. Never "
    "by default.",
)
@store_option
def command(name: str, role: str, expires: str | None) -> None:
    """Make a token called NAME and print it on one line: it is shown this once.

    Its owner sends it as `Authorization: Bearer TOKEN`. The store has its hash alone.
    """
    from service.registry.opening import open_registry
    from service.store.api_tokens import TokenRole, create_token

    expires_at = None if expires is None else _moment(expires)
    with open_registry(command_settings()) as store, store.write() as connection:
        _, text = create_token(
            connection, name=name, role=cast(TokenRole, role), expires_at=expires_at
        )
    click.echo(text)


def _moment(said: str) -> str:
    """Return the time that is meant, as the store writes it. Raises `UsageError`."""
    from service.store.times import now_text, text_of

    days = _DAYS.fullmatch(said)
    try:
        if days is not None:
            return text_of(datetime.now(UTC) + timedelta(days=int(days[1])))
        if _DAY.fullmatch(said):
            moment = text_of(datetime.fromisoformat(said).replace(tzinfo=UTC))
            if moment > now_text():
                return moment
    except (ValueError, OverflowError):
        pass
    raise UsageError(
        found=f"--expires {said}",
        expected="a number of days, or a day to come like 2026-12-31",
        hint="Leave it out for a token that holds until it is revoked.",
    )
