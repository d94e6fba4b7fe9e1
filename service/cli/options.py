"""Options that several commands share."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import click

from extraction.ocr_settings import OcrMode
from service.assembly import ReaderChoice
from service.settings import MODES, Settings, load_settings

_STORE = "service.cli.store"
_OCR = "service.cli.ocr"
_MODE = "service.cli.mode"

reader_option = click.option(
    "--reader",
    type=click.Choice(get_args(ReaderChoice)),
    default="auto",
    show_default=True,
    help="PDF reader. auto: pdfium, and pdfminer for a page whose characters pdfium cannot map.",
)


def _remember_store(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    # Shared by a group and its commands; the option given last, on the command, counts.
    if value is not None:
        ctx.meta[_STORE] = value


# `command_settings` has its value.
store_option = click.option(
    "--store",
    metavar="URL",
    expose_value=False,
    callback=_remember_store,
    help="The registry's store instead of the setting YIJU_STORE: the path of an SQLite file, "
    "or a postgresql:// URL.",
)


def _remember_ocr(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_OCR] = value


# `command_settings` has its value.
ocr_option = click.option(
    "--ocr",
    type=click.Choice(get_args(OcrMode)),
    expose_value=False,
    callback=_remember_ocr,
    help="Pages that are pictures, instead of the setting YIJU_OCR. auto: read by OCR where "
    "the extra ocr is installed; off: not read; force: OCR for every page of a PDF.",
)


def _remember_mode(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_MODE] = value


# `command_settings` has its value.
mode_option = click.option(
    "--mode",
    type=click.Choice(MODES),
    expose_value=False,
    callback=_remember_mode,
    help="Who reads narratives, instead of the setting YIJU_MODE: the rules, the trained models "
    "(model), or both as their measured precision weighs them.",
)


def command_settings() -> Settings:
    """Return the settings, with what the running command was given in their place.

    Raises `UsageError` as `load_settings` does.
    """
    settings = load_settings()
    given = click.get_current_context().meta
    if _STORE in given:
        settings = replace(settings, store=given[_STORE])
    if _OCR in given:
        settings = replace(settings, ocr=given[_OCR])
    if _MODE in given:
        settings = replace(settings, mode=given[_MODE])
    return settings
