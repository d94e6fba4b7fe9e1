"""Which regulation a citation means: linked, ambiguous, unknown, or in conflict with itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction.registry.catalogue import Catalogue
from extraction.registry.entries import Entry
from extraction.registry.evidence import Cited, Evidence, compare, prepare
from extraction.registry.in_force import Edition, version_on
from extraction.registry.possible import may_be_meant, outdoes
from extraction.registry.ranking import LinkRanker, RuleRanker
from extraction.registry.reasons import why_ambiguous, why_conflict, why_linked, why_unknown
from extraction.registry.title_keys import TitleParts, core_of, place_of
from extraction.schema import Candidate, Link

_ALIKE = 8  # look-alikes that are compared in full
_LISTED = 5  # candidates named in an answer
_PLAUSIBLE = 0.3  # a candidate below this is not worth a person's look
# Below this likeness a number and a title speak of two documents.
_UNRELATED = 0.5
_SURE_TITLE = 0.9

_NO_EDITION = Edition(None, "unknown")


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says about itself: its body's place, and its budget's first day."""

    place: str = ""
    on: str | None = None


def budget_context(department: str | None, fiscal_year: int | None) -> Context:
    """Return the context of a budget: its department's place, the first day of its year.

    >>> budget_context("中共上海市松江区委政法委员会", 2025)
    Context(place='上海市松江区', on='2025-01-01')
    """
    place = place_of(core_of(department)) if department else ""
    return Context(place, f"{fiscal_year}-01-01" if fiscal_year else None)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A link and, where it is linked, the version that is meant and how it stood."""

    link: Link
    edition: Edition = _NO_EDITION


@dataclass(frozen=True, slots=True)
class _Ranked:
    entry: Entry
    evidence: Evidence
    score: float


class Linker:
    """Links citations into a catalogue; keeps nothing of what it has seen."""

    def __init__(self, catalogue: Catalogue, *, ranker: LinkRanker | None = None) -> None:
        self._catalogue = catalogue
        self._ranker: LinkRanker = ranker or RuleRanker()

    @property
    def catalogue(self) -> Catalogue:
        return self._catalogue

    def link(
        self,
        *,
        title: str | None,
        doc_number: str | None,
        issuer: str | None = None,
        version: str | None = None,
        context: Context | None = None,
    ) -> Resolution:
        """Say which regulation is cited.

        ``title`` and ``doc_number`` as a `Citation` has them; ``version`` is its edition
        (2020版). ``why`` of the link says in Chinese what agreed and what did not.
        """
        context = context or Context()
        cited = prepare(
            title=title, doc_number=doc_number, issuer=issuer, edition=version, place=context.place
        )
        ranked = self._ranked(cited)
        return self._decide(cited, ranked, context)

    def candidates(self, cited: Cited) -> list[tuple[Entry, Evidence]]:
        """Return every entry worth comparing, with its evidence: by number, title, likeness."""
        catalogue = self._catalogue
        rows: dict[int, None] = {}
        numbered: list[int] = []
        if cited.number is not None:
            numbered = catalogue.by_number(cited.number.text)
            rows.update(dict.fromkeys(numbered))
        title = cited.title
        if title is not None and not _is_kind_alone(title.stem):
            titled = self._titled((title.core, *title.carried), cited.local, here=cited.here)
            rows.update(dict.fromkeys(titled))
            if not titled:
                for core in (title.core, *title.carried[:1]):
                    rows.update(dict.fromkeys(catalogue.alike(core, _ALIKE)))
        issuers = catalogue.issuers_of.get(cited.number.code, ()) if cited.number else ()
        entries = [catalogue.entry(row) for row in rows]
        return [(entry, compare(cited, entry, issuers_of_code=issuers)) for entry in entries]

    def _titled(self, cores: Sequence[str], local: Sequence[str], *, here: bool) -> list[int]:
        """Return the rows with one of the cores; those of the body's place where none is so named.

        本市宗教条例 means the city's first, 宗教条例 the one that is called so.
        """
        for asked in (local, cores) if here else (cores, local):
            found = [row for core in dict.fromkeys(asked) for row in self._catalogue.by_core(core)]
            if found:
                return found
        return []

    def _ranked(self, cited: Cited) -> list[_Ranked]:
        found = self.candidates(cited)
        possible = [(entry, evidence) for entry, evidence in found if may_be_meant(evidence)]
        scores = self._ranker.scores([evidence for _, evidence in possible])
        ranked = [
            _Ranked(entry, evidence, score)
            for (entry, evidence), score in zip(possible, scores, strict=True)
        ]
        ranked += [_Ranked(*each, 0.0) for each in found if not may_be_meant(each[1])]
        ranked.sort(key=lambda each: (-each.score, -each.evidence.likeness, each.entry.id))
        return ranked

    def _decide(self, cited: Cited, ranked: Sequence[_Ranked], context: Context) -> Resolution:
        if not ranked:
            return _unknown(cited, None)
        conflict = _conflict(ranked)
        if conflict is not None:
            return conflict
        best = ranked[0]
        rivals = [each for each in ranked[1:] if _is_tie(best, each, self._ranker.margin)]
        if _is_part(cited, ranked):
            # 关于印发〈甲〉和〈乙〉的通知 means neither alone.
            parts = [
                each
                for each in ranked
                if each.evidence.title == "carried" or each.evidence.number == "same"
            ]
            return _ambiguous(parts) if len(parts) > 1 else _unknown(cited, best)
        if best.score >= self._ranker.accept and not rivals:
            return _linked(cited, best, ranked, context)
        if rivals:
            return _ambiguous([best, *rivals])
        # Works of one title are as likely each, and none of them is likely.
        namesakes = [
            each for each in ranked if each.evidence.likeness == 1.0 and may_be_meant(each.evidence)
        ]
        if len(namesakes) > 1 and best.evidence.likeness == 1.0:
            return _ambiguous(namesakes)
        return _unknown(cited, best)


def _is_part(cited: Cited, ranked: Sequence[_Ranked]) -> bool:
    """Tell whether the citation names a notice with several rules, and the best is one of them.

    A number that is the best's alone still says which.
    """
    if cited.title is None or _rules(cited.title) < 2:
        return False
    best = ranked[0].evidence
    if best.name is None or _rules(best.name.parts) > 1:  # the entry is such a notice itself
        return False
    numbered = sum(each.evidence.number == "same" for each in ranked)
    return best.title in ("carried", "near") and numbered != 1


def _rules(title: TitleParts) -> int:
    """Count the rules that a title carries; 关于…的意见 and 关于…意见 are one."""
    return len({core.replace("的", "") for core in title.carried})


def _is_tie(best: _Ranked, other: _Ranked, margin: float) -> bool:
    """Tell whether nothing decides between two candidates: neither score nor any evidence."""
    one, two = best.evidence, other.evidence
    if one.number == "same" != two.number:
        return False
    alike = _is_named(one) and _is_named(two)
    if one.kind and two.kind and one.number != "same" and may_be_meant(two):
        return not outdoes(one, two)  # 规范 is no nearer to 规定 than to 办法
    if other.score >= _PLAUSIBLE and best.score - other.score < margin:
        return not (alike and outdoes(one, two))
    return one.number != "same" and alike and may_be_meant(two) and not outdoes(one, two)


def _is_named(evidence: Evidence) -> bool:
    """Tell whether the citation names the entry in full, but perhaps for its place."""
    return evidence.likeness == 1.0 or evidence.place_alone


def _is_kind_alone(stem: str) -> bool:
    """Tell whether a title is a kind word alone (《通知》), which is everybody's."""
    return not stem


