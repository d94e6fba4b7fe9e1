"""Editions: cut off the title, kept in it, or no edition at all."""

from __future__ import annotations

import pytest

from extraction.citations.versions import edition, split_edition


@pytest.mark.parametrize(
    "words",
    [
        "2020版",
        "2020年版",
        "2018年修订",
        "2018年修正",
        "2018年12月29日修正",
        "2021年修订版",
        "2021年第二次修正",
        "修订版",
        "修订",
        "第二版",
        "第三次修订",
        "1.3版",
        "V2.0",
        "2019年本",
        "最新版",
        "试行",
        "暂行",
        "征求意见稿",
    ],
)
def test_edition(words: str) -> None:
    assert edition(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "2018—2035年",
        "2021-2023",
        "2024年",
        "2020",
        "以下简称办法",
        "一",
        "上册",
        "沪府规〔2020〕1号",
        "",
    ],
)
def test_no_edition(words: str) -> None:
    assert edition(words) is None


@pytest.mark.parametrize(
    ("title", "split", "why"),
    [
        ("考核办法（2020版）", ("考核办法", "2020版"), "an edition is cut off"),
        ("考核办法（试行）", ("考核办法（试行）", "试行"), "试行 stays and is given"),
        ("考核办法（征求意见稿）", ("考核办法（征求意见稿）", "征求意见稿"), "so does a draft"),
        (
            "考核办法（试行）（2020版）",
            ("考核办法（试行）", "2020版"),
            "the edition before the draft",
        ),
        ("考核暂行办法", ("考核暂行办法", None), "暂行 without a bracket is only a word"),
        ("绿地规划（2021-2035年）", ("绿地规划（2021-2035年）", None), "a plan's years stay"),
        ("2024年工作要点", ("2024年工作要点", None), "a year in front stays"),
        ("（2020版）", ("（2020版）", None), "an edition of nothing is a title"),
    ],
)
def test_split_edition(title: str, split: tuple[str, str | None], why: str) -> None:
    assert split_edition(title) == split, why
