"""An evaluation as the text and the JSON that `yiju evaluate` gives out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from models.comparing import Level
from models.scores import DETAIL_GROUP, GROUPS, Counts, Evaluation, Miss

_HEAD = (
    f"{'':<34}{'right':>7}{'extra':>7}{'missed':>7}"
    f"{'P strict':>10}{'R':>8}{'F1':>8}{'P soft':>10}{'R':>8}{'F1':>8}"
)
_BEFORE_DIFFERENCE = 20
_SHOWN_CHARACTERS = 100


def table_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the table: each group with its fields, then all of it, then each document."""
    yield _HEAD
    for group in GROUPS:
        rows = [row for row in evaluation.fields if row.group == group]
        if not rows:
            continue
        title = f"{group} (in no total)" if group == DETAIL_GROUP else group
        yield _line(title, evaluation.group(group, "strict"), evaluation.group(group, "soft"))
        if len(rows) > 1:
            for row in rows:
                yield _line(f"  {row.field}", row.strict, row.soft)
    yield _line("overall", evaluation.overall("strict"), evaluation.overall("soft"))
    yield ""
    yield "documents: projects of gold / predicted / paired"
    for document in evaluation.documents:
        projects = (
            f"{document.gold_projects} / {document.predicted_projects} / {document.paired_projects}"
        )
        unread = "" if document.read else ", not read"
        yield (
            f"  {document.document}: {projects}{unread}, "
            f"F1 strict {_share(document.strict.f1).strip()} "
            f"soft {_share(document.soft.f1).strip()}"
        )


def miss_lines(misses: tuple[Miss, ...], *, level: Level) -> Iterator[str]:
    """Yield the list of misses; long values are cut to where they first differ."""
    yield f"misses ({level}): {len(misses)}"
    for miss in misses:
        page = "" if miss.page is None else f", page {miss.page}"
        project = "" if miss.project is None else f", project {miss.project}"
        yield f"{miss.document}{page}{project}: {miss.field}"
        start = _first_difference(miss.expected, miss.found)
        yield f"    expected: {_cut(miss.expected, start)}"
        yield f"    found:    {_cut(miss.found, start)}"


def to_report(evaluation: Evaluation) -> dict[str, object]:
    """Return everything as JSON values, misses in full and at both levels."""
    return {
        "overall": _levels(evaluation.overall("strict"), evaluation.overall("soft")),
        "groups": {
            group: _levels(evaluation.group(group, "strict"), evaluation.group(group, "soft"))
            for group in GROUPS
        },
        "fields": [
            {"group": row.group, "field": row.field, **_levels(row.strict, row.soft)}
            for row in evaluation.fields
        ],
        "documents": [
            {**asdict(document), **_levels(document.strict, document.soft)}
            for document in evaluation.documents
        ],
        "misses": {
            "strict": [asdict(miss) for miss in evaluation.strict_misses],
            "soft": [asdict(miss) for miss in evaluation.soft_misses],
        },
    }


def _line(title: str, strict: Counts, soft: Counts) -> str:
    counts = (strict.true_positive, strict.false_positive, strict.false_negative)
    cells = "".join(f"{count:>7}" for count in counts)
    for level in (strict, soft):
        cells += f"  {_share(level.precision)}{_share(level.recall)}{_share(level.f1)}"
    return f"{title:<34}{cells}"


def _share(value: float | None) -> str:
    return f"{'-':>8}" if value is None else f"{value:>8.4f}"


def _levels(strict: Counts, soft: Counts) -> dict[str, dict[str, int | float | None]]:
    return {"strict": _counts(strict), "soft": _counts(soft)}


def _counts(counts: Counts) -> dict[str, int | float | None]:
    return {
        **asdict(counts),
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def _first_difference(one: str | None, other: str | None) -> int:
    if one is None or other is None:
        return 0
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str | None, difference: int) -> str:
    if text is None:
        return "null"
    start = max(0, difference - _BEFORE_DIFFERENCE) if len(text) > _SHOWN_CHARACTERS else 0
    shown = text[start : start + _SHOWN_CHARACTERS].replace("\n", "\\n")
    before = "…" if start else ""
    after = "…" if start + _SHOWN_CHARACTERS < len(text) else ""
    return f"{before}{shown}{after}"
