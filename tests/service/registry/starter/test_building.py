"""Material → the starter registry, on invented rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction.registry import read_works
from extraction.registry.works_json import read_codes
from service.registry.starter import Starter, build_starter, write_starter
from service.registry.starter.__main__ import main

_CODES = (
    "code\tissuer\tn_registry_docs\tn_docs_issuer_confirmed\tn_text_mentions\tconfidence\t"
    "construction\texample_number\texample_title\tevidence\tother_issuers_seen\n"
    "财预\t财政部\t5\t3\t0\thigh\t财预\t财预〔2020〕10号\t某办法\tsomewhere\t财政部国家税务总局(2); 我部(1)\n"
    "云发\t云州市人民政府\t2\t1\t0\tlow\t云发\t云发〔2020〕1号\t某通知\tgithub:某库\t"
    "云水县人民政府(1); 市政府(1)\n"
    "无主\t省政府\t1\t0\t0\tlow\t无主\t无主〔2020〕1号\t某通知\tgithub:某库\t\n"
)
_LIST = "github:qisehong/china-law-db@x:laws/"


def _row(key: int, title: str, **facts: object) -> dict[str, object]:
    return {
        "id": f"r{key:012x}",
        "title": title,
        "doc_number": None,
        "issuer": None,
        "level": "规范性文件",
        "date_issued": None,
        "date_effective": None,
        "status": None,
        "versions": None,
        "source": "github:某库",
        "evidence": "dataset",
        **facts,
    }


_ROWS = [
    _row(
        1,
        "绿地养护条例",
        level="行政法规",
        issuer="国务院",
        date_issued="1991-03-04",
        versions=["1991-03-04", "2018-11-06"],
        status="废止或失效",
        source=f"{_LIST}行政法规/绿地养护条例(2018-11-06).md",
    ),
    _row(
        2,
        "《关于印发<绿地专项资金管理办法>的通知》",
        doc_number="财预〔2020〕7号",
        issuer="财政部",
        date_issued="2020-03-01",
    ),
    _row(3, "绿地专项资金管理办法", doc_number="财预〔2020〕7号", evidence="citation(n=3)"),
    _row(4, "关于绿地的通知", doc_number="财预〔2019〕8号", date_issued="2020-01-04"),
    _row(5, "关于某县绿地的通知", doc_number="县园〔2019〕8号", date_issued="2019-01-04"),
    _row(
        6,
        "上海市绿地养护条例",
        level="地方性法规",
        region="上海",
        issuer="上海市人民代表大会常务委员会",
        date_issued="2017-11-23",
        status="现行有效",
        versions=["2015-07-23", "2017-11-23"],
        source="github:zhiyao87/Shanghai-Gov-Docs-Index@x:data/a.tsv",
    ),
    _row(
        7,
        "最高人民法院关于审理绿地案件的解释",
        level="司法解释",
        doc_number="法释〔2016〕9号",
        note=" doc_number from citation 某处",
        versions=["2016-05-01"],
        source=f"{_LIST}司法解释/a(2016-05-01).md",
    ),
    _row(
        8,
        "浦东新区绿地养护细则",
        doc_number="浦府办〔2021〕2号",
        region="上海",
        date_issued="2021-02-03",
        status="失效",
        source="github:zhiyao87/Shanghai-Gov-Docs-Index@x:data/b.csv",
    ),
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "material"
    folder.mkdir()
    lines = (json.dumps(each, ensure_ascii=False) for each in _ROWS)
    (folder / "regulations.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "issuer_codes.tsv").write_text(_CODES, encoding="utf-8")
    return folder


@pytest.fixture
def starter(source: Path) -> Starter:
    return build_starter(source)


def test_a_rule_and_its_notice_are_one_work(starter: Starter) -> None:
    (work,) = [each for each in starter.works if "专项资金" in each.title]
    assert work.title == "绿地专项资金管理办法"
    assert [each.title for each in work.carriers] == ["关于印发〈绿地专项资金管理办法〉的通知"]
    assert [each.doc_number for each in work.versions] == ["财预〔2020〕7号"]
    assert starter.redirects == {"r000000000003": work.id}


def test_what_stays_out_is_counted(starter: Starter) -> None:
    assert len(starter.works) == 6
    assert starter.left_out == {"conflict": 0, "other_place": 1}


def test_a_mark_of_repeal_that_the_source_makes_by_a_word_search_is_not_taken(
    starter: Starter,
) -> None:
    (work,) = [each for each in starter.works if each.title == "绿地养护条例"]
    assert [(each.date_issued, each.status) for each in work.versions] == [
        ("1991-03-04", "superseded"),
        ("2018-11-06", "unknown"),
    ]


def test_statuses_and_places_of_shanghai(starter: Starter) -> None:
    found = {each.title: each for each in starter.works if each.place}
    assert {title: each.place for title, each in found.items()} == {
        "上海市绿地养护条例": "上海",
        "浦东新区绿地养护细则": "上海市浦东新区",
    }
    statuses = [each.status for each in found["上海市绿地养护条例"].versions]
    assert statuses == ["superseded", "in_force"]
    assert found["浦东新区绿地养护细则"].versions[0].status == "repealed"


def test_a_web_pages_date_of_the_next_year_is_not_the_date_of_issue(starter: Starter) -> None:
    (work,) = [each for each in starter.works if each.title == "关于绿地的通知"]
    assert work.versions[0].date_issued is None
    assert work.issuers == ("财政部",)
    assert work.field_sources == {"issuers": "issuer_codes.tsv 财预"}


def test_a_number_that_was_read_in_another_text_is_not_taken(starter: Starter) -> None:
    (work,) = [each for each in starter.works if each.level == "司法解释"]
    assert work.versions[0].doc_number is None


def test_codes(starter: Starter) -> None:
    assert [(code.code, [each.name for each in code.issuers]) for code in starter.codes] == [
        ("云发", ["云州市人民政府", "云水县人民政府"]),
        ("财预", ["财政部"]),
    ]
    by_code = {code.code: code for code in starter.codes}
    assert by_code["云发"].ambiguous
    assert by_code["财预"].issuers[0].source == "issuer_codes.tsv#财预〔2020〕10号"


def test_the_files_are_read_back(starter: Starter, tmp_path: Path) -> None:
    write_starter(starter, tmp_path)
    with (tmp_path / "works.jsonl").open(encoding="utf-8") as lines:
        assert tuple(read_works(lines)) == starter.works
    with (tmp_path / "issuer_codes.jsonl").open(encoding="utf-8") as lines:
        assert tuple(read_codes(lines)) == starter.codes
    redirects = (tmp_path / "redirects.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in redirects] == [
        {"old": old, "work": key} for old, key in starter.redirects.items()
    ]


def test_the_command_writes_the_same_files_each_time(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        assert main([str(source), str(tmp_path / name)]) == 0
    for name in ("works.jsonl", "issuer_codes.jsonl", "redirects.jsonl"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert "6 works, 2 codes" in capsys.readouterr().out
    assert main([]) == 2
