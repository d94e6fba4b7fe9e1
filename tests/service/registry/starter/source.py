"""Invented rows of the starter registry's material."""

from __future__ import annotations

from collections.abc import Sequence

from service.registry.starter.source_rows import SourceRow


def row(
    title: str,
    number: str | None = None,
    *,
    key: str = "r000000000001",
    level: str = "规范性文件",
    issuer: str | None = None,
    date: str | None = None,
    effective: str | None = None,
    status: str | None = None,
    region: str | None = None,
    note: str | None = None,
    headed: Sequence[str] = (),
    file_date: str | None = None,
    evidence: str = "dataset",
    cited: int = 0,
    source: str = "一份名单",
    aliases: Sequence[str] = (),
) -> SourceRow:
    """Return a row, its facts unknown but for those given."""
    return SourceRow(
        id=key,
        title=title,
        source=source,
        level=level,
        issuer=issuer,
        doc_number=number,
        date_issued=date,
        date_effective=effective,
        status=status,
        region=region,
        note=note,
        aliases=tuple(aliases),
        headed=tuple(headed),
        evidence=evidence if not cited else f"citation(n={cited})",
        cited=cited,
        file_date=file_date,
    )
