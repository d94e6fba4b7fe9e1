"""What a person decides: proposals taken or turned down, conflicts settled.

Each act works inside the transaction of the connection that it is given and records an event.
``by`` is who decides; ``when`` is UTC, by default now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

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
from extraction.registry.regulations import AliasKind
from service.registry.deciding.acts import name_holder, record_act
from service.registry.deciding.asked import work_asked
from service.registry.deciding.unite import next_version_id, sourced
from service.registry.reading.registry_rows import work_of_facts
from service.registry.reading.row_records import RowError
from service.registry.reconciling.facts import number_keys, same_number
from service.registry.reconciling.version_matching import VERSION_FACTS, fact_of, in_order
from service.registry.reconciling.work_names import names_of, parts_of, relation
from service.store.conflicts import Conflict, decide_conflict, read_conflicts
from service.store.mentions import MentionLink, mentions_of_proposal, update_links
from service.store.proposals import Proposal, read_proposal, update_proposal
from service.store.works import insert_works, read_work, update_work

Decision = Literal["keep", "take"]

_WORK_FACTS = ("title", "level", "issuers", "place")
_SEVERAL = "、"


def accept_proposal(
    connection: sa.Connection,
    proposal_id: str,
    *,
    into: str | None = None,
    title: str | None = None,
    by: str,
    when: str | None = None,
) -> Work:
    """Take a proposal into the registry, as a new work or into the work ``into``.

    ``title`` is used in the place of the proposal's. The citations of the proposal are linked
    to the work. Raises `RegistryError`: ``unknown_proposal``, ``proposal_accepted``,
    ``proposal_untitled`` (a number alone, and neither ``into`` nor ``title``),
    ``refused_accept`` where the work stands already, and ``unknown_regulation``.
    """
    proposal = _proposal_asked(connection, proposal_id)
    if title is not None:
        proposal = replace(proposal, title=normalise_title(title))
    if into is None:
        before = None
        work = _new_work(connection, proposal)
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
            for _, mention in mentions_of_proposal(connection, proposal.id)
            if mention.id is not None and mention.link_status == "unknown"
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


def settle_conflict(
    connection: sa.Connection,
    conflict_id: int,
    decision: Decision,
    *,
    by: str,
    when: str | None = None,
) -> Conflict:
    """Keep what stands, or take what was offered, and return the conflict as it stood.

    An offered title, or one with its number, is taken as another name of the work. Raises
    `RegistryError`: ``unknown_conflict``, ``conflict_settled``, and ``refused_take`` where it is
    not known which version the fact is of or the offered name is another work's.
    """
    conflict = next((each for each in read_conflicts(connection) if each.id == conflict_id), None)
    if conflict is None:
        raise RegistryError(
            found=f"the conflict {conflict_id}",
            expected="the number of a conflict in the store",
            hint="See the open ones with `yiju registry conflicts`.",
            code="unknown_conflict",
        )
    if conflict.state != "open":
        raise RegistryError(
            found=f"the conflict {conflict_id}, which is settled ({conflict.state})",
            expected="an open conflict",
            hint="See the open ones with `yiju registry conflicts`.",
            code="conflict_settled",
        )
    work = read_work(connection, conflict.work_id)
    assert work is not None  # a conflict goes with its work
    after = work
    if decision == "take":
        after = _taken(connection, work, conflict)
        update_work(connection, after)
    decide_conflict(connection, conflict_id, "taken" if decision == "take" else "kept")
    record_act(
        connection,
        f"decide_{decision}",
        work.id,
        by=by,
        when=when,
        before={
            "conflict": conflict_id,
            "version": conflict.version_id,
            "field": conflict.field,
            "value": _plain(conflict.standing_value),
            "source": conflict.standing_source,
        },
        after={
            "value": _plain(
                conflict.offered_value if decision == "take" else conflict.standing_value
            ),
            "source": conflict.offered_source if decision == "take" else conflict.standing_source,
        },
    )
    return conflict


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


def _new_work(connection: sa.Connection, proposal: Proposal) -> Work:
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
    }
    facts = {field: value for field, value in given.items() if value}
    try:
        work, _ = work_of_facts(facts, source=_source(proposal))
    except RowError as error:
        raise _refused_accept(
            f"《{proposal.title}》: {error.found}", error.expected, "Give another --title."
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
            alias = Alias(spelling, _kind_of_name(work, spelling), source)
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


def _taken(connection: sa.Connection, work: Work, conflict: Conflict) -> Work:
    """Return the work with the offered value in the place of the standing one."""
    field, offered, source = conflict.field, conflict.offered_value, conflict.offered_source
    if field in ("title", "id") or (isinstance(offered, str) and offered.startswith("《")):
        return _with_offered_name(connection, work, str(offered), source)
    if field in VERSION_FACTS:
        version = _version_meant(work, conflict)
        changes: dict[str, Any] = {
            field: offered or ("unknown" if field == "status" else None),
            "field_sources": sourced(version, field, source),
        }
        changed = replace(version, **changes)
        versions = [changed if each.id == version.id else each for each in work.versions]
        return replace(work, versions=in_order(versions))
    if field not in _WORK_FACTS:
        raise _refused_take(conflict, f"a value for {field}", "Change the file and import it.")
    value = offered
    if field == "issuers":
        value = tuple(offered.split(_SEVERAL)) if isinstance(offered, str) else offered or ()
    changes = {field: value, "field_sources": sourced(work, field, source)}
    return replace(work, **changes)


def _version_meant(work: Work, conflict: Conflict) -> Version:
    if conflict.version_id is not None:
        found = [each for each in work.versions if each.id == conflict.version_id]
    else:
        found = [
            each
            for each in work.versions
            if fact_of(each, conflict.field) == conflict.standing_value
        ]
    if len(found) != 1:
        raise _refused_take(
            conflict,
            f"{len(found)} versions of {work.id} that it may be of",
            "Put the fact right in a file that names the version's date, and import it.",
        )
    return found[0]


def _with_offered_name(connection: sa.Connection, work: Work, offered: str, source: str) -> Work:
    text = normalise_title(offered.rpartition("》")[0].removeprefix("《") or offered)
    normal = normal_title(text)
    names: Iterable[str] = (work.title, *(each.text for each in work.aliases))
    if not normal or normal in map(normal_title, names):
        return work
    holder = name_holder(connection, normal, besides=work.id)
    if holder is not None:
        raise RegistryError(
            found=f"the name 《{text}》, which {holder.id} has",
            expected="a name that no other regulation has",
            hint=f"If they are one regulation: `yiju registry merge {work.id} {holder.id}`.",
            code="refused_take",
        )
    return replace(work, aliases=(*work.aliases, Alias(text, _kind_of_name(work, text), source)))


def _kind_of_name(work: Work, text: str) -> AliasKind:
    near = relation(names_of(work), names_of(replace(work, title=text, aliases=()))) == "near"
    return "spelling" if near else "other_name"


def _refused_take(conflict: Conflict, found: str, hint: str) -> RegistryError:
    return RegistryError(
        found=f"the conflict {conflict.id} over {conflict.field}: {found}",
        expected="one place that the offered value goes to",
        hint=hint,
        code="refused_take",
    )


def _refused_accept(found: str, expected: str, hint: str) -> RegistryError:
    return RegistryError(found=found, expected=expected, hint=hint, code="refused_accept")


def _plain(value: str | tuple[str, ...] | None) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
