"""What do rules, the token classifier and both find, label by label?

Gold texts are read in the sections that gold gives, clean and roughened, by models and with a
policy that never saw their issuer. Whole documents are read by the command's own pipeline with the
released model: invented ones in layouts that it was not taught, and the frozen texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.documents import SAMPLES
from benchmarks.quality import SCANS
from benchmarks.scoring import read
from extraction.combining import Policy
from extraction.learned import Mode
from extraction.schema import to_json
from models.evaluation import ToScore, evaluate
from models.scores import Evaluation, Group
from models.tokens.held_out import Labelled, read_given
from models.tokens.material import roughened_text
from models.tokens.weighing import events_of, read_held_out, weigh
from service.settings import Settings
from training_data.gold import GoldText, frozen_texts
from training_data.gold.printing import gold_of, write_gold
from training_data.synthesis import LAYOUTS
from training_data.synthesis.make import draw_noise, write_examples

MODES: tuple[Mode, ...] = ("rules", "model", "both")
SEEDS = range(930_000, 930_040)
UNSEEN = ("unit_budget", "narratives_then_forms")
_GROUPS: tuple[Group, ...] = ("narrative_field", "citation", "citation_key")
Ablation = Mapping[Mode, Evaluation]
HEAD = ("label", "to be found", *MODES, "both - rules")


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was measured, by what was read."""

    given: Mapping[str, Ablation]
    whole: Mapping[str, Ablation]


def measure(*, seeds: Sequence[int] = SEEDS) -> Found:
    """Read everything in every mode."""
    readings = read_held_out()
    events = {at: list(events_of(one)) for at, one in enumerate(readings)}
    weights = {
        fold: weigh(one for found in events.values() for one in found if one.fold != fold)
        for fold in {one.fold for one in readings}
    }
    given = {
        words: {
            mode: evaluate(
                _scored(one.text, one.tokens, mode, weights[one.fold])
                for one in readings
                if one.clean == clean
            )
            for mode in MODES
        }
        for words, clean in (("clean", True), ("roughened", False))
    }
    return Found(given, _whole(seeds))


def _whole(seeds: Sequence[int]) -> dict[str, Ablation]:
    found: dict[str, Ablation] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("clean", "noise", "frozen", "frozen_rough"):
            (folder / part).mkdir()
        write_examples(folder / "clean", seeds=seeds, layouts=UNSEEN, noise=())
        noisy = [seed for seed in seeds if draw_noise(seed)]
        write_examples(folder / "noise", seeds=noisy, layouts=UNSEEN)
        for text in frozen_texts():
            write_gold(text, folder / "frozen")
            write_gold(roughened_text(text, seed=200), folder / "frozen_rough")
        for words, part in (
            ("layouts that were not taught, clean", "clean"),
            ("layouts that were not taught, with noise", "noise"),
            ("frozen texts as whole documents", "frozen"),
            ("frozen texts as whole documents, roughened", "frozen_rough"),
        ):
            found[words] = _modes(folder / part)
    if SAMPLES.is_dir():
        found["samples"] = _modes(SAMPLES, excluded=(SCANS,))
    return found


def _modes(folder: Path, *, excluded: Sequence[str] = ()) -> Ablation:
    return {
        mode: evaluate(read(folder, excluded=excluded, settings=Settings(mode=mode)))
        for mode in MODES
    }


def _scored(text: GoldText, tokens: Labelled, mode: Mode, weights: Policy) -> ToScore:
    readings = read_given(
        text, tokens=None if mode == "rules" else tokens, mode=mode, weights=weights
    )
    gold = json.loads(json.dumps(gold_of(text)))
    projects = [
        {
            "name": project["name"],
            "sections": project["sections"],
            "fields": to_json(one.fields),
            "citations": to_json(one.citations),
        }
        for project, one in zip(gold["projects"], readings, strict=True)
    ]
    prediction = {"fiscal_year": text.year, "projects": json.loads(json.dumps(projects))}
    return ToScore(text.name, gold=gold, prediction=prediction)


def rows(found: Ablation) -> Iterable[tuple[str, ...]]:
    """Yield a row a label: how many are to be found, F1 by mode, and the gain in points."""
    for group in _GROUPS:
        if group != "citation_key":
            yield _row(f"**{group.replace('_', ' ')}s**", found, group, None)
        names = [row.field for row in found["both"].fields if row.group == group]
        for name in names if group != "citation" else ():
            yield _row(
                f"{'citation ' if group == 'citation_key' else ''}{name}", found, group, name
            )


def gain(found: Ablation, group: Group) -> float:
    """Return by how many points of strict F1 both beat the rules."""
    one, other = (found[mode].group(group, "strict").f1 or 0.0 for mode in ("both", "rules"))
    return (one - other) * 100


def _row(words: str, found: Ablation, group: Group, name: str | None) -> tuple[str, ...]:
    counts = {
        mode: evaluation.group(group, "strict")
        if name is None
        else next(
            (r.strict for r in evaluation.fields if (r.group, r.field) == (group, name)), None
        )
        for mode, evaluation in found.items()
    }
    rules = counts["rules"]
    wanted = rules.true_positive + rules.false_negative if rules else 0
    shares = {mode: one.f1 if one else None for mode, one in counts.items()}
    more = ((shares["both"] or 0.0) - (shares["rules"] or 0.0)) * 100
    return (
        words,
        str(wanted),
        *("-" if one is None else f"{one:.4f}" for one in shares.values()),
        f"{more:+.1f}",
    )


def report(found: Found) -> tuple[str, ...]:
    """Return a table for each part, and the verdicts."""
    lines: list[str] = [
        "Strict F1. `rules` and `both` are modes of `yiju evaluate --mode`; `model` is the "
        "classifier alone where it has a say, the rules elsewhere (periods, issuers, articles, "
        "editions). The policy leaves these to the rules: there the classifier was not better.",
    ]
    for words, one in found.given.items():
        lines += [
            "",
            f"Gold texts, {words}, in the sections that gold gives; cross-validated by issuer, "
            "policy and calibration too:",
            "",
            *table(HEAD, rows(one)),
        ]
    for words, one in found.whole.items():
        lines += ["", f"Whole documents, released model: {words}.", "", *table(HEAD, rows(one))]
    lines.append("")
    for words, groups in (
        ("roughened", found.given["roughened"]),
        ("clean", found.given["clean"]),
    ):
        for group in _GROUPS[:2]:
            points = gain(groups, group)
            least = 3.0 if words == "roughened" else 0.0
            shown = f"{group.replace('_', ' ')}s, gold texts {words}: at least {least:+.0f} points"
            lines.append(verdict(f"{shown} ({points:+.1f})", met=points >= least))
    return tuple(lines)


def run() -> Answer:
    """Measure all three modes."""
    found = measure()
    documents = (
        "the gold texts that may teach (cross-validated), the frozen ones, "
        f"{len(SEEDS)} invented documents (seeds {SEEDS.start} to {SEEDS.stop - 1}) in the layouts "
        f"{' and '.join(UNSEEN)}"
    )
    return Answer(documents, report(found))


ABLATION = Benchmark("ablation", "What do rules, the token classifier and both find?", run)
assert set(UNSEEN) <= set(LAYOUTS)
