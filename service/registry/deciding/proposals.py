"""Proposals that a person takes into the registry or turns down.

Each act works inside the transaction of the connection that it is given and records an event.
``by`` is who decides; ``when`` is UTC, by default now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import sqlalchemy as sa

from extraction.citations import normalise_title
from extraction.errors import RegistryError
from extraction.registry import (
    Alias,
    Carrier,
    Version,
    Work,
    normal_title,
    number_key,
    work_to_json,
)
from extraction.registry.places import place_relation
from extraction.registry.regulations import AliasKind
from service.registry.deciding.acts import name_holder, record_act
from service.registry.deciding.asked import work_asked
from service.registry.deciding.unite import next_version_id, sourced
from service.registry.reading.registry_rows import work_of_facts
from service.registry.reading.row_records import RowError
from service.registry.reconciling.facts import number_keys, same_number
from service.registry.reconciling.version_matching import in_order
from service.registry.reconciling.work_names import names_of, parts_of, relation
from service.store.mentions import MentionLink, mentions_of_proposal, update_links
from service.store.proposals import Proposal, read_proposal, update_proposal
from service.store.works import insert_works, read_work, update_work

_NATIONWIDE = ("全国", "中国", "国家")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a proposed regulation on accepting it; ``None`` for as proposed.

    ``place`` 全国 says that it is the nation's; ``issuers`` are in one text, parted by 、.
    """

    title: str | None = None
    doc_number: str | None = None
    issuers: str | None = None
    place: str | None = None
    level: str | None = None


NOTHING_SAID = Said()


def accept_proposal(
    connection: sa.Connection,
    proposal_id: str,
    *,
    into: str | None = None,
    said: Said = NOTHING_SAID,
    by: str,
    when: str | None = None,
) -> Work:
    """Take a proposal into the registry, as a new work or into the work ``into``.

    What is ``said`` stands in the place of what is proposed. The citations of the proposal are
    linked to the work; where it is said to be one place's, and the citations do not say whose
    it is, those of the place's own bodies alone: the others wait for the next run. Raises
    `RegistryError`: ``unknown_proposal``, ``proposal_accepted``, ``proposal_untitled`` (a number
    alone, and neither ``into`` nor a title), ``refused_accept`` where the work stands already
    or a fact is none, and ``unknown_regulation``.
    """
    proposal = _proposal_asked(connection, proposal_id)
    if into is not None and (said.place or said.issuers or said.level):
        raise _refused_accept(
            f"facts of a new regulation beside --into {into}",
            "--title and --doc-number alone beside --into",
            "Leave --place, --issuer and --level out, or leave --into out.",
        )
    everywhere = proposal.place is not None or not said.place
    proposal = _as_said(proposal, said)
    if into is None:
        before = None
        work = _new_work(connection, proposal, said)
        insert_works(connection, [work])
    else:
        before = work_asked(connection, into)
        work = _joined(connection, before, proposal)
        update_work(connection, work)
    update_proposal(connection, replace(proposal, state="accepted", work_id=work.id))
    version = _version_of_number(work, proposal.doc_number)
    update_links(
        connection,
        [
            MentionLink(mention.id, "linked", accepted_why(proposal.id), work.id, version, 1.0)
            for document, mention in mentions_of_proposal(connection, proposal.id)
            if mention.id is not None
            and mention.link_status == "unknown"
            and (everywhere or is_cited_in(proposal.place, document.place))
        ],
    )
    record_act(
        connection,
        "accept",
        work.id,
        by=by,
        when=when,
        before={"proposal": proposal.id, **({"work": work_to_json(before)} if before else {})},
        after={"work": work_to_json(work)},
    )
    return work


def is_cited_in(place: str | None, citing: str | None) -> bool:
    """Tell whether a body of the place ``citing`` means its own when it cites one of ``place``.

    It does in the place and below it, and where nothing is known of one of the two.

    >>> is_cited_in("上海市", "上海市松江区"), is_cited_in("上海市松江区", "上海市普陀区")
    (True, False)
    """
    if not place or not citing:
        return True
    return place_relation("", place, citing) == "here"


def _as_said(proposal: Proposal, said: Said) -> Proposal:
    national = said.place in _NATIONWIDE
    return replace(
        proposal,
        title=normalise_title(said.title) if said.title else proposal.title,
        doc_number=said.doc_number or proposal.doc_number,
        issuer=said.issuers or proposal.issuer,
        place=None if national else said.place or proposal.place,
    )


def accepted_why(proposal_id: str) -> str:
    """Return why a citation is linked that a person took with its proposal."""
    return f"人工采纳提议{proposal_id}"


