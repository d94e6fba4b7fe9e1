"""Which work a person means by an id, a number or a title."""

from __future__ import annotations

import re

import sqlalchemy as sa
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extraction.citations import normalise_title
from extraction.errors import RegistryError
from extraction.registry import Work, normal_title, number_key
from service.store import works
from service.store.tables import works as work_table

_ID = re.compile("r[0-9a-f]{6,}")
_NAMED = 3
_LONGEST_SHOWN = 80


def work_asked(connection: sa.Connection, asked: str) -> Work:
    """Return the work of an id, a version's id, an id that was merged away, a number or a title.

    Raises `RegistryError`: ``unknown_regulation``, with the nearest ids or titles, and
    ``ambiguous_regulation`` where a number or a title is that of several works.
    """
    asked = asked.strip()
    found = works.read_work(connection, asked) or works.read_work(
        connection, asked.rpartition(".")[0]
    )
    if found is not None:
        return found
    key = number_key(asked)
    if key is not None:
        meant = works.works_by_number_key(connection, key)
    else:
        title = normal_title(normalise_title(asked))
        meant = works.works_by_normal_title(connection, title, with_aliases=True) if title else ()
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise RegistryError(
            found=f"{_shown(asked)}, which is that of {len(meant)} regulations",
            expected="an id",
            hint=f"Name one of {', '.join(f'{work.id} 《{work.title}》' for work in meant[:5])}.",
            code="ambiguous_regulation",
        )
    raise _unknown(connection, asked)


def _unknown(connection: sa.Connection, asked: str) -> RegistryError:
    near = _nearest(connection, asked)
    return RegistryError(
        found=f"{_shown(asked)}, which no regulation has as its id, number or title",
        expected="a regulation that is in the store",
        hint=(f"Nearest: {'; '.join(near)}. " if near else "")
        + "Look for it with `yiju registry find`.",
        code="unknown_regulation",
    )


def _nearest(connection: sa.Connection, asked: str) -> list[str]:
    rows = connection.execute(sa.select(work_table.c.id, work_table.c.title)).all()
    by_id = bool(_ID.fullmatch(asked))
    texts = [row[0] if by_id else row[1] for row in rows]
    found = process.extract(
        asked[: _LONGEST_SHOWN * 2],
        texts,
        scorer=Levenshtein.normalized_similarity,
        limit=_NAMED,
        score_cutoff=0.6 if by_id else 0.5,
    )
    return [f"{rows[at][0]} 《{rows[at][1]}》" for _, _, at in found]


def _shown(asked: str) -> str:
    return f"“{asked[:_LONGEST_SHOWN]}{'…' if len(asked) > _LONGEST_SHOWN else ''}”"
