"""`yiju registry …`: real commands on a store of the test's own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extraction.registry import shipped_works
from service.cli.registry import COMMANDS
from service.store import open_store
from service.store.conflicts import Conflict, report_conflicts
from service.store.works import insert_works
from tests.service.cli.ended import Ended, Yiju
from tests.service.disclosures import as_json
from tests.service.registry.disclosed import disclosed
from tests.service.registry.invented import work

Run = Callable[..., Ended]

RIVERS = work(
    "云州市河道条例",
    "云水〔2020〕1号",
    key="raaaaaaaaaaaa",
    level="地方性法规",
    place="云州市",
    issued="2020-05-01",
    status="in_force",
)
RULES = work("云州市河道规定", "云水〔2018〕9号", key="rbbbbbbbbbbbb", level="规范性文件")
TEXT = "依据《云州市河道条例》、《云州市河道保洁办法》（云水〔2021〕3号）和《云州市城区照明标准》。"


@pytest.fixture(autouse=True)
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's own store out of it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("YIJU_STORE", raising=False)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    path = tmp_path / "own.db"
    with open_store(str(path)) as store, store.write() as connection:
        insert_works(connection, [RIVERS, RULES])
    return path


@pytest.fixture
def registry(yiju: Yiju, store_path: Path) -> Run:
    """Run a command on the store of the test."""

    def run(*arguments: object) -> Ended:
        return yiju("registry", "--store", store_path, *arguments)

    return run


def done(ended: Ended) -> str:
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def said(ended: Ended) -> Any:
    return json.loads(done(ended))


@pytest.fixture
def grown(registry: Run, tmp_path: Path) -> Path:
    """An output of `yiju extract`, which the registry has grown from."""
    path = tmp_path / "disclosures.jsonl"
    documents = [disclosed(TEXT, name, department="云州市水务局") for name in ("甲.pdf", "乙.pdf")]
    path.write_bytes(b"".join(as_json(each) + b"\n" for each in documents))
    done(registry("grow", path))
    return path


def test_a_new_store_begins_with_the_shipped_works(yiju: Yiju, tmp_path: Path) -> None:
    ended = yiju("registry", "stats", "--format", "json")
    counts = said(ended)
    assert sum(counts["works"].values()) == sum(1 for _ in shipped_works())
    assert counts["codes"] > counts["ambiguous_codes"] > 0
    assert (tmp_path / "data" / "yiju" / "yiju.db").is_file()


def test_the_store_may_be_named_before_and_after_the_command(
    yiju: Yiju, store_path: Path, tmp_path: Path
) -> None:
    for arguments in (
        ("registry", "--store", store_path, "show", RIVERS.id),
        ("registry", "show", RIVERS.id, "--store", store_path),
        ("registry", "--store", tmp_path / "other.db", "show", RIVERS.id, "--store", store_path),
    ):
        assert RIVERS.title in done(yiju(*arguments))
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    "text", ["云水[2020]1号", "云州市河道条例", "河道条例", "依据《云州市河道条例》第四条"]
)
def test_find(registry: Run, text: str) -> None:
    first, why = done(registry("find", text)).splitlines()[:2]
    assert [*first.split()[1:4], first.split()[4]] == [
        RIVERS.id,
        "地方性法规",
        "现行有效",
        "2020-05-01",
    ]
    assert first.endswith("云水〔2020〕1号  《云州市河道条例》")
    assert why.startswith("      ")


def test_find_as_json(registry: Run) -> None:
    found = said(registry("find", "云水[2020]1号", "--format", "json", "--limit", "1"))
    assert [*found[0]] == ["id", "title", "doc_number", "level", "date", "status", "score", "why"]
    assert (found[0]["id"], found[0]["status"], len(found)) == (RIVERS.id, "in_force", 1)


def test_find_nothing(registry: Run) -> None:
    ended = registry("find", "没有这个")
    assert (ended.code, ended.out, ended.err) == (0, "", "nothing found\n")


def test_show_names_who_cites_it(registry: Run, grown: Path) -> None:
    printed = done(registry("show", RIVERS.title))
    assert f"《云州市河道条例》  {RIVERS.id}" in printed
    assert "  raaaaaaaaaaaa.1  云水〔2020〕1号  公布2020-05-01  施行-" in printed
    assert "被引用 2:" in printed
    assert "  甲.pdf  第2页  河道养护  1200000.00元  《云州市河道条例》" in printed
    data = said(registry("show", "raaaaaaaaaaaa.1", "--format", "json"))
    assert (data["id"], data["versions"][0]["doc_number"]) == (RIVERS.id, "云水〔2020〕1号")
    assert [(each["document"], each["page"]) for each in data["cited_by"]] == [
        ("乙.pdf", 2),
        ("甲.pdf", 2),
    ]
    assert data["conflicts"] == data["events"] == []


def test_show_what_is_unknown(registry: Run) -> None:
    ended = registry("show", "云州市河道条列")
    assert ended.code == 1
    assert "unknown_regulation" in ended.err
    assert RIVERS.id in ended.err  # the nearest


def test_show_prints_no_control_characters(registry: Run, store_path: Path) -> None:
    with open_store(str(store_path)) as store, store.write() as connection:
        insert_works(connection, [work("甲\x1b[31m办法\n乙", key="rcccccccccccc")])
    assert "\x1b" not in done(registry("show", "rcccccccccccc"))
    assert "\x1b" not in done(registry("find", "rcccccccccccc"))


def test_grow_proposes_and_says_the_same_again(registry: Run, grown: Path) -> None:
    again = done(registry("grow", grown))
    assert again.splitlines() == [
        "documents 2, new 0, errors 0",
        "citations: 已链接 2, 多个候选 0, 未收录 4, 相互矛盾 0; linked again 0",
        "proposals 2: new 0, changed 0, settled 0; citations that name nothing 0",
    ]
    printed = done(registry("proposals"))
    assert "《云州市河道保洁办法》  云水〔2021〕3号  云州市" in printed
    assert "    甲.pdf 第2页" in printed
    assert "    项目：河道养护" in printed
    assert printed.endswith("proposals 2\n")


def test_grow_reads_documents_too(registry: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("rich")
    (folder / "b.txt").write_text("broken")
    (folder / "c.md").write_text("none")
    ended = registry("grow", folder)
    assert ended.code == 0
    assert "documents 1, new 1, errors 1, skipped 1" in ended.out
    assert "b.txt: broken" in ended.err


def proposal(registry: Run, title: str) -> str:
    found = said(registry("proposals", "--format", "json"))
    (key,) = [each["id"] for each in found if each["title"] == title]
    return str(key)


def test_accept(registry: Run, grown: Path) -> None:
    key = proposal(registry, "云州市河道保洁办法")
    work_id = done(registry("accept", key, "--by", "王某")).split()[0]
    printed = done(registry("show", work_id))
    assert "被引用 2:" in printed
    assert "王某  采纳提议" in printed
    assert "new 0" in done(registry("grow", grown)).splitlines()[2]
    assert "proposals 1\n" in done(registry("proposals", "--state", "accepted"))
    ended = registry("accept", key)
    assert (ended.code, "proposal_accepted" in ended.err) == (1, True)


def test_accept_into(registry: Run, grown: Path) -> None:
    key = proposal(registry, "云州市城区照明标准")
    assert RULES.id in done(registry("accept", key, "--into", RULES.title))
    assert "云州市城区照明标准" in done(registry("show", RULES.id))


def test_reject(registry: Run, grown: Path) -> None:
    key = proposal(registry, "云州市城区照明标准")
    assert done(registry("reject", key)) == f"rejected: {key}\n"
    assert "proposals 1: new 0" in done(registry("grow", grown))
    assert "已否决" in done(registry("proposals", "--state", "all"))


def test_merge_and_split(registry: Run) -> None:
    printed = done(registry("merge", RIVERS.id, "云水〔2018〕9号", "--by", "王某"))
    assert printed == f"{RIVERS.id} 《云州市河道条例》: versions 2, carriers 0, other names 1\n"
    shown = done(registry("show", RULES.id))
    assert "王某  合并" in shown
    assert "未决冲突 1:" in shown
    assert "曾用登记号" in shown
    version = said(registry("show", RIVERS.id, "--format", "json"))["versions"][0]["id"]
    made = done(registry("split", RIVERS.id, version, "--title", "云州市河道规定")).split()[0]
    assert "云水〔2018〕9号" in done(registry("show", made))
    assert done(registry("show", RIVERS.id)).count("云水〔2018〕9号") == 0


def test_alias(registry: Run) -> None:
    assert (
        done(registry("alias", RIVERS.id, "河道条例", "--kind", "short_name"))
        == "added: 河道条例\n"
    )
    assert "already" in done(registry("alias", RIVERS.id, "河道条例"))
    taken = registry("alias", RULES.id, "河道条例")
    assert (taken.code, "alias_taken" in taken.err, RIVERS.id in taken.err) == (1, True, True)
    assert done(registry("alias", RIVERS.id, "河道条例", "--remove")) == "removed: 河道条例\n"
    assert registry("alias", RIVERS.id, "河道条例", "--remove").code == 1


def test_conflicts_are_listed_and_decided(registry: Run, store_path: Path) -> None:
    reported = Conflict(RIVERS.id, "level", "地方性法规", "甲表", "法律", "乙表", "乙.csv", 7)
    with open_store(str(store_path)) as store, store.write() as connection:
        report_conflicts(connection, [reported])
    printed = done(registry("conflicts"))
    assert (
        "raaaaaaaaaaaa 效力级别 登记为“地方性法规”（甲表），乙.csv 第7行作“法律”（乙表）" in printed
    )
    number = said(registry("conflicts", "--format", "json"))[0]["id"]
    assert "take" in done(registry("decide", number, "take"))
    assert done(registry("conflicts")) == "conflicts 0\n"
    assert "已改用新值" in done(registry("conflicts", "--state", "all"))
    assert "  法律" in done(registry("show", RIVERS.id))
    assert registry("decide", number, "keep").code == 1
    assert registry("decide", 999, "keep").code == 1


def test_import_reports_every_bad_row(registry: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text(
        "标题,发文字号,公布日期\n云州市路灯办法,云灯〔2021〕2号,2021-02-01\n,云灯〔2021〕3号,2021-02-01\n"
        "云州市桥梁办法,云桥〔2021〕2号,2021-02-31\n",
        encoding="gb18030",
    )
    strict = registry("import", path, "--strict")
    assert strict.code == 1
    assert "nothing imported" in strict.err
    assert registry("find", "云灯〔2021〕2号").out == ""
    ended = registry("import", path, "--by", "王某")
    assert ended.code == 0
    assert ended.out.startswith("rows 3, added 1, ")
    assert "row 3: " in ended.err
    assert "row 4: bad_date" in ended.err
    assert "云州市路灯办法" in done(registry("find", "云灯〔2021〕2号"))
    assert registry("import", path).out.startswith("rows 3, added 0, ")


def test_import_names_a_conflict(registry: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    row = {"id": RIVERS.id, "title": RIVERS.title, "source": "乙表", "level": "法律"}
    path.write_text(json.dumps(row, ensure_ascii=False))
    ended = registry("import", path)
    assert ended.code == 0
    assert "row 1: conflict" in ended.err
    assert "地方性法规" in ended.err
    assert "conflicts 1\n" in done(registry("conflicts"))


def test_export(registry: Run, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in done(registry("export")).splitlines()]
    assert [line["id"] for line in lines] == [RIVERS.id, RULES.id]
    out = tmp_path / "a.jsonl"
    assert done(registry("export", "-o", out)) == f"{out}: regulations 2\n"
    assert [json.loads(line) for line in out.read_text("utf-8").splitlines()] == lines
    assert registry("import", out).out.startswith(
        "rows 2, added 0, enriched 0, new versions 0, same 2"
    )
    rows = list(csv.reader(done(registry("export", "--format", "csv")).splitlines()))
    assert [row[0] for row in rows[1:]] == [RIVERS.id, RULES.id]
    done(registry("export", "--format", "xlsx", "-o", tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet.cell(row=2, column=2).value == RIVERS.title


def test_stats(registry: Run, grown: Path) -> None:
    printed = done(registry("stats"))
    assert "法规            2\n" in printed
    assert "  已链接        2\n" in printed
    assert "33.3%" in printed


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("import", "absent.csv"), 1, "unreadable_file"),
        (("export", "--format", "xlsx"), 64, "-o"),
        (("merge", RIVERS.id, RIVERS.id), 1, "refused_merge"),
        (("merge", RIVERS.id), 64, "OTHER"),
        (("split", RIVERS.id, "raaaaaaaaaaaa.9", "--title", "甲办法"), 1, "refused_split"),
        (("split", RIVERS.id, "raaaaaaaaaaaa.1"), 64, "--title"),
        (("accept", "p0"), 1, "unknown_proposal"),
        (("reject", "p0"), 1, "unknown_proposal"),
        (("decide", "one", "keep"), 64, "one"),
        (("decide", "1", "drop"), 64, "drop"),
        (("find", "甲", "--limit", "0"), 64, "limit"),
        (("search", "甲"), 64, "search"),
        (("show", "甲", "--store", "mysql://h/d"), 1, "store_address"),
        (("show", "甲", "--store", "/no/such/folder/a.db"), 1, "store_unreachable"),
    ],
)
def test_wrong_use(registry: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    ended = registry(*arguments)
    assert ended.code == code
    assert words in ended.err
    assert "Traceback" not in ended.err


def test_help_names_every_command(yiju: Yiju) -> None:
    printed = done(yiju("registry", "--help"))
    assert [name for name in COMMANDS if f"  {name} " not in printed] == []
