"""`yiju registry find`: which regulations a text may mean."""

from __future__ import annotations

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import form_option


@click.command("find", short_help="Find regulations by number, title or citation.")
@click.argument("text")
@click.option(
    "--limit",
    type=click.IntRange(min=1, max=1000),
    default=10,
    show_default=True,
    help="The most that are named.",
)
@form_option
@store_option
def command(text: str, limit: int, form: str) -> None:
    """Find the regulations that TEXT may mean, the likeliest first.

    TEXT is a document number in any brackets, a title, a part of a title, an id, or a whole
    citation: 《…》（…）. Printed are the score (0 to 1), id, level, status, date, number and
    title, and under them why.
    """
    from extraction.registry import RuleRanker
    from service.cli.registry import printing as p
    from service.registry.linking import linker_opener
    from service.registry.opening import open_registry
    from service.registry.searching import search
    from service.shelf import open_ranker

    settings = command_settings()
    with open_registry(settings) as store:
        linker = linker_opener(settings)()
        ranker = open_ranker(settings) or RuleRanker()
        with store.read() as connection:
            hits = search(connection, linker, ranker, text, limit=limit)
    if form == "json":
        p.print_json(
            [
                {
                    "id": hit.work.id,
                    "title": hit.work.title,
                    "doc_number": p.number_of(hit.work) or None,
                    "level": hit.work.level,
                    "date": p.date_of(p.newest(hit.work)) or None,
                    "status": version.status if (version := p.newest(hit.work)) else "unknown",
                    "score": round(hit.score, 4),
                    "why": hit.why,
                }
                for hit in hits
            ]
        )
        return
    lines = p.columns(
        [
            [
                f"{hit.score:.2f}",
                hit.work.id,
                hit.work.level or "-",
                p.status_of(hit.work),
                p.date_of(p.newest(hit.work)) or "-",
                p.number_of(hit.work) or "-",
                f"《{p.plain(hit.work.title)}》",
            ]
            for hit in hits
        ]
    )
    for line, hit in zip(lines, hits, strict=True):
        click.echo(line)
        click.echo(f"      {p.plain(hit.why)}")
    if not hits:
        click.echo("nothing found", err=True)
