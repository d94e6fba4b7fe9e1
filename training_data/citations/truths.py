"""What a printed citation means, given which works a registry holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from extraction.registry import Work, normal_title, number_key
from training_data.citations.bodies import place_named, short_names
from training_data.citations.printing import PrintedCitation

Status = Literal["linked", "unknown", "conflict", "ambiguous"]

_REPUBLIC = "中华人民共和国"
_EDITION = re.compile("(?:19|20)[0-9]{2}版$")
_OWN = re.compile("[本我全][市区县省]")
_BODY_ENDS = ("部", "委", "会", "局", "厅", "院", "府", "室")
_LONGEST_ISSUER = 60
_LEVEL = re.compile(
    "(?:条例|办法|规定|细则|规则|规程|规范|制度|通知|意见|决定|通告|函|方案|计划|规划|要点)"
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What the answer to a citation is.

    ``work_id`` is the work that is meant, where it is registered and nothing else may be meant.
    ``version_id`` is its version where the citation says which. ``candidates`` are the works
    between which a tie or a conflict is, the one that the author had in mind first.
    """

    status: Status
    work_id: str | None = None
    version_id: str | None = None
    candidates: tuple[str, ...] = ()


class Registered:
    """The works of a registry, and what one citation may mean among them.

    It knows which work an author had in mind; a linker does not. So it can tell when the print
    no longer says which: another registered title is as near, and nothing else decides.
    """

    def __init__(self, works: Iterable[Work]) -> None:
        self._works = tuple(works)
        self._rows = {work.id: row for row, work in enumerate(self._works)}
        self._by_number: dict[str, list[int]] = {}
        self._by_title: dict[str, list[int]] = {}
        # The first row with a likeness, and the others in a table of their own: most have none.
        self._first_like: dict[int, int] = {}
        self._others_like: dict[int, list[int]] = {}
        for row, work in enumerate(self._works):
            for number in numbers_of(work):
                self._by_number.setdefault(number, []).append(row)
            for name in names_of(work):
                self._by_title.setdefault(name, []).append(row)
                for likeness in _likenesses(name, _place_title(work)):
                    if self._first_like.setdefault(likeness, row) != row:
                        self._others_like.setdefault(likeness, []).append(row)

    def __contains__(self, work: Work) -> bool:
        return work.id in self._rows

    def titled(self, title: str) -> frozenset[str]:
        """Return the ids of the works of which one name is ``title``."""
        return frozenset(self._works[row].id for row in self._by_title.get(plain(title), ()))

    def numbered(self, number: str) -> frozenset[str]:
        """Return the ids of the works that have the number."""
        key = number_key(number)
        return frozenset(self._works[row].id for row in self._by_number.get(key or "", ()))

    def truth(
        self, citation: PrintedCitation, work: Work, *, place: str | None, changed: bool
    ) -> Truth | None:
        """Say what the citation, printed by an author who means ``work``, means here.

        ``place`` is the citing body's, ``changed`` says that the print is not a right one.
        ``None`` where it cannot be said: a wrong number is by chance another work's, or a
        work that is not registered is printed as one that is.
        """
        named = self._numbered_rows(citation)
        mine = self._rows.get(work.id)
        if changed and citation.title is not None:
            exact = self._by_title.get(plain(citation.title), ())
            if exact and mine not in exact:
                return None
        if mine is None:
            return self._held_out(citation, work, named, place, changed)
        if not named:
            return self._by_names(citation, mine, place)
        if mine not in named:
            if citation.title is None:
                return None
            return self._several("conflict", [mine, *named])
        if len(named) == 1:
            return self._one(citation, mine)
        near = set(named) if citation.title is None else self._near(plain(citation.title), work)
        if citation.form == "carrier":
            near = near | self._carried_with(work)
        others = [
            row for row in named if row != mine and row in near and self._fits(row, citation, place)
        ]
        return self._several("ambiguous", [mine, *others]) if others else self._one(citation, mine)

    def _held_out(
        self,
        citation: PrintedCitation,
        work: Work,
        named: Sequence[int],
        place: str | None,
        changed: bool,
    ) -> Truth | None:
        if named:
            return None
        if citation.title is not None:
            name = plain(citation.title)
            rows = self._near(name, work) if changed else set(self._by_title.get(name, ()))
            if any(self._fits(row, citation, place) for row in rows):
                return None
        return Truth("unknown")

    def _by_names(self, citation: PrintedCitation, mine: int, place: str | None) -> Truth | None:
        """Decide by title, issuer and place; the number says nothing that is known."""
        if citation.title is None:
            # No registered work has this number, unless the print cannot be read as one.
            readable = citation.doc_number is not None and number_key(citation.doc_number)
            return Truth("unknown") if readable else None
        name = plain(citation.title)
        exact = self._by_title.get(name, ())
        rows = set(exact) if mine in exact else self._near(name, self._works[mine])
        if citation.form == "carrier":
            rows = rows | self._carried_with(self._works[mine])
        rivals = [row for row in sorted(rows) if row != mine and self._fits(row, citation, place)]
        if not rivals:
            return self._one(citation, mine)
        # A number that is in no registry may still tell of which city the document is.
        unclear = citation.doc_number is not None or not self._fits(mine, citation, place)
        return None if unclear else self._several("ambiguous", [mine, *rivals])

    def _numbered_rows(self, citation: PrintedCitation) -> Sequence[int]:
        key = number_key(citation.doc_number) if citation.doc_number else None
        return tuple(dict.fromkeys(self._by_number.get(key, ()))) if key else ()

    def _carried_with(self, work: Work) -> set[int]:
        """Return the rows of the works that the same notice carries."""
        names = (plain(carrier.title) for carrier in work.carriers)
        return {row for name in names for row in self._by_title.get(name, ())}

    def _near(self, name: str, work: Work) -> set[int]:
        """Return the rows with a name one character, kind or place (that of ``work``) away."""
        found: set[int] = set()
        place = _place_title(work)
        for likeness in _likenesses(name, place):
            if likeness in self._first_like:
                found.add(self._first_like[likeness])
                found.update(self._others_like.get(likeness, ()))
        return {row for row in found if self._is_near(row, name, place)}

    def _is_near(self, row: int, name: str, place: str) -> bool:
        # Two names that each lack another character share a likeness and are two apart.
        shared = {_kindless(name), _placeless(name, place)}
        return any(
            Levenshtein.distance(name, other, score_cutoff=1) <= 1
            or shared & {_kindless(other), _placeless(other, _place_title(self._works[row]))}
            for other in names_of(self._works[row])
        )

    def _fits(self, row: int, citation: PrintedCitation, place: str | None) -> bool:
        """Tell whether the issuer, the citing place and 本市 or 本区 allow the work."""
        work = self._works[row]
        if place is not None and work.place is not None and not place.startswith(work.place):
            return False
        own = _OWN.search(citation.title or "")
        if own and not _is_own(own.group()[-1], work):
            return False
        lead = work.issuers[0] if work.issuers else ""
        # The issuer may stand in the title, before 关于.
        if citation.prefix.endswith(_BODY_ENDS) and citation.prefix != lead:
            return False
        return citation.issuer is None or citation.issuer in (
            lead,
            "、".join(work.issuers),
            *short_names(lead, work.place),
        )

    def _one(self, citation: PrintedCitation, row: int) -> Truth:
        work = self._works[row]
        versions = work.versions
        key = number_key(citation.doc_number) if citation.doc_number else None
        said = [
            version.id
            for version in versions
            if (key is not None and version.doc_number and number_key(version.doc_number) == key)
            or (version.edition and citation.title and version.edition in citation.title)
        ]
        version = versions[0].id if len(versions) == 1 else said[0] if len(said) == 1 else None
        return Truth("linked", work.id, version)

    def _several(self, status: Status, rows: Iterable[int]) -> Truth:
        ids = tuple(dict.fromkeys(self._works[row].id for row in rows))
        return Truth(status, candidates=ids)


