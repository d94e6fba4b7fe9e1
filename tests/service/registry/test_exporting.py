"""Works as files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extraction.citations import normalise_title
from extraction.registry import (
    Alias,
    Carrier,
    Version,
    Work,
    normal_title,
    shipped_works,
    work_from_json,
)
from extraction.registry.regulations import AliasKind
from service.registry.exporting import HEADINGS, Form, export_works
from service.registry.importing import import_file
from service.registry.reading.files import read_registry_file
from service.registry.reading.row_records import RegistryRow
from service.registry.reading.words import heading_field
from service.store import Store, open_store
from service.store.works import insert_works, merged_ids, read_works
from tests.service.registry.invented import work
from tests.service.store.registry_facts import BARE, FULL


def test_lines_hold_the_works_whole(tmp_path: Path) -> None:
    path = tmp_path / "out" / "works.jsonl"
    assert export_works([FULL, BARE], path, "jsonl") == 2
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [work_from_json(json.loads(line)) for line in lines] == [FULL, BARE]


def test_lines_import_back_unchanged(store: Store, tmp_path: Path) -> None:
    works = [
        work(f"云州市第{at}号办法", f"云水〔2020〕{at}号", issued="2020-01-01") for at in (1, 2)
    ]
    works = [
        replace(each, aliases=(Alias(f"{each.title}别称", "other_name", "甲"),)) for each in works
    ]
    export_works(works, tmp_path / "a.jsonl", "jsonl")
    import_file(store, tmp_path / "a.jsonl", by="王")
    with store.read() as connection:
        export_works(read_works(connection), tmp_path / "b.jsonl", "jsonl")
    first, second = (
        sorted((tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()) for name in "ab"
    )
    assert first == second
    again = import_file(store, tmp_path / "b.jsonl", by="王")
    assert (again.same, again.added) == (2, 0)


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_the_starter_comes_back_from_every_form(tmp_path: Path, form: Form) -> None:
    with open_store(f"sqlite:///{tmp_path / 'registry.db'}") as store:
        _comes_back(store, tmp_path, form)


def _comes_back(store: Store, tmp_path: Path, form: Form) -> None:
    works = {each.id: each for each in shipped_works()}
    merged = {next(iter(works)): ("rold1", "rold2")}
    first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    export_works(works.values(), first, form, merged=merged)
    report = import_file(store, first, by="王")
    assert (report.added, report.bad, report.conflicts) == (len(works), (), ())
    assert report.redirected == 2
    with store.read() as connection:
        assert dict(merged_ids(connection)) == merged
        assert [_ordered(each) for each in read_works(connection)] == [
            _ordered(works[work_id]) for work_id in sorted(works)
        ]
        export_works(read_works(connection), second, form, merged=merged_ids(connection))
    again = import_file(store, second, by="王")
    assert (again.same, again.added, again.redirected) == (len(works), 0, 0)


def _ordered(work: Work) -> Work:
    """Return a work with its aliases by kind: a table has a column for each."""
    return replace(work, aliases=tuple(sorted(work.aliases, key=lambda each: each.kind)))


def test_the_rows_of_a_table_come_back_in_any_order(store: Store, tmp_path: Path) -> None:
    export_works([FULL, BARE], tmp_path / "a.csv", "csv")
    heading, *rows = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    (tmp_path / "b.csv").write_text("\n".join([heading, *reversed(rows)]), "utf-8")
    assert import_file(store, tmp_path / "b.csv", by="王").added == 2
    with store.read() as connection:
        found = {each.id: each for each in read_works(connection)}
    assert found[FULL.id].versions == FULL.versions
    assert found[FULL.id].carriers == FULL.carriers


def test_rows_of_one_id_that_contradict_each_other_are_told(store: Store, tmp_path: Path) -> None:
    export_works([FULL], tmp_path / "a.csv", "csv")
    heading, one, two = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    changed = two.replace(FULL.title, f"{FULL.title}细则", 1)
    (tmp_path / "b.csv").write_text("\n".join([heading, one, changed, one]), "utf-8")
    report = import_file(store, tmp_path / "b.csv", by="王")
    assert [(each.number, each.code) for each in report.bad] == [(3, "duplicate_id")]
    assert (report.added, report.repeated) == (1, 1)


def test_an_id_that_is_a_work_here_is_not_merged_away(store: Store, tmp_path: Path) -> None:
    with store.write() as connection:
        insert_works(connection, [FULL, BARE])
    export_works([FULL], tmp_path / "a.jsonl", "jsonl", merged={FULL.id: (BARE.id,)})
    report = import_file(store, tmp_path / "a.jsonl", by="王")
    assert [each.work_id for row in report.conflicts for each in row.disagreements] == [BARE.id]
    with store.read() as connection:
        assert len(list(read_works(connection))) == 2


_TITLES = st.text("云州办法（）〈〉；、=-+@' 〔〕关于印发的通知1", min_size=1, max_size=20).map(
    normalise_title
)


@example(titles=["办法", "'=1", "=1"], kinds=["other_name"] * 4, numbers=[1])
@given(
    titles=st.lists(_TITLES.filter(normal_title), min_size=2, max_size=4),
    kinds=st.lists(st.sampled_from(("other_name", "spelling", "short_name")), min_size=4),
    numbers=st.lists(st.integers(1, 99), min_size=1, max_size=3, unique=True),
)
def test_a_table_keeps_every_name_and_number(
    tmp_path_factory: pytest.TempPathFactory,
    titles: list[str],
    kinds: list[AliasKind],
    numbers: list[int],
) -> None:
    title, *names = titles
    printed = [f"云水〔2020〕{number}号" for number in numbers]
    made = Work(
        id="r1",
        title=title,
        source="甲",
        versions=tuple(
            Version(f"r1.{at}", "甲", number, date_issued=f"202{at}")
            for at, number in enumerate(printed, 1)
        ),
        aliases=tuple(
            Alias(name, kind, "乙") for name, kind in zip(dict.fromkeys(names), kinds, strict=False)
        ),
        carriers=tuple(Carrier(name, "丙", printed[0]) for name in dict.fromkeys(names)),
    )
    path = tmp_path_factory.mktemp("table") / "a.csv"
    export_works([made], path, "csv")
    (row,) = read_registry_file(path)
    assert isinstance(row, RegistryRow)
    assert _ordered(row.work) == _ordered(made)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_table_has_one_version_a_row(tmp_path: Path) -> None:
    assert export_works([FULL, BARE], tmp_path / "a.csv", "csv") == 2
    rows = table(tmp_path / "a.csv")
    assert [(row["编号"], row["版本编号"], row["发文字号"]) for row in rows] == [
        (FULL.id, FULL.versions[0].id, "云水〔2015〕8号"),
        (FULL.id, FULL.versions[1].id, "云水〔2020〕31号"),
        (BARE.id, "", ""),
    ]
    assert rows[1]["发文机关"] == "云州市水务局、云州市财政局"
    assert rows[1]["时效性"] == "现行有效"
    assert rows[1]["简称"] == "河道养护办法"


def test_the_headings_are_ones_that_an_import_knows() -> None:
    assert [heading for heading in HEADINGS if heading_field(heading) is None] == []


@pytest.mark.parametrize("title", ["=1+1", "+甲", "-甲", "@甲", "\t甲"])
def test_what_would_run_as_a_formula_does_not(tmp_path: Path, title: str) -> None:
    dangerous = replace(BARE, title=title, issuers=("甲\x07局",))
    export_works([dangerous], tmp_path / "a.csv", "csv")
    assert table(tmp_path / "a.csv")[0]["标题"] == f"'{title}"
    export_works([dangerous], tmp_path / "a.xlsx", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cell = sheet.cell(row=2, column=2)
    assert (cell.value, cell.data_type) == (title, "s")
    assert sheet.cell(row=2, column=4).value == "甲\ufffd局"


def test_no_works_are_an_empty_table(tmp_path: Path) -> None:
    assert export_works([], tmp_path / "a.xlsx", "xlsx") == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS)


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_a_file_that_stood_stays_whole_when_writing_fails(tmp_path: Path, form: str) -> None:
    def broken() -> Iterator[Work]:
        yield FULL
        raise OSError("gone")

    path = tmp_path / "a"
    path.write_text("before")
    with pytest.raises(OSError, match="gone"):
        export_works(broken(), path, form)  # type: ignore[arg-type]
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
