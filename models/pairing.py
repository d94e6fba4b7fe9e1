"""Which predicted project, section, indicator and citation answers which one of gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.alignment import align
from models.comparing import likeness, printed, squeezed

Json = Mapping[str, object]
JsonPair = tuple[Json | None, Json | None]

INDICATOR_KEYS = ("level1", "level2", "level3", "operator", "value", "unit", "text")
CITATION_KEYS = ("title", "doc_number", "issuer", "article", "version", "section")

# Below these two records have too little in common to be the same thing said differently.
# Two forms of one department share dates, department and zeros without being one project;
# two sections share their kind alone; two indicators their levels; two citations their section.
_LEAST_PROJECT = 0.3
_LEAST_SECTION = 0.4
_LEAST_INDICATOR = 0.4
_LEAST_CITATION = 0.5

_SECTION_WEIGHTS = {"kind": 1, "heading": 1, "text": 1}
_INDICATOR_WEIGHTS = {"level1": 1, "level2": 1, "level3": 2, "text": 2}
_CITATION_WEIGHTS = {
    "title": 3, "doc_number": 3, "issuer": 1, "article": 1, "version": 1, "section": 1
}  # fmt: skip


def items(record: Json | None, key: str) -> tuple[Json, ...]:
    """Return the objects of the list ``record[key]``; none where it holds no list."""
    value = None if record is None else record.get(key)
    if not isinstance(value, list | tuple):
        return ()
    return tuple(item for item in value if isinstance(item, Mapping))


def fields_of(project: Json | None) -> Json:
    """Return the project's fields by name."""
    value = None if project is None else project.get("fields")
    return value if isinstance(value, Mapping) else {}


def pair_projects(gold: Sequence[Json], predicted: Sequence[Json]) -> tuple[JsonPair, ...]:
    """Pair projects in reading order by name, fields and narrative."""
    fingerprints = {id(project): _fingerprint(project) for project in (*gold, *predicted)}

    def project_likeness(one: Json, other: Json) -> float:
        return _project_likeness(fingerprints[id(one)], fingerprints[id(other)])

    pairs = align(gold, predicted, project_likeness, least=_LEAST_PROJECT)
    return tuple((_at(gold, i), _at(predicted, j)) for i, j in pairs)


def pair_sections(gold: Sequence[Json], predicted: Sequence[Json]) -> tuple[JsonPair, ...]:
    """Pair sections in reading order by kind, heading and text."""
    return _paired(gold, predicted, _SECTION_WEIGHTS, _LEAST_SECTION)


def pair_indicators(gold: Sequence[Json], predicted: Sequence[Json]) -> tuple[JsonPair, ...]:
    """Pair indicators in reading order by levels, name and print."""
    return _paired(gold, predicted, _INDICATOR_WEIGHTS, _LEAST_INDICATOR)


def pair_citations(gold: Sequence[Json], predicted: Sequence[Json]) -> tuple[JsonPair, ...]:
    """Pair citations in reading order, by title and number first."""
    return _paired(gold, predicted, _CITATION_WEIGHTS, _LEAST_CITATION)


def _paired(
    gold: Sequence[Json], predicted: Sequence[Json], weights: Mapping[str, int], least: float
) -> tuple[JsonPair, ...]:
    def record_likeness(one: Json, other: Json) -> float:
        parts = (
            (printed(one.get(key)), printed(other.get(key)), weight)
            for key, weight in weights.items()
        )
        return _weighted(
            [(likeness(a, b), weight) for a, b, weight in parts if a is not None or b is not None]
        )

    pairs = align(gold, predicted, record_likeness, least=least)
    return tuple((_at(gold, i), _at(predicted, j)) for i, j in pairs)


# name, values by field, headings and texts of the narrative in one
_Fingerprint = tuple[str | None, Mapping[str, str], str | None]


def _fingerprint(project: Json) -> _Fingerprint:
    values = {name: printed(value) for name, value in fields_of(project).items()}
    narrative = "".join(
        f"{section.get('heading') or ''}{section.get('text') or ''}"
        for section in items(project, "sections")
    )
    return (
        printed(project.get("name")),
        {name: squeezed(value) for name, value in values.items() if value is not None},
        narrative or None,
    )


def _project_likeness(one: _Fingerprint, other: _Fingerprint) -> float:
    """Return the mean over name, fields and narrative, of those that one of the two has."""
    parts: list[tuple[float, int]] = []
    if one[0] is not None or other[0] is not None:
        parts.append((likeness(one[0], other[0]), 1))
    names = one[1].keys() | other[1].keys()
    if names:
        same = sum(one[1].get(name) == other[1].get(name) for name in names)
        parts.append((same / len(names), 1))
    if one[2] is not None or other[2] is not None:
        parts.append((likeness(one[2], other[2]), 1))
    return _weighted(parts)


def _weighted(parts: Sequence[tuple[float, int]]) -> float:
    total = sum(weight for _, weight in parts)
    return sum(score * weight for score, weight in parts) / total if total else 0.0


def _at(records: Sequence[Json], index: int | None) -> Json | None:
    return None if index is None else records[index]