def _conflict(ranked: Sequence[_Ranked]) -> Resolution | None:
    """Return the conflict where the number is one work's and the title another's."""
    by_number = [each for each in ranked if each.evidence.number == "same"]
    if not by_number or by_number[0].evidence.title == "absent":
        return None
    likest = max(each.evidence.likeness for each in by_number)
    by_title = [
        each
        for each in ranked
        if each.evidence.number != "same" and _is_title_of(each.evidence, instead_of=likest)
    ]
    if not by_title:
        return None
    why = why_conflict(by_number[0].entry, by_title[0].entry)
    return Resolution(Link("conflict", None, None, _listed([by_number[0], *by_title]), why))


def _is_title_of(evidence: Evidence, *, instead_of: float) -> bool:
    """Tell whether a title is another work's than the number's, whose likeness is given."""
    if evidence.likeness == 1.0:
        return instead_of < _SURE_TITLE
    return evidence.likeness >= _SURE_TITLE and instead_of < _UNRELATED


def _linked(cited: Cited, best: _Ranked, ranked: Sequence[_Ranked], context: Context) -> Resolution:
    # Of an edition that is not registered nobody knows how it stood.
    edition = (
        _NO_EDITION
        if best.evidence.edition
        else version_on(
            best.entry,
            number=cited.number.text if cited.number else None,
            edition=cited.edition,
            on=context.on,
        )
    )
    others = [each for each in ranked if each.score >= _PLAUSIBLE]
    link = Link(
        "linked",
        best.entry.id,
        round(best.score, 4),
        _listed(others),
        why_linked(cited, best.entry, best.evidence, edition),
    )
    return Resolution(link, edition)


def _ambiguous(ranked: Sequence[_Ranked]) -> Resolution:
    first, *others = ranked
    why = why_ambiguous(
        [each.entry for each in ranked], first.evidence, [each.evidence for each in others]
    )
    return Resolution(Link("ambiguous", None, None, _listed(ranked), why))


def _unknown(cited: Cited, nearest: _Ranked | None) -> Resolution:
    if nearest is not None and max(nearest.score, _seeming(nearest)) < _PLAUSIBLE:
        nearest = None
    why = why_unknown(
        cited, nearest.entry if nearest else None, nearest.evidence if nearest else None
    )
    return Resolution(Link("unknown", None, None, _listed([nearest] if nearest else []), why))


def _seeming(nearest: _Ranked) -> float:
    """Return how like a title is that cannot be meant: it is shown, so that a person sees why."""
    alike = nearest.evidence.likeness
    return alike if alike >= _SURE_TITLE and nearest.evidence.title != "absent" else 0.0


def _listed(ranked: Sequence[_Ranked]) -> tuple[Candidate, ...]:
    return tuple(Candidate(each.entry.id, round(each.score, 4)) for each in ranked[:_LISTED])
