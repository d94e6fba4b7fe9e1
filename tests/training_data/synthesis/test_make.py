"""Whole documents: every layout with every kind of noise, and the gold that belongs to them."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from training_data.synthesis import LAYOUTS, NOISES, SyntheticDocument, synthesise, write_examples
from training_data.synthesis.__main__ import main
from training_data.synthesis.gold import GoldProject
from training_data.synthesis.typesetting.faces import RADICALS

_UNFOLD = str.maketrans({radical: plain for plain, radical in RADICALS.items()})


def _page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[n].get_textpage().get_text_bounded() for n in range(len(document))]
    finally:
        document.close()


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def _text_values(project: GoldProject) -> Iterator[str]:
    """Yield the values that are printed as they stand."""
    for section in project.sections:
        yield section.heading
        yield from section.text.split("\n")
    for indicator in project.indicators:
        yield indicator.text
        yield indicator.level3 or ""
    for name in ("name", "nature", "category", "supervising_department", "implementing_unit"):
        yield project.fields.get(name) or ""
    yield project.name or ""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_same_arguments_same_bytes(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands in nothing that is written."""
    first = synthesise(7, layout=layout, noise=("jitter", "blanks"))
    monkeypatch.setattr(time, "time", lambda: 4e9)
    again = synthesise(7, layout=layout, noise=("jitter", "blanks"))
    assert first == again
    assert synthesise(8, layout=layout).pdf != first.pdf


@pytest.mark.parametrize("noise", ["none", *NOISES])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_takes_every_noise(layout: str, noise: str) -> None:
    document = synthesise(3, layout=layout, noise=() if noise == "none" else (noise,))
    pages = _page_texts(document.pdf)
    assert all(_squeeze(page) for page in pages)
    for project in document.gold.projects:
        assert project.pages is not None
        first, last = project.pages
        assert 1 <= first <= last <= len(pages)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_gold_is_printed(layout: str, seed: int) -> None:
    document = synthesise(seed, layout=layout)
    text = _squeeze(document.text)
    for project in document.gold.projects:
        for value in _text_values(project):
            assert _squeeze(value) in text


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "no_projects"])
def test_pages_are_those_of_the_pdf(layout: str, seed: int) -> None:
    """Each section's heading and each project's name are found on the project's pages."""
    document = synthesise(seed, layout=layout)
    pages = [_squeeze(page) for page in _page_texts(document.pdf)]
    for project in document.gold.projects:
        assert project.pages is not None
        first, last = project.pages
        own = "".join(pages[first - 1 : last])
        for section in project.sections:
            assert _squeeze(section.heading) in own
        if project.sections:
            start = _squeeze(project.sections[0].text)[:8]
            assert start in pages[first - 1] + "".join(pages[first : first + 1])
        # The last page is the project's own: its last line stands there.
        if project.indicators:
            assert _squeeze(project.indicators[-1].text) in pages[last - 1]


@pytest.mark.parametrize("layout", ["narrative_with_form", "department_budget"])
def test_pdf_and_text_print_the_same(layout: str) -> None:
    document = synthesise(11, layout=layout)
    for page in _page_texts(document.pdf):
        assert page
    in_pdf = _squeeze("".join(_page_texts(document.pdf)))
    for project in document.gold.projects:
        for section in project.sections:
            longest = max(section.text.split("\n"), key=len)
            assert _squeeze(longest)[:12] in in_pdf


def test_radicals_are_in_the_text_layer_only() -> None:
    """pdfminer reads the mapped code points; the glyphs and the gold stay plain."""
    from io import BytesIO, StringIO

    from pdfminer.high_level import extract_text_to_fp

    document = synthesise(2, layout="narrative_with_form", noise=("radicals",))
    out = StringIO()
    extract_text_to_fp(BytesIO(document.pdf), out, page_numbers=[0])
    text = out.getvalue()
    assert any(radical in text for radical in RADICALS.values())
    assert not any(r in document.text for r in RADICALS.values())
    heading = document.gold.projects[0].sections[0].heading
    assert heading in _squeeze(text.translate(_UNFOLD))


