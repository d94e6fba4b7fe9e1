"""Other regulations and bodies in the same sentences."""

from __future__ import annotations

import random

from training_data.gold import training_texts
from training_data.gold.renaming import rename_text
from training_data.gold.texts import GoldText, kind_of


def _labels(text: GoldText) -> list[tuple[str, str]]:
    return [
        (span.label, section.body.text[span.start : span.end])
        for project in text.projects
        for section in project.sections
        for span in section.body.spans
    ]


def test_most_titles_change_and_every_label_stays() -> None:
    changed = titles = 0
    for text in training_texts()[:20]:
        other = rename_text(text, random.Random(text.name))
        before, after = _labels(text), _labels(other)
        assert [label for label, _ in before] == [label for label, _ in after]
        for (label, one), (_, two) in zip(before, after, strict=True):
            if kind_of(label) == "T":
                titles += 1
                changed += one != two
            if kind_of(label) not in ("T", "N", "I", "O"):
                assert one == two
    assert 0.5 < changed / titles < 0.95


def test_the_same_seed_gives_the_same_text() -> None:
    text = training_texts()[0]
    assert rename_text(text, random.Random(1)) == rename_text(text, random.Random(1))
    assert rename_text(text, random.Random(1)) != rename_text(text, random.Random(2))
