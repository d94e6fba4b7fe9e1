"""JSON back into records."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from extraction.schema import to_json
from service.records import RecordError, disclosure_from_json
from tests.service.disclosures import rich_disclosure


def test_there_and_back_is_the_same_disclosure() -> None:
    disclosure = rich_disclosure()
    assert disclosure_from_json(json.loads(json.dumps(to_json(disclosure)))) == disclosure


def _set(place: str, value: object) -> Callable[[Any], None]:
    def change(record: Any) -> None:
        *path, last = place.split(".")
        for step in path:
            record = record[int(step) if step.isdigit() else step]
        record[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("unheard_of", 1),  # a name the contract does not have
        lambda record: record.pop("projects"),  # a name that must be there
        _set("fiscal_year", "2025"),  # text for a number
        _set("fiscal_year", True),  # JSON's true is no number
        _set("projects", {}),  # an object for a list
        _set("projects.0.pages", [1]),  # a pair of one
        _set("projects.0.fields", []),  # a list for a mapping
        _set("projects.0.fields.name", "河道养护"),  # a bare value
        _set("projects.0.sections.0.kind", "appendix"),  # no kind of the contract
    ],
)
def test_other_shapes_are_refused(change: Callable[[Any], None]) -> None:
    record = to_json(rich_disclosure())
    change(record)
    with pytest.raises(RecordError):
        disclosure_from_json(json.loads(json.dumps(record)))


def test_what_is_no_object_at_all_is_refused() -> None:
    with pytest.raises(RecordError, match="Disclosure"):
        disclosure_from_json([])
