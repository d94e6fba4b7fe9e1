"""Registry files into the store, on both databases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import RegistryError
from extraction.registry import Work, work_to_json
from service.registry.importing import import_file
from service.store import Store, open_store
from service.store.conflicts import read_conflicts
from service.store.events import read_events
from service.store.works import read_redirects, read_work, read_works, registry_stamp
from tests.service.registry.invented import work
from tests.service.store.processes import pipe, running

_RULE = work(
    "云州市绿地养护办法",
    "云园〔2018〕3号",
    key="yz.1",
    issued="2018-03-01",
    issuers=["云州市园林局"],
)
_OTHER = work("云州市献血条例", key="yz.2", issued="2020-05-01", level="地方性法规")

# Imports a file that it is told on its standard input.
_IMPORT = """
from pathlib import Path
from service.registry.importing import import_file
from service.store import open_store
with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    input()
    print(import_file(store, Path(sys.argv[2]), by="甲").added, flush=True)
"""

# Stops after it has written everything, before the transaction ends.
_STOP_AT_THE_END = """
from pathlib import Path
from service.registry import importing
from service.store import open_store
def stop(connection, event):
    print("written", flush=True)
    input()
importing.record_event = stop
with open_store(sys.argv[1]) as store:
    importing.import_file(store, Path(sys.argv[2]), by="甲")
