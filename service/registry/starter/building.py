"""All source rows → the works of the starter registry, doubles merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extraction.registry import IssuerCode, Work
from service.registry.reconciling.absorb import Disagreement
from service.registry.reconciling.reconcile import reconcile
from service.registry.reconciling.shelf import Shelf
from service.registry.starter.choice import reason_to_leave_out
from service.registry.starter.codes import read_issuer_codes
from service.registry.starter.history import shared_dates
from service.registry.starter.orders import OrderSeries, order_serial
from service.registry.starter.short_names import with_short_names
from service.registry.starter.source_rows import SourceRow, read_source_rows
from service.registry.starter.works import Material, work_of

_RULES = "regulations.jsonl"
_CODES = "issuer_codes.tsv"
# Rows are laid down from the best source to the weakest; a later one never overwrites.
_TRUST = ("qisehong/", "Shanghai-Gov-Docs-Index", "angelala00/", "TaylorGy/", "LawRefBook/")


@dataclass(frozen=True, slots=True)
class Starter:
    """The starter registry, and what became of the rows that are not works of it.

    redirects   id of a merged row → id of the work it is
    left_out    reason → how many rows
    conflicts   rows that differ from a better source's, in words; they stay out
    """

    works: tuple[Work, ...]
    codes: tuple[IssuerCode, ...]
    redirects: dict[str, str]
    left_out: dict[str, int]
    conflicts: tuple[str, ...]


def build_starter(folder: Path) -> Starter:
    """Build the starter registry from a folder with the material; the same in, the same out."""
    rows = list(read_source_rows(folder / _RULES))
    codes = read_issuer_codes(folder / _CODES)
    numbers = Counter(row.doc_number for row in rows if row.doc_number)
    left_out: Counter[str] = Counter()
    taken: list[SourceRow] = []
    for row in rows:
        reason = reason_to_leave_out(row, numbers)
        if reason:
            left_out[reason] += 1
        else:
            taken.append(row)
    material = _material(rows, codes)
    works = [work_of(row, material) for row in sorted(taken, key=_order)]
    shelf, redirects, conflicts = _merged(works, material.orders)
    left_out["conflict"] = len(conflicts)
    return Starter(
        works=tuple(
            sorted((with_short_names(_finished(each)) for each in shelf), key=lambda work: work.id)
        ),
        codes=codes,
        redirects=dict(sorted(redirects.items())),
        left_out=dict(sorted(left_out.items())),
        conflicts=tuple(conflicts),
    )


def _material(rows: Iterable[SourceRow], codes: Iterable[IssuerCode]) -> Material:
    regulations = [row for row in rows if row.level == "行政法规"]
    dated = [
        (serial, row.headed[0])
        for row in regulations
        if row.headed and (serial := order_serial(row.doc_number)) is not None
    ]
    return Material(
        orders=OrderSeries(dated),
        amended_together=shared_dates(row.headed for row in regulations),
        issuer_of_code={code.code: code.issuers[0].name for code in codes if not code.ambiguous},
        codes_source=_CODES,
    )


def _order(row: SourceRow) -> tuple[bool, int, bool, bool, str]:
    trust = next((at for at, name in enumerate(_TRUST) if name in row.source), len(_TRUST))
    return row.cited > 0, trust, row.doc_number is None, row.file_date is None, row.id


def _merged(works: Sequence[Work], orders: OrderSeries) -> tuple[Shelf, dict[str, str], list[str]]:
    shelf = Shelf()
    redirects: dict[str, str] = {}
    conflicts: list[str] = []
    for each in works:
        work = _placed(each, shelf, orders)
        outcome = reconcile(work, shelf.like(work), misprints="taken")
        if outcome.kind == "conflict":
            conflicts.append(_in_words(work, outcome.disagreements))
            if any(it.field in ("doc_number", "title") for it in outcome.disagreements):
                continue  # which work it is, is not known
        else:
            shelf.put(outcome.work)
        if outcome.work.id != work.id:
            redirects[work.id] = outcome.work.id
    return shelf, redirects, conflicts


def _placed(work: Work, shelf: Shelf, orders: OrderSeries) -> Work:
    """Give an undated order the day of the version that its serial number belongs to."""
    if len(work.versions) != 1 or work.versions[0].date_issued:
        return work
    serial = order_serial(work.versions[0].doc_number)
    if serial is None:
        return work
    days = [
        version.date_issued
        for other in shelf.like(work)
        for version in other.versions
        if version.date_issued
    ]
    day = orders.nearest(serial, days)
    return replace(work, versions=(replace(work.versions[0], date_issued=day),)) if day else work


def _in_words(work: Work, disagreements: Iterable[Disagreement]) -> str:
    said = "; ".join(
        f"{each.field}: {each.standing} ({each.standing_source}) / "
        f"{each.offered} ({each.offered_source})"
        for each in disagreements
    )
    return f"{work.id} {work.title}: {said}"


def _finished(work: Work) -> Work:
    """Number the versions from 1 in their order; one before another is superseded by it."""
    newest = len(work.versions)
    versions = tuple(
        replace(
            version,
            id=f"{work.id}.{at}",
            status="superseded" if at < newest and version.status == "unknown" else version.status,
        )
        for at, version in enumerate(work.versions, 1)
    )
    return replace(work, versions=versions)
