"""The cells of a registry file → values, or what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from extraction.citations import normalise_doc_number, normalise_title
from extraction.registry import normal_title, number_key
from extraction.registry.regulations import Level, Status
from extraction.values.dates import parse_date
from service.registry.reading.row_records import RowError
from service.registry.reading.words import is_nothing, level_of, status_of

LONGEST_TITLE = 500
LONGEST_TEXT = 4_000
MOST_PARTS = 200

_ID = re.compile(r"[0-9A-Za-z_.:\-]{1,64}")
_COUNTED = re.compile("[0-9]{1,6}")


def read_text(value: str | Sequence[str], field: str) -> str:
    """Return a cell's text, empty for a placeholder (无, —). Raises `RowError` (``too_long``)."""
    text = value if isinstance(value, str) else "；".join(value)
    if len(text) > LONGEST_TEXT:
        raise RowError(
            "too_long",
            found=f"{len(text)} characters in {field}",
            expected=f"at most {LONGEST_TEXT}",
            hint="a registry holds facts about a regulation, not its text",
        )
    text = text.strip()
    return "" if is_nothing(text) else text


def bounded(text: str, field: str) -> str | None:
    """Return a short text, ``None`` for none. Raises `RowError` (``too_long``)."""
    if len(text) > LONGEST_TITLE:
        raise RowError(
            "too_long",
            found=f"{len(text)} characters in {field}",
            expected=f"at most {LONGEST_TITLE}",
            hint="shorten the cell",
        )
    return text or None


def read_title(printed: str) -> str:
    """Return a title in the form of the output contract. Raises `RowError` (``no_title``)."""
    title = normalise_title(bounded(printed, "title") or "")
    if not normal_title(title):
        raise RowError(
            "no_title",
            found=f"“{printed}” for a title" if printed else "no title",
            expected="the title of a regulation",
            hint="fill in the title, or delete the row",
        )
    return title


def read_id(printed: str) -> str | None:
    """Return the id that a row gives, ``None`` for none or a running number."""
    if printed and not _ID.fullmatch(printed):
        raise RowError(
            "bad_id",
            found=f"the id “{printed[:80]}”",
            expected="at most 64 letters, digits and the marks _ . : -",
            hint="leave the id out: the registry makes one",
        )
    # 1, 2, 3 … count the rows of a table; they name no regulation in another one.
    return None if _COUNTED.fullmatch(printed) else printed or None


def read_number(printed: str) -> str | None:
    """Return a document number in normal form. Raises `RowError` (``bad_doc_number``)."""
    if not printed:
        return None
    if number_key(printed) is None:
        raise RowError(
            "bad_doc_number",
            found=f"“{printed[:80]}” for a document number",
            expected="one number, such as 沪府发〔2019〕5号 or 国务院令第350号",
            hint="give one number in a row; leave the cell empty where it is not known",
        )
    return normalise_doc_number(printed) or printed


def read_date(printed: str, field: str) -> str | None:
    """Return an ISO date as exact as it is printed. Raises `RowError` (``bad_date``)."""
    if not printed:
        return None
    day = parse_date(printed)
    if day is None:
        raise bad_date(printed, field)
    return day


def bad_date(printed: str, field: str) -> RowError:
    """Return the error for a text that is no date."""
    return RowError(
        "bad_date",
        found=f"“{printed[:40]}” for {field}",
        expected="a date of the calendar, such as 2022-02-18, 2022年2月18日, 2022年2月 or 2022",
        hint="put the date right, or leave the cell empty",
    )


def refuse_disorder(dates: Mapping[str, str | None]) -> None:
    """Refuse a repeal before the start. Raises `RowError` (``bad_date``)."""
    issued, repealed = dates["date_issued"], dates["date_repealed"]
    start = dates["date_effective"] or issued
    if start and repealed and repealed < start[: len(repealed)]:
        raise RowError(
            "bad_date",
            found=f"date_repealed {repealed} before {start}",
            expected="a regulation that is repealed after it came into force",
            hint="see whether two columns were exchanged",
        )


def read_status(printed: str) -> Status:
    """Return the status that a word means. Raises `RowError` (``bad_status``)."""
    if not printed:
        return "unknown"
    status = status_of(printed)
    if status is None:
        raise bad_status(printed)
    return status


def bad_status(printed: str) -> RowError:
    """Return the error for a word that is no status."""
    return RowError(
        "bad_status",
        found=f"the status “{printed[:40]}”",
        expected="有效, 失效, 废止, 已修改, 尚未生效, 草案 or another word for one of these",
        hint="use one of these words, or leave the cell empty",
    )


def read_level(printed: str) -> Level | None:
    """Return the level that a word means. Raises `RowError` (``bad_level``)."""
    if not printed:
        return None
    level = level_of(printed)
    if level is None:
        raise bad_level(printed)
    return level[0]


def bad_level(printed: str) -> RowError:
    """Return the error for a word that is no level."""
    return RowError(
        "bad_level",
        found=f"the level “{printed[:40]}”",
        expected="、".join(get_args(Level)),
        hint="use one of these words, or leave the cell empty",
    )


def read_parts(value: str | Sequence[str], marks: re.Pattern[str]) -> tuple[str, ...]:
    """Return the names in one cell, each once. Raises `RowError` (``too_long``)."""
    texts = marks.split(value) if isinstance(value, str) else value
    parts = [part.strip() for part in texts if not is_nothing(part)]
    if len(parts) > MOST_PARTS:
        raise RowError(
            "too_long",
            found=f"{len(parts)} names in one cell",
            expected=f"at most {MOST_PARTS}",
            hint="see whether the column is the right one",
        )
    for part in parts:
        bounded(part, "a list")
    return tuple(dict.fromkeys(parts))
