"""Scores predicted Disclosures against gold, field by field, at two levels.

Both are JSON of the output contract; gold is the subset that ``NAME.gold.json`` files hold.
Values are compared with all whitespace removed. Strict: equal. Soft: words are also right
where their normalised Levenshtein similarity is at least 0.9; amounts, dates, counts and
codes must be equal at both levels.

    gold       predicted  counts
    null       null       nothing
    null       a value    one false positive
    a value    null       one false negative
    a value    the same   one true positive
    a value    another    one false positive and one false negative

A name that gold does not have is not scored, except a project's fields: of them gold is
complete, so a predicted value that gold does not have is a false positive. Projects,
sections, indicators and citations are paired in reading order; one without a counterpart
counts with all of its values. A citation counts once, right where all of its keys are; its
keys alone are the group "citation_key", which stands in no total.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields

from extraction.schema import FORM_FIELDS, NARRATIVE_FIELDS, Declared
from models.comparing import Level, agrees, printed
from models.pairing import (
    CITATION_KEYS,
    INDICATOR_KEYS,
    Json,
    JsonPair,
    fields_of,
    items,
    pair_citations,
    pair_indicators,
    pair_projects,
    pair_sections,
)
from models.scores import (
    DETAIL_GROUP,
    GROUPS,
    Counts,
    DocumentScore,
    Evaluation,
    FieldScore,
    Group,
    Miss,
    sum_counts,
)


@dataclass(frozen=True, slots=True)
class ToScore:
    """A document's gold and prediction; ``prediction`` is None where it could not be read."""

    document: str
    gold: Json
    prediction: Json | None


