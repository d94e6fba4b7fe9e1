"""Office files that are broken, locked, or traps."""

from __future__ import annotations

import contextlib
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.errors import BrokenDocument, DocumentError, EncryptedDocument, LimitExceeded
from extraction.limits import Limits
from extraction.reading.flows import Flow
from extraction.reading.office import office_kind, read_docx, read_xlsx
from extraction.reading.office.parts import Parts
from tests.extraction.reading.office.archives import (
    W,
    archive,
    paragraph,
    relations,
    sheet,
    word,
)

_GOOD = word(paragraph("项目名称"))


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (_GOOD, "docx", "a Word file"),
        (sheet(""), "xlsx", "a workbook"),
        (archive({"ppt/presentation.xml": ""}), "other", "slides"),
        (b"PK\x05\x06" + bytes(18), "other", "an empty archive"),
        (_GOOD[: len(_GOOD) // 2], None, "cut short"),
        (b"PK\x03\x04 and then nothing", None, "no archive at all"),
    ],
)
def test_what_an_archive_is(data: bytes, kind: str | None, reason: str) -> None:
    assert office_kind(data) == kind, reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<w:document", "no XML"),
        ("", "nothing"),
        ("\x00\x01", "bytes"),
        (
            f'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document {W}>&b;</w:document>',
            "entities that grow",
        ),
        (
            f'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {W}>&f;</w:document>',
            "an entity that is a file",
        ),
        ("<a>" * 100_000, "nesting without end"),
    ],
)
def test_parts_that_are_refused(content: str, reason: str) -> None:
    with pytest.raises(BrokenDocument):
        read_docx(archive({"word/document.xml": content}), Limits())


def test_a_file_without_its_main_part() -> None:
    with pytest.raises(BrokenDocument, match=r"word/document\.xml"):
        read_docx(archive({"word/other.xml": ""}), Limits())


@pytest.mark.parametrize(("most", "is_read"), [(1_000_000, True), (999_999, False)])
def test_the_limit_on_what_parts_unpack_to(most: int, is_read: bool) -> None:
    limits = Limits(max_unpacked_bytes=most, max_unpacked_ratio=1_000_000)
    with Parts(archive({"a": bytes(1_000_000)}), limits) as parts:
        if is_read:
            assert len(parts.bytes_of("a")) == most
        else:
            with pytest.raises(LimitExceeded, match="999999"):
                parts.bytes_of("a")


@pytest.mark.parametrize(("ratio", "is_read"), [(2000, True), (100, False)])
def test_the_limit_on_the_ratio(ratio: int, is_read: bool) -> None:
    bomb = archive({"a": bytes(20_000_000)})  # packs to about a thousandth
    with Parts(bomb, Limits(max_unpacked_ratio=ratio)) as parts:
        if is_read:
            assert len(parts.bytes_of("a")) == 20_000_000
        else:
            with pytest.raises(LimitExceeded, match="100 times"):
                parts.bytes_of("a")


def test_parts_are_counted_together() -> None:
    limits = Limits(max_unpacked_bytes=1500)
    with Parts(archive({"a": bytes(1000), "b": bytes(1000)}), limits) as parts:
        parts.bytes_of("a")
        with pytest.raises(LimitExceeded):
            parts.bytes_of("b")


def test_a_locked_part() -> None:
    data = bytearray(_GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 1)
    with pytest.raises(EncryptedDocument):
        read_docx(bytes(data), Limits())


def test_links_to_the_outside_are_not_followed() -> None:
    outside = relations({"a": ("numbering", "http://example.org/numbering.xml")}, external=True)
    body = f"<w:document {W}><w:body>{paragraph('甲')}</w:body></w:document>"
    data = archive({"word/document.xml": body, "word/_rels/document.xml.rels": outside})
    with Parts(data, Limits()) as parts:
        assert parts.related("word/document.xml") == {}
    assert [block.text for block in read_docx(data, Limits()).blocks] == ["甲"]  # type: ignore[union-attr]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_files_end_in_a_flow_or_a_typed_error(data: st.DataObject) -> None:
    whole, read = data.draw(
        st.sampled_from([(_GOOD, read_docx), (sheet('<row r="1"><c r="A1"/></row>'), read_xlsx)])
    )
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(broken) - 1))
        broken[place] = data.draw(st.integers(0, 255))
    cut = bytes(broken[: data.draw(st.integers(1, len(broken)))])
    with contextlib.suppress(DocumentError):
        assert isinstance(read(cut, Limits()), Flow)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet='<>/w:ptblrc="val123 项目\n&;gridSpan', max_size=200))
def test_odd_bodies_end_in_a_flow_or_a_typed_error(body: str) -> None:
    for read, data in ((read_docx, word(body)), (read_xlsx, sheet(body))):
        with contextlib.suppress(DocumentError):
            assert isinstance(read(data, Limits()), Flow)


def test_an_archive_of_too_many_parts() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(20_001):
            packed.writestr(f"word/{number}", b"")
    with pytest.raises(LimitExceeded, match="20001 parts"):
        read_docx(out.getvalue(), Limits())
