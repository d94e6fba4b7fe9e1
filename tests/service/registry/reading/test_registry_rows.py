"""A row's facts in print → a work, or what is wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry import Alias, Carrier, Version, Work, work_to_json
from service.registry.reading.registry_rows import made_up_id, work_of_facts, work_of_json
from service.registry.reading.row_records import RowError
from tests.service.registry.invented import work

_TITLE = "云州市绿地养护办法"


@pytest.mark.parametrize(
    ("printed", "iso", "reason"),
    [
        ("2022-2-18", "2022-02-18", "without zeros"),
        ("2022年2月18日", "2022-02-18", "Chinese"),
        ("2022/2/18", "2022-02-18", "slashes"),
        ("2022.02.18", "2022-02-18", "points"),
        ("20220218", "2022-02-18", "packed"),
        ("2022-02-18 00:00:00", "2022-02-18", "a spreadsheet's time of day"),
        ("二〇二二年二月十八日", "2022-02-18", "Chinese numerals"),
        ("２０２２年２月", "2022-02", "to the month, wide digits"),
        ("2022年", "2022", "to the year"),
        ("无", None, "a placeholder"),
    ],
)
def test_dates_as_people_write_them(printed: str, iso: str | None, reason: str) -> None:
    made, _ = work_of_facts({"title": _TITLE, "date_issued": printed}, source="甲")
    assert [each.date_issued for each in made.versions] == ([iso] if iso else []), reason


@pytest.mark.parametrize(
    ("facts", "code", "reason"),
    [
        ({"title": "——"}, "no_title", "a placeholder for a title"),
        ({"title": "《》"}, "no_title", "marks alone"),
        ({}, "no_title", "nothing"),
        ({"title": _TITLE, "date_issued": "2022-02-30"}, "bad_date", "no day of the calendar"),
        ({"title": _TITLE, "date_issued": "去年"}, "bad_date", "no date"),
        ({"title": _TITLE, "date_effective": "12/13"}, "bad_date", "no year"),
        (
            {"title": _TITLE, "date_effective": "2022", "date_repealed": "2020-01-01"},
            "bad_date",
            "repealed before it was in force",
        ),
        ({"title": _TITLE, "status": "大概有效"}, "bad_status", "an unknown word"),
        ({"title": _TITLE, "level": "内部"}, "bad_level", "an unknown word"),
        ({"title": _TITLE, "doc_number": "见附件"}, "bad_doc_number", "no number"),
        ({"title": _TITLE, "doc_number": "云园〔2018〕3号、4号"}, "bad_doc_number", "two numbers"),
        ({"title": _TITLE, "id": "a b"}, "bad_id", "a blank in an id"),
        ({"title": "长" * 501}, "too_long", "one character too many"),
        ({"title": _TITLE, "source": "长" * 4001}, "too_long", "a text for a fact"),
        ({"title": _TITLE, "versions": ["2020", "某日"]}, "bad_date", "a version's date"),
    ],
)
def test_bad_facts(facts: dict[str, str | list[str]], code: str, reason: str) -> None:
    with pytest.raises(RowError) as raised:
        work_of_facts(facts, source="甲")
    assert raised.value.code == code, reason
    bad = raised.value.at(7)
    assert (bad.number, bad.code) == (7, code)
    assert bad.found
    assert bad.expected
    assert bad.hint


def test_the_longest_title_is_taken() -> None:
    made, _ = work_of_facts({"title": "长" * 500}, source="甲")
    assert len(made.title) == 500


def test_all_facts_of_a_flat_row() -> None:
    made, given_id = work_of_facts(
        {
            "id": "yz-17",
            "title": "《云州市绿地养护办法（2020版）》",
            "doc_number": "云园[2020]第03号",
            "issuers": "云州市园林局、云州市财政局",
            "level": "行政规范性文件",
            "place": "云州市",
            "date_issued": "2020年3月1日",
            "date_effective": "2020-05-01",
            "status": "现行有效",
            "aliases": "云州市绿地管护办法；关于印发《云州市绿地养护办法（2020版）》的通知",
            "short_names": "养护办法",
            "source": "公报",
        },
        source="甲",
    )
    assert given_id == "yz-17"
    assert made == Work(
        id="yz-17",
        title="云州市绿地养护办法",
        source="公报",
        level="规范性文件",
        issuers=("云州市园林局", "云州市财政局"),
        place="云州市",
        versions=(
            Version(
                id="yz-17.1",
                source="公报",
                doc_number="云园〔2020〕3号",
                edition="2020版",
                date_issued="2020-03-01",
                date_effective="2020-05-01",
                status="in_force",
            ),
        ),
        carriers=(
            Carrier("关于印发〈云州市绿地养护办法（2020版）〉的通知", "公报", "云园〔2020〕3号"),
        ),
        aliases=(
            Alias("云州市绿地管护办法", "other_name", "公报"),
            Alias("养护办法", "short_name", "公报"),
        ),
    )


def test_a_notice_is_the_carrier_of_its_rule() -> None:
    made, _ = work_of_facts(
        {
            "title": "云州市园林局关于印发《云州市绿地养护办法》的通知",
            "doc_number": "云园〔2020〕3号",
            "date_issued": "2020-03-01",
        },
        source="甲",
    )
    assert made.title == _TITLE
    assert made.carriers == (
        Carrier(
            "云州市园林局关于印发〈云州市绿地养护办法〉的通知",
            "甲",
            "云园〔2020〕3号",
            "2020-03-01",
        ),
    )


def test_a_running_number_is_no_id() -> None:
    made, given_id = work_of_facts({"title": _TITLE, "id": "12"}, source="甲")
    assert given_id is None
    assert made.id == made_up_id(_TITLE, None, ())


def test_a_made_up_id_depends_on_title_number_and_first_issuer_alone() -> None:
    assert made_up_id("《绿地 办法》", None, ("甲局", "乙局")) == made_up_id(
        "绿地办法", None, ("甲局",)
    )
    assert made_up_id("绿地办法", None, ()) != made_up_id("绿地办法", "云园〔2020〕3号", ())


def test_dates_of_versions_become_versions() -> None:
    made, _ = work_of_facts(
        {
            "title": "云州市绿地条例",
            "date_issued": "2001-05-01",
            "date_effective": "2015-10-01",
            "status": "有效",
            "versions": ["2015-08-29", "2001-05-01", "2021-01-02"],
        },
        source="甲",
    )
    assert [(each.date_issued, each.date_effective, each.status) for each in made.versions] == [
        ("2001-05-01", None, "superseded"),
        ("2015-08-29", "2015-10-01", "superseded"),
        ("2021-01-02", None, "in_force"),
    ]


_FULL = Work(
    id="rabc",
    title=_TITLE,
    source="甲",
    level="规范性文件",
    issuers=("云州市园林局",),
    place="云州市",
    versions=(
        Version(
            "rabc.1", "甲", "云园〔2018〕3号", None, "2018", "2018-05", "2022-01-01", "repealed"
        ),
        Version("rabc.2", "甲", date_issued="2022-01-01", field_sources={"date_issued": "乙"}),
    ),
    carriers=(Carrier("关于印发〈云州市绿地养护办法〉的通知", "甲", "云园〔2018〕3号"),),
    aliases=(Alias("养护办法", "short_name", "乙"),),
    field_sources={"place": "乙"},
)


def test_a_work_that_was_exported_is_read_back() -> None:
    assert work_of_json(json.loads(json.dumps(work_to_json(_FULL)))) == _FULL


@pytest.mark.parametrize(
    ("change", "code", "reason"),
    [
        ({"level": "内部"}, "bad_level", "no level"),
        ({"title": "——"}, "no_title", "no title"),
        ({"id": "a b"}, "bad_id", "no id"),
        (
            {"versions": [{"id": "rabc.1", "source": "甲", "status": "有效"}]},
            "bad_status",
            "a word of print",
        ),
        (
            {"versions": [{"id": "rabc.1", "source": "甲", "date_issued": "2022/1/1"}]},
            "bad_date",
            "not ISO",
        ),
        ({"versions": [{"id": "x.1", "source": "甲"}]}, "wrong_work", "another work's version"),
        (
            {"versions": [{"id": "rabc.1", "source": "甲"}, {"id": "rabc.1", "source": "甲"}]},
            "wrong_work",
            "an id twice",
        ),
        ({"aliases": [{"text": "办法", "kind": "别名", "source": "甲"}]}, "wrong_work", "no kind"),
        ({"aliases": [{"text": "办法"}]}, "wrong_work", "a key is missing"),
        ({"colour": "red"}, "wrong_work", "an unknown key"),
        ({"issuers": "云州市园林局"}, "wrong_work", "text for a list"),
    ],
)
def test_a_work_with_a_bad_fact(change: dict[str, object], code: str, reason: str) -> None:
    with pytest.raises(RowError) as raised:
        work_of_json({**work_to_json(_FULL), **change})
    assert raised.value.code == code, reason


_NAMES = st.text("云州市绿地养护办法条例意见", min_size=3, max_size=12)


@given(_NAMES, st.integers(1990, 2026), st.integers(1, 400), st.dates().map(str))
def test_every_row_is_read_or_refused_with_a_code(
    title: str, year: int, serial: int, day: str
) -> None:
    facts = {"title": title, "doc_number": f"云园〔{year}〕{serial}号", "date_issued": day}
    if not 1949 <= int(day[:4]) <= 2099:
        with pytest.raises(RowError):
            work_of_facts(facts, source="甲")
        return
    made, _ = work_of_facts(facts, source="甲")
    assert made.versions[0].doc_number == facts["doc_number"]
    assert made.versions[0].date_issued == day
    assert work_of_json(work_to_json(made)) == made


def test_invented_works_are_what_rows_give() -> None:
    made, _ = work_of_facts({"title": _TITLE, "doc_number": "云园〔2018〕3号"}, source="甲表")
    assert made == work(_TITLE, "云园〔2018〕3号")
