"""One table of settings: name, type, default and help, read once from ``YIJU_*``.

The fields of `Settings` are the table. `SETTINGS` lists them for ``yiju settings`` and for
``docs/settings.md``, so neither can drift from what is read.
"""

from __future__ import annotations

import difflib
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import cast, get_args

from extraction.errors import UsageError
from extraction.limits import Limits
from extraction.ocr_settings import OcrMode, OcrSettings

PREFIX = "YIJU_"
Number = int | float
Given = int | float | str

# As extraction.learned.Mode; that module is not imported, so that settings are read at once.
MODES = ("rules", "model", "both")

_LIMITS = Limits()
_OCR = OcrSettings()


def _number(default: float, help_text: str, *, minimum: float) -> float:
    """Declare one row of the table; the name and the type are the field's own."""
    row: float = field(default=default, metadata={"help": help_text, "minimum": minimum})
    return row


def _whole(default: int, help_text: str, *, minimum: int) -> int:
    row: int = field(default=default, metadata={"help": help_text, "minimum": minimum})
    return row


def _text(default: str, help_text: str) -> str:
    row: str = field(default=default, metadata={"help": help_text, "minimum": None})
    return row


def _choice(default: str, choices: tuple[str, ...], help_text: str) -> str:
    row: str = field(
        default=default, metadata={"help": help_text, "minimum": None, "choices": choices}
    )
    return row


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator can set; every name carries its unit."""

    parse_timeout_seconds: float = _number(
        20.0,
        "Wall time that one document may take; its reading process is ended after it.",
        minimum=0.1,
    )
    parse_silence_seconds: float = _number(
        15.0,
        "A reading process that gives no sign of life for so long is ended; it gives one a second.",
        minimum=2.0,
    )
    parse_memory_bytes: int = _whole(
        1024**3,
        "Address space of a reading process.",
        minimum=256 * 1024**2,
    )
    max_document_bytes: int = _whole(_LIMITS.max_bytes, "Largest file that is read.", minimum=1)
    max_document_pages: int = _whole(
        _LIMITS.max_pages, "Pages read of one document; later pages are a problem.", minimum=1
    )
    max_document_glyphs: int = _whole(
        _LIMITS.max_glyphs,
        "Characters read of one document; pages after them are a problem.",
        minimum=1,
    )
    max_page_glyphs: int = _whole(
        _LIMITS.max_page_glyphs,
        "Characters read of one page; a page with more is a problem.",
        minimum=1,
    )
    max_page_objects: int = _whole(
        _LIMITS.max_page_objects,
        "Paths looked at on one page; a page with more has no tables.",
        minimum=1,
    )
    max_table_cells: int = _whole(
        _LIMITS.max_table_cells,
        "Table cells read of one Office file or HTML page; what follows is a problem.",
        minimum=1,
    )
    max_unpacked_bytes: int = _whole(
        _LIMITS.max_unpacked_bytes,
        "Bytes to which the parts of one Office file may unpack.",
        minimum=1,
    )
    max_unpacked_ratio: int = _whole(
        _LIMITS.max_unpacked_ratio,
        "How many times its size one Office file may unpack to, above the first megabyte.",
        minimum=1,
    )
    ocr: str = _choice(
        _OCR.mode,
        get_args(OcrMode),
        "Pages that are pictures. auto: read by OCR where the extra ocr is installed; off: not "
        "read; force: OCR for every page of a PDF.",
    )
    ocr_page_seconds: float = _number(
        30.0,
        "Wall time that each page read by OCR adds to what a document may take.",
        minimum=0.1,
    )
    ocr_memory_bytes: int = _whole(
        4 * 1024**3,
        "Address space of a reading process that reads pictures.",
        minimum=1024**3,
    )
    ocr_thread_count: int = _whole(
        _OCR.thread_count, "Threads of OCR in each reading process.", minimum=1
    )
    ocr_dots_per_inch: int = _whole(
        _OCR.dots_per_inch, "Resolution at which a page is drawn for OCR.", minimum=50
    )
    ocr_max_pixels: int = _whole(
        _OCR.max_pixels,
        "Pixels of the largest picture given to OCR; a larger page is drawn coarser.",
        minimum=10_000,
    )
    worker_count: int = _whole(
        0, "Reading processes that work side by side; 0 means one for each CPU.", minimum=0
    )
    worker_max_documents: int = _whole(
        1000, "Documents after which a reading process is replaced by a fresh one.", minimum=1
    )
    archive_lease_seconds: float = _number(
        120.0,
        "How long a run of an archive holds a document; after it another run may take it over.",
        minimum=1.0,
    )
    archive_store_patience_seconds: float = _number(
        300.0,
        "How long a run of an archive waits for a store that is away before it gives up.",
        minimum=0.0,
    )
    store: str = _text(
        "",
        "Where the registry is kept: the path of an SQLite file, or a postgresql:// URL. Empty: "
        "yiju.db in the user's data folder.",
    )
    mode: str = _choice(
        "both",
        MODES,
        "Who reads narratives: rules, the trained models (model), or both as their measured "
        "precision weighs them.",
    )
    http_queue_length: int = _whole(
        64, "Documents that wait for a reading process before the service says 429.", minimum=1
    )
    http_max_uploads: int = _whole(
        256, "Bodies that are taken in side by side before the service says 429.", minimum=1
    )
    http_upload_timeout_seconds: float = _number(
        60.0, "Time in which the body of a request has to come in whole.", minimum=0.1
    )
    http_max_job_bytes: int = _whole(
        1024**3, "Largest body of a job, all of its documents together.", minimum=1
    )
    http_max_open_jobs: int = _whole(
        1000, "Jobs that may wait or run before the service says 429.", minimum=1
    )
    http_callback_addresses: str = _text(
        "",
        "Where the service may call when a job has ended: addresses like https://host:8443 with "
        "commas between. Empty: nowhere.",
    )
    http_callback_key_file: str = _text(
        "", "The file with the key that signs such calls (HMAC-SHA-256); needed for them."
    )
    http_requests_per_minute: int = _whole(
        6000, "Requests that one token may make in a minute.", minimum=1
    )
    models_folder: str = _text(
        "",
        "Where trained models are kept, with the journal of what was made live. Empty: models in "
        "the user's data folder.",
    )
    models_use: str = _text(
        "",
        "Versions of models to use in place of the live ones, with commas between, as `yiju "
        "models list` names them. Empty: the live ones.",
    )
    session_lifetime_seconds: float = _number(
        12 * 3600.0,
        "How long a sign-in to the analysts' pages holds.",
        minimum=60.0,
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table."""

    name: str
    type_name: str
    default: Given
    minimum: Number | None
    help: str
    choices: tuple[str, ...] = ()

    @property
    def environment_name(self) -> str:
        return PREFIX + self.name.upper()

    @property
    def shown_default(self) -> str:
        return "empty" if self.default == "" else str(self.default)

    @property
    def shown_minimum(self) -> str:
        return "" if self.minimum is None else str(self.minimum)


