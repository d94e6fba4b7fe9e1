"""One work takes in what another record of it says: gaps filled, versions and names added."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from extraction.registry import Alias, Carrier, Version, Work
from extraction.registry.regulations import AliasKind
from service.registry.reconciling.carried import carried_title
from service.registry.reconciling.facts import same_issuers, same_place
from service.registry.reconciling.version_matching import (
    VERSION_FACTS,
    agree,
    fact_of,
    in_order,
    version_of,
    year_of_version,
)
from service.registry.reconciling.work_names import names_of, parts_of, relation

# reported: a title that is nearly the work's is a disagreement, since nobody but a person knows
# a misprint from another document · taken: it is one more spelling, where sources are known
Misprints = Literal["reported", "taken"]


@dataclass(frozen=True, slots=True)
class Filled:
    """A fact that stood empty and was filled; ``of`` is the id of the work or version."""

    of: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact that a work has one way and an offered record another way.

    ``version_id`` names the version that the fact is of, ``None`` for a fact of the work.
    """

    work_id: str
    field: str
    standing: str
    standing_source: str
    offered: str
    offered_source: str
    version_id: str | None = None


@dataclass(frozen=True, slots=True)
class Absorbed:
    """The work after it took a record in; with a disagreement it must not be kept."""

    work: Work
    filled: tuple[Filled, ...]
    added_versions: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]


def absorb(
    work: Work, offered: Work, *, lasting: bool, misprints: Misprints = "reported"
) -> Absorbed:
    """Take an offered record of the same work in.

    A fact that stands empty is filled, with its source in ``field_sources``; an equal fact
    changes nothing; a differing one is a disagreement, and so is a title that is no name of
    the work. ``lasting`` works grow a version for a date or number of another year; others
    have one version only. ``misprints`` says what a title that is nearly the work's is.
    """
    taking = _Taking(work=work, misprints=misprints)
    taking.work_facts(offered)
    taking.names(offered)
    for version in offered.versions:
        taking.version(version, lasting=lasting)
    return Absorbed(
        taking.work, tuple(taking.filled), tuple(taking.added), tuple(taking.disagreements)
    )


