"""The comparison of learners and its table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from extraction.learned import Passage
from models.scores import Counts
from models.tokens import Found
from models.tokens.learners import __main__
from models.tokens.learners.comparing import Row, _found, compare_learners, to_markdown
from models.tokens.scoring import EntityScores, Interval
from training_data.formats import LabelledText, Span, bmes

TEXTS = [
    LabelledText(f"由{body}负责。", (Span(1, 7, "ORG"),))
    for body in ("青溪区水务局", "白塔镇财政所", "松石区教育局") * 4
]


def test_both_learn_the_same_texts() -> None:
    rows = compare_learners(("crf", "sgd"), TEXTS, TEXTS, words=False)
    assert [row.learner for row in rows] == ["crf", "sgd"]
    for row in rows:
        assert row.scores.overall == Counts(12, 0, 0)
        assert row.size > 0
        assert row.speed > 0


def test_each_text_gets_what_is_its_own() -> None:
    class Every:
        """Finds every 甲, at the offsets of whatever text it is given."""

        def __init__(self) -> None:
            self.card: dict[str, object] = {}
            self.labels: tuple[str, ...] = ("X",)

        def read(self, passage: Passage) -> list[Found]:
            return self.find(passage.text)

        def find(
            self, text: str, *, pieces: Iterable[tuple[int, int]] | None = None
        ) -> list[Found]:
            assert pieces is None
            return [Found(at, at + 1, "X", 1.0) for at, one in enumerate(text) if one == "甲"]

    texts = [LabelledText(text) for text in ("甲乙", "", "乙\n甲", "丙甲")]
    assert _found(Every(), texts) == [
        [Span(0, 1, "X")],
        [],
        [Span(2, 3, "X")],
        [Span(1, 2, "X")],
    ]


def test_the_best_stands_first() -> None:
    rows = [
        Row(
            "one",
            3.4,
            12345.6,
            1_500_000,
            EntityScores(Counts(1, 1, 1), {}, Interval(0.2, 0.8), {}),
        ),
        Row("two", 20.0, 999.0, 40_000, EntityScores(Counts(3, 1, 0), {}, Interval(0.5, 1.0), {})),
        Row("none", 1.0, 1.0, 1, EntityScores(Counts(), {}, Interval(1.0, 1.0), {})),
    ]
    assert to_markdown(rows).splitlines()[2:] == [
        "| `two` | 85.7 | 50.0 to 100.0 | 75.0 | 100.0 | 20 | 999 | 0.0 |",
        "| `one` | 50.0 | 20.0 to 80.0 | 50.0 | 50.0 | 3 | 12,346 | 1.5 |",
        "| `none` | – | 100.0 to 100.0 | – | – | 1 | 1 | 0.0 |",
    ]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "small.bmes"
    bmes.write(TEXTS, path)
    __main__.main(
        ["--train", str(path), "--test", str(path), "--learner", "sgd", "crf", "--no-words"]
    )
    assert "| `sgd` | 100.0 |" in capsys.readouterr().out


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "missing.bmes")
    with pytest.raises(SystemExit) as stop:
        __main__.main(["--train", missing, "--test", missing])
    assert stop.value.code == 2
    assert "missing.bmes" in capsys.readouterr().err
