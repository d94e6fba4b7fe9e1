"""Values gained, lost and changed between two readings of a document."""

from __future__ import annotations

from models.changes import ValueChange, changes, counted

_CITATION = {"title": "甲办法", "doc_number": None, "section": "basis", "page": 2}


def _project(**more: object) -> dict[str, object]:
    return {"name": "河道养护", "fields": {}, "citations": [], **more}


def _disclosure(project: dict[str, object]) -> dict[str, object]:
    return {"department": "水务局", "projects": [project]}


def _value(value: str, confidence: float = 0.9) -> dict[str, object]:
    return {"value": value, "page": 3, "confidence": confidence}


def test_each_change_says_where_and_how() -> None:
    before = _disclosure(
        _project(fields={"name": _value("河道养护"), "narrative_budget": _value("1.00")})
    )
    after = _disclosure(
        _project(fields={"narrative_budget": _value("2.00"), "implementer": _value("水务所")})
    )
    found = changes("a.pdf", before, after)
    assert [(one.field, one.how, one.before, one.after) for one in found] == [
        ("form_field.name", "lost", "河道养护", None),
        ("narrative_field.narrative_budget", "changed", "1.00", "2.00"),
        ("narrative_field.implementer", "gained", None, "水务所"),
    ]
    assert found[1].page == 3
    assert counted(found) == {"gained": 1, "lost": 1, "changed": 1}


def test_a_confidence_alone_is_no_change() -> None:
    one = _disclosure(_project(fields={"name": _value("河道养护", 0.5)}))
    two = _disclosure(_project(fields={"name": _value("河道养护", 0.9)}))
    assert changes("a.pdf", one, two) == ()


def test_a_link_that_changes_is_told() -> None:
    linked = {**_CITATION, "link": {"status": "linked", "regulation_id": "r1"}}
    unknown = {**_CITATION, "link": {"status": "unknown", "regulation_id": None}}
    before = _disclosure(_project(citations=[unknown]))
    after = _disclosure(_project(citations=[linked]))
    assert changes("a.pdf", before, after) == (
        ValueChange("a.pdf", "1 河道养护", 2, "citation.link", "changed", "unknown", "linked r1"),
    )


def test_a_document_that_only_one_can_read_gains_or_loses_everything() -> None:
    read = _disclosure(_project(fields={"name": _value("河道养护")}))
    assert {one.how for one in changes("a.pdf", None, read)} == {"gained"}
    assert {one.how for one in changes("a.pdf", read, None)} == {"lost"}
    assert changes("a.pdf", None, None) == ()
