"""What documents cite, recorded; what the registry lacks of it, proposed for a person's yes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from extraction.registry import Linker, budget_context
from extraction.registry.title_keys import title_parts
from extraction.schema import Disclosure, LinkStatus
from service.registry.deciding.proposals import accepted_why, is_cited_in
from service.registry.growing.cited import cite_document, is_short_name, link_mentions
from service.registry.growing.grouping import (
    Cited,
    Grouped,
    another_identity,
    commonest,
    group,
    identity_of,
    says_whose,
)
from service.store import Store
from service.store.mentions import (
    CitedDocument,
    Mention,
    MentionLink,
    assign_proposal,
    count_mentions,
    mentions_by_status,
    mentions_of_document,
    mentions_of_proposal,
    record_document,
    update_links,
)
from service.store.proposals import (
    Proposal,
    Seen,
    insert_proposals,
    read_proposals,
    update_proposal,
)
from service.store.tables import cited_documents
from service.store.tables import proposals as proposal_table

Progress = Callable[[int], None]
_Found = tuple[CitedDocument, Mention]


@dataclass(frozen=True, slots=True)
class GrowReport:
    """What became of a run.

    documents   disclosures read; ``recorded`` of them are new or say something new
    relinked    citations recorded before, of other documents, with a new link now
    by_status   all recorded citations by the state of their link
    unnamed     unknown citations that name nothing to propose (《通知》 without a number)
    proposed    all proposals that wait; ``new`` of them are new, ``changed`` have other evidence
    settled     proposals that waited and are none any more: the registry has what they mean
    """

    documents: int
    recorded: int
    relinked: int
    by_status: Mapping[LinkStatus, int]
    unnamed: int
    proposed: int
    new: int
    changed: int
    settled: int


def grow(
    store: Store,
    disclosures: Iterable[Disclosure],
    *,
    open_linker: Callable[[], Linker],
    progress: Progress | None = None,
) -> GrowReport:
    """Record the citations of documents and propose the works that the registry lacks.

    Every citation is linked anew, whatever link it has; those of documents recorded before that
    found no work are linked again too. ``progress`` is called with the documents done. All is
    written in one transaction; the same documents again change nothing. A rejected proposal
    stays rejected, an accepted one is not proposed again. Raises `StoreError`.
    """
    linker = open_linker()
    read: dict[str, tuple[CitedDocument, list[Mention]]] = {}
    for done, disclosure in enumerate(disclosures, 1):
        read[disclosure.source.sha256] = cite_document(disclosure, linker)
        if progress is not None:
            progress(done)
    with store.read() as connection:
        again = _linked_again(connection, linker, besides=read)
    with store.write() as connection:
        recorded = sum(
            _record(connection, document, mentions) for document, mentions in read.values()
        )
        update_links(connection, again)
        explained = [each.mention_id for each in again if each.link_status != "unknown"]
        assign_proposal(connection, None, explained)
        proposing = _Proposing(connection, lambda code: linker.catalogue.issuers_of.get(code, ()))
        proposing.take_unknown()
        counts = proposing.write()
        return GrowReport(
            documents=len(read),
            recorded=recorded,
            relinked=len(again),
            by_status=count_mentions(connection).by_status,
            **counts,
        )


def _record(connection: sa.Connection, document: CitedDocument, mentions: list[Mention]) -> bool:
    """Record a document; False where the store knows all of it."""
    standing = list(mentions_of_document(connection, document.sha256))
    taken = {
        _place(mention): mention
        for _, mention in standing
        if mention.proposal_id and mention.why == accepted_why(mention.proposal_id)
    }
    proposals = {_place(mention): mention.proposal_id for _, mention in standing}
    mentions = [
        _as_taken(mention, taken.get(_place(mention)), proposals.get(_place(mention)))
        for mention in mentions
    ]
    known = connection.execute(
        sa.select(cited_documents).where(cited_documents.c.sha256 == document.sha256)
    ).first()
    if known is not None and CitedDocument(*known) == document:
        before = [replace(mention, id=None) for _, mention in standing]
        if sorted(map(repr, mentions)) == sorted(map(repr, before)):
            return False
    record_document(connection, document, mentions)
    return True


def _place(mention: Mention) -> tuple[object, ...]:
    return mention.start, mention.end, mention.project_index, mention.title, mention.doc_number


def _as_taken(mention: Mention, taken: Mention | None, proposal_id: str | None) -> Mention:
    """Keep what a person said of a citation for which the linker finds nothing."""
    if taken is not None and mention.link_status != "linked":
        return replace(taken, id=None)
    return replace(mention, proposal_id=proposal_id if mention.link_status == "unknown" else None)


def _linked_again(
    connection: sa.Connection, linker: Linker, *, besides: Iterable[str]
) -> list[MentionLink]:
    """Return the new links of citations that found no work before, where they changed."""
    skipped = set(besides)
    documents: defaultdict[CitedDocument, list[Mention]] = defaultdict(list)
    for document, mention in mentions_by_status(connection):
        if document.sha256 not in skipped:
            documents[document].append(mention)
    links: list[MentionLink] = []
    for document, mentions in documents.items():
        context = budget_context(document.department, document.fiscal_year)
        again = link_mentions(mentions, [None] * len(mentions), linker, context)
        links += [
            MentionLink(new.id, new.link_status, new.why, new.work_id, new.version_id, new.score)
            for old, new in zip(mentions, again, strict=True)
            if old != new and new.id is not None
        ]
    return links


class _Proposing:
    """The proposals as they stand and as they shall be."""

    def __init__(
        self, connection: sa.Connection, issuers_of: Callable[[str], Sequence[str]]
    ) -> None:
        self._connection = connection
        self._issuers_of = issuers_of
        self._standing = {each.id: each for each in read_proposals(connection)}
        self._rejected = self._identities("rejected")
        self._accepted = {
            each.id: each for each in self._standing.values() if each.state == "accepted"
        }
        self._wanted: dict[str, Proposal] = {}
        self._members: dict[str, list[_Found]] = {}
        self._unnamed = 0

    def _identities(self, state: str) -> dict[str, str]:
        """Return what the proposals in a state mean: identity → proposal."""
        meant: dict[str, str] = {}
        for proposal in self._standing.values():
            if proposal.state != state:
                continue
            meant[proposal.id] = proposal.id
            for found in mentions_of_proposal(self._connection, proposal.id):
                identity = identity_of(_cited(found), self._issuers_of)
                if identity is not None:
                    meant[identity] = proposal.id
        return meant

    def take_unknown(self) -> None:
        """Group all unknown citations into the proposals that shall be."""
        found: list[_Found] = []
        taken: list[MentionLink] = []
        for each in list(mentions_by_status(self._connection, ("unknown",))):
            mention = each[1]
            identity = identity_of(_cited(each), self._issuers_of)
            if is_short_name(mention):
                continue
            if identity is None:
                self._unnamed += 1
            elif mention.id is not None and self._is_accepted(identity, each):
                proposal = self._accepted[identity]
                why = accepted_why(proposal.id)
                taken.append(MentionLink(mention.id, "linked", why, proposal.work_id, None, 1.0))
                self._members.setdefault(proposal.id, []).append(each)
            else:
                found.append(each)
        update_links(self._connection, taken)
        for grouped in group([_cited(each) for each in found], issuers_of=self._issuers_of):
            self._want(grouped, [found[at] for at in grouped.members])

    def _is_accepted(self, identity: str, found: _Found) -> bool:
        """Tell whether an accepted proposal is what a citation means.

        One that a person has said to be one place's is meant by the bodies of that place alone,
        where the citation does not say whose it means.
        """
        proposal = self._accepted.get(identity)
        if proposal is None:
            return False
        place = found[0].place
        return says_whose(_cited(found), self._issuers_of) or is_cited_in(proposal.place, place)

    def _want(self, grouped: Grouped, found: list[_Found]) -> None:
        rejected = sorted({self._rejected[i] for i in grouped.identities if i in self._rejected})
        if rejected:
            self._members.setdefault(rejected[0], []).extend(found)
            return
        free = [
            each
            for each in grouped.identities
            if each not in self._wanted and each not in self._accepted
        ]
        if not free:  # what is left of a proposal that a person took for one place
            free = [another_identity(grouped.identities, {each[0].place or "" for each in found})]
        standing = [each for each in free if each in self._standing]
        key = min(standing or free)
        self._wanted[key] = _proposal(key, grouped, found)
        self._members[key] = found

    def write(self) -> dict[str, int]:
        """Make the store's proposals the wanted ones; return the counts of the report."""
        waiting = {key for key, each in self._standing.items() if each.state == "proposed"}
        stale = sorted(waiting - set(self._wanted))
        new = [each for key, each in self._wanted.items() if key not in self._standing]
        changed = [
            each
            for key, each in self._wanted.items()
            if key in self._standing and self._standing[key] != each
        ]
        if stale:
            self._connection.execute(
                sa.delete(proposal_table).where(proposal_table.c.id.in_(stale))
            )
        insert_proposals(self._connection, new)
        for proposal in changed:
            update_proposal(self._connection, proposal)
        for key, found in self._members.items():
            ids = [
                mention.id
                for _, mention in found
                if mention.id is not None and mention.proposal_id != key
            ]
            assign_proposal(self._connection, key, ids)
        return {
            "unnamed": self._unnamed,
            "proposed": len(self._wanted),
            "new": len(new),
            "changed": len(changed),
            "settled": len(stale),
        }


def _cited(found: _Found) -> Cited:
    document, mention = found
    return Cited(mention.title, mention.doc_number, mention.issuer, document.place or "")


def _proposal(key: str, grouped: Grouped, found: Sequence[_Found]) -> Proposal:
    titles = [mention.title for _, mention in found if mention.title]
    numbers = [mention.doc_number for _, mention in found if mention.doc_number]
    issuers = [mention.issuer for _, mention in found if mention.issuer]
    # the rule itself before the notice that carries it
    rules = [title for title in titles if not title_parts(title).carried]
    spellings = titles or numbers
    return Proposal(
        id=key,
        title=commonest(rules or titles),
        doc_number=commonest(numbers),
        issuer=commonest(issuers),
        place=grouped.place,
        spellings=tuple(sorted(set(spellings), key=lambda text: (-spellings.count(text), text))),
        evidence=tuple(
            dict.fromkeys(
                Seen(document.sha256, document.name, mention.page, mention.text)
                for document, mention in found
            )
        ),
    )