SETTINGS: tuple[Setting, ...] = tuple(
    Setting(
        name=row.name,
        type_name=str(row.type),
        default=cast(Given, row.default),
        minimum=cast("Number | None", row.metadata["minimum"]),
        help=str(row.metadata["help"]),
        choices=cast("tuple[str, ...]", row.metadata.get("choices", ())),
    )
    for row in fields(Settings)
)


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from ``environment`` (by default the process's own).

    Raises `UsageError` for a ``YIJU_*`` name that is not in the table, and for a value that
    is not of the setting's type, below its minimum or none of its choices.
    """
    environment = os.environ if environment is None else environment
    rows = {row.environment_name: row for row in SETTINGS}
    values: dict[str, Given] = {}
    for name in sorted(name for name in environment if name.startswith(PREFIX)):
        row = rows.get(name)
        if row is None:
            raise _unknown(name, tuple(rows))
        values[row.name] = _parse(row, environment[name])
    return Settings(**values)  # type: ignore[arg-type]


def _unknown(name: str, known: tuple[str, ...]) -> UsageError:
    near = difflib.get_close_matches(name, known, n=1)
    return UsageError(
        found=f"the environment variable {name}, which is no setting",
        expected="one of the settings that `yiju settings` lists",
        hint=f"Did you mean {near[0]}?" if near else f"Unset {name}.",
    )


def _parse(row: Setting, text: str) -> Given:
    if row.choices and text not in row.choices:
        raise UsageError(
            found=f"{row.environment_name}={text!r}",
            expected=" or ".join(row.choices),
            hint=f"Set it to one of these, or unset it for the default {row.default}.",
        )
    if row.minimum is None:
        return text
    whole = row.type_name == "int"
    try:
        value: Number = int(text) if whole else float(text)
    except ValueError:
        value = math.nan
    # "not >=" refuses NaN as well
    if not value >= row.minimum or value == math.inf:
        kind = "a whole number" if whole else "a number"
        raise UsageError(
            found=f"{row.environment_name}={text!r}",
            expected=f"{kind} of at least {row.minimum}",
            hint=f"Set it to such a number, or unset it for the default {row.default}.",
        )
    return value