def test_rotated_pages_are_turned() -> None:
    plain = pypdfium2.PdfDocument(synthesise(1, layout="department_budget").pdf)
    turned = pypdfium2.PdfDocument(
        synthesise(1, layout="department_budget", noise=("rotated",)).pdf
    )
    assert turned[0].get_rotation() == 90
    assert turned[0].get_size() == pytest.approx(plain[0].get_size())


def test_html_stands_in_cells_and_not_in_gold() -> None:
    document = synthesise(4, layout="narrative_with_form", noise=("html",))
    assert re.search(r"</(p|span)>|&nbsp;", document.text)
    assert not re.search(r"</?(p|span)|&nbsp;", json.dumps(document.gold_json()))


def test_full_width_digits_keep_the_fields() -> None:
    document = synthesise(5, layout="narrative_with_form", noise=("full_width",))
    budgets = [
        section.text
        for project in document.gold.projects
        for section in project.sections
        if section.kind == "budget"
    ]
    assert any(unicodedata.normalize("NFKC", text) != text for text in budgets)


def test_documents_without_projects() -> None:
    kinds = set()
    for seed in range(20):
        gold = synthesise(seed, layout="no_projects").gold
        assert gold.projects == ()
        kinds.add(gold.declared.project_count)
    # Final accounts declare some, budgets none, some documents nothing at all.
    assert {0, None} < kinds


def test_ways_of_layouts() -> None:
    """Names missing, forms alone, narratives alone, and names worded differently all come."""
    documents = [
        synthesise(seed, layout=layout)
        for seed in range(12)
        for layout in ("department_budget", "narratives_then_forms")
    ]
    projects = [project for document in documents for project in document.gold.projects]
    assert any(project.name is None for project in projects)
    assert any(project.sections and "name" not in project.fields for project in projects)
    assert any(not project.sections for project in projects)
    assert any(
        project.sections
        and project.name is not None
        and _squeeze(project.name + "经费情况说明") not in _squeeze(document.text)
        for document in documents
        for project in document.gold.projects
        if "name" in project.fields
    )


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown layout"):
        synthesise(1, layout="nothing")
    with pytest.raises(ValueError, match="unknown noise"):
        synthesise(1, layout="forms_only", noise=("loud",))


def test_ten_pages_take_less_than_two_seconds() -> None:
    synthesise(1, layout="department_budget")
    began = time.process_time()
    document: SyntheticDocument = synthesise(2, layout="department_budget")
    assert len(_page_texts(document.pdf)) >= 10
    assert time.process_time() - began < 2.0


def test_write_examples(tmp_path: Path) -> None:
    paths = write_examples(tmp_path, seeds=range(2), layouts=("forms_only",), noise=())
    assert [path.name for path in paths] == ["forms_only_0.pdf", "forms_only_1.pdf"]
    gold = json.loads((tmp_path / "forms_only_0.gold.json").read_text(encoding="utf-8"))
    assert list(gold) == ["department", "fiscal_year", "declared", "projects"]
    assert (tmp_path / "forms_only_0.txt").read_text(encoding="utf-8").count("\t") > 10


def test_named_examples_show_their_glyphs(tmp_path: Path) -> None:
    """A picture of an example is readable on a machine without CJK fonts."""
    assert main([str(tmp_path), "--examples"]) == 0
    paths = sorted(tmp_path.glob("*.pdf"))
    assert len(paths) >= 4
    for path in paths:
        assert path.with_suffix(".gold.json").exists()
        assert b"STSong" not in path.read_bytes()


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "made"
    assert main([str(out), "--count", "2", "--layout", "forms_only", "--noise", "none"]) == 0
    assert len(list(out.glob("*.pdf"))) == 2
    assert "Making" in capsys.readouterr().err


def test_what_is_not_painted_is_otherwise_the_same() -> None:
    painted = synthesise(5, layout="narrative_with_form", noise=("blanks",))
    other = synthesise(5, layout="narrative_with_form", noise=("blanks",), painted=False)
    assert painted.pdf.startswith(b"%PDF")
    assert other == replace(painted, pdf=b"")
