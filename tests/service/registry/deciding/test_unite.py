"""Two works made one: versions, facts and names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.registry import Alias, Carrier, Version
from extraction.registry.regulations import Status
from service.registry.deciding.unite import next_version_id, unite
from tests.service.registry.invented import work


def version(
    number: str | None = None,
    issued: str | None = None,
    *,
    edition: str | None = None,
    status: Status = "unknown",
) -> Version:
    return Version("", "乙表", number, edition=edition, date_issued=issued, status=status)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (version("云水〔2020〕1号", "2020-05-01"), version("云水[2020]1号", "2020-05-01"), True),
        # the same number, a day that is known less exactly
        (version("云水〔2020〕1号", "2020-05-01"), version("云水〔2020〕1号", "2020"), True),
        (version("云水〔2020〕1号", "2020-05-01"), version("云水〔2020〕1号", "2021-05-01"), False),
        (version("云水〔2020〕1号"), version("云水〔2021〕1号"), False),
        # one day, a number on one side
        (version("云水〔2020〕1号", "2020-05-01"), version(None, "2020-05-01"), True),
        (version(None, "2020-05-01"), version(None, "2020-05-01"), True),
        # a year is no day
        (version(None, "2020"), version(None, "2020"), False),
        (version(None, "2020-05-01"), version(None, "2021-05-01"), False),
        (
            version(None, "2020-05-01", edition="甲版"),
            version(None, "2020-05-01", edition="乙版"),
            False,
        ),
        # of which nothing is known
        (version(None, "2020-05-01"), version(status="in_force"), True),
    ],
)
def test_versions_of_one_day_and_number_fall_together(
    one: Version, other: Version, together: bool
) -> None:
    kept = replace(
        work("云州市河道办法", key="raaaaaaaaaaaa"), versions=(replace(one, id="raaaaaaaaaaaa.1"),)
    )
    given = replace(
        work("云州市河道规定", key="rbbbbbbbbbbbb"),
        versions=(replace(other, id="rbbbbbbbbbbbb.7"),),
    )
    united = unite(kept, given)
    assert len(united.work.versions) == (1 if together else 2)
    expected = "raaaaaaaaaaaa.1" if together else "raaaaaaaaaaaa.2"
    assert united.version_ids == {"rbbbbbbbbbbbb.7": expected}
    assert united.disagreements == ()


def test_what_is_missing_or_less_exact_is_filled_with_its_source() -> None:
    kept = work("云州市河道办法", "云水〔2020〕1号", issued="2020")
    other = work(
        "云州市河道规定",
        "云水〔2020〕1号",
        issued="2020-05-01",
        status="in_force",
        level="规范性文件",
        issuers=("云州市水务局",),
        place="云州市",
        source="乙表",
    )
    united = unite(kept, other).work
    assert (united.level, united.issuers, united.place) == (
        "规范性文件",
        ("云州市水务局",),
        "云州市",
    )
    assert united.field_sources == {"level": "乙表", "issuers": "乙表", "place": "乙表"}
    (only,) = united.versions
    assert (only.date_issued, only.status) == ("2020-05-01", "in_force")
    assert only.field_sources == {"date_issued": "乙表", "status": "乙表"}


def test_what_differs_stays_and_is_named() -> None:
    kept = work("云州市河道办法", "云水〔2020〕1号", status="in_force", level="规范性文件")
    other = work(
        "云州市河道规定", "云水〔2020〕1号", status="repealed", level="地方政府规章", source="乙表"
    )
    united = unite(kept, other)
    assert (united.work.level, united.work.versions[0].status) == ("规范性文件", "in_force")
    said = [
        (each.field, each.standing, each.offered, each.version_id) for each in united.disagreements
    ]
    assert sorted(said) == [
        ("level", "规范性文件", "地方政府规章", None),
        ("status", "in_force", "repealed", kept.versions[0].id),
    ]


def test_names_are_united_once() -> None:
    kept = replace(
        work("云州市河道办法"),
        aliases=(Alias("河道办法", "short_name", "甲表"),),
        carriers=(Carrier("关于公布云州市河道办法的函", "甲表"),),
    )
    other = replace(
        work("云州市河道养护办法", source="乙表"),
        aliases=(
            Alias("《河道办法》", "short_name", "乙表"),
            Alias("云州市河道办法", "spelling", "乙表"),
        ),
        carriers=(
            Carrier("关于公布〈云州市河道办法〉的函", "乙表"),
            Carrier("关于试行的函", "乙表"),
        ),
    )
    united = unite(kept, other).work
    assert [(each.text, each.kind) for each in united.aliases] == [
        ("河道办法", "short_name"),
        ("云州市河道养护办法", "other_name"),
    ]
    assert [each.title for each in united.carriers] == [
        "关于公布云州市河道办法的函",
        "关于试行的函",
    ]


def test_the_notice_that_issues_a_work_becomes_its_carrier() -> None:
    kept = work("云州市河道养护办法")
    other = work("关于印发〈云州市河道养护办法〉的通知", "云水〔2020〕1号", issued="2020-05-01")
    united = unite(kept, other).work
    assert united.aliases == ()
    assert [(each.title, each.doc_number) for each in united.carriers] == [
        ("关于印发〈云州市河道养护办法〉的通知", "云水〔2020〕1号")
    ]


def test_a_new_version_gets_the_number_after_the_highest() -> None:
    versions = [Version("raaaaaaaaaaaa.5", "甲"), Version("raaaaaaaaaaaa.2", "甲")]
    assert next_version_id("raaaaaaaaaaaa", versions) == "raaaaaaaaaaaa.6"
    assert next_version_id("raaaaaaaaaaaa", []) == "raaaaaaaaaaaa.1"
