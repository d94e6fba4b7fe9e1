"""`yiju evaluate`: how much of gold was found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extraction.errors import YijuError
from service.assembly import ReaderChoice
from service.cli.messages import describe_briefly
from service.cli.options import command_settings, mode_option, ocr_option, reader_option
from service.exports.files import write_whole
from service.gold import GoldDocument, find_gold, read_prediction
from service.parsing import Request, run_all
from service.settings import Settings

if TYPE_CHECKING:
    from models.comparing import Level


@click.command("evaluate")
@click.argument("gold", metavar="GOLD_DIR", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--predictions",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Score the JSON files of this folder, as `yiju extract -o` writes them, instead of "
    "reading the documents.",
)
@click.option(
    "--level",
    type=click.Choice(("strict", "soft")),
    default="strict",
    show_default=True,
    help="The level at which misses are listed.",
)
@click.option(
    "--exclude",
    metavar="PATTERN",
    multiple=True,
    help="Leave out the documents whose name matches, for example '*_scanned.pdf'; repeatable.",
)
@click.option(
    "--json",
    "report",
    type=click.Path(path_type=Path),
    help="Also write everything to this file, the misses in full and at both levels.",
)
@reader_option
@ocr_option
@mode_option
def command(
    gold: Path,
    predictions: Path | None,
    level: Level,
    exclude: tuple[str, ...],
    report: Path | None,
    reader: ReaderChoice,
) -> None:
    """Score what is read from documents against their gold.

    In GOLD_DIR, NAME.gold.json is the gold of NAME.pdf, NAME.txt and so on; GOLD_DIR may also
    be one such document. Values are compared
    with all whitespace removed. Strict: equal. Soft: words are also right where their
    similarity is at least 0.9; amounts, dates and codes must be equal. A wrong value is
    both extra and missed. Printed are the counts, precision, recall and F1 of every field
    and overall, then every miss: document, page, project, field, expected, found.
    """
    from models.evaluation import ToScore, evaluate
    from service.cli.score_report import miss_lines, table_lines, to_report

    settings = command_settings()
    documents = find_gold(gold, predictions=predictions, excluded=exclude)
    if predictions is None:
        found = _read(documents, reader=reader, settings=settings)
    else:
        found = {item.name: _stored(predictions, item.name) for item in documents}
    evaluation = evaluate(
        ToScore(item.name, gold=item.gold, prediction=found[item.name]) for item in documents
    )
    for line in table_lines(evaluation):
        click.echo(line)
    click.echo()
    for line in miss_lines(evaluation.misses(level), level=level):
        click.echo(line)
    if report is not None:
        text = json.dumps(to_report(evaluation), ensure_ascii=False, indent=2)
        write_whole(report, text.encode("utf-8", "replace") + b"\n")


def _read(
    documents: tuple[GoldDocument, ...], *, reader: ReaderChoice, settings: Settings
) -> dict[str, Mapping[str, object] | None]:
    """Read the documents; None for one that cannot be read, which is said on stderr."""
    requests = [Request(path=str(item.path), name=item.name, reader=reader) for item in documents]
    found: dict[str, Mapping[str, object] | None] = {}
    for index, outcome in run_all(requests, settings):
        name = documents[index].name
        if isinstance(outcome, YijuError):
            click.echo(describe_briefly(outcome, name=name), err=True)
            found[name] = None
        else:
            found[name] = json.loads(outcome.body)
    return found


def _stored(predictions: Path, name: str) -> Mapping[str, object] | None:
    """Return a stored prediction; None, and a word on stderr, where there is no Disclosure."""
    prediction = read_prediction(predictions, name)
    if prediction is None or "error" in prediction:
        why = "no prediction" if prediction is None else f"an error: {prediction['error']}"
        click.echo(f"{name}: {why}; all of its gold counts as missed", err=True)
        return None
    return prediction