def reject_proposal(
    connection: sa.Connection, proposal_id: str, *, by: str, when: str | None = None
) -> None:
    """Turn a proposal down; it is not proposed again.

    Raises `RegistryError` (``unknown_proposal``, ``proposal_accepted``).
    """
    proposal = _proposal_asked(connection, proposal_id)
    if proposal.state == "rejected":
        return
    update_proposal(connection, replace(proposal, state="rejected"))
    record_act(
        connection,
        "reject",
        proposal.id,
        by=by,
        when=when,
        before={"state": proposal.state},
        after={"state": "rejected"},
    )


def kind_of_name(work: Work, text: str) -> AliasKind:
    """Return what a name is that a person gives to a work: another full name, or a misprint."""
    near = relation(names_of(work), names_of(replace(work, title=text, aliases=()))) == "near"
    return "spelling" if near else "other_name"


def _proposal_asked(connection: sa.Connection, proposal_id: str) -> Proposal:
    proposal = read_proposal(connection, proposal_id)
    if proposal is None:
        raise RegistryError(
            found=f"the proposal {proposal_id}",
            expected="the id of a proposal",
            hint="See them with `yiju registry proposals`.",
            code="unknown_proposal",
        )
    if proposal.state == "accepted":
        raise RegistryError(
            found=f"the proposal {proposal_id}, accepted as {proposal.work_id}",
            expected="a proposal that waits or was rejected",
            hint="Change the regulation itself: merge, split or alias.",
            code="proposal_accepted",
        )
    return proposal


def _new_work(connection: sa.Connection, proposal: Proposal, said: Said) -> Work:
    if not proposal.title:
        raise RegistryError(
            found=f"the proposal {proposal.id}, of which only the number is known",
            expected="a title, or the regulation that has the number",
            hint="Give --title, or --into with the regulation's id.",
            code="proposal_untitled",
        )
    given = {
        "title": proposal.title,
        "doc_number": proposal.doc_number,
        "issuers": proposal.issuer,
        "place": proposal.place,
        "level": said.level,
    }
    facts = {field: value for field, value in given.items() if value}
    try:
        work, _ = work_of_facts(facts, source=_source(proposal))
    except RowError as error:
        raise _refused_accept(
            f"《{proposal.title}》: {error.found}",
            error.expected,
            "Say another one on accepting: yiju registry accept --help.",
        ) from error
    if read_work(connection, work.id) is not None:
        raise _refused_accept(
            f"《{work.title}》 with this number, which is {work.id} already",
            "a regulation that the registry lacks",
            f"Take it into that one: --into {work.id}.",
        )
    return _with_names(connection, work, proposal)


def _joined(connection: sa.Connection, work: Work, proposal: Proposal) -> Work:
    work = _with_names(connection, work, proposal)
    number = proposal.doc_number
    key = number_key(number) if number else None
    if number is None or key is None or key in number_keys(work):
        return work
    source = _source(proposal)
    open_ones = [each for each in work.versions if not each.doc_number]
    if len(work.versions) == 1 and open_ones and not open_ones[0].date_issued:
        only = open_ones[0]
        filled = replace(only, doc_number=number, field_sources=sourced(only, "doc_number", source))
        return replace(work, versions=(filled,))
    added = Version(next_version_id(work.id, list(work.versions)), source, doc_number=number)
    return replace(work, versions=in_order((*work.versions, added)))


def _with_names(connection: sa.Connection, work: Work, proposal: Proposal) -> Work:
    """Add the spellings that the work has not and no other work has as its name."""
    source = _source(proposal)
    known = {normal_title(work.title), *(normal_title(each.text) for each in work.aliases)}
    known.update(normal_title(each.title) for each in work.carriers)
    core = parts_of(work.title).core
    for spelling in dict.fromkeys(filter(None, (proposal.title, *proposal.spellings))):
        normal = normal_title(spelling)
        if not normal or normal in known or number_key(spelling):
            continue
        known.add(normal)
        parts = parts_of(spelling)
        if parts.carried == (core,):
            carrier = Carrier(spelling, source, proposal.doc_number)
            work = replace(work, carriers=(*work.carriers, carrier))
        elif parts.core != core and name_holder(connection, normal, besides=work.id) is None:
            alias = Alias(spelling, kind_of_name(work, spelling), source)
            work = replace(work, aliases=(*work.aliases, alias))
    return work


def _source(proposal: Proposal) -> str:
    """Return where the facts come from: the first document that cites it."""
    seen = proposal.evidence[0] if proposal.evidence else None
    if seen is None:
        return f"提议{proposal.id}"
    return f"引用：{seen.document}" + (f"第{seen.page}页" if seen.page else "")


def _version_of_number(work: Work, number: str | None) -> str | None:
    for version in work.versions:
        if number and version.doc_number and same_number(version.doc_number, number):
            return version.id
    return work.versions[-1].id if work.versions else None


def _refused_accept(found: str, expected: str, hint: str) -> RegistryError:
    return RegistryError(found=found, expected=expected, hint=hint, code="refused_accept")
