"""Names that look alike, by trigrams."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry.gram_index import GramIndex

NAMES = (
    "上海市湿地养护条例",
    "北京市湿地养护条例",
    "上海市夜间巡护奖励办法",
    "关于加强河道视频监控建设联网应用工作的若干意见",
    "河长制",
)
_words = st.text(alphabet="水河湖海江沟渠堤坝闸泵站井泉库塘", min_size=3, max_size=20)


@pytest.mark.parametrize(
    ("asked", "place", "reason"),
    [
        ("上海市湿地养护条例", 0, "the name itself"),
        ("上海市湿地养条例", 0, "a lost character"),
        ("上海市湿地养护办法", 0, "another kind word"),
        ("关于加强河道视频监控建设联网应工作的若干意见", 3, "a lost character in a long name"),
        ("视频监控建设联网应用若干意见", 3, "head and middle lost"),
        ("河长制", 4, "as short as a trigram"),
    ],
)
def test_the_most_alike_comes_first(asked: str, place: int, reason: str) -> None:
    assert GramIndex(NAMES).search(asked, 3)[0] == place, reason


@pytest.mark.parametrize(("asked", "reason"), [("", "nothing"), ("税", "one character"), ("企业所得税汇算清缴", "no trigram in common")])  # fmt: skip
def test_nothing_alike(asked: str, reason: str) -> None:
    assert GramIndex(NAMES).search(asked, 3) == [], reason


def test_without_names() -> None:
    assert len(GramIndex(())) == 0
    assert GramIndex(()).search("上海市", 3) == []


@given(st.lists(_words, min_size=1, max_size=40, unique=True), st.data())
def test_every_name_finds_itself(names: list[str], data: st.DataObject) -> None:
    index = GramIndex(names)
    name = data.draw(st.sampled_from(names))
    found, likeness = index.likest(name, len(names))
    best = [names[place] for place in found[likeness == likeness.max()]]
    assert name in best


@given(st.lists(_words, max_size=20), _words, st.integers(1, 5))
def test_no_more_than_asked_and_each_once(names: list[str], asked: str, k: int) -> None:
    found = GramIndex(names).search(asked, k)
    assert len(found) == len(set(found)) <= k
    assert all(0 <= place < len(names) for place in found)
