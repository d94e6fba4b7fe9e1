"""What each package offers, listed once."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

_EXPORTS = {
    "extraction": "Analysis Disclosure DocumentError Limits YijuError analyse extract to_json",
    "extraction.reading": "FlowBlock FlowTable Glyphs MediaType Page PageReader ReaderChoice decode_text"
    " media_type_of misnamed open_pages open_reader read_flow unreadable_parts",
    "extraction.layout": "Block Cell Layout LayoutSettings Line Paragraph Table lay_out"
    " lay_out_flow lay_out_text",
    "extraction.projects": "FormSegment NarrativeSegment Segment Unit find_segments pair_units",
    "extraction.forms": "FormPiece FormRow form_rows is_form_label is_form_title label_key"
    " leading_label line_unit listed_forms read_form_fields read_indicators",
    "extraction.values": "Amount DatePoint ParsedIndicator Period find_amounts find_period"
    " parse_amount parse_date parse_decimal parse_indicator parse_numeral parse_parts to_half_width to_yuan",
}


@pytest.mark.parametrize("package", _EXPORTS)
def test_the_public_names(package: str) -> None:
    module = importlib.import_module(package)
    assert sorted(module.__all__) == sorted(_EXPORTS[package].split())
    for name in module.__all__:
        assert getattr(module, name) is not None


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        importlib.import_module("extraction").nothing  # noqa: B018


def test_importing_the_package_loads_no_reader() -> None:
    heavy = ("numpy", "pypdfium2", "pdfminer", "rapidfuzz")
    code = f"import extraction, sys; print([n for n in {heavy!r} if n in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