def plain(title: str) -> str:
    """Return a title in normal form, without 中华人民共和国, issuer before 关于, and edition.

    >>> plain("某部关于印发〈某事管理办法（2020版）〉的通知"), plain("某区某事管理办法（2020版）")
    ('关于印发某事管理办法2020版的通知', '某区某事管理办法')
    """
    name = _EDITION.sub("", normal_title(title).replace(_REPUBLIC, ""))
    at = name.find("关于", 0, _LONGEST_ISSUER)
    return name[at:] if at > 0 and not name[:at].endswith(("转发", "印发")) else name


def names_of(work: Work) -> tuple[str, ...]:
    """Return the names under which a work is cited, plain."""
    printed = [work.title, *(alias.text for alias in work.aliases)]
    printed += [carrier.title for carrier in work.carriers]
    return tuple(dict.fromkeys(map(plain, printed)))


def numbers_of(work: Work) -> tuple[str, ...]:
    """Return the keys of a work's numbers."""
    printed = [version.doc_number for version in work.versions]
    printed += [carrier.doc_number for carrier in work.carriers]
    keys = (number_key(number) for number in printed if number)
    return tuple(dict.fromkeys(key for key in keys if key))


def _likenesses(name: str, place: str) -> Iterator[int]:
    """Yield hashes of which two names share one where they are alike.

    Alike are names that differ in one character, in their kind word, or in the place they name.
    """
    yield hash(name)
    for at in range(len(name)):
        yield hash(name[:at] + name[at + 1 :])
    yield hash(_kindless(name))
    yield hash(_placeless(name, place))


def _kindless(name: str) -> tuple[str, str]:
    return "kind", _LEVEL.sub("", name)


def _placeless(name: str, place: str) -> tuple[str, str]:
    return "place", _OWN.sub("", name.replace(place, "") if place else name)


def _is_own(kind: str, work: Work) -> bool:
    """Tell whether a body of the work's place may say 本市, 我区 … of it."""
    place = place_named(work.place) if work.place else None
    if place is None:
        return False
    return kind == place.own or (kind == "省" and place.tier == "省" and place.own == "区")


def _place_title(work: Work) -> str:
    place = place_named(work.place) if work.place else None
    return place.title if place else ""
