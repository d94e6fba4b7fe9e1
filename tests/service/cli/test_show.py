"""`yiju show` end to end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.service.analyses import write_pdf
from tests.service.cli.ended import Yiju


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "a.pdf")


def test_a_page_is_drawn(yiju: Yiju, tmp_path: Path, document: Path) -> None:
    out = tmp_path / "pictures" / "page.png"
    ended = yiju("show", document, "--page", 1, "-o", out)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"{out}: line 2, ruling 1, cell 2, section 1")
    with Image.open(out) as picture:
        assert picture.format == "PNG"


@pytest.mark.parametrize(
    ("page", "code", "said"),
    [(3, 64, "from 1 to 2"), (0, 64, "0 is not in the range")],
)
def test_a_page_that_is_not_there(
    yiju: Yiju, tmp_path: Path, document: Path, page: int, code: int, said: str
) -> None:
    ended = yiju("show", document, "--page", page, "-o", tmp_path / "page.png")
    assert ended.code == code
    assert said in ended.err
    assert not (tmp_path / "page.png").exists()


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        ("plain", 64, "without pages"),  # a text
        ("broken", 2, "a torn page"),
        ("killed", 2, "SIGKILL"),
    ],
)
def test_what_cannot_be_drawn(yiju: Yiju, tmp_path: Path, word: str, code: int, said: str) -> None:
    document = tmp_path / "a.txt"
    document.write_text(word)
    ended = yiju("show", document, "--page", 1, "-o", tmp_path / "page.png")
    assert ended.code == code
    assert said in ended.err
    assert not (tmp_path / "page.png").exists()
