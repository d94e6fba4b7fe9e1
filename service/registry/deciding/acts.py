"""What a person does to the works of the registry: merge, split, and their other names.

Each act works inside the transaction of the connection that it is given and records an event
with what it found and what it left. ``by`` is who acts; ``when`` is UTC, by default now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import sqlalchemy as sa

from extraction.citations import normalise_title
from extraction.errors import RegistryError
from extraction.registry import Alias, Version, Work, normal_title, work_to_json
from extraction.registry.regulations import AliasKind
from service.registry.deciding.asked import work_asked
from service.registry.deciding.unite import sourced, unite
from service.registry.reading.registry_rows import made_up_id
from service.registry.reconciling.facts import keys_of, number_keys
from service.registry.reconciling.work_names import parts_of
from service.store.conflicts import Conflict, read_conflicts, report_conflicts
from service.store.events import RegistryEvent, record_event, utc_now
from service.store.mentions import Mention, MentionLink, mentions_of_work, update_links
from service.store.proposals import read_proposals, update_proposal
from service.store.tables import aliases as alias_table
from service.store.tables import conflicts as conflict_table
from service.store.tables import works as work_table
from service.store.work_rows import indexed
from service.store.works import (
    add_redirect,
    delete_work,
    insert_works,
    read_redirects,
    read_work,
    remove_redirect,
    update_work,
)


def merge(
    connection: sa.Connection, kept_id: str, other_id: str, *, by: str, when: str | None = None
) -> Work:
    """Let two works be one, under the id of the first; the second id means the first from now on.

    Versions, carriers and aliases are united, the other's title becomes an alias; what was
    recorded of the other (citations, conflicts, accepted proposals) follows. Facts in which the two
    differ become open conflicts. Raises `RegistryError` (``unknown_regulation``,
    ``ambiguous_regulation``, ``refused_merge``).
    """
    kept, other = work_asked(connection, kept_id), work_asked(connection, other_id)
    if kept.id == other.id:
        raise _refused_merge(f"{kept_id} and {other_id}, which are one regulation", "two")
    if parts_of(kept.title).draft != parts_of(other.title).draft:
        raise _refused_merge(
            f"《{kept.title}》 and 《{other.title}》, of which one is a draft", "two final texts"
        )
    united = unite(kept, other)
    cited = list(mentions_of_work(connection, other.id))
    followers = [
        replace(
            each,
            work_id=kept.id,
            version_id=united.version_ids.get(each.version_id or "", each.version_id),
        )
        for each in read_conflicts(connection, work_id=other.id)
    ]
    update_work(connection, united.work)
    add_redirect(connection, other.id, kept.id)
    delete_work(connection, other.id)
    differing = [
        Conflict(
            work_id=each.work_id,
            version_id=each.version_id,
            field=each.field,
            standing_value=each.standing,
            standing_source=each.standing_source,
            offered_value=each.offered,
            offered_source=each.offered_source,
            offered_file=other.id,
            offered_row=0,
        )
        for each in united.disagreements
    ]
    report_conflicts(connection, [*followers, *differing])
    update_links(
        connection,
        (_moved(each, kept.id, united.version_ids.get(each.version_id or "")) for _, each in cited),
    )
    for proposal in list(read_proposals(connection, state="accepted")):
        if proposal.work_id == other.id:
            update_proposal(connection, replace(proposal, work_id=kept.id))
    record_act(
        connection,
        "merge",
        kept.id,
        by=by,
        when=when,
        before={"kept": work_to_json(kept), "other": work_to_json(other)},
        after={
            "work": work_to_json(united.work),
            "versions": dict(united.version_ids),
            "conflicts": len(differing),
            "citations": len(cited),
        },
    )
    return united.work


def split(
    connection: sa.Connection,
    work_id: str,
    version_ids: Sequence[str],
    title: str,
    *,
    by: str,
    when: str | None = None,
) -> Work:
    """Make some versions of a work a work of their own and return it.

    Carriers with the number of a version go with it, as do the citations of it and those by
    the new title. Raises `RegistryError` (``unknown_regulation``, ``refused_split``).
    """
    work = work_asked(connection, work_id)
    title = normalise_title(title)
    chosen = [version for version in work.versions if version.id in set(version_ids)]
    _refuse_split(work, chosen, version_ids, title)
    numbers = frozenset(keys_of(version.doc_number for version in chosen))
    normal = normal_title(title)
    number = next((version.doc_number for version in chosen if version.doc_number), None)
    new_id = made_up_id(title, number, work.issuers)
    _free_id(connection, new_id, title)
    moved = {each.id: f"{new_id}.{at}" for at, each in enumerate(chosen, 1)}
    carriers = tuple(each for each in work.carriers if numbers & set(keys_of([each.doc_number])))
    new = replace(
        work,
        id=new_id,
        title=title,
        versions=tuple(replace(version, id=moved[version.id]) for version in chosen),
        carriers=carriers,
        aliases=(),
        field_sources=work.field_sources
        if normal == normal_title(work.title)
        else sourced(work, "title", f"人工分立：{by}"),
    )
    left = replace(
        work,
        versions=tuple(version for version in work.versions if version.id not in moved),
        carriers=tuple(each for each in work.carriers if each not in carriers),
        aliases=tuple(each for each in work.aliases if normal_title(each.text) != normal),
    )
    cited = list(mentions_of_work(connection, work.id))
    update_work(connection, left)
    insert_works(connection, [new])
    _move_conflicts(connection, work.id, new_id, moved)
    ours = number_keys(left)
    update_links(
        connection,
        (
            _moved(each, new_id, moved.get(each.version_id or ""))
            for _, each in cited
            if _goes(each, moved, numbers - ours, normal, work)
        ),
    )
    record_act(
        connection,
        "split",
        work.id,
        by=by,
        when=when,
        before={"work": work_to_json(work)},
        after={"work": work_to_json(left), "new": work_to_json(new)},
    )
    return new


def add_alias(
    connection: sa.Connection,
    work_id: str,
    text: str,
    kind: AliasKind = "other_name",
    *,
    by: str,
    when: str | None = None,
) -> bool:
    """Give a work another name; False where it has that name already.

    Raises `RegistryError`: ``unknown_regulation``, ``alias_taken`` where another work has it as
    its title or alias, ``wrong_alias`` for a text without letters.
    """
    work = work_asked(connection, work_id)
    text = normalise_title(text)
    normal = normal_title(text)
    if not normal:
        raise RegistryError(
            found=f"the name “{text}”",
            expected="a name with letters",
            hint="Give the name as it is printed.",
            code="wrong_alias",
        )
    if normal in {normal_title(work.title), *(normal_title(each.text) for each in work.aliases)}:
        return False
    taken = name_holder(connection, normal, besides=work.id)
    if taken is not None:
        raise RegistryError(
            found=f"the name “{text}”, which {taken.id} 《{taken.title}》 has",
            expected="a name that no other regulation has",
            hint=f"If they are one regulation: `yiju registry merge {work.id} {taken.id}`.",
            code="alias_taken",
        )
    after = replace(work, aliases=(*work.aliases, Alias(text, kind, f"人工登记：{by}")))
    update_work(connection, after)
    _record_change(connection, "alias", work, after, by=by, when=when)
    return True


def remove_alias(
    connection: sa.Connection, work_id: str, text: str, *, by: str, when: str | None = None
) -> None:
    """Take a name off a work.

    Raises `RegistryError` (``unknown_regulation``, ``unknown_alias``).
    """
    work = work_asked(connection, work_id)
    normal = normal_title(text)
    left = tuple(alias for alias in work.aliases if normal_title(alias.text) != normal)
    if left == work.aliases:
        names = "、".join(f"《{alias.text}》" for alias in work.aliases[:5])
        raise RegistryError(
            found=f"the name “{text}”, which {work.id} 《{work.title}》 has not",
            expected=f"one of its other names: {names}" if names else "a regulation with names",
            hint=f"See them with `yiju registry show {work.id}`.",
            code="unknown_alias",
        )
    after = replace(work, aliases=left)
    update_work(connection, after)
    _record_change(connection, "remove_alias", work, after, by=by, when=when)


def name_holder(connection: sa.Connection, normal: str, *, besides: str) -> Work | None:
    """Return a work, other than ``besides``, whose title or alias has this normal form."""
    key = indexed(normal)
    found = connection.execute(
        sa.union(
            sa.select(work_table.c.id).where(
                work_table.c.normal_title == key, work_table.c.id != besides
            ),
            sa.select(alias_table.c.work_id).where(
                alias_table.c.normal_text == key, alias_table.c.work_id != besides
            ),
        )
    ).scalars()
    first = min(found, default=None)
    return None if first is None else read_work(connection, first)


def _refused_merge(found: str, expected: str) -> RegistryError:
    return RegistryError(
        found=found,
        expected=expected,
        hint="See both with `yiju registry show`.",
        code="refused_merge",
    )


def _refuse_split(
    work: Work, chosen: Sequence[Version], version_ids: Sequence[str], title: str
) -> None:
    known = {version.id for version in work.versions}
    strange = [each for each in version_ids if each not in known]
    if strange:
        found = f"{', '.join(strange)}, which {work.id} has not"
    elif not chosen or len(chosen) == len(work.versions):
        found = f"{len(chosen)} of the {len(work.versions)} versions of {work.id}"
    elif not normal_title(title):
        found = "no title for the new regulation"
    else:
        return
    raise RegistryError(
        found=found,
        expected="some, not all, of its versions, and a title for the new regulation",
        hint=f"Its versions: {', '.join(sorted(known)) or 'none'}.",
        code="refused_split",
    )


def _free_id(connection: sa.Connection, new_id: str, title: str) -> None:
    """Make sure that the id can be a new work's; one that was merged away means itself again."""
    if new_id in read_redirects(connection):
        remove_redirect(connection, new_id)
    elif read_work(connection, new_id) is not None:
        raise RegistryError(
            found=f"《{title}》 with this number, which is {new_id} already",
            expected="a title and a number that no regulation has together",
            hint=f"See it with `yiju registry show {new_id}`.",
            code="refused_split",
        )


