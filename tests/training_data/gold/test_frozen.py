"""The frozen test set: apart, whole, and out of reach of whatever trains."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

import training_data.gold
from extraction.errors import UsageError
from training_data.gold import frozen_texts, training_texts
from training_data.gold.frozen import bodies, frozen_names

ROOT = Path(__file__).parents[3]
FOLDER = Path(training_data.gold.__file__).parent
# Where the frozen texts may be opened: to judge, and to refuse their words in what is learned.
MAY_OPEN = {
    "training_data/gold/__init__.py",
    "models/tokens/material.py",
    "models/shelf/tokens.py",
}


def test_the_two_halves_share_nothing() -> None:
    taught, frozen = training_texts(), frozen_texts()
    assert len(taught) >= 60
    assert len(frozen) >= 12
    assert {text.name for text in frozen} == frozen_names().names
    assert not {text.department for text in taught} & frozen_names().departments
    assert not bodies(taught).keys() & bodies(frozen).keys()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (lambda text: text, "a copy"),
        (lambda text: text + "\n", "another name and other bytes, the same department"),
    ],
)
def test_a_frozen_text_is_refused_where_it_is_to_teach(
    tmp_path: Path, changed: object, why: str
) -> None:
    path = sorted((FOLDER / "frozen").glob("*.txt"))[0]
    text = changed(path.read_text("utf-8"))  # type: ignore[operator]
    (tmp_path / "other.txt").write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        training_texts(tmp_path)
    assert caught.value.code == "frozen_text", why


def test_a_body_of_two_departments_is_refused(tmp_path: Path) -> None:
    path = sorted((FOLDER / "texts").glob("*.txt"))[0]
    shutil.copy(path, tmp_path / "one.txt")
    text = path.read_text("utf-8").splitlines()
    text[1] = "% department: 另一个局"
    (tmp_path / "two.txt").write_text("\n".join(text), "utf-8")
    with pytest.raises(UsageError) as caught:
        training_texts(tmp_path)
    assert caught.value.code == "shared_text"


def test_nothing_that_trains_opens_them() -> None:
    opens = {
        path.relative_to(ROOT).as_posix()
        for floor in ("models", "training_data")
        for path in (ROOT / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and any(one.name == "frozen_texts" for one in node.names)
    }
    assert opens <= MAY_OPEN
