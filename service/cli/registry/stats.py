"""`yiju registry stats`: what the registry holds."""

from __future__ import annotations

from dataclasses import asdict

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import form_option


@click.command("stats", short_help="Count what the registry holds.")
@form_option
@store_option
def command(form: str) -> None:
    """Count regulations by level, versions by status, carriers, other names, issuer codes,
    conflicts, proposals, and recorded citations by the state of their link.
    """
    from service.cli.registry import printing as p
    from service.registry.counting import count_registry
    from service.registry.opening import open_registry

    with open_registry(command_settings()) as store, store.read() as connection:
        counts = count_registry(connection)
        name = store.name
    if form == "json":
        p.print_json({"store": name, **asdict(counts)})
        return
    share = "-" if counts.share_linked is None else f"{counts.share_linked:.1%}"
    rows = [["法规", str(sum(counts.works.values()))]]
    rows += [[f"  {level or '级别不详'}", str(count)] for level, count in counts.works.items()]
    rows.append(["版本", str(sum(counts.versions.values()))])
    rows += [[f"  {p.STATUSES[status]}", str(count)] for status, count in counts.versions.items()]
    rows += [
        ["印发文件", str(counts.carriers)],
        ["其他名称", str(sum(counts.aliases.values()))],
        *([f"  {p.ALIAS_KINDS[kind]}", str(count)] for kind, count in counts.aliases.items()),
        ["机关代字", str(counts.codes)],
        ["  多机关共用", str(counts.ambiguous_codes)],
        ["未决冲突", str(counts.open_conflicts)],
        ["提议", str(sum(counts.proposals.values()))],
        *([f"  {p.PROPOSAL_STATES[state]}", str(n)] for state, n in counts.proposals.items()),
        ["引用文档", str(counts.documents)],
        ["引用", str(sum(counts.citations.values()))],
        *([f"  {p.LINKS[status]}", str(count)] for status, count in counts.citations.items()),
        ["  已链接比例", share],
    ]
    click.echo(name)
    p.print_columns(rows)
