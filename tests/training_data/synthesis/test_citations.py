"""Every citation form prints what its gold says."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest

from training_data.synthesis.citations import Document, Library
from training_data.synthesis.noise import Noise
from training_data.synthesis.vocabulary import CitationForm, vocabulary

_FORMS = vocabulary().forms
_MARKS = str.maketrans("《》«»<>＜＞", "〈〉〈〉〈〉〈〉")


def _library(seed: int = 1) -> Library:
    words = vocabulary()
    return Library(words, words.places[0], 2025, Noise(), random.Random(seed))


def _plain_number(number: str) -> str:
    """Fold a number as far as its characters: widths, blanks, brackets, 第 and leading zeros."""
    text = unicodedata.normalize("NFKC", re.sub(r"\s", "", number))
    text = re.sub(r"[\[\]()〔〕【】﹝﹞]", "", text).replace("第", "").replace("年", "")
    text = re.sub(r"(?<=\d{4})0+", "", text)
    return text.replace("中华人民共和国国务院", "国务院")


@pytest.mark.parametrize("form", _FORMS, ids=lambda form: form.name)
def test_form_prints_what_it_says(form: CitationForm) -> None:
    for seed in range(5):
        mention = _library(seed).mention(form, "basis")
        printed = mention.text.translate(_MARKS)
        assert "{" not in mention.text
        assert len(mention.citations) == len(form.cites)
        for cite in mention.citations:
            assert cite.section == "basis"
            # 《X》及其实施细则 cites X实施细则 too, which is not printed whole
            assert (cite.title or "").removesuffix("实施细则") in printed
            assert cite.issuer is None or cite.issuer in printed
            assert cite.article is None or printed.endswith(cite.article)
            assert cite.version is None or cite.version in printed


@pytest.mark.parametrize(
    "form", [form for form in _FORMS if form.numbers == "each"], ids=lambda form: form.name
)
def test_number_is_printed(form: CitationForm) -> None:
    mention = _library().mention(form, "basis")
    folded = _plain_number(mention.text)
    for cite in mention.citations:
        assert cite.doc_number is not None
        assert _plain_number(cite.doc_number) in folded


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", "沪澄府规〔2023〕6号"),  # GB/T 9704
        ("square", "沪澄府规[2023]6号"),
        ("lenticular", "沪澄府规【2023】6号"),
        ("half", "沪澄府规(2023)6号"),
        ("mixed", "沪澄府规〔2023]6号"),
        ("small", "沪澄府规﹝2023﹞6号"),
        ("blanks", "沪澄府规 〔2023〕 6 号"),
        ("wide", "沪澄府规〔２０２３〕６号"),
        ("zero", "沪澄府规〔2023〕006号"),
        ("ordinal", "沪澄府规〔2023〕第6号"),
    ],
)
def test_number_styles(style: str, expected: str) -> None:
    document = Document("X办法", None, "沪澄府规", 2023, 6, None, None)
    assert document.print_number(style) == expected
    assert document.canonical == "沪澄府规〔2023〕6号"


@pytest.mark.parametrize(
    ("order", "printed", "style", "expected"),
    [
        ("国务院令第350号", None, "after", "国务院第350号令"),  # 令 at the end
        ("国务院令第350号", None, "state", "中华人民共和国国务院令第350号"),
        ("商务部令〔2013〕第4号", None, "bare_year", "商务部令2013年第4号"),
        ("商务部令〔2013〕第4号", None, "round", "商务部令（2013）第4号"),
        ("商务部令〔2013〕第4号", None, "year_left", "商务部令〔2013〕年第4号"),
        # several bodies, printed with a blank between them
        (
            "财政部税务总局公告〔2023〕第12号",
            "财政部 税务总局公告",
            "bare_year",
            "财政部 税务总局公告2023年第12号",
        ),
    ],
)
def test_order_styles(order: str, printed: str | None, style: str, expected: str) -> None:
    document = Document("X条例", None, None, None, None, order, printed)
    assert document.print_number(style) == expected
    assert document.canonical == order


def test_document_without_number_refuses_to_print_one() -> None:
    with pytest.raises(ValueError, match="has no number"):
        Document("X法", None, None, None, None, None, None).print_number()


def test_run_never_mixes_numbered_and_bare_titles() -> None:
    """A number after several titles belongs to each, so such a list would be ambiguous."""
    library = _library()
    for _ in range(200):
        numbers = {cite.doc_number is None for cite in library.run("basis", 4).citations}
        assert len(numbers) == 1


def test_noise_decides_how_often_odd_forms_come() -> None:
    words = vocabulary()

    def share(noise: Noise) -> float:
        library = Library(words, words.places[0], 2025, noise, random.Random(3))
        drawn = [library.draw_form(places=("list", "item"), numbers=("each",)) for _ in range(500)]
        return sum(form.noise == "missing_marks" for form in drawn) / len(drawn)

    assert share(Noise(missing_marks=True)) > 4 * share(Noise())
