"""Labels of titles as they can stand in print, row by row."""

from __future__ import annotations

import pytest

from extraction.combining.title_labels import standing_titles
from extraction.learned import TokenLabel


@pytest.mark.parametrize(
    ("text", "label", "title", "why"),
    [
        ("依据《青溪市河道办法》。", "青溪市河道办法", "青溪市河道办法", "as it stands"),
        ("依据《青溪市河道办法》。", "《青溪市河道办法", "青溪市河道办法", "a mark at the start"),
        ("依据青溪市河道办法》。", "青溪市河道办法》", "青溪市河道办法", "a mark at the end"),
        ("依据甲、乙办法》。", "、乙办法", "乙办法", "a pause at the start"),
        ("依据甲办法，乙办法", "甲办法，", "甲办法", "a pause at the end"),
        ("印发〈甲办法〉的通知", "印发〈甲办法〉的通知", "印发〈甲办法〉的通知", "marks inside"),
        (
            "〈甲办法〉实施细则",
            "〈甲办法〉实施细则",
            "〈甲办法〉实施细则",
            "marks that are its own",
        ),
        ("依据实施〈甲办法〉细则", "实施〈甲办法", None, "a mark that is never closed"),
        ("《甲规划》；乙纪要", "甲规划》；乙纪要", None, "over the end of an item"),
        ("甲办法。乙纪要", "甲办法。乙纪要", None, "over the end of a sentence"),
        ("甲条例第六条以及乙通知", "甲条例第六条以及乙通知", None, "over an article"),
        ("关于甲法第六条的解释", "关于甲法第六条的解释", "关于甲法第六条的解释", "its own article"),
        ("甲大纲（修订）规定", "甲大纲（修订）", "甲大纲", "the edition is no part of the label"),
        ("甲办法（试行）规定", "甲办法（试行）", "甲办法（试行）", "试行 is part of the title"),
        ("甲规划（2021—2025年）", "甲规划", "甲规划（2021—2025年）", "the years of a plan are"),
        ("甲办法（2021年修订）", "甲办法", "甲办法", "an edition is not"),
        ("转发的市局有关通知", "转发的市局有关通知", None, "words about a document"),
        ("《》", "《", None, "nothing is left"),
    ],
)
def test_titles(text: str, label: str, title: str | None, why: str) -> None:
    at = text.index(label)
    found = list(standing_titles(text, [TokenLabel(at, at + len(label), "TITLE", 0.7)]))
    assert [text[one.start : one.end] for one in found] == ([title] if title else []), why
    assert all(one.confidence == 0.7 for one in found)


def test_other_labels_stay() -> None:
    labels = [TokenLabel(0, 2, "DOC_NUMBER", 0.5), TokenLabel(1, 3, "ORG", 0.5)]
    assert list(standing_titles("。。。", labels)) == labels