def evaluate(documents: Iterable[ToScore]) -> Evaluation:
    """Score every document; fields are listed group by group, in the contract's order."""
    compared = [(document, *_compare(document)) for document in documents]
    everything = [item for _, found, _ in compared for item in found]
    keys = sorted({(item.group, item.field) for item in everything}, key=_contract_order)
    by_field: dict[tuple[Group, str], list[_Item]] = {key: [] for key in keys}
    for item in everything:
        by_field[item.group, item.field].append(item)
    return Evaluation(
        fields=tuple(
            FieldScore(group, name, strict=_count(found, "strict"), soft=_count(found, "soft"))
            for (group, name), found in by_field.items()
        ),
        documents=tuple(
            _document_score(document, found, pairs) for document, found, pairs in compared
        ),
        strict_misses=tuple(_misses(compared, "strict")),
        soft_misses=tuple(_misses(compared, "soft")),
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """One value to count: gold's or the prediction's or both."""

    group: Group
    field: str
    project: str | None
    page: int | None
    expected: str | None
    found: str | None
    strict: bool
    soft: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, for the list of misses."""

    project: str | None = None
    page: int | None = None


_Compared = tuple[ToScore, list[_Item], tuple[JsonPair, ...]]


_SECTION_KEYS = ("kind", "heading", "text")
_ORDER: tuple[str, ...] = (
    "department",
    "fiscal_year",
    *(f"declared.{row.name}" for row in dataclass_fields(Declared)),
    *FORM_FIELDS,
    "pages",
    *NARRATIVE_FIELDS,
    *(f"section_{key}" for key in _SECTION_KEYS),
    *INDICATOR_KEYS,
    *CITATION_KEYS,
)


def _contract_order(key: tuple[Group, str]) -> tuple[int, int, str]:
    group, name = key
    place = _ORDER.index(name) if name in _ORDER else len(_ORDER)
    return GROUPS.index(group), place, name


def _compare(document: ToScore) -> tuple[list[_Item], tuple[JsonPair, ...]]:
    gold, predicted = document.gold, document.prediction
    pairs = pair_projects(items(gold, "projects"), items(predicted, "projects"))
    found = list(_document_items(gold, predicted or {}))
    with_pages = _has_pages(predicted)
    for number, pair in enumerate(pairs):
        found.extend(_project_items(pair, number=number, with_pages=with_pages))
    return found, pairs


def _document_items(gold: Json, predicted: Json) -> Iterator[_Item]:
    nowhere = _Place()
    for name in ("department", "fiscal_year"):
        if name in gold:
            yield from _item("document", name, gold[name], predicted.get(name), nowhere)
    declared, said = gold.get("declared"), predicted.get("declared")
    if isinstance(declared, Mapping):
        said = said if isinstance(said, Mapping) else {}
        for name, value in declared.items():
            yield from _item("document", f"declared.{name}", value, said.get(name), nowhere)


def _has_pages(predicted: Json | None) -> bool:
    """Tell whether page numbers are to be scored: the text of a document has none."""
    if predicted is None:
        return True
    source = predicted.get("source")
    if isinstance(source, Mapping):
        return source.get("page_count") is not None
    projects = items(predicted, "projects")
    return not projects or any(project.get("pages") is not None for project in projects)


def _project_items(pair: JsonPair, *, number: int, with_pages: bool) -> Iterator[_Item]:
    gold, predicted = pair
    label = f"{'+' if gold is None else ''}{number + 1} {(gold or predicted or {}).get('name')}"
    place = _Place(label, _first_page(predicted) or _first_page(gold))
    for name in ("name", "pages"):
        if name == "name" or with_pages:
            yield from _pair_item("project", name, name, pair, place)
    yield from _field_items(fields_of(gold), fields_of(predicted), place)
    for section in pair_sections(items(gold, "sections"), items(predicted, "sections")):
        for key in _SECTION_KEYS:
            yield from _pair_item("section", f"section_{key}", key, section, place)
    for indicator in pair_indicators(items(gold, "indicators"), items(predicted, "indicators")):
        for key in INDICATOR_KEYS:
            yield from _pair_item("indicator", key, key, indicator, place)
    for citation in pair_citations(items(gold, "citations"), items(predicted, "citations")):
        yield from _citation_items(citation, place)


def _field_items(gold: Json, predicted: Json, place: _Place) -> Iterator[_Item]:
    for name in (*gold, *(name for name in predicted if name not in gold)):
        group: Group = "narrative_field" if name in NARRATIVE_FIELDS else "form_field"
        value = predicted.get(name)
        here = _at(value, place)
        yield from _item(group, name, gold.get(name), value, here)


def _citation_items(pair: JsonPair, place: _Place) -> Iterator[_Item]:
    gold, predicted = pair
    place = _at(predicted, place)
    keys = [
        item for key in CITATION_KEYS for item in _pair_item(DETAIL_GROUP, key, key, pair, place)
    ]
    yield from keys
    paired = gold is not None and predicted is not None
    yield _Item(
        group="citation",
        field="citation",
        project=place.project,
        page=place.page,
        expected=_citation_text(gold),
        found=_citation_text(predicted),
        strict=paired and all(item.strict for item in keys),
        soft=paired and all(item.soft for item in keys),
    )


def _citation_text(citation: Json | None) -> str | None:
    if citation is None:
        return None
    return " | ".join(printed(citation.get(key)) or "-" for key in CITATION_KEYS)


def _pair_item(group: Group, name: str, key: str, pair: JsonPair, place: _Place) -> Iterator[_Item]:
    """Compare one key of two records; not where gold's record does not have it."""
    gold, predicted = pair
    if gold is None or key in gold:
        expected = None if gold is None else gold[key]
        found = None if predicted is None else predicted.get(key)
        yield from _item(group, name, expected, found, _at(predicted, place))


def _item(
    group: Group, name: str, expected: object, found: object, place: _Place
) -> Iterator[_Item]:
    """Yield the comparison of two values; nothing where both are null."""
    gold_text, found_text = printed(expected), printed(found)
    if gold_text is None and found_text is None:
        return
    yield _Item(
        group=group,
        field=name,
        project=place.project,
        page=place.page,
        expected=gold_text,
        found=found_text,
        strict=agrees(name, gold_text, found_text, "strict"),
        soft=agrees(name, gold_text, found_text, "soft"),
    )


def _at(value: object, place: _Place) -> _Place:
    """Return the place of a predicted record where it says its page."""
    page = value.get("page") if isinstance(value, Mapping) else None
    return _Place(place.project, page) if isinstance(page, int) else place


def _first_page(project: Json | None) -> int | None:
    pages = None if project is None else project.get("pages")
    return pages[0] if isinstance(pages, list) and pages else None


def _count(found: Iterable[_Item], level: Level) -> Counts:
    return sum_counts(_counts_of(item, level) for item in found)


def _counts_of(item: _Item, level: Level) -> Counts:
    if getattr(item, level):
        return Counts(true_positive=1)
    return Counts(
        false_positive=int(item.found is not None), false_negative=int(item.expected is not None)
    )


def _document_score(
    document: ToScore, found: list[_Item], pairs: tuple[JsonPair, ...]
) -> DocumentScore:
    counted = [item for item in found if item.group != DETAIL_GROUP]
    return DocumentScore(
        document=document.document,
        read=document.prediction is not None,
        gold_projects=sum(gold is not None for gold, _ in pairs),
        predicted_projects=sum(predicted is not None for _, predicted in pairs),
        paired_projects=sum(gold is not None and other is not None for gold, other in pairs),
        strict=_count(counted, "strict"),
        soft=_count(counted, "soft"),
    )


def _misses(compared: Iterable[_Compared], level: Level) -> Iterator[Miss]:
    for document, found, _ in compared:
        for item in found:
            if item.group != DETAIL_GROUP and not getattr(item, level):
                yield Miss(
                    document=document.document,
                    page=item.page,
                    project=item.project,
                    field=f"{item.group}.{item.field}",
                    expected=item.expected,
                    found=item.found,
                )