"""


def _file(path: Path, works: Sequence[Work]) -> Path:
    lines = (json.dumps(work_to_json(each), ensure_ascii=False) for each in works)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _all(store: Store) -> list[Work]:
    with store.read() as connection:
        return list(read_works(connection))


def _stamp(store: Store) -> str:
    with store.read() as connection:
        return registry_stamp(connection)


def test_good_rows_go_in_and_bad_ones_are_reported(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "标题,文号,发文机关,公布日期\n"
        "云州市绿地养护办法,云园〔2018〕3号,云州市园林局,2018-03-01\n"
        "云州市路灯办法,,,某日\n"
        "云州市献血条例,,,2020-05-01\n",
        encoding="utf-8",
    )
    seen: list[tuple[int, int]] = []
    report = import_file(store, path, by="甲", progress=lambda *at: seen.append(at))
    assert (report.applied, report.rows, report.added) == (True, 3, 2)
    assert [(row.number, row.code) for row in report.bad] == [(3, "bad_date")]
    assert seen == [(3, 3)]
    assert {each.title for each in _all(store)} == {"云州市绿地养护办法", "云州市献血条例"}
    with store.read() as connection:
        (event,) = read_events(connection)
    assert (event.action, event.subject, event.by) == ("import", "a.csv", "甲")


def test_strict_takes_all_rows_or_none(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "云州市献血条例"}\n{"title": ""}\n', encoding="utf-8")
    report = import_file(store, path, strict=True, by="甲")
    assert (report.applied, len(report.bad)) == (False, 1)
    assert _all(store) == []
    path.write_text('{"title": "云州市献血条例"}\n', encoding="utf-8")
    assert import_file(store, path, strict=True, by="甲").applied
    assert len(_all(store)) == 1


def test_strict_refuses_a_conflict_too(store: Store, tmp_path: Path) -> None:
    import_file(store, _file(tmp_path / "a.jsonl", [_RULE]), by="甲")
    other_day = replace(_RULE, versions=(replace(_RULE.versions[0], date_issued="2018-06-01"),))
    path = _file(tmp_path / "b.jsonl", [other_day, _OTHER])
    assert not import_file(store, path, strict=True, by="甲").applied
    assert _all(store) == [_RULE]
    with store.read() as connection:
        assert list(read_conflicts(connection)) == []


def test_a_conflict_is_left_for_a_person_and_recorded_once(store: Store, tmp_path: Path) -> None:
    import_file(store, _file(tmp_path / "a.jsonl", [_RULE]), by="甲")
    other_day = replace(
        _RULE,
        source="乙表",
        versions=(replace(_RULE.versions[0], date_issued="2018-06-01", source="乙表"),),
    )
    path = _file(tmp_path / "b.jsonl", [other_day, _OTHER])
    first = import_file(store, path, by="甲")
    assert (first.added, len(first.conflicts), first.new_conflicts) == (1, 1, 1)
    again = import_file(store, path, by="甲")
    assert (again.same, len(again.conflicts), again.new_conflicts) == (1, 1, 0)
    assert _all(store) == [_RULE, _OTHER]
    with store.read() as connection:
        (conflict,) = read_conflicts(connection)
    assert (conflict.field, conflict.standing_value, conflict.offered_value) == (
        "date_issued",
        "2018-03-01",
        "2018-06-01",
    )
    assert (conflict.offered_file, conflict.offered_row) == ("b.jsonl", 1)


def test_the_second_id_of_a_work_is_redirected(store: Store, tmp_path: Path) -> None:
    second = replace(_RULE, id="yz.9", versions=(replace(_RULE.versions[0], id="yz.9.1"),))
    path = _file(tmp_path / "a.jsonl", [_RULE, second])
    report = import_file(store, path, by="甲")
    assert (report.added, report.same, report.redirected) == (1, 1, 1)
    with store.read() as connection:
        assert dict(read_redirects(connection)) == {"yz.9": "yz.1"}
        assert read_work(connection, "yz.9") == _RULE
    again = import_file(store, path, by="甲")
    assert (again.same, again.redirected) == (2, 0)


def test_two_works_of_one_id_in_two_files_are_not_mixed(store: Store, tmp_path: Path) -> None:
    import_file(store, _file(tmp_path / "a.jsonl", [_RULE]), by="甲")
    stranger = replace(_OTHER, id="yz.1", versions=())
    report = import_file(store, _file(tmp_path / "b.jsonl", [stranger]), by="甲")
    assert len(report.conflicts) == 1
    assert _all(store) == [_RULE]


def test_a_wrong_file_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,年龄\n甲,3\n", encoding="utf-8")
    before = _stamp(store)
    with pytest.raises(RegistryError):
        import_file(store, path, by="甲")
    assert _stamp(store) == before


_BODIES = ("云州市园林局", "云州市水务局", "白水县财政局")
_SUBJECTS = ("绿地养护", "河道管理", "献血奖励", "路灯维护")
_KINDS = ("办法", "条例", "考核细则", "工作的通知")


@st.composite
def _works(draw: st.DrawFn) -> list[Work]:
    """Return works of few subjects, so that many are versions or doubles of each other."""
    made: list[Work] = []
    for number in range(draw(st.integers(1, 6))):
        body = draw(st.sampled_from(_BODIES))
        year = draw(st.integers(2010, 2014))
        title = f"{draw(st.sampled_from(_SUBJECTS))}{draw(st.sampled_from(_KINDS))}"
        if draw(st.booleans()):
            title = f"{body}关于印发〈{body[:3]}{title}〉的通知"
        serial = draw(st.integers(1, 3))
        made.append(
            work(
                title,
                draw(st.sampled_from([None, f"{body[:2]}发〔{year}〕{serial}号"])),
                key=draw(st.sampled_from(["", f"w{number}"])),
                issued=draw(st.sampled_from([None, f"{year}-0{serial}-01"])),
                issuers=draw(st.sampled_from([[], [body]])),
                status=draw(st.sampled_from(["unknown", "in_force"])),
            )
        )
    return made


@settings(max_examples=60)
@given(works=_works())
def test_importing_a_file_twice_is_importing_it_once(
    works: list[Work], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("twice")
    path = _file(folder / "a.jsonl", works)
    with open_store(str(folder / "store.db")) as store:
        first = import_file(store, path, by="甲")
        standing, stamp = _all(store), _stamp(store)
        again = import_file(store, path, by="甲")
        assert _all(store) == standing
        assert _stamp(store) == stamp
        assert (again.added, again.enriched, again.new_versions) == (0, 0, 0)
        assert (again.redirected, again.new_conflicts) == (0, 0)
        assert len(first.conflicts) == len(again.conflicts)


def _facts(store: Store) -> set[tuple[object, ...]]:
    return {
        (
            each.title,
            each.level,
            frozenset(each.issuers),
            tuple(
                (it.doc_number, it.date_issued, it.date_effective, it.status)
                for it in each.versions
            ),
        )
        for each in _all(store)
    }


def test_the_order_of_files_that_agree_makes_no_difference(tmp_path: Path) -> None:
    files = [
        _file(
            tmp_path / "a.jsonl",
            [work("云州市绿地养护办法", "云园〔2018〕3号", issuers=["云州市园林局"])],
        ),
        _file(
            tmp_path / "b.jsonl",
            [
                work(
                    "云州市绿地养护办法", "云园〔2018〕3号", issued="2018-03-01", level="规范性文件"
                )
            ],
        ),
        _file(
            tmp_path / "c.jsonl",
            [
                work(
                    "云州市绿地养护办法",
                    "云园〔2018〕3号",
                    issued="2018-03-01",
                    effective="2018-05-01",
                    status="in_force",
                )
            ],
        ),
    ]
    seen = []
    for at, order in enumerate(permutations(files)):
        with open_store(str(tmp_path / f"{at}.db")) as store:
            for path in order:
                assert not import_file(store, path, by="甲").conflicts
            seen.append(_facts(store))
    assert all(facts == seen[0] for facts in seen)
    assert seen[0] == {
        (
            "云州市绿地养护办法",
            "规范性文件",
            frozenset({"云州市园林局"}),
            (("云园〔2018〕3号", "2018-03-01", "2018-05-01", "in_force"),),
        )
    }


def test_two_imports_at_once_end_as_one_after_the_other(store_url: str, tmp_path: Path) -> None:
    many = [
        work(f"云州市第{at}号公园办法", f"云园〔2018〕{at}号", key=f"p.{at}")
        for at in range(1, 400)
    ]
    first = _file(tmp_path / "a.jsonl", many[:300])
    second = _file(tmp_path / "b.jsonl", many[100:])
    with ExitStack() as stack:
        others = [
            stack.enter_context(running(_IMPORT, store_url, str(path))) for path in (first, second)
        ]
        for other in others:
            assert pipe(other.stdout).readline() == "ready\n"
        for other in others:
            pipe(other.stdin).write("\n")
            pipe(other.stdin).flush()
        added = [int(pipe(other.stdout).readline()) for other in others]
        assert [other.wait(timeout=60) for other in others] == [0, 0]
    assert sorted(added) in ([99, 300], [100, 299])
    with open_store(store_url) as store:
        assert sorted(_all(store), key=lambda each: each.id) == sorted(
            many, key=lambda each: each.id
        )


def test_a_killed_import_leaves_the_store_as_before(store_url: str, tmp_path: Path) -> None:
    with open_store(store_url) as store:
        import_file(store, _file(tmp_path / "a.jsonl", [_RULE]), by="甲")
        stamp = _stamp(store)
        path = _file(tmp_path / "b.jsonl", [replace(_RULE, place="云州市"), _OTHER])
        with running(_STOP_AT_THE_END, store_url, str(path)) as other:
            assert pipe(other.stdout).readline() == "written\n"
            other.kill()
            other.wait(timeout=60)
        assert _all(store) == [_RULE]
        assert _stamp(store) == stamp
        assert import_file(store, path, by="甲").added == 1
