"""`yiju models compare`: two versions side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extraction.errors import UsageError, YijuError
from service.cli.messages import describe_briefly
from service.cli.models.options import json_option, print_json
from service.settings import Settings, load_settings

if TYPE_CHECKING:
    from models.changes import ValueChange
    from models.shelf import Shelf, Verdict, Version

_LISTED = 200  # changes that people read; --json has them all


@click.command("compare", short_help="Hold two versions against each other.")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--documents",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True),
    help="Also read these documents with each, and list every value gained, lost and changed.",
)
@json_option
def command(first: str, second: str, documents: Path | None, as_json: bool) -> None:
    """Hold B against A on the frozen test set, and over documents of your own.

    Scores stand side by side, overall and for each label; a difference is real (*) where its
    interval, by paired resampling of documents, leaves out 0. The last line says what the gate
    of `yiju models promote` would say of B if A were live.
    """
    from models.changes import counted
    from models.shelf import judge, kind
    from service.shelf import open_shelf

    settings = load_settings()
    shelf = open_shelf(settings)
    one, two = _pair(shelf, first, second)
    measure = kind(one.kind).measure
    verdict = judge(measure(one.model), measure(two.model))
    found = None if documents is None else _read_both(documents, one, two, settings)
    if as_json:
        print_json(
            {
                "before": one.name,
                "after": two.name,
                **verdict.to_json(),
                "documents": None
                if found is None
                else {"counts": counted(found), "changes": [asdict(one) for one in found]},
            }
        )
        return
    for line in _score_lines(one, two, verdict):
        click.echo(line)
    if found is not None:
        for line in _change_lines(found):
            click.echo(line)


def _pair(shelf: Shelf, first: str, second: str) -> tuple[Version, Version]:
    """Find both versions; ``live`` or ``released`` alone is of the other one's kind."""
    names = [first, second]
    for at, other in ((0, second), (1, first)):
        if names[at] in ("live", "released") and other not in ("live", "released"):
            names[at] = f"{names[at]}:{shelf.version(other).kind}"
    one, two = (shelf.version(name) for name in names)
    if one.kind != two.kind:
        raise UsageError(
            found=f"{one.name}, a {one.kind} model, and {two.name}, a {two.kind} model",
            expected="two versions of one kind",
            hint="Look at `yiju models list`.",
        )
    return one, two


def _score_lines(one: Version, two: Version, verdict: Verdict) -> Iterator[str]:
    from service.cli.models.printing import columns, percent

    rows = [("label", one.name, two.name, "difference", "interval", "")]
    for label, change in {**verdict.labels, "overall": verdict.overall}.items():
        low, high = (f"{value * 100:+.2f}" for value in (change.low, change.high))
        told = change.difference is not None
        rows.append(
            (
                label,
                percent(change.before),
                percent(change.after),
                f"{change.difference * 100:+.2f}" if change.difference is not None else "–",
                f"{low} to {high}" if told else "–",
                "*" if told and change.is_real else "",
            )
        )
    yield from columns(rows)
    if verdict.passes:
        yield f"the gate lets {two.name} take the place of {one.name}"
    for reason in verdict.reasons:
        yield f"the gate refuses {two.name}: {reason}"


def _change_lines(found: Sequence[ValueChange]) -> Iterator[str]:
    from models.changes import counted

    counts = counted(found)
    yield ""
    yield ", ".join(f"{how} {count}" for how, count in counts.items())
    for change in found[:_LISTED]:
        place = f"{change.document}" + (f" p. {change.page}" if change.page else "")
        project = f" [{change.project}]" if change.project else ""
        before, after = (_brief(value) for value in (change.before, change.after))
        yield f"{change.how:8}{place}{project} {change.field}: {before} → {after}"
    if len(found) > _LISTED:
        yield f"and {len(found) - _LISTED} more (--json lists all)"


def _brief(value: str | None) -> str:
    if value is None:
        return "–"
    line = " ".join(value.split())
    return line if len(line) <= 60 else line[:59] + "…"


def _read_both(
    folder: Path, one: Version, two: Version, settings: Settings
) -> tuple[ValueChange, ...]:
    """Read the documents with each version, all else alike."""
    from models.changes import changes
    from service.documents import find_documents

    documents = find_documents([folder]).documents
    if not documents:
        raise UsageError(
            found=f"{folder} without documents",
            expected="a folder with documents",
            hint="Check the path given with --documents.",
        )
    paths = [(str(document.path), document.name) for document in documents]
    before, after = (_read(paths, version, settings) for version in (one, two))
    return tuple(change for _, name in paths for change in changes(name, before[name], after[name]))


def _read(
    paths: Sequence[tuple[str, str]], version: Version, settings: Settings
) -> dict[str, Mapping[str, object] | None]:
    from service.parsing import Request, run_all

    others = [
        name
        for name in settings.models_use.split(",")
        if name.strip() and not name.strip().startswith(version.kind)
    ]
    pinned = replace(settings, models_use=",".join([*others, version.name]))
    found: dict[str, Mapping[str, object] | None] = {}
    requests = [Request(path=path, name=name) for path, name in paths]
    for index, outcome in run_all(requests, pinned):
        name = paths[index][1]
        if isinstance(outcome, YijuError):
            click.echo(describe_briefly(outcome, name=name), err=True)
            found[name] = None
        else:
            found[name] = json.loads(outcome.body)
    return found
