"""`basis_not_in_force`: a cited regulation that did not hold when the budget was made."""

from __future__ import annotations

from extraction.registry import Edition
from extraction.schema import Check, Citation, Evidence

RULE = "basis_not_in_force"
_SAID = {
    "repealed": "已废止",
    "repealed_undated": "已废止，废止日期不详",
    "not_yet_effective": "尚未施行",
    "superseded": "所引版本已被新版本取代",
}
_UNCERTAIN = ("superseded", "repealed_undated")


def basis_not_in_force(
    citation: Citation, edition: Edition, *, project: int, on: str | None
) -> Check | None:
    """Return a finding where the version that a linked citation means was not in force.

    ``on`` is the budget's first day (ISO), against which ``edition`` was chosen; ``None``
    where the document's year is not known: then what does not hold today is found.
    A version that the citation itself names (by number or edition) is also found where a
    later one had taken its place. That is a ``warning``, and so is a repeal whose date nobody
    states, since the version may have held on the day; the others are ``error``.
    """
    said = _SAID.get(edition.standing)
    if said is None or citation.link is None or citation.link.status != "linked":
        return None
    if edition.standing == "superseded" and not edition.pinned:
        return None
    name = f"《{citation.title}》" if citation.title else ""
    number = f"（{citation.doc_number}）" if citation.doc_number and name else citation.doc_number
    since = f"（{edition.since}起）" if edition.since else ""
    day = f"在{on}" if on else ""
    message = f"立项依据{name}{number or ''}{day}{said}{since}"
    if edition.standing == "repealed_undated":
        doubt = f"，{day}是否有效待核实" if on else ""
        message = f"立项依据{name}{number or ''}{said}{doubt}"
    return Check(
        rule=RULE,
        severity="warning" if edition.standing in _UNCERTAIN else "error",
        project=project,
        message=message,
        evidence=(Evidence(citation.page, None, citation.start, citation.end, citation.text),),
    )
