"""docs/output.md names everything of the contract."""

from __future__ import annotations

import re
from dataclasses import fields

from extraction.schema import FORM_FIELDS, NARRATIVE_FIELDS
from service.contract import output_page
from service.contract.meanings import CHOICES, records


def _rows_under(heading: str) -> set[str]:
    """Return the names in the first table below a heading."""
    page = output_page(note="")
    part = page.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE))


def test_every_record_has_its_table() -> None:
    for record in records():
        assert _rows_under(f"## {record.__name__}") == {row.name for row in fields(record)}


def test_every_field_name_stands_in_its_table() -> None:
    page = output_page(note="")
    titles = re.findall(r"^### Fields of .*$", page, re.MULTILINE)
    assert [_rows_under(title) for title in titles] == [set(FORM_FIELDS), set(NARRATIVE_FIELDS)]


def test_every_fixed_word_stands_in_its_table() -> None:
    page = output_page(note="")
    assert [word for words in CHOICES for word in words if f"| `{word}` |" not in page] == []


def test_links_inside_the_page_lead_to_headings() -> None:
    page = output_page(note="")
    headings = {
        title.lower().replace(" ", "-") for title in re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    }
    assert set(re.findall(r"\(#([^)]+)\)", page)) - headings == set()


def test_the_note_comes_first() -> None:
    assert output_page(note="<!-- made -->").startswith("<!-- made -->\n\n# ")
