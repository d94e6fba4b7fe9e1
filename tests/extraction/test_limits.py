"""Every limit, just below it and just above."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from extraction import Limits, extract
from extraction.errors import LimitExceeded, UsageError
from tests.extraction.reading.pdfs import Sheet, show, write_pdf

_PDF = write_pdf(
    Sheet(show(50, 300, "Hello") + "20 100 m 120 100 l S 20 200 m 120 200 l S"),
    Sheet(show(50, 300, "World")),
)
_TEXT = "河道养护\n".encode()


def _codes(limits: Limits) -> list[tuple[str, int | None]]:
    return [(each.code, each.page) for each in extract(_PDF, limits=limits).problems]


@pytest.mark.parametrize("name", [bound.name for bound in fields(Limits)])
def test_a_bound_is_at_least_one(name: str) -> None:
    assert getattr(replace(Limits(), **{name: 1}), name) == 1
    with pytest.raises(UsageError) as caught:
        replace(Limits(), **{name: 0})
    assert name in caught.value.found


def test_bytes() -> None:
    assert extract(_TEXT, limits=Limits(max_bytes=len(_TEXT))).source.text_length == 5
    with pytest.raises(LimitExceeded) as caught:
        extract(_TEXT, limits=Limits(max_bytes=len(_TEXT) - 1))
    assert str(len(_TEXT)) in caught.value.found


def test_bytes_of_a_file_are_counted_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(_TEXT)
    assert extract(path, limits=Limits(max_bytes=len(_TEXT))).source.name == "a.txt"

    def refuse(self: Path) -> bytes:
        raise AssertionError("read")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(LimitExceeded):
        extract(path, limits=Limits(max_bytes=len(_TEXT) - 1))


@pytest.mark.parametrize(
    ("limits", "codes"),
    [
        (Limits(), []),
        (Limits(max_pages=2), []),
        (Limits(max_pages=1), [("too_many_pages", 2)]),
        (Limits(max_glyphs=10), []),
        (Limits(max_glyphs=9), [("too_many_glyphs", 2)]),
        (Limits(max_page_glyphs=5), []),
        (Limits(max_page_glyphs=4), [("too_many_glyphs", 1), ("too_many_glyphs", 2)]),
        (Limits(max_page_objects=2), []),
        (Limits(max_page_objects=1), [("too_many_objects", 1)]),
    ],
)
def test_pages_glyphs_and_objects(limits: Limits, codes: list[tuple[str, int]]) -> None:
    assert _codes(limits) == codes


def test_what_is_within_a_limit_is_read() -> None:
    whole = extract(_PDF)
    cut = extract(_PDF, limits=Limits(max_pages=1))
    assert (whole.source.page_count, cut.source.page_count) == (2, 2)
    assert whole.source.text_length > cut.source.text_length > 0
