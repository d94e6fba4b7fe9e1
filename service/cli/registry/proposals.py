"""`yiju registry proposals`: what documents cite and the registry lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import form_option

_NAMED = 5


@click.command("proposals", short_help="List what growing has proposed, with its evidence.")
@click.option(
    "--state",
    type=click.Choice(("proposed", "accepted", "rejected", "all")),
    default="proposed",
    show_default=True,
    help="Which ones.",
)
@form_option
@store_option
def command(state: str, form: str) -> None:
    """List proposals, the most cited first, each with where it was seen and how it was spelt."""
    from service.cli.registry import printing as p
    from service.registry.opening import open_registry
    from service.store.mentions import mentions_of_proposal
    from service.store.proposals import ProposalState, read_proposals

    states: dict[str, ProposalState] = {
        "proposed": "proposed", "accepted": "accepted", "rejected": "rejected"
    }  # fmt: skip
    with open_registry(command_settings()) as store, store.read() as connection:
        found = [
            (proposal, list(mentions_of_proposal(connection, proposal.id)))
            for proposal in list(read_proposals(connection, state=states.get(state)))
        ]
    found.sort(key=lambda each: (-len(each[0].evidence), each[0].id))
    if form == "json":
        p.print_json(
            [
                {
                    **asdict(proposal),
                    "spellings": _spellings(proposal.spellings, [m.title for _, m in cited]),
                    "projects": sorted({m.project_name for _, m in cited if m.project_name}),
                }
                for proposal, cited in found
            ]
        )
        return
    for proposal, cited in found:
        title = f"《{proposal.title}》" if proposal.title else ""
        facts = (proposal.doc_number, proposal.issuer, proposal.place)
        state_label = "" if state == "proposed" else f" {p.PROPOSAL_STATES[proposal.state]}"
        into = f" → {proposal.work_id}" if proposal.work_id else ""
        click.echo(
            p.plain(
                "  ".join(
                    [f"{proposal.id}{state_label}{into}", title, *filter(None, facts)]
                ).rstrip()
            )
        )
        spellings = _spellings(proposal.spellings, [m.title for _, m in cited])
        if len(spellings) > 1:
            printed = "；".join(
                f"《{text}》{count}次" for text, count in list(spellings.items())[:_NAMED]
            )
            click.echo(p.plain(f"    写法：{printed}"))
        documents: dict[str, set[int]] = {}
        for seen in proposal.evidence:
            documents.setdefault(seen.document, set()).update([seen.page] if seen.page else [])
        for name, pages in list(documents.items())[:_NAMED]:
            where = f" 第{'、'.join(map(str, sorted(pages)))}页" if pages else ""
            click.echo(p.plain(f"    {name}{where}"))
        if len(documents) > _NAMED:
            click.echo(f"    等{len(documents)}份文档")
        projects = sorted({m.project_name for _, m in cited if m.project_name})
        if projects:
            more = f"等{len(projects)}个" if len(projects) > _NAMED else ""
            click.echo(p.plain(f"    项目：{p.listed(projects[:_NAMED])}{more}"))
    click.echo(f"proposals {len(found)}")


def _spellings(known: tuple[str, ...], titles: list[str | None]) -> dict[str, int]:
    """Return how often each spelling was seen; what is no title (a number) counts all."""
    counts = Counter(filter(None, titles))
    return {text: counts[text] or len(titles) for text in known}
