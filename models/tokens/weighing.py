"""``python -m models.tokens.weighing``: measure how rules and classifier are to be weighed.

Every gold text is read clean and roughened, by models that never saw its issuer, in the sections
that gold gives. Written are ``extraction/combining/policy.toml``, which decides between the two,
and ``extraction/combining/precision.toml``, how often each narrative rule is right.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from extraction.citations import read_parts
from extraction.combining import Policy
from extraction.combining.citations import places_of, title_range
from extraction.combining.fields import FIELD_LABELS
from extraction.combining.policy import LabelPolicy, RulePolicy
from extraction.combining.title_labels import standing_titles
from extraction.learned import TokenLabelName
from extraction.narrative.field_rules import field_rules
from extraction.schema import Value
from models.tokens import calibration
from models.tokens.held_out import Labelled, labels_of, read_given
from models.tokens.material import (
    gold_document,
    passages,
    roughened_text,
    shipped_material,
)
from models.tokens.task import FOLDS, cross_validate, judged_by_fold
from training_data.gold import GoldText, training_texts
from training_data.gold.texts import LINE_END

# Other disorder than that which is taught (seed 0).
ROUGH_SEEDS = tuple(range(101, 107))
# A rule that was seen at fewer places than this goes by its label's figure.
_LEAST = 8
_NEVER = 1.0
# Nor does a label count alone that was met at fewer places than this.
_LEAST_MET = 30
# What the classifier makes worse weighs more than what it makes better: rules are known, and the
# absence of a field is a reading too. A citation that no rule sees is none such: F1 gains from less
# than every other being right.
_CAUTION = 1.5
_CITED: tuple[TokenLabelName, ...] = ("TITLE", "DOC_NUMBER")
# Less gain than this is chance.
_LEAST_GAIN = 2.0
# Below this confidence nothing counts, however often it was right here.
_FLOOR = 0.3
EVERYTHING = Policy(
    MappingProxyType({name: LabelPolicy(name, 0.0, 0.0) for name in FIELD_LABELS.values()}),
    MappingProxyType({}),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One gold text, as it prints in one disorder or none, and what a held-out model says."""

    text: GoldText
    clean: bool
    fold: int
    tokens: Labelled


@dataclass(frozen=True, slots=True)
class Event:
    """One place or field. ``rule`` names the rule that found something, ``sure`` is the
    classifier's confidence; either may be None. ``same``: they found the same."""

    label: TokenLabelName
    fold: int
    clean: bool
    rule: str | None
    sure: float | None
    same: bool
    rule_right: bool
    model_right: bool


def read_held_out(*, seed: int = 0, folds: int = FOLDS) -> tuple[Reading, ...]:
    """Read every gold text clean and in each disorder of `ROUGH_SEEDS`, by held-out models.

    A fold's confidences are calibrated by the other folds.
    """
    texts = training_texts()
    printed = [(text, True) for text in texts]
    printed += [
        (roughened_text(text, seed=rough), False) for rough in ROUGH_SEEDS for text in texts
    ]
    documents = [
        gold_document(text, origin="gold" if clean else "roughened") for text, clean in printed
    ]
    held_out = cross_validate(shipped_material(seed=seed), read=documents, folds=folds)
    by_fold = judged_by_fold(held_out, folds)
    calibrations = [
        calibration.fit(one for at, fold in enumerate(by_fold) if at != left for one in fold)
        for left in range(folds)
    ]
    return tuple(
        Reading(text, clean, one.fold, labels_of(one, calibrations[one.fold]))
        for (text, clean), one in zip(printed, held_out, strict=True)
    )


def events_of(reading: Reading) -> Iterator[Event]:
    """Yield what rules and classifier make of every place and field of one text."""
    yield from _citation_events(reading)
    yield from _field_events(reading)


