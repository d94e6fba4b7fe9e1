"""Forms: what the table prints is what the fields and indicators say."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from extraction.schema import MONEY_FIELDS
from training_data.synthesis.forms import Arrangement, Form, draw_form_habits, fill_in
from training_data.synthesis.story import tell
from training_data.synthesis.vocabulary import vocabulary


def _form(arrangement: Arrangement, seed: int, **habits: object) -> Form:
    chance = random.Random(seed)
    story = tell(vocabulary(), chance, project_count=1)
    drawn = draw_form_habits(story, chance, arrangements=(arrangement,))
    return fill_in(
        story.projects[0],
        story,
        project=0,
        habits=replace(drawn, **habits),  # type: ignore[arg-type]
        chance=chance,
    )


def _texts(form: Form) -> list[str]:
    return [cell.text for row in form.table.rows for cell in row]


@pytest.mark.parametrize("arrangement", ["paired", "stacked", "colons"])
@pytest.mark.parametrize("seed", range(8))
def test_values_are_printed(arrangement: Arrangement, seed: int) -> None:
    form = _form(arrangement, seed, ten_thousands=False)
    texts = _texts(form)
    amounts = {
        f"{Decimal(text.replace(',', '')):.2f}"
        for text in texts
        if re.fullmatch(r"[\d,]+(\.\d+)?", text)
    }
    for name, value in form.fields.items():
        if value is None or name.endswith("_date"):
            continue
        assert value in (amounts if name in MONEY_FIELDS else texts), name


@pytest.mark.parametrize("seed", range(8))
def test_ten_thousands_are_printed_as_such(seed: int) -> None:
    form = _form("stacked", seed, ten_thousands=True)
    request = form.fields["annual_request"]
    assert request is not None
    printed = {text.replace(",", "") for text in _texts(form)}
    exact = f"{Decimal(request) / 10000:f}".rstrip("0").rstrip(".")
    assert any(re.fullmatch(re.escape(exact) + r"(\.?0*)", text) for text in printed)
    assert any("万元" in text for text in _texts(form))


@pytest.mark.parametrize("seed", range(8))
def test_shares_of_the_year_add_up(seed: int) -> None:
    form = _form("paired", seed)
    parts = ("annual_appropriation", "annual_carryover", "annual_other")
    total = sum(Decimal(form.fields[name] or 0) for name in parts)
    assert total == Decimal(form.fields["annual_request"] or 0)


def test_empty_cell_is_null_and_absent_label_absent() -> None:
    assert "total_funding" not in _form("stacked", 1).fields
    empties = [_form("paired", seed, zero="").fields for seed in range(5)]
    assert any(fields["annual_carryover"] is None for fields in empties)


@pytest.mark.parametrize("seed", range(8))
def test_level_cells_cover_their_indicators(seed: int) -> None:
    form = _form("paired", seed)
    for level in ("level1", "level2"):
        wanted = {getattr(one, level) for one in form.indicators}
        for name in wanted:
            same = [one for one in form.indicators if getattr(one, level) == name]
            spans = [c.rows for row in form.table.rows for c in row if c.text == name]
            assert sum(spans) == len(same)


@pytest.mark.parametrize("seed", range(30))
def test_indicator_value_stands_in_its_text(seed: int) -> None:
    for one in _form("paired", seed).indicators:
        assert one.value is not None
        assert one.value in one.text
        if one.unit is None:
            assert one.operator is None
            assert one.value == one.text
        else:
            assert one.unit in one.text
