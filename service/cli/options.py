"""Options that several commands share."""

from __future__ import annotations

from typing import get_args

import click

from service.assembly import ReaderChoice

reader_option = click.option(
    "--reader",
    type=click.Choice(get_args(ReaderChoice)),
    default="auto",
    show_default=True,
    help="PDF reader. auto: pdfium, and pdfminer for a page whose characters pdfium cannot map.",
)