def _citation_events(reading: Reading) -> Iterator[Event]:
    text = reading.text
    for project in text.projects:
        for section in project.sections:
            body = section.body
            for example in passages(
                body, kind=section.kind, heading=section.heading, year=text.year
            ):
                printed = body.text.replace(LINE_END, "\n")
                parts = read_parts(
                    printed, start=0, end=len(printed), section=section.kind, always=True
                )
                if parts is None:
                    continue
                said = reading.tokens.find(example.passage)
                labels = tuple(standing_titles(parts.flat.text, said))
                for name in _CITED:
                    gold = {(one.start, one.end) for one in example.spans if one.label == name}
                    if name == "TITLE":
                        ruled = [title_range(one) for one in parts.titles]
                        by = [one.rule for one in parts.titles]
                    else:
                        ruled = [(one.start, one.end) for one in parts.numbers]
                        by = ["number"] * len(ruled)
                    for place in places_of(ruled, labels, name):
                        ranges = {(one.start, one.end) for one in place.labels}
                        own = ruled[place.part] if place.part is not None else None
                        yield Event(
                            label=name,
                            fold=reading.fold,
                            clean=reading.clean,
                            rule=by[place.part] if place.part is not None else None,
                            sure=max((one.confidence for one in place.labels), default=None),
                            same=own is not None and own in ranges,
                            rule_right=own in gold,
                            model_right=bool(ranges) and ranges <= gold,
                        )


def _field_events(reading: Reading) -> Iterator[Event]:
    ruled = read_given(reading.text, tokens=None, mode="rules")
    seen = read_given(reading.text, tokens=reading.tokens, mode="model", weights=EVERYTHING)
    for project, rule, model in zip(reading.text.projects, ruled, seen, strict=True):
        for field, label in FIELD_LABELS.items():
            one, other = rule.fields.get(field), model.fields.get(field)
            if one is None and other is None:
                continue
            wanted = _squeezed(project.fields.get(field))
            yield Event(
                label=label,
                fold=reading.fold,
                clean=reading.clean,
                rule=one.by if one else None,
                sure=other.confidence if other else None,
                same=_said(one) == _said(other),
                rule_right=one is not None and _said(one) == wanted,
                model_right=other is not None and _said(other) == wanted,
            )


def weigh(events: Iterable[Event]) -> Policy:
    """Measure the policy on events."""
    everything = list(events)
    by_label: dict[TokenLabelName, list[Event]] = defaultdict(list)
    for event in everything:
        by_label[event.label].append(event)
    labels: dict[TokenLabelName, LabelPolicy] = {}
    measured: dict[str, RulePolicy] = {}
    for label, ones in sorted(by_label.items()):
        alone = [one for one in ones if one.rule is None]
        agreed = [one for one in ones if one.same]
        # A label met at a few places is left to the rules where they see nothing.
        is_known = sum(map(_evidence, ones)) >= _LEAST_MET
        accept = _least_sure(alone, _alone) if is_known else _NEVER
        if accept == _NEVER and not agreed:
            continue
        labels[label] = LabelPolicy(label, accept, _share(agreed, lambda one: one.rule_right))
        names = sorted({one.rule for one in ones if one.rule is not None})
        for name in names:
            measured[name] = _weigh_rule(name, ones)
    return Policy(MappingProxyType(labels), MappingProxyType(measured))


def _weigh_rule(name: str, ones: Sequence[Event]) -> RulePolicy:
    """Weigh one rule. Where it was seen too seldom, it counts where the classifier is silent,
    and goes by its label's figure where they differ."""
    silent = [one for one in ones if one.rule == name and one.sure is None]
    every = [one for one in ones if one.rule and one.sure is not None and not one.same]
    own = [one for one in every if one.rule == name]
    # What one finder of titles gets wrong (a mark is lost) says nothing of another.
    differ = own if len(own) >= _LEAST or ones[0].label == "TITLE" else every
    # A title that falls away takes its number and its place with it: left out where the classifier
    # is silent, more citations were lost than won.
    is_known = len(silent) >= _LEAST and ones[0].label != "TITLE"
    return RulePolicy(
        name,
        _share(silent, lambda one: one.rule_right) if is_known else 0.5,
        _least_sure(differ, _instead),
    )


def _least_sure(events: Iterable[Event], gain: Callable[[Event], float]) -> float:
    """Return the confidence from which taking the classifier gains most; 1 where it never does."""
    sure_enough = [one for one in events if (one.sure or 0.0) >= _FLOOR]
    ordered = sorted(
        ((one.sure or 0.0, gain(one) * _evidence(one)) for one in sure_enough), reverse=True
    )
    best, gained, threshold = _LEAST_GAIN, 0.0, _NEVER
    for at, (sure, more) in enumerate(ordered):
        gained += more
        following = ordered[at + 1][0] if at + 1 < len(ordered) else _FLOOR
        if following < sure and gained >= best - 1e-9:
            best, threshold = gained, (sure + following) / 2
    # What helps in disorder must not harm where all is in order.
    harm = sum(gain(one) for one in sure_enough if one.clean and (one.sure or 0.0) >= threshold)
    return round(threshold, 3) if harm >= 0 else _NEVER


