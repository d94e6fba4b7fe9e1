"""Finding gold and what is scored against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.errors import UsageError
from service.gold import find_gold, read_prediction


def plant(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")


def names(folder: Path, **options: object) -> list[str]:
    found = find_gold(folder, **options)  # type: ignore[arg-type]
    return [item.name for item in found]


def test_gold_is_that_of_the_pdf_and_of_the_text_beside_it(tmp_path: Path) -> None:
    plant(tmp_path, "a.gold.json", "a.pdf", "a.txt", "sub/b.gold.json", "sub/b.txt", "c.pdf")
    assert names(tmp_path) == ["a.pdf", "a.txt", "sub/b.txt"]


def test_excluded_documents_are_left_out(tmp_path: Path) -> None:
    plant(tmp_path, "a.gold.json", "a.pdf", "a_scanned.gold.json", "a_scanned.pdf")
    assert names(tmp_path, excluded=["*_scanned.*"]) == ["a.pdf"]


def test_gold_without_document_is_an_error_not_a_silence(tmp_path: Path) -> None:
    plant(tmp_path, "a.gold.json", "a.pdf", "b.gold.json")
    with pytest.raises(UsageError, match=r"b\.gold\.json"):
        find_gold(tmp_path)


def test_predictions_stand_for_documents_that_are_not_there(tmp_path: Path) -> None:
    plant(tmp_path / "gold", "a.gold.json", "b.gold.json")
    plant(tmp_path / "out", "a.pdf.json", "b.json", "other.json")
    assert names(tmp_path / "gold", predictions=tmp_path / "out") == ["a.pdf", "b"]


def test_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="without documents"):
        find_gold(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{"])
def test_gold_that_is_no_object_is_refused(tmp_path: Path, content: str) -> None:
    plant(tmp_path, "a.pdf")
    (tmp_path / "a.gold.json").write_text(content)
    with pytest.raises(UsageError, match="no JSON object"):
        find_gold(tmp_path)


def test_a_prediction_that_is_not_there_is_none(tmp_path: Path) -> None:
    plant(tmp_path, "a.pdf.json")
    assert read_prediction(tmp_path, "a.pdf") == {}
    assert read_prediction(tmp_path, "b.pdf") is None
