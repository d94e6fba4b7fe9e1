"""Works and issuer codes as JSON Lines: there and back, and what is refused."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.errors import RegistryError
from extraction.registry import (
    Alias,
    Carrier,
    CodeIssuer,
    IssuerCode,
    Version,
    Work,
    read_codes,
    read_works,
    work_from_json,
    work_to_json,
)
from extraction.registry.regulations import AliasKind, Level, Status
from extraction.registry.works_json import code_to_json

_FULL = Work(
    "r1", "某市献血条例", "试验", "地方性法规", ("某市人大常委会", "某市人民政府"), "某市",
    (Version("r1.1", "试验", "某市令第3号", "2019版", "2019-01-02", "2019-03", "2024", "repealed", {"edition": "别处"}),
     Version("r1.2", "试验")),
    (Carrier("关于印发〈某市献血条例〉的通知", "试验", "某府〔2019〕3号", "2019"),),
    (Alias("献血条例", "short_name", "试验"),), {"place": "别处"},
)  # fmt: skip
_BARE = Work("r2", "某市献血办法", "试验")

_TEXTS = st.text(max_size=8)
_MAYBE = st.none() | _TEXTS
_SOURCES = st.dictionaries(_TEXTS, _TEXTS, max_size=2)
_WORKS = st.builds(
    Work,
    id=_TEXTS,
    title=_TEXTS,
    source=_TEXTS,
    level=st.none() | st.sampled_from(get_args(Level)),
    issuers=st.lists(_TEXTS, max_size=3).map(tuple),
    place=_MAYBE,
    versions=st.lists(
        st.builds(
            Version, id=_TEXTS, source=_TEXTS, doc_number=_MAYBE, edition=_MAYBE,
            date_issued=_MAYBE, date_effective=_MAYBE, date_repealed=_MAYBE,
            status=st.sampled_from(get_args(Status)), field_sources=_SOURCES,
        ),
        max_size=3,
    ).map(tuple),
    carriers=st.lists(
        st.builds(Carrier, title=_TEXTS, source=_TEXTS, doc_number=_MAYBE, date_issued=_MAYBE),
        max_size=2,
    ).map(tuple),
    aliases=st.lists(
        st.builds(Alias, text=_TEXTS, kind=st.sampled_from(get_args(AliasKind)), source=_TEXTS),
        max_size=2,
    ).map(tuple),
    field_sources=_SOURCES,
)  # fmt: skip


@given(_WORKS)
def test_a_work_comes_back(work: Work) -> None:
    line = json.dumps(work_to_json(work), ensure_ascii=False)
    assert [*read_works([line, "", "  \n"])] == [work]
    assert [*read_works([line.encode()])] == [work]


def test_keys_without_value_are_left_out() -> None:
    assert work_to_json(_BARE) == {"id": "r2", "title": "某市献血办法", "source": "试验"}
    assert list(work_to_json(_FULL)) == [
        "id", "title", "source", "level", "issuers", "place", "versions", "carriers", "aliases",
        "field_sources",
    ]  # fmt: skip


def test_any_mapping_of_sources_is_written() -> None:
    work = Work("r1", "某市献血办法", "试验", field_sources=MappingProxyType({"level": "别处"}))
    assert json.loads(json.dumps(work_to_json(work)))["field_sources"] == {"level": "别处"}


@pytest.mark.parametrize(
    ("change", "said", "reason"),
    [
        ({"id": None}, "id is NoneType", "no id"),
        ({"id": 3}, "id is int", "a number for the id"),
        ({"title": ["某市献血办法"]}, "title is list", "a list for the title"),
        ({"level": 3}, "level is int", "a number for the level"),
        ({"place": []}, "place is list", "a list for the place"),
        ({"colour": "red"}, "unknown keys ['colour']", "an unknown key"),
        ({"issuers": "某市园林局"}, "issuers is str, not a list", "text for a list"),
        ({"issuers": [3]}, "issuers is int", "a number in a list"),
        ({"versions": {}}, "versions is dict, not a list", "an object for a list"),
        ({"versions": ["r1.1"]}, "str in the place of an object", "text for a version"),
        ({"versions": [{"id": "r1.1"}]}, "source", "a version without source"),
        ({"versions": [{"id": "r1.1", "source": "试验", "status": None}]}, "status", "no status"),
        (
            {"versions": [{"id": "r1.1", "source": "试验", "colour": "红"}]},
            "unknown keys",
            "inside",
        ),
        ({"carriers": [{"title": 1, "source": "试验"}]}, "title is int", "in a carrier"),
        ({"aliases": None}, "aliases is NoneType", "null for a list"),
        ({"field_sources": []}, "field_sources is list, not an object", "a list for an object"),
        ({"field_sources": {"place": 3}}, "field_sources is int", "a number for a source"),
    ],
)
def test_another_form_is_refused(change: dict[str, object], said: str, reason: str) -> None:
    with pytest.raises(RegistryError) as raised:
        work_from_json({**work_to_json(_BARE), **change})
    assert raised.value.code == "wrong_work", reason
    assert said in raised.value.found, reason


@pytest.mark.parametrize("key", ["id", "title", "source"])
def test_what_must_be_there(key: str) -> None:
    data = work_to_json(_FULL)
    del data[key]
    with pytest.raises(RegistryError, match=key):
        work_from_json(data)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "cut off"),
        ("[]", "a list"),
        ('"某市献血办法"', "text"),
        ("3", "a number"),
        ("null", "nothing"),
        ("{}", "an empty object"),
        (b"\xff\xfe{}", "no text"),
        ("[" * 100_000, "brackets in brackets"),
    ],
)
def test_a_line_that_is_no_work_is_named(line: str | bytes, reason: str) -> None:
    good = json.dumps(work_to_json(_BARE))
    works = read_works([good, line] if isinstance(line, str) else [good.encode(), line])
    assert next(works) == _BARE
    with pytest.raises(RegistryError) as raised:
        next(works)
    assert raised.value.code == "wrong_work", reason
    assert "line 2" in raised.value.found, reason


def test_a_byte_order_mark_is_passed_over() -> None:
    line = b"\xef\xbb\xbf" + json.dumps(work_to_json(_FULL)).encode()
    assert [*read_works([line])] == [_FULL]


def test_codes_come_back() -> None:
    code = IssuerCode(
        "园发", (CodeIssuer("某市园林局", 3, "试验"), CodeIssuer("某县园林局", 1, "试验"))
    )
    line = json.dumps(code_to_json(code), ensure_ascii=False)
    assert [*read_codes([line, "\n"])] == [code]


@pytest.mark.parametrize(
    "line",
    ['{"code": "园发"}', '{"code": "园发", "issuers": [{"name": "某局", "documents": "3", "source": "甲"}]}',
     '{"issuers": []}', '{"code": "园发", "issuers": {}}'],
)  # fmt: skip
def test_a_line_that_is_no_code_is_refused(line: str) -> None:
    with pytest.raises(RegistryError, match="an issuer code, line 1"):
        list(read_codes([line]))
