"""Invented regulations for the registry's tests."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.registry import Version, Work
from extraction.registry.regulations import Level, Status
from service.registry.reading.registry_rows import made_up_id


def work(
    title: str,
    number: str | None = None,
    *,
    key: str = "",
    issued: str | None = None,
    effective: str | None = None,
    status: Status = "unknown",
    issuers: Sequence[str] = (),
    level: Level | None = None,
    place: str | None = None,
    source: str = "甲表",
) -> Work:
    """Return a work with one version, or with none where nothing is known of one."""
    work_id = key or made_up_id(title, number, issuers)
    known = number or issued or effective or status != "unknown"
    version = Version(
        id=f"{work_id}.1",
        source=source,
        doc_number=number,
        date_issued=issued,
        date_effective=effective,
        status=status,
    )
    return Work(
        id=work_id,
        title=title,
        source=source,
        level=level,
        issuers=tuple(issuers),
        place=place,
        versions=(version,) if known else (),
    )
