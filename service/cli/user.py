"""`yiju user`: who may sign in to the analysts' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from service.cli.options import command_settings, store_option

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlalchemy as sa

    from service.store.users import UserRole

_password_option = click.option(
    "--password",
    prompt="Password",
    hide_input=True,
    confirmation_prompt=True,
    help="At least 8 characters; asked for where it is not given.",
)


@click.group("user", short_help="Users of the analysts' pages.")
@store_option
def command() -> None:
    """Create, list and disable the users of the analysts' pages, and set their passwords.

    Roles: a reader looks, an analyst corrects, an admin also trains and promotes models and
    decides on the registry. Passwords are kept as argon2 hashes.
    """


@command.command("create", short_help="Add a user.")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(("reader", "analyst", "admin")),
    default="analyst",
    show_default=True,
    help="What the user may do.",
)
@_password_option
@store_option
def create(name: str, role: str, password: str) -> None:
    """Add the user NAME with a password."""
    from service.review.site.passwords import hash_password
    from service.store.users import add_user

    hashed = hash_password(password)
    _write("user_create", name, lambda c: add_user(c, name, cast("UserRole", role), hashed))
    click.echo(f"{name}: created, {role}")


@command.command("list", short_help="List the users.")
@store_option
def list_(**_: Any) -> None:
    """Print every user: name, role, day of creation, and whether the user is disabled."""
    from service.registry.opening import open_registry
    from service.store.users import list_users

    with open_registry(command_settings()) as store, store.read() as connection:
        for user in list_users(connection):
            state = f"disabled {user.disabled_at[:10]}" if user.disabled_at else "active"
            click.echo(f"{user.name}\t{user.role}\t{user.created_at[:10]}\t{state}")


@command.command("passwd", short_help="Set a user's password.")
@click.argument("name")
@_password_option
@store_option
def passwd(name: str, password: str) -> None:
    """Give the user NAME another password; all sessions of the user end."""
    from service.review.site.passwords import hash_password
    from service.store.users import set_password_hash

    hashed = hash_password(password)
    _write("user_passwd", name, lambda c: set_password_hash(c, name, hashed))
    click.echo(f"{name}: new password")


@command.command("disable", short_help="Shut a user out.")
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let the user in again.")
@store_option
def disable(name: str, undo: bool) -> None:
    """Shut the user NAME out at once; what the user corrected stays."""
    from service.store.users import disable_user, enable_user

    act = enable_user if undo else disable_user
    _write("user_enable" if undo else "user_disable", name, lambda c: act(c, name))
    click.echo(f"{name}: {'active' if undo else 'disabled'}")


def _write(action: str, name: str, act: Callable[[sa.Connection], None]) -> None:
    """Do one thing and note it, both or neither."""
    from service.registry.opening import open_registry
    from service.store.audit import record_audit

    with open_registry(command_settings()) as store, store.write() as connection:
        act(connection)
        record_audit(connection, "(command line)", action, name)
