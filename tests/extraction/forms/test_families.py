"""The vocabulary of the forms."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

import extraction.forms as package
from extraction.forms import is_form_label, is_form_title, label_key
from extraction.forms.families import family, label_unit
from extraction.schema import FORM_FIELDS, MONEY_FIELDS

_FILES = {
    source.name: tomllib.loads(source.read_text("utf-8"))
    for source in files(package).joinpath("layouts").iterdir()
    if source.name.endswith(".toml")
}
_LABELS = sorted(
    {label for data in _FILES.values() for entry in data["field"] for label in entry["labels"]}
)


@pytest.mark.parametrize("label", _LABELS)
def test_every_label_is_reachable_as_it_is_printed(label: str) -> None:
    assert label_key(label) == label
    for printed in (label, f" {label}：", f"<p>{label}</p>", "\n".join(label), f"{label}（万元）"):
        assert label_key(printed) in family().fields, printed
        assert is_form_label(printed), printed


@pytest.mark.parametrize("name", sorted(_FILES))
def test_a_file_says_which_family_it_is(name: str) -> None:
    data = _FILES[name]
    assert name == f"{data['family']}.toml"
    assert data["version"] >= 1


@pytest.mark.parametrize("name", sorted(_FILES))
def test_titles_and_their_examples(name: str) -> None:
    data = _FILES[name]
    for title in data["titles"]:
        assert is_form_title(title)
        assert is_form_title(f"{title}（2025年度）")
        assert is_form_title(f"某区{title}")
        assert label_key(title) not in family().fields
    assert is_form_title(data["title_example"])
    assert not is_form_title(data["title_counter_example"])


@pytest.mark.parametrize("name", sorted(_FILES))
def test_every_other_word_is_reachable(name: str) -> None:
    data = _FILES[name]
    names = [*data["headers"], *data["levels"]]
    names += [word for words in data["indicators"].values() for word in words]
    names += [word for words in data["levels"].values() for word in words]
    for word in names:
        assert label_key(word) == word
        assert is_form_label(word), word


def test_fields_are_the_contracts() -> None:
    known = {label.name for labels in family().fields.values() for label in labels}
    assert known == set(FORM_FIELDS)


def test_a_label_means_one_field_or_one_a_money_column() -> None:
    for printed, labels in family().fields.items():
        sides = [label.side for label in labels]
        assert len(set(sides)) == len(sides), printed
        if len(labels) > 1:
            assert None not in sides, printed
            assert {label.name for label in labels} <= MONEY_FIELDS, printed


def test_no_word_is_a_field_and_a_heading() -> None:
    known = family()
    assert not set(known.fields) & (known.headers | known.level1 | set(known.level1_of))
    assert not set(known.fields) & set(known.columns)


def test_every_first_column_of_indicators_is_called_so() -> None:
    first = [label for label, column in family().columns.items() if column == "level1"]
    assert [label for label in first if "一级" not in label] == []  # listed.py asks for it


def test_level_two_names_belong_to_level_one_names() -> None:
    known = family()
    assert set(known.level1_of.values()) - {""} <= known.level1


@pytest.mark.parametrize(
    ("printed", "is_title", "reason"),
    [
        ("财政项目支出绩效目标申报表", True, "the title"),
        ("财政项目支出绩效目标填报表(2024)", True, "a year in brackets"),
        ("2026年度项目支出绩效目标表", True, "a year before it"),
        ("某区水务局项目支出绩效目标申报表", True, "a department before it"),
        ("财政项目支出 绩效目标 申报表", True, "blanks between"),
        ("详见财政项目支出绩效目标申报表", False, "a sentence names it"),
        ("六、绩效目标（见财政项目支出绩效目标申报表）", False, "a pointer to it"),
        ("财政项目支出绩效目标申报表填报说明", False, "another text about it"),
        ("项目绩效目标", False, "a heading inside the form"),
        ("部门收入预算总表", False, "another table"),
        ("", False, "nothing"),
    ],
)
def test_is_form_title(printed: str, is_title: bool, reason: str) -> None:
    assert is_form_title(printed) == is_title, reason


@pytest.mark.parametrize(
    ("printed", "unit", "reason"),
    [
        ("项目资金（元）", "元", "full-width brackets"),
        ("项目资金\n(万元)", "万元", "on the next line"),
        ("项目资金（单位：万元）", "万元", "with the word for unit"),
        ("项目资金[元]", None, "other brackets are none"),
        ("项目资金", None, "no unit"),
        ("工程（公里）", None, "no unit of money"),
    ],
)
def test_label_unit(printed: str, unit: str | None, reason: str) -> None:
    assert label_unit(printed) == unit, reason


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("项目资金 （元）：", "项目资金"),
        ("其中：财政资金", "其中:财政资金"),
        ("其中:财政资金", "其中:财政资金"),
        ("<p>主管\n部门</p>&nbsp;", "主管部门"),
        ("年度（/项目）指标值", "年度(/项目)指标值"),
        ("", ""),
    ],
)
def test_label_key(printed: str, key: str) -> None:
    assert label_key(printed) == key
    assert label_key(key) == key
