"""What is no disclosure, or a hostile one, ends soon, in a Disclosure or in one typed error."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.service import odd_documents as odd
from tests.service.command import Ended, yiju

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs os.wait4")

MOST_SECONDS = 21.0  # the limit on the reading process, and its start
MOST_BYTES = 1024**3
MEGABYTE = 1_000_000

Make = Callable[[], bytes]


def jpeg() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (8, 8)).save(held, "JPEG")
    return held.getvalue()


def text(whole: str) -> Make:
    return lambda: whole.encode()


# name: what is made, and how it ends: the codes of the problems, or one error's code
READ: dict[str, tuple[Make, set[str]]] = {
    # more pages than are read
    "2,000 pages": (lambda: odd.many_pages(2_000), {"too_many_pages"}),
    "4,000 scattered glyphs": (lambda: odd.scattered_glyphs(4_000), set()),
    # a table of a thousand columns of no width has no cells
    "a grid of hair lines": (lambda: odd.fine_grid(1_000), set()),
    "4,000 glyphs on one point": (lambda: odd.glyphs_on_one_point(4_000), set()),
    # joining page by page must not copy the table for every page
    "a table over 200 pages": (lambda: odd.table_over_pages(200), set()),
    # one path too long to be a ruling, and as many paths as there is room for
    "a path of 200,000 segments": (lambda: odd.one_long_path(200_000), set()),
    "20,000 scattered lines": (lambda: odd.scattered_lines(20_000), set()),
    "200,000 scattered lines": (lambda: odd.scattered_lines(200_000), {"too_many_objects"}),
    "a page tree that loops": (odd.page_tree_loop, {"page_unreadable"}),
    "a table that comes before itself": (odd.previous_table_loop, set()),
    "a million objects": (lambda: odd.long_table(1_000_000), set()),
    "nested arrays": (lambda: odd.nested(100_000, b"[", b"]"), set()),
    "nested dictionaries": (lambda: odd.nested(100_000, b"<</A", b">>"), set()),
    "a form that draws itself": (odd.form_calls_itself, {"text_lost"}),
    "10,000 forms in forms": (lambda: odd.forms_in_forms(4, 10), set()),
    "a giant page": (lambda: odd.odd_page_box(b"[0 0 1e9 1e9]"), set()),
    "a page without extent": (lambda: odd.odd_page_box(b"[0 0 0 0]"), set()),
    "a page box of words": (lambda: odd.odd_page_box(b"[nan inf 0 1]"), set()),
    "a page box out of all bounds": (lambda: odd.odd_page_box(b"[-1e30 -1e30 1e30 1e30]"), set()),
    "sizes that no printer has": (odd.odd_numbers, {"text_aslant"}),
    "5 MB on one line": (text("根据河道养护要求，安排资金12.5万元，" * 90_000), set()),
    "100,000 cells in one row": (text("1\t" * 100_000), set()),
    "100,000 rows of one cell": (text("1\t\n" * 100_000), set()),
    "a megabyte of blanks": (text("项" + " " * MEGABYTE + "目"), set()),
    "a megabyte of line ends": (text("项" + "\n" * MEGABYTE + "目"), set()),
    # each line goes on with the one before it, whose bracket is open
    "80,000 lines of an open bracket": (text("（\n" * 80_000), set()),
    # each line is an item of a list that ends 1,500 characters later
    "lines that open a list": (text(odd.narrative("其中：\n" * 2_000)), set()),
    "4,000 projects of one name": (
        text(odd.repeated(["养护经费情况说明", "一、项目概述", "养护。", "二、立项依据"], 4_000)),
        set(),
    ),
    "150 narratives, then 150 forms": (
        text(odd.narrative("养护") * 150 + odd.form("某河道养护") * 150),
        set(),
    ),
}

UNREADABLE: dict[str, tuple[Make, str]] = {
    "nothing": (lambda: b"", "empty"),
    "nothing but blanks": (lambda: b" \n\t\x00" * 1_000, "empty"),
    "a picture that is called .pdf": (jpeg, "not_a_document"),
    "only the head of a PDF": (lambda: odd.HEAD, "broken"),
    "blanks that inflate": (lambda: odd.inflating(1_100 * 2**20, b" "), "limit_exceeded"),
    "text that inflates": (lambda: odd.inflating(1_100 * 2**20, b"(a)Tj "), "limit_exceeded"),
    "2^30 forms in forms": (lambda: odd.forms_in_forms(30, 2), "limit_exceeded"),
}

# What a rule looks for, over and over: quadratic rules show here.
PIECES = (
    "《",
    "》",
    "《〈",
    "《关于",
    "《a》",
    "<",
    "（",
    "“",
    "〔",
    "〔2025〕1号",
    "号",
    "第",
    "第一条",
    "0",
    "1,",
    "一、",
    "1.",
    "1元",
    "万元",
    "其中：",
    "年",
    "2025年1月",
    "2025.1.1-",
    "根据",
    "由某局",
    "≥",
    "<p>",
)


@pytest.mark.parametrize("name", READ)
def test_odd_documents_are_read(tmp_path: Path, name: str) -> None:
    make, problems = READ[name]
    ended = _extract(tmp_path / "a.pdf", make())
    assert ended.code == 0, ended.err
    found = json.loads(ended.out)
    assert {problem["code"] for problem in found["problems"]} == problems
    assert ended.err == ""


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_documents_end_in_a_typed_error(tmp_path: Path, name: str) -> None:
    make, code = UNREADABLE[name]
    ended = _extract(tmp_path / "a.pdf", make())
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"{tmp_path / 'a.pdf'}: {code}\n")


@pytest.mark.parametrize("piece", PIECES)
def test_one_mark_over_and_over(tmp_path: Path, piece: str) -> None:
    """A megabyte: bare, as every section of a narrative, as lines, and in a form's cells."""
    share = MEGABYTE // 12 // 3 // len(piece)
    line = piece * (share // 100)
    whole = (
        piece * (4 * share)
        + "\n"
        + odd.narrative(piece * share)
        + odd.narrative(f"{line}\n" * 20)
        + odd.narrative(f"{piece}\n" * 200)
        + f"{piece}\n" * 10_000
        + odd.form(piece * (share // 4))
    )
    ended = _extract(tmp_path / "a.txt", whole.encode())
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["source"]["text_length"] == len(whole)


def test_a_folder_of_odd_documents_is_read_to_its_end(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    made: dict[str, tuple[bytes, str | None]] = {
        "1.pdf": (b"", "empty"),
        "2.pdf": (jpeg(), "not_a_document"),
        "3.pdf": (odd.pdf_of_pages([odd.stream(odd.show("项目", 100, 100))]), None),
        # more than any time limit allows, and more than any memory does
        "4.pdf": (odd.forms_in_forms(7, 10), "limit_exceeded"),
        "5.pdf": (odd.forms_in_forms(30, 2), "limit_exceeded"),
        "6.txt": (odd.narrative("养护河道。").encode(), None),
        "7.pdf": (odd.HEAD, "broken"),
        "8.txt": (odd.form("河道养护").encode(), None),
    }
    for name, (data, _) in made.items():
        (folder / name).write_bytes(data)
    ended = yiju("extract", folder, "-o", out, YIJU_PARSE_TIMEOUT_SECONDS="3")
    assert ended.code == 0, ended.err
    assert ended.out.splitlines()[-1] == "read 3, projects 2, problems 0, errors 5"
    assert "Traceback" not in ended.err
    for name, (_, code) in made.items():
        found = json.loads((out / f"{name}.json").read_bytes())
        if code is None:
            assert found["source"]["name"] == name
        else:
            assert found["error"]["code"] == code
            assert found["error"]["message"]
            assert found["error"]["hint"]


# What the largest documents end in: read, or a limit, or, on the edge of one, either.
LARGEST: dict[str, tuple[Make, set[int]]] = {
    "a million cells in one row": (text("1\t" * MEGABYTE), {0}),
    "a million cells in rows of ten": (text(("项目\t" * 9 + "1\n") * (MEGABYTE // 10)), {0}),
    "a million cells, a page end after two": (text("1\t2\n\n" * (MEGABYTE // 2)), {0, 2}),
    "a million cells on one page": (lambda: odd.wide_grid(1_000), {0, 2}),
    "four million cells on one page": (lambda: odd.wide_grid(2_000), {0, 2}),
    "50,000 scattered glyphs": (lambda: odd.scattered_glyphs(50_000), {0}),
    "50,000 glyphs on one point": (lambda: odd.glyphs_on_one_point(50_000), {0}),
    "a table over 500 pages": (lambda: odd.table_over_pages(500), {0}),
    "a table over 1,500 pages": (lambda: odd.table_over_pages(1_500), {0, 2}),
    "a million forms in forms": (lambda: odd.forms_in_forms(6, 10), {0, 2}),
    "a billion forms in forms": (lambda: odd.forms_in_forms(9, 10), {2}),
    "10 MB of marks": (text("《〈（" * 1_200_000), {0}),
    "256 MB of one letter": (lambda: b"a" * (256 * 2**20), {0, 2}),
    "2,000 narratives with forms": (
        text((odd.narrative("水") + odd.form("河")) * 2_000),
        {0, 2},
    ),
    "lines that inflate": (lambda: odd.inflating(1_100 * 2**20, b"0 0 m 9 9 l S "), {2}),
    "operators that inflate": (lambda: odd.inflating(1_100 * 2**20, b"BT ET "), {2}),
}


@pytest.mark.soak
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_end_within_the_limits(tmp_path: Path, name: str) -> None:
    make, codes = LARGEST[name]
    ended = _extract(tmp_path / "a.pdf", make())
    assert ended.code in codes
    if ended.code == 0:
        assert "source" in json.loads(ended.out)
    else:
        assert ended.err.startswith(f"{tmp_path / 'a.pdf'}: limit_exceeded\n")


def _extract(path: Path, data: bytes) -> Ended:
    """Run `yiju extract` on one file and hold the bounds that every document is promised."""
    path.write_bytes(data)
    ended = yiju("extract", path)
    assert "Traceback" not in ended.err
    assert ended.seconds < MOST_SECONDS
    assert ended.peak_bytes < MOST_BYTES
    return ended
