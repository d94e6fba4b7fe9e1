"""A result on its way from the reading process to the store."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable

import pytest

from extraction import extract
from extraction.errors import WorkerLost
from extraction.schema import to_json
from service.flat_rows import flat_rows
from service.parsing.packing import pack, unpack
from service.pipeline_version import ModelVersions

_TEXT = """河道养护经费情况说明
一、立项依据
根据《上海市河道管理条例》实施。
二、年度预算安排
2025年预算安排444万元。
"""
_VERSIONS = ModelVersions(tokens="tokens-1", links="links-1")
_LENGTH = struct.Struct(">I")


def _packed() -> bytes:
    return pack(extract(_TEXT.encode()), mode="both", versions=_VERSIONS, ocr_pages=3)


def test_what_is_packed_comes_out_again() -> None:
    disclosure = extract(_TEXT.encode())
    packed = unpack(_packed())
    assert json.loads(packed.json()) == json.loads(json.dumps(to_json(disclosure)))
    assert packed.rows == flat_rows(disclosure)
    assert (packed.sha256, packed.mode, packed.versions, packed.ocr_page_count) == (
        disclosure.source.sha256,
        "both",
        _VERSIONS,
        3,
    )


def test_confidences_are_those_of_values_and_citations() -> None:
    project = extract(_TEXT.encode()).projects[0]
    found = [each.confidence for each in project.fields.values()]
    found += [each.confidence for each in project.citations]
    assert sorted(unpack(_packed()).rows.confidences()) == sorted(found)


def _with_head(change: Callable[[dict[str, object]], object]) -> bytes:
    body = _packed()
    (length,) = _LENGTH.unpack_from(body)
    head = json.loads(body[4 : 4 + length])
    change(head)
    encoded = json.dumps(head).encode()
    return _LENGTH.pack(len(encoded)) + encoded + body[4 + length :]


def _with_json(text: bytes) -> bytes:
    body = _packed()
    (length,) = _LENGTH.unpack_from(body)
    return body[: 4 + length] + zlib.compress(text)


def _narrow(head: dict[str, object]) -> None:
    rows = head["rows"]
    assert isinstance(rows, dict)
    rows["mentions"] = [[1]]


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: b"", id="nothing"),
        pytest.param(lambda: _packed()[:100], id="a torn head"),
        pytest.param(lambda: _packed()[:-5], id="a torn Disclosure"),
        pytest.param(lambda: _with_json(b"[]"), id="JSON that is no object"),
        pytest.param(lambda: _with_head(lambda head: head.pop("mode")), id="no mode"),
        pytest.param(lambda: _with_head(lambda head: head.update(rows={})), id="other tables"),
        pytest.param(lambda: _with_head(lambda head: head.update(rows=None)), id="no tables"),
        pytest.param(lambda: _with_head(_narrow), id="rows of another width"),
    ],
)
def test_what_is_no_result_is_a_typed_error(make: Callable[[], bytes]) -> None:
    with pytest.raises(WorkerLost, match="no result"):
        unpack(make())


def test_a_disclosure_far_too_large_is_a_typed_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.parsing.packing._MOST_JSON_BYTES", 1000)
    with pytest.raises(WorkerLost, match="far too large"):
        unpack(_with_json(b"{" + b" " * 1000 + b"}"))
