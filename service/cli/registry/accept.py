"""`yiju registry accept`: a proposal taken into the registry."""

from __future__ import annotations

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import by_option


@click.command("accept", short_help="Take a proposal into the registry.")
@click.argument("proposal")
@click.option("--into", metavar="ID", help="The regulation that it is, if that stands already.")
@click.option("--title", help="The title, where the proposed one is not right or is missing.")
@click.option("--doc-number", help="Its number (发文字号), where that is not right or is missing.")
@click.option("--issuer", help="Who issued it; several with 、 between, the lead first.")
@click.option("--place", help="Whose it is: 上海市, 上海市松江区 …, or 全国.")
@click.option("--level", help="Its level: 规范性文件, 地方性法规 …")
@by_option
@store_option
def command(
    proposal: str,
    into: str | None,
    title: str | None,
    doc_number: str | None,
    issuer: str | None,
    place: str | None,
    level: str | None,
    by: str,
) -> None:
    """Take PROPOSAL into the registry: as a new regulation, or with --into as other names and
    a version of one that stands. What cites it is linked to it.

    What you say stands in the place of what is proposed. Where no citation says whose the
    regulation is, --place says it; then only documents of that place are linked, and the others
    are proposed again by the next `yiju registry grow`.
    """
    from service.registry.deciding.proposals import Said, accept_proposal
    from service.registry.opening import open_registry

    said = Said(title=title, doc_number=doc_number, issuers=issuer, place=place, level=level)
    with open_registry(command_settings()) as store, store.write() as connection:
        work = accept_proposal(connection, proposal, into=into, said=said, by=by)
    click.echo(f"{work.id} 《{work.title}》")