def _move_conflicts(
    connection: sa.Connection, work_id: str, new_id: str, moved: dict[str, str]
) -> None:
    going = [
        each
        for each in read_conflicts(connection, work_id=work_id)
        if each.version_id is not None and each.version_id in moved
    ]
    connection.execute(
        sa.delete(conflict_table).where(conflict_table.c.id.in_([each.id for each in going]))
    )
    report_conflicts(
        connection,
        [replace(each, work_id=new_id, version_id=moved[each.version_id or ""]) for each in going],
    )


def _goes(
    mention: Mention, moved: dict[str, str], numbers: frozenset[str], normal: str, work: Work
) -> bool:
    """Tell whether a citation of the work means what was split off it."""
    cited = keys_of([mention.doc_number])
    if cited:
        return cited[0] in numbers
    title = normal_title(mention.title or "")
    if normal != normal_title(work.title) and title in (normal, normal_title(work.title)):
        return title == normal
    return mention.version_id in moved


def _moved(mention: Mention, work_id: str, version_id: str | None) -> MentionLink:
    assert mention.id is not None
    return MentionLink(
        mention.id, mention.link_status, mention.why, work_id, version_id, mention.score
    )


def _record_change(
    connection: sa.Connection, action: str, before: Work, after: Work, *, by: str, when: str | None
) -> None:
    record_act(
        connection,
        action,
        before.id,
        by=by,
        when=when,
        before={"aliases": _names(before.aliases)},
        after={"aliases": _names(after.aliases)},
    )


def _names(aliases: Iterable[Alias]) -> list[dict[str, str]]:
    return [{"text": each.text, "kind": each.kind, "source": each.source} for each in aliases]


def record_act(
    connection: sa.Connection,
    action: str,
    subject: str,
    *,
    by: str,
    when: str | None,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    """Record an act as an event."""
    record_event(
        connection,
        RegistryEvent(action, subject, by, when or utc_now(), before=before, after=after),
    )
