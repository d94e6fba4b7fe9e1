"""The classifier's file: what it refuses, and what the released one sees."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from extraction.errors import ModelError
from extraction.layout import Layout, lay_out_text
from extraction.learned import LineRoles
from models.cards import card_of
from models.lines import load, released
from models.lines.released import FILE, FOLDER

# An invented department's words: none of them is in the rules' headings.
_TEXT = """滨江区海塘管理所2031年专项说明
项目一：海塘沉降观测
（一）缘何要做
海塘建成已逾二十年，近年沉降加快，为保障沿岸居民安全，需要开展观测。
（二）文件上怎么说
根据《滨江区海塘安全管理办法》（滨水发〔2029〕12号）第六条开展。
（三）钱从哪里来、用在哪里
全年安排86万元，其中：观测费60万元，分析费26万元。
（四）要见到的成效
观测点完好率不低于98%，报告4份，居民满意度达到90%。
"""


def _layout(text: str) -> Layout:
    return lay_out_text(text, is_label=lambda _: False, opens_table=lambda _: False)


def test_headings_in_words_never_seen_are_told_by_number_and_body() -> None:
    classifier: LineRoles = released()
    roles = classifier.roles(_layout(_TEXT))
    assert [one.role for one in roles] == [
        "title",
        "project_heading",
        "heading_overview",
        "body",
        "heading_basis",
        "body",
        "heading_budget",
        "body",
        "heading_goals",
        "body",
    ]
    assert all(0 <= one.confidence <= 1 for one in roles)
    assert classifier.version.startswith("lines-")


def test_there_is_a_role_for_each_line_and_none_for_an_empty_layout() -> None:
    assert len(released().roles(_layout("一、甲\n乙\n\n丙"))) == 3
    assert list(released().roles(Layout("", ()))) == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for path in (FOLDER / FILE, card_of(FOLDER / FILE)):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path / FILE


def _cut(model: Path) -> None:
    model.write_bytes(model.read_bytes()[:-20])


def _no_card(model: Path) -> None:
    card_of(model).unlink()


def _other(key: str, value: object) -> Callable[[Path], None]:
    def change(model: Path) -> None:
        card = json.loads(card_of(model).read_text("utf-8"))
        card_of(model).write_text(json.dumps({**card, key: value}), "utf-8")

    return change


def _list_card(model: Path) -> None:
    card_of(model).write_text("[]", "utf-8")


def _signed(**changed: object) -> Callable[[Path], None]:
    """Write other arrays under a card that fits them."""

    def change(model: Path) -> None:
        import hashlib

        with np.load(model, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        for name, value in changed.items():
            arrays[name] = np.asarray(value)
        data = io.BytesIO()
        np.savez_compressed(data, **arrays)
        model.write_bytes(data.getvalue())
        _other("sha256", hashlib.sha256(data.getvalue()).hexdigest())(model)

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        pytest.param(_cut, "bytes that are not those of the card", id="cut short"),
        pytest.param(_no_card, "lines.card.json", id="without its card"),
        pytest.param(_list_card, "no JSON object", id="a card that is a list"),
        pytest.param(_other("form", "yiju.lines.0"), "yiju.lines.0", id="another form"),
        pytest.param(_other("features", "0"), "features '0'", id="other features"),
        pytest.param(_other("roles", ["body"]), "roles", id="other roles"),
        pytest.param(_signed(weights=np.zeros((3, 2))), "(3, 2)", id="weights of another shape"),
        pytest.param(_signed(second_bias=np.full(16, np.nan)), "not finite", id="no numbers"),
        pytest.param(_signed(steps=[1.0, 0.0], levels=[0.0, 1.0]), "order", id="steps fall"),
        pytest.param(_signed(steps=np.zeros(0)), "calibration", id="no calibration"),
        pytest.param(
            _signed(levels=np.array([{"a": 1}], dtype=object)), "pickle", id="objects in arrays"
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    copied: Path, change: Callable[[Path], None], named: str
) -> None:
    change(copied)
    with pytest.raises(ModelError) as refused:
        load(copied)
    assert refused.value.code == "wrong_model"
    assert named in refused.value.found
    assert "yiju train lines" in refused.value.hint
