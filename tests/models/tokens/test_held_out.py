"""Gold texts read in the sections that gold gives."""

from __future__ import annotations

from bisect import bisect_left

import pytest

from extraction.learned import TokenLabel
from models.tokens.held_out import Labelled, read_given
from models.tokens.material import gold_document, roughened_text
from training_data.gold import GoldText, training_texts
from training_data.gold.printing import gold_of, printed

TEXTS = training_texts()[:12]


def _perfect(text: GoldText) -> Labelled:
    return Labelled(
        {
            (one.passage.text, one.passage.section, one.passage.heading): tuple(
                TokenLabel(span.start, span.end, span.label, 0.99)  # type: ignore[arg-type]
                for span in one.spans
            )
            for one in gold_document(text).examples
        }
    )


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_values_stand_where_they_are_printed(text: GoldText) -> None:
    for one in (text, roughened_text(text, seed=5)):
        whole = printed(one)
        for reading in read_given(one, tokens=_perfect(one), mode="both"):
            for value in reading.fields.values():
                assert whole[value.start : value.end] == value.text
            starts = [citation.start for citation in reading.citations]
            assert bisect_left(starts, len(whole)) == len(starts)
            for citation in reading.citations:
                assert whole[citation.start : citation.end] == citation.text


def test_perfect_labels_give_the_titles_of_gold() -> None:
    right = wanted = 0
    for text in TEXTS:
        readings = read_given(text, tokens=_perfect(text), mode="model")
        for project, reading in zip(gold_of(text)["projects"], readings, strict=True):  # type: ignore[call-overload]
            gold = {cited["title"] for cited in project["citations"]} - {None}
            right += len(gold & {citation.title for citation in reading.citations})
            wanted += len(gold)
    assert wanted > 30
    assert right / wanted > 0.95
