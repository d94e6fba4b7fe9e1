"""`yiju train`: a candidate for the shelf, or scores on a public set of entities."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from extraction.errors import UsageError
from service.settings import load_settings

_KINDS = ("tokens", "lines", "links", "all")
_PATIENCE = 2.0  # seconds after which progress is shown


@click.command("train", short_help="Train a model from labels; it becomes a candidate.")
@click.argument("kind", type=click.Choice(_KINDS), default="all", required=False)
@click.option(
    "--data",
    metavar="DIR",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of labels beside those that ship with Yiju; repeatable.",
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True)
@click.option(
    "--learner",
    type=click.Choice(("crf", "sgd", "spacy")),
    help="How tokens are learned. By default crf.",
)
@click.option(
    "--train",
    "taught",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Tokens only: a file of entities to learn from instead; nothing is kept. Repeatable.",
)
@click.option(
    "--test",
    "asked",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Tokens only: the file of entities to score on; repeatable.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(
    kind: str,
    data: tuple[Path, ...],
    seed: int,
    learner: str | None,
    taught: tuple[Path, ...],
    asked: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Train the tokens, the lines, the links or all; each becomes a candidate on the shelf.

    A candidate changes nothing: `yiju models compare` holds it against what is live, `yiju
    models promote` makes it live. docs/models.md says which labels each kind learns from.

    With --train and --test, `yiju train tokens` learns from any set of named entities in CoNLL
    or BMES form, a character and its tag a line, or in JSON Lines (CLUENER, doccano, Prodigy),
    and prints its strict scores: an entity counts only where start, end and label are all right.
    """
    if taught or asked:
        _public(kind, data, taught, asked, learner=learner or "crf", as_json=as_json)
    else:
        _candidates(kind, data, seed=seed, learner=learner, as_json=as_json)


def _candidates(
    kind: str, data: Sequence[Path], *, seed: int, learner: str | None, as_json: bool
) -> None:
    from models.shelf import KINDS
    from models.shelf import kind as kind_named
    from models.training import data_by_kind, train_candidate
    from service.shelf import open_shelf

    names = KINDS if kind == "all" else (kind_named(kind).name,)
    shelf = open_shelf(load_settings())
    added = data_by_kind(names, data)
    made: list[dict[str, object]] = []
    for name in names:
        with _progress(name) as progress:
            version = train_candidate(
                shelf,
                name,
                data=added[name],
                seed=seed,
                learner=learner if name == "tokens" or kind != "all" else None,
                progress=progress,
            )
        card = version.card()
        made.append(
            {"kind": name, "name": version.name, "folder": str(version.folder), "card": card}
        )
        if not as_json:
            _say(version.name, card)
    if as_json:
        click.echo(json.dumps({"versions": made}, ensure_ascii=False, indent=2))


def _say(name: str, card: Mapping[str, object]) -> None:
    from service.cli.models.printing import frozen_score, percent

    score = frozen_score(card)
    low, high = score.get("interval") or (None, None)  # type: ignore[misc]
    click.echo(
        f"{name}: F1 {percent(score.get('f1'))} ({percent(low)} to {percent(high)}) on the frozen "  # type: ignore[has-type]
        f"set, {card['seconds']} s. `yiju models promote {name}` makes it live."
    )


def _public(
    kind: str,
    data: Sequence[Path],
    taught: Sequence[Path],
    asked: Sequence[Path],
    *,
    learner: str,
    as_json: bool,
) -> None:
    if kind != "tokens" or not taught or not asked or data:
        raise UsageError(
            found=f"--train or --test with {kind}" if kind != "tokens" else "half of the options",
            expected="yiju train tokens --train FILE --test FILE",
            hint="Give both files, and no --data.",
        )
    from models.training import train_public

    with _progress("tokens") as progress:
        report = train_public(taught, asked, learner=learner, progress=progress)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for line in _report_lines(report):
        click.echo(line)


def _report_lines(report: Mapping[str, object]) -> Iterator[str]:
    from service.cli.models.printing import columns, percent

    rows = [("label", "precision", "recall", "F1", "entities")]
    labels = report["labels"]
    overall = report["overall"]
    assert isinstance(labels, Mapping)
    assert isinstance(overall, Mapping)
    for label, score in {**labels, "overall": overall}.items():
        ratios = (percent(score[name]) for name in ("precision", "recall", "f1"))
        rows.append((str(label), *ratios, str(score["entities"])))  # type: ignore[arg-type]
    yield from columns(rows)
    for part in ("train", "test"):
        described = report[part]
        assert isinstance(described, Mapping)
        counts = [
            f"{count} {words}"
            for key, words in (
                ("mended", "sentences with broken tags mended"),
                ("left_out", "labels left out that overlap longer ones"),
            )
            if (count := described[key])
        ]
        if counts:
            yield f"{part}: {', '.join(counts)}"
    low, high = overall["interval"]
    yield (
        f"strict, in percent; F1 {percent(low)} to {percent(high)} (95 %); {report['learner']}, "
        f"{report['seconds']} s to train, {report['characters_per_second']:,} characters/s"
    )


@contextmanager
def _progress(name: str) -> Iterator[Callable[[str, float], None]]:
    """Say on stderr what is being done, once that has taken longer than `_PATIENCE`."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False)
    begun = time.monotonic()
    last = ""

    def tell(doing: str, share: float) -> None:
        nonlocal last
        line = f"{name}: {doing}, {share * 100:.0f} %"
        if time.monotonic() - begun >= _PATIENCE and line != last:
            console.print(line)
            last = line

    yield tell
