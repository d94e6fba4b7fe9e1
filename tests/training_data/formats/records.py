"""Strategies for records over any text, and over texts that are hard on offsets."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from training_data.formats import LabelledText, Span

LABELS = ("TITLE", "DOC_NUMBER", "发文机关")

# blanks that tools fold, join or trim; widths; characters of two UTF-16 units; marks that combine
HARD = " \t\n\r\u3000\u00a0\u2028\u0085\ufeff\\nrab0甲乙（）()〔〕𠀀𪚥😀\u0301\u200d"

texts = st.text(alphabet=HARD, max_size=24) | st.text(max_size=24)


@st.composite
def records(draw: st.DrawFn, *, min_size: int = 0) -> LabelledText:
    """Draw a text and labels that do not overlap, touching ones too."""
    text = draw(texts.filter(lambda text: len(text) >= min_size))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = tuple(
        Span(start, end, draw(st.sampled_from(LABELS)))
        for start, end in pairwise(cuts)
        if draw(st.booleans())
    )
    return LabelledText(text, spans)


json_values = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
metas = st.dictionaries(
    st.sampled_from(("id", "document", "部门")), json_values | st.lists(json_values, max_size=2)
)


@st.composite
def records_with_meta(draw: st.DrawFn) -> LabelledText:
    """Draw a record that says something besides."""
    record = draw(records())
    return LabelledText(record.text, record.spans, draw(metas))
