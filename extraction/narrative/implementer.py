"""The body that an implementer section (实施主体) names as carrying the project out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_NO_NAME = re.compile(r"^[（(]|[，。：:\d]")
_STOP = "。；;\n"
_LONGEST = 200
_NUMBER = re.compile(
    r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）).．]?(?=$|\D)(?:$|(?<=[）).．]))"
)
_SEPARATORS = re.compile(
    r"[、，,；;\n]|以及|(?<=[委局办部处科室院馆站所会社心府司位门镇])[及和与](?=\S{2})|\s+"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a section's text, ``text[start:end]``, and the rule that found it."""

    start: int
    end: int
    by: str


@dataclass(frozen=True, slots=True)
class ImplementerRule:
    """One way in which a text names who carries the project out (``implementer.toml``)."""

    name: str
    pattern: re.Pattern[str] | None
    example: str
    value: str
    counter_example: str


def find_implementer(text: str) -> Named | None:
    """Find the body in a section's ``text``.

    A label (实施单位：) comes first, then the sentence that says who does it, then the whole
    text where it is only names. Contractors (施工, 监理 …) are no implementers; a text that
    names nobody gives ``None``.
    """
    start, end = _trimmed(text, 0, len(text))
    # The verb that a heading leaves behind: "三、实施主体为区体育局".
    if re.match("[为是](?![了民])", text[start:end]):
        start += 1
    if start == end or end - start > 5 * _LONGEST:
        return None
    labels = list(_words().label.finditer(text))
    if labels:
        labelled = _labelled(text, labels)
        if labelled or all(found["contractor"] for found in labels):
            return labelled
    if _is_names(text[start:end]):
        if _only_contractors(text[start:end]):
            return None
        return Named(start, end, "implementer_name")
    for rule in implementer_rules():
        for found in rule.pattern.finditer(text) if rule.pattern else ():
            low, high = _trimmed(text, found.start("body"), found.end("body"))
            name = text[low:high]
            if name and not _words().verb.search(name) and not _only_contractors(name):
                return Named(low, high, rule.name)
    return None


def _labelled(text: str, labels: list[re.Match[str]]) -> Named | None:
    """Return the body behind the first label of the likeliest kind."""
    order = {label: place for place, label in enumerate(_words().labels)}
    for found in sorted(
        (found for found in labels if found["label"]), key=lambda f: order[f["label"]]
    ):
        following = [other.start() for other in labels if other.start() > found.start()]
        stop = min([*following, *_ends(text, found.end())])
        start, end = _trimmed(text, found.end(), stop)
        comma = text.find("，", start, end)
        if comma > 0 and _words().verb.search(text, comma, end):
            end = comma
        by = _sentence_name(text, start, end)
        if by:
            return Named(*by, "implementer_label")
        if start < end and not _only_contractors(text[start:end]):
            return Named(start, end, "implementer_label")
    return None


def _sentence_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Read "由X负责" behind a label."""
    for rule in implementer_rules():
        found = rule.pattern.search(text, start, end) if rule.pattern else None
        if found:
            return found.span("body")
    return None


def _ends(text: str, start: int) -> list[int]:
    return [at for mark in _STOP if (at := text.find(mark, start)) >= 0] or [len(text)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop blanks at both ends and the full stop."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "。；;，,"):
        end -= 1
    return start, end


def _is_names(text: str) -> bool:
    """Say whether a text is only a name or a list of names."""
    words = _words()
    if len(text) > _LONGEST or text.strip("（）()") in words.nobody or "：" in text:
        return False
    items = _items(text)
    if items and all(
        words.suffix.search(item) and not words.sentence.search(item) for item in items
    ):
        return True
    # Short names that end with none of the known words: 上图, 各街镇文化中心等.
    return len(text) <= 20 and not words.verb.search(text) and not _NO_NAME.search(text)


def _only_contractors(text: str) -> bool:
    """Say whether every name is a contractor's: by its role, or a list of companies."""
    items = _items(text)
    if all(_words().contractor.search(item) for item in items):
        return True
    companies = [item for item in items if re.search("公司|集团|事务所", item)]
    return len(items) > 1 and len(companies) == len(items)


def _items(text: str) -> list[str]:
    """Split a list of names; the items' own numbers are no names."""
    items = (_NUMBER.sub("", item) for item in _SEPARATORS.split(text))
    return [item for item in items if item]


@dataclass(frozen=True, slots=True)
class _Words:
    label: re.Pattern[str]
    labels: tuple[str, ...]
    suffix: re.Pattern[str]
    contractor: re.Pattern[str]
    verb: re.Pattern[str]
    sentence: re.Pattern[str]
    nobody: frozenset[str]


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("implementer.toml").read_text("utf-8"))


@cache
def _words() -> _Words:
    data = _data()
    roles = _any(data["contractor_roles"])
    behind = r"(?:单位|方|机构|公司|部门|人|商)?"
    label = rf"(?P<label>{_any(data['labels'])})|(?P<other>{_any(data['other_labels'])})"
    return _Words(
        label=re.compile(
            rf"(?:{label}|(?P<contractor>(?:{roles}){behind}))\s*(?:为|是)?\s*[：:]\s*"
        ),
        labels=tuple(data["labels"]),
        suffix=re.compile(rf"(?:{_any(data['suffixes'])})(?:[（(][^（()）]{{1,30}}[）)])?(?:等)?$"),
        contractor=re.compile(
            rf"^(?:{roles})(?:单位|方|机构|公司|人|商)$|[（(](?:{roles})[^（()）]{{0,6}}[）)]"
        ),
        verb=re.compile(f"{_any(data['verbs'])}|^(?:{_any(data['openers'])})"),
        sentence=re.compile(f"^(?:{_any(data['openers'])}|委托|聘请)|负责|实施|详见|确定"),
        nobody=frozenset(data["nobody"]),
    )


@cache
def implementer_rules() -> tuple[ImplementerRule, ...]:
    """Load the rules of ``implementer.toml`` once."""
    data = _data()
    suffix = rf"(?:{_any(data['suffixes'])})(?:[（(][^（()）]{{1,30}}[）)])?(?:等)?"
    pieces = {
        "BODY": rf"[^，。；;：:\n]{{1,60}}?{suffix}",
        "ADVERB": _any(data["adverbs"]),
        "VERB": _any(data["carrying"]),
    }
    rules = []
    for row in data["rule"]:
        pattern = row.get("pattern")
        for name, piece in pieces.items() if pattern else ():
            pattern = pattern.replace(name, piece)
        rules.append(
            ImplementerRule(
                name=row["name"],
                pattern=re.compile(pattern) if pattern else None,
                example=row["example"],
                value=row["value"],
                counter_example=row["counter_example"],
            )
        )
    return tuple(rules)


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
