from __future__ import annotations

import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import UsageError
from tests.training_data.formats.records import records, records_with_meta
from training_data.formats import LabelledText, Span, docbin

spacy = pytest.importorskip("spacy")

ROOT = Path(__file__).parents[3]


@settings(max_examples=60)
@given(st.lists(records_with_meta(), max_size=3), st.booleans())
def test_files_round_trip_over_any_text(given_records: list[LabelledText], ents: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.spacy"
        docbin.write(given_records, path, ents=ents)
        assert list(docbin.read(path)) == given_records
        if ents:
            assert list(docbin.read(path, key=None)) == given_records


NLP = spacy.blank("zh")


@given(records())
def test_spacy_sees_the_same_text_and_labels(record: LabelledText) -> None:
    doc = docbin.to_doc(record, NLP)
    assert doc.text == record.text
    assert [(span.text, span.label_) for span in doc.spans["sc"]] == [
        (record.text[span.start : span.end], span.label) for span in record.spans
    ]


@given(records())
def test_tokens_are_those_of_spacy_but_for_the_cuts_that_labels_need(record: LabelledText) -> None:
    plain = NLP.make_doc(record.text)
    own = {token.idx for token in plain} | {token.idx + len(token) for token in plain}
    needed = {offset for span in record.spans for offset in (span.start, span.end)}
    doc = docbin.to_doc(record, NLP)
    edges = {token.idx for token in doc} | {token.idx + len(token) for token in doc}
    assert own <= edges <= own | needed | {cut + 1 for cut in needed} | {cut - 1 for cut in needed}


@pytest.mark.parametrize(
    ("text", "span", "tokens", "reason"),
    [
        ("甲 乙", (0, 1), ["甲", "乙"], "the folded blank is outside the label"),
        ("甲 乙", (0, 2), ["甲", " ", "乙"], "the label ends after the folded blank"),
        ("甲 乙", (1, 3), ["甲", " ", "乙"], "the label begins before the folded blank"),
        ("甲\n\n乙", (0, 2), ["甲", "\n", "\n", "乙"], "the label ends in a run of line breaks"),
        ("𠀀乙", (1, 2), ["𠀀", "乙"], "an astral character is one"),
    ],
)
def test_where_tokens_are_cut(
    text: str, span: tuple[int, int], tokens: list[str], reason: str
) -> None:
    doc = docbin.to_doc(LabelledText(text, (Span(*span, "X"),)), NLP)
    assert [token.text for token in doc] == tokens, reason


def test_another_process_reads_the_labels(tmp_path: Path) -> None:
    """A vocabulary that has never seen the labels has their names from the file."""
    path = tmp_path / "a.spacy"
    docbin.write([LabelledText("甲乙", (Span(0, 1, "立项依据"),))], path)
    code = (
        "import sys; from training_data.formats import docbin;"
        "print([ascii(span.label) for one in docbin.read(sys.argv[1]) for span in one.spans])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == str([ascii("立项依据")])


def _docbin(tmp_path: Path) -> bytes:
    path = tmp_path / "whole.spacy"
    docbin.write([LabelledText("甲乙丙", (Span(0, 1, "立项"),), {"id": 1})], path)
    return path.read_bytes()


@pytest.mark.parametrize("kept", [0, 1, 20, -20, -1])
def test_a_torn_file_is_refused(tmp_path: Path, kept: int) -> None:
    content = _docbin(tmp_path)
    path = tmp_path / "torn.spacy"
    path.write_bytes(content[:kept])
    with pytest.raises(UsageError, match=r"torn\.spacy: no DocBin") as caught:
        list(docbin.read(path))
    assert caught.value.code == "bad_label_file"


def test_a_file_with_other_bytes_in_it_is_refused(tmp_path: Path) -> None:
    raw = zlib.decompress(_docbin(tmp_path))
    path = tmp_path / "a.spacy"
    path.write_bytes(zlib.compress(raw.replace("立项".encode(), "项立".encode())))
    with pytest.raises(UsageError, match=r"a\.spacy: no DocBin \(KeyError\)"):
        list(docbin.read(path))


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"{}", b"\x78\x9c\x03\x00\x00\x00\x00\x01"])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.spacy"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        list(docbin.read(path))
    assert caught.value.code == "bad_label_file"


def test_a_doc_without_the_group_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.spacy"
    path.write_bytes(_docbin(tmp_path))
    with pytest.raises(UsageError, match=r"a\.spacy:1: a Doc with the span groups: sc; .*'other'"):
        list(docbin.read(path, key="other"))


def test_labels_that_overlap_in_the_file_are_refused(tmp_path: Path) -> None:
    from spacy.tokens import DocBin

    doc = NLP("甲乙丙")
    doc.spans["sc"] = [doc.char_span(0, 2, label="A"), doc.char_span(1, 3, label="B")]
    path = tmp_path / "a.spacy"
    DocBin(docs=[doc]).to_disk(path)
    with pytest.raises(UsageError, match=r"a\.spacy:1: the label 'B' at 1 to 3 over"):
        list(docbin.read(path))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        list(docbin.read(tmp_path / "no.spacy"))
    assert caught.value.code == "no_such_file"