def _evidence(event: Event) -> float:
    """Return what an event weighs: a text read several times in disorder is no more evidence."""
    return 1.0 if event.clean else 1.0 / len(ROUGH_SEEDS)


def _alone(event: Event) -> float:
    return 1.0 if event.model_right else -1.0 if event.label in _CITED else -_CAUTION


def _instead(event: Event) -> float:
    return int(event.model_right) - _CAUTION * int(event.rule_right)


def _share(events: Sequence[Event], right: Callable[[Event], bool]) -> float:
    """Return (right + 1) / (all + 2)."""
    return round((sum(map(right, events)) + 1) / (len(events) + 2), 3)


def _said(value: Value | None) -> str | None:
    return None if value is None else _squeezed(value.value)


def _squeezed(value: str | None) -> str | None:
    return None if value is None else "".join(value.split())


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """How often a narrative rule's value is right: of ``found`` values, ``right`` ones."""

    name: str
    found: int
    right: int


def rule_precision(readings: Iterable[Reading]) -> tuple[RulePrecision, ...]:
    """Count each narrative rule's values over all texts; the rules have learned from none."""
    counts: dict[str, list[int]] = {name: [0, 0] for name in sorted(field_rules())}
    for reading in readings:
        ruled = read_given(reading.text, tokens=None, mode="rules")
        for project, found in zip(reading.text.projects, ruled, strict=True):
            for field, value in found.fields.items():
                row = counts[value.by]
                row[0] += 1
                row[1] += _said(value) == _squeezed(project.fields.get(field))
    return tuple(RulePrecision(name, *row) for name, row in counts.items() if row[0])


_POLICY_HEAD = """\
# How rules and the token classifier are weighed against each other, read by
# `extraction/combining/policy.py` and written by `python -m models.tokens.weighing`: by
# cross-validation over issuers on the gold texts that may teach, clean and roughened.
version = "2"

# accept   the least confidence at which what only the classifier sees becomes a value
# agreed   share right where rule and classifier see the same
"""
_RULES_HEAD = """
# silent   share right of what the rule finds where the classifier sees nothing; 0.5 where that was
#          met too seldom to tell, and for titles, which count in any case
# against  the confidence from which the classifier counts where it sees something else there; 1.0
#          where it never does
"""
_PRECISION_HEAD = """\
# How often each narrative rule's value is right, over the gold texts that may teach, clean and
# roughened, in the sections that gold gives. `extraction/narrative/field_rules.py` reads this file,
# `python -m models.tokens.weighing` writes it.
version = "1"
"""


def policy_toml(policy: Policy) -> str:
    """Write a policy as ``policy.toml``."""
    labels = [
        f'[[label]]\nname = "{one.name}"\naccept = {one.accept}\nagreed = {one.agreed}\n'
        for one in policy.labels.values()
    ]
    measured = [
        f'[[rule]]\nname = "{one.name}"\nsilent = {one.silent}\nagainst = {one.against}\n'
        for one in policy.rules.values()
    ]
    return _POLICY_HEAD + "\n".join(labels) + _RULES_HEAD + "\n".join(measured)


def precision_toml(rows: Iterable[RulePrecision]) -> str:
    """Write the narrative rules' precision as ``precision.toml``."""
    return _PRECISION_HEAD + "".join(
        f'\n[[rule]]\nname = "{one.name}"\nfound = {one.found}\nright = {one.right}\n'
        for one in rows
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write both files; the shipped policy takes effect with the next start."""
    parser = argparse.ArgumentParser(
        prog="python -m models.tokens.weighing", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    readings = read_held_out(seed=options.seed)
    policy = weigh(event for reading in readings for event in events_of(reading))
    _place("extraction.combining", "policy.toml").write_text(policy_toml(policy), "utf-8")
    rows = precision_toml(rule_precision(readings))
    _place("extraction.narrative", "precision.toml").write_text(rows, "utf-8")


def _place(package: str, name: str) -> Path:
    return Path(str(files(package).joinpath(name)))


if __name__ == "__main__":
    main(sys.argv[1:])
