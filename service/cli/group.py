"""The group `yiju`: commands loaded when they are called, every error typed at the door."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from extraction.errors import DocumentError, UsageError, YijuError
from service.cli import exit_codes
from service.cli.lazy import LazyGroup
from service.cli.messages import describe

COMMANDS = (
    "extract",
    "check",
    "serve",
    "token",
    "cite",
    "registry",
    "archive",
    "user",
    "show",
    "evaluate",
    "train",
    "models",
    "settings",
    "version",
)

EPILOG = (
    f"Exit codes: 0 done; {exit_codes.UNREADABLE} the document cannot be read; "
    f"{exit_codes.USAGE} a wrong argument, option or setting; {exit_codes.FAILED} anything else "
    f"that went wrong; {exit_codes.INTERRUPTED} interrupted."
)


@click.group(
    cls=LazyGroup,
    modules={name: f"service.cli.{name}" for name in COMMANDS},
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
def yiju() -> None:
    """Turn budget disclosures of Chinese government departments into data.

    A disclosure is a PDF, or plain text with tab-separated tables. Out of it come the
    projects: form fields, indicators, narrative sections and legal-basis citations.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `yiju` and leave with its exit code; never with a traceback for bad input."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run `yiju` with ``arguments`` (by default the process's own) and return its exit code."""
    options: dict[str, Any] = {"args": None if arguments is None else list(arguments)}
    try:
        code = yiju.main(**options, prog_name="yiju", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return exit_codes.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("yiju: interrupted", err=True)
        return exit_codes.INTERRUPTED
    except YijuError as error:
        click.echo(describe(error), err=True)
        if isinstance(error, UsageError):
            return exit_codes.USAGE
        return exit_codes.UNREADABLE if isinstance(error, DocumentError) else exit_codes.FAILED
    except BrokenPipeError:
        # The reader of our output has left (`yiju extract … | head`): nothing to say, and
        # the interpreter's own flush at exit must not fail over it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exit_codes.FAILED
    except OSError as error:
        click.echo(f"yiju: {error}", err=True)
        return exit_codes.FAILED
    return code if isinstance(code, int) else 0