class _Taking:
    """The work as it grows, and what happened to it."""

    def __init__(self, *, work: Work, misprints: Misprints) -> None:
        self.work = work
        self.misprints = misprints
        self.filled: list[Filled] = []
        self.added: list[str] = []
        self.disagreements: list[Disagreement] = []

    def work_facts(self, offered: Work) -> None:
        self._work_fact(offered, "level", lambda one, other: one == other)
        self._work_fact(offered, "place", same_place)
        if offered.issuers and self.work.issuers:
            if not same_issuers(offered.issuers, self.work.issuers):
                standing, given = "、".join(self.work.issuers), "、".join(offered.issuers)
                self._differs("issuers", standing, self._source("issuers"), given, offered)
        elif offered.issuers:
            self._fill("issuers", offered.issuers, "、".join(offered.issuers), offered)

    def _work_fact(
        self, offered: Work, field: str, agree: Callable[[str | None, str | None], bool]
    ) -> None:
        given = cast("str | None", getattr(offered, field))
        standing = cast("str | None", getattr(self.work, field))
        if given is None or (standing is not None and agree(standing, given)):
            return
        if standing is None:
            self._fill(field, given, given, offered)
        else:
            self._differs(field, standing, self._source(field), given, offered)

    def _fill(self, field: str, value: object, text: str, offered: Work) -> None:
        source = offered.field_sources.get(field, offered.source)
        sources = _with_source(self.work.field_sources, field, source, self.work.source)
        changes: dict[str, Any] = {field: value, "field_sources": sources}
        self.work = replace(self.work, **changes)
        self.filled.append(Filled(self.work.id, field, text))

    def _differs(self, field: str, standing: str, source: str, given: str, by: Work) -> None:
        self.disagreements.append(
            Disagreement(
                self.work.id, field, standing, source, given, by.field_sources.get(field, by.source)
            )
        )

    def _source(self, field: str) -> str:
        return self.work.field_sources.get(field, self.work.source)

    def names(self, offered: Work) -> None:
        """Add the names that the work has not: the offered title, its aliases and carriers."""
        first = offered.versions[0] if offered.versions else None
        self._name(offered, first)
        for alias in offered.aliases:
            known = {(each.text, each.kind) for each in self.work.aliases}
            if (alias.text, alias.kind) not in known and alias.text != self.work.title:
                self.work = replace(self.work, aliases=(*self.work.aliases, alias))
        for carrier in offered.carriers:
            self._carrier(carrier)

    def _name(self, offered: Work, version: Version | None) -> None:
        known = names_of(self.work)
        given = parts_of(offered.title)
        if given.core in known.cores or given.core in known.carriers:
            return
        rule = carried_title(offered.title)
        if rule and parts_of(rule).core in known.cores:
            self._carrier(
                Carrier(
                    title=offered.title,
                    source=offered.source,
                    doc_number=version.doc_number if version else None,
                    date_issued=version.date_issued if version else None,
                )
            )
            return
        how = relation(names_of(offered), known)
        if how in ("equal", "pair"):  # the record itself gives a name that the work has
            self._alias(offered, "other_name")
        elif how == "near" and self.misprints == "taken":
            self._alias(offered, "spelling")
        else:
            self._differs("title", self.work.title, self._source("title"), offered.title, offered)

    def _alias(self, offered: Work, kind: AliasKind) -> None:
        alias = Alias(offered.title, kind, offered.source)
        self.work = replace(self.work, aliases=(*self.work.aliases, alias))

    def _carrier(self, carrier: Carrier) -> None:
        core = parts_of(carrier.title).core
        for each in self.work.carriers:
            if parts_of(each.title).core == core and _one_number(each.doc_number, carrier):
                return
        self.work = replace(self.work, carriers=(*self.work.carriers, carrier))

    def version(self, offered: Version, *, lasting: bool) -> None:
        """Fill the version that the offered one is, or add it."""
        at = version_of(offered, self.work.versions, lasting=lasting)
        if at is None and offered.doc_number and not year_of_version(offered):
            numbers = [version.doc_number or "" for version in self.work.versions]
            if "" in numbers:  # it may be the number of any of these versions
                self._differs_in_number(offered, "、".join(filter(None, numbers)))
                return
        if at is None:
            taken = {version.id for version in self.work.versions}
            count = len(taken) + 1
            while f"{self.work.id}.{count}" in taken:
                count += 1
            added = replace(offered, id=f"{self.work.id}.{count}")
            self.added.append(added.id)
            self._with_versions((*self.work.versions, added))
            return
        standing = self.work.versions[at]
        for field in VERSION_FACTS:
            standing = self._version_fact(standing, offered, field)
        if standing is not self.work.versions[at]:
            versions = list(self.work.versions)
            versions[at] = standing
            self._with_versions(versions)

    def _version_fact(self, standing: Version, offered: Version, field: str) -> Version:
        has, given = fact_of(standing, field), fact_of(offered, field)
        if given is None or (has is not None and agree(field, has, given)):
            return standing
        source = offered.field_sources.get(field, offered.source)
        if has is not None:
            stood = standing.field_sources.get(field, standing.source)
            self.disagreements.append(
                Disagreement(self.work.id, field, has, stood, given, source, standing.id)
            )
            return standing
        self.filled.append(Filled(standing.id, field, given))
        sources = _with_source(standing.field_sources, field, source, standing.source)
        changes: dict[str, Any] = {field: given, "field_sources": sources}
        return replace(standing, **changes)

    def _differs_in_number(self, offered: Version, standing: str) -> None:
        self.disagreements.append(
            Disagreement(
                self.work.id,
                "doc_number",
                standing,
                self.work.source,
                offered.doc_number or "",
                offered.field_sources.get("doc_number", offered.source),
            )
        )

    def _with_versions(self, versions: Sequence[Version]) -> None:
        self.work = replace(self.work, versions=in_order(versions))


def _with_source(
    sources: Mapping[str, str], field: str, source: str, own: str
) -> Mapping[str, str]:
    return dict(sources) if source == own else {**sources, field: source}


def _one_number(printed: str | None, carrier: Carrier) -> bool:
    if printed is None or carrier.doc_number is None:
        return True
    return agree("doc_number", printed, carrier.doc_number)
