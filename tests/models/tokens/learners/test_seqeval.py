"""Our strict scores beside seqeval's (mode strict): the same entities, the same numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tokens.scoring import score
from models.tokens.tagging import to_spans

pytestmark = pytest.mark.peers

TAGS = ["O", *(f"{place}-{label}" for label in "XY" for place in "BMES")]


def _sentences(size: int) -> st.SearchStrategy[tuple[list[str], list[str]]]:
    tags = st.lists(st.sampled_from(TAGS), min_size=size, max_size=size)
    return st.tuples(tags, tags)


def _as_iobes(tags: list[str]) -> list[str]:
    """BMES is seqeval's IOBES with another letter inside."""
    return ["I" + tag[1:] if tag.startswith("M") else tag for tag in tags]


@given(st.lists(st.sampled_from(TAGS), max_size=12))
def test_the_same_entities_in_any_sequence(tags: list[str]) -> None:
    from seqeval import scheme

    (theirs,) = scheme.Entities([_as_iobes(tags)], scheme.IOBES).entities
    ours = [(span.start, span.end, span.label) for span in to_spans(tags)]
    assert ours == [(one.start, one.end, one.tag) for one in theirs]


@pytest.mark.filterwarnings("ignore::UserWarning")  # seqeval's, where nothing is to be found
@given(st.lists(st.integers(1, 8).flatmap(_sentences), min_size=1, max_size=4))
def test_the_same_scores(sentences: list[tuple[list[str], list[str]]]) -> None:
    from seqeval import metrics, scheme

    gold, found = (list(side) for side in zip(*sentences, strict=True))
    ours = score([to_spans(tags) for tags in gold], [to_spans(tags) for tags in found]).overall
    arguments = ([*map(_as_iobes, gold)], [*map(_as_iobes, found)])
    options = {"mode": "strict", "scheme": scheme.IOBES, "zero_division": 0}
    for name, mine in (
        ("precision_score", ours.precision),
        ("recall_score", ours.recall),
        ("f1_score", ours.f1),
    ):
        # seqeval says 0 where nothing is defined.
        assert getattr(metrics, name)(*arguments, **options) == pytest.approx(mine or 0.0)
