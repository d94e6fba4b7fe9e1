"""`yiju registry show`: all that is known of one regulation."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import form_option

if TYPE_CHECKING:
    from service.registry.record import Record
    from service.store.conflicts import Conflict


@click.command("show", short_help="Show a regulation, who cites it, and its history.")
@click.argument("regulation", metavar="ID")
@form_option
@store_option
def command(regulation: str, form: str) -> None:
    """Show a regulation: its facts, versions, carriers, other names, who cites it (document,
    page, project, amount, spelling, why it was linked), open conflicts, and what was done to it.

    An amount is what the citing project asks for its year.
    """
    from service.cli.registry import printing as p
    from service.registry.opening import open_registry
    from service.registry.record import record_of

    with open_registry(command_settings()) as store, store.read() as connection:
        record = record_of(connection, regulation)
    if form == "json":
        p.print_json(_as_json(record))
        return
    _print(record)


def _as_json(record: Record) -> dict[str, object]:
    from extraction.registry import work_to_json

    return {
        **work_to_json(record.work),
        "former_ids": list(record.former_ids),
        "cited_by": [
            {
                "document": document.name,
                "sha256": document.sha256,
                "department": document.department,
                "fiscal_year": document.fiscal_year,
                "page": mention.page,
                "project": mention.project_name,
                "annual_amount": mention.annual_amount,
                "text": mention.text,
                "version_id": mention.version_id,
                "score": mention.score,
                "why": mention.why,
            }
            for document, mention in record.cited_by
        ],
        "conflicts": [asdict(conflict) for conflict in record.conflicts],
        "events": [asdict(event) for event in record.events],
    }


def _print(record: Record) -> None:
    from service.cli.registry import printing as p

    work = record.work
    click.echo(f"《{p.plain(work.title)}》  {work.id}")
    p.print_columns(
        [
            ["效力级别", work.level or "-"],
            ["发文机关", p.listed(work.issuers) or "-"],
            ["地区", work.place or "-"],
            ["来源", work.source],
            *([["曾用登记号", p.listed(record.former_ids)]] if record.former_ids else []),
            *(
                [p.FIELDS.get(name, name) + "来源", each]
                for name, each in work.field_sources.items()
            ),
        ],
        indent="  ",
    )
    _head("版本", len(work.versions))
    p.print_columns(
        [
            [
                version.id,
                version.doc_number or "-",
                f"公布{version.date_issued or '-'}",
                f"施行{version.date_effective or '-'}",
                f"废止{version.date_repealed or '-'}",
                p.STATUSES[version.status],
                version.edition or "-",
                version.source,
            ]
            for version in work.versions
        ],
        indent="  ",
    )
    _head("印发文件", len(work.carriers))
    p.print_columns(
        [
            [each.doc_number or "-", each.date_issued or "-", f"《{each.title}》", each.source]
            for each in work.carriers
        ],
        indent="  ",
    )
    _head("其他名称", len(work.aliases))
    p.print_columns(
        [[p.ALIAS_KINDS[each.kind], each.text, each.source] for each in work.aliases], indent="  "
    )
    _head("被引用", len(record.cited_by))
    p.print_columns(
        [
            [
                document.name,
                f"第{mention.page}页" if mention.page else "-",
                mention.project_name or "-",
                f"{mention.annual_amount}元" if mention.annual_amount else "-",
                mention.text.replace("\n", ""),
                mention.why,
            ]
            for document, mention in record.cited_by
        ],
        indent="  ",
    )
    _head("未决冲突", len(record.conflicts))
    for conflict in record.conflicts:
        click.echo(f"  {conflict_line(conflict)}")
    _head("历史", len(record.events))
    p.print_columns(
        [[each.at, each.by, p.ACTS.get(each.action, each.action)] for each in record.events],
        indent="  ",
    )


def _head(title: str, count: int) -> None:
    click.echo(f"{title} {count}" + (":" if count else ""))


def conflict_line(conflict: Conflict) -> str:
    """Return a conflict in one line: number, place, both values with their sources."""
    from service.cli.registry import printing as p

    of = conflict.version_id or conflict.work_id
    field = p.FIELDS.get(conflict.field, conflict.field)
    row = f" 第{conflict.offered_row}行" if conflict.offered_row else ""
    return p.plain(
        f"{conflict.id}: {of} {field} 登记为“{_value(conflict.standing_value)}”"
        f"（{conflict.standing_source}），{conflict.offered_file}{row}作"
        f"“{_value(conflict.offered_value)}”（{conflict.offered_source}）"
    )


def _value(value: str | tuple[str, ...] | None) -> str:
    return "、".join(value) if isinstance(value, tuple) else value or ""
