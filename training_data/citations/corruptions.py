"""What goes wrong when a regulation is cited: each corruption a function with its name.

A corruption returns ``None`` for a citation that it cannot harm. What the harmed citation still
means is for ``truths`` to say: it depends on what the registry holds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

from training_data.citations.bodies import bodies_of, national_bodies, places
from training_data.citations.printing import Kind, PrintedCitation
from training_data.citations.vocabulary import words

Corruption = Callable[[PrintedCitation, random.Random], PrintedCitation | None]

_NUMBER = re.compile("(?P<code>.+?)(?:〔(?P<year>[0-9]{4})〕)?(?P<ordinal>第?)(?P<serial>[0-9]+)号")
_MIXED = ("〔]", "[〕", "（〕", "【]", "〔）")
_BRACKETS = tuple(
    (pair[0], pair[1]) for pair in ("[]", "［］", "【】", "()", "（）", "﹝﹞", *_MIXED)
)
_QUOTES = (("", ""), ("“", "”"), ("‘", "’"), ("＜", "＞"), ("(", ")"), ("〈", "〉"))
_BLANKS = (" ", " ", " ", "  ", "\u3000", "\n", "\u00a0")
_HAN = re.compile("[一-龥]")
_INNER = re.compile("[〈《<](?P<inner>.+)[〉》>]")
_DRAFTS = ("（征求意见稿）", "（征求意见稿）", "（草案）", "（公开征求意见稿）", "（送审稿）")
_END = "(?=(?:[（(][^（）()]*[）)])?(?:[〉》>]的[^的]{2,3})?$)"
_LEVEL = tuple(re.compile(f"(?:{'|'.join(group)}){_END}") for group in words().confusions.levels)


def bracket(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Print other or mixed brackets round the year, drop or swap the marks inside the title."""
    harmed = citation
    if citation.doc_number and "〔" in citation.doc_number:
        opening, closing = rng.choice(_BRACKETS)
        number = citation.doc_number.replace("〔", opening).replace("〕", closing)
        harmed = replace(harmed, doc_number=number)
    if citation.title is None:
        return harmed if harmed != citation else None
    title = citation.title
    if rng.random() < 0.5:
        title = title.replace("（", "(").replace("）", ")")
    if inner := _INNER.search(title):
        opening, closing = rng.choice(_QUOTES)
        title = f"{title[: inner.start()]}{opening}{inner['inner']}{closing}{title[inner.end() :]}"
    harmed = replace(harmed, title=title)
    return harmed if harmed != citation else None


def blank(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Put blanks or a line end inside the title, the number or both."""
    title, number = citation.title, citation.doc_number
    if title and (number is None or rng.random() < 0.7):
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(1, len(title))
            title = title[:at] + rng.choice(_BLANKS) + title[at:]
    if number and (title == citation.title or rng.random() < 0.6):
        number = re.sub(
            "(?<=[〔〕第号])|(?=[〔〕第号])",
            lambda _: rng.choice(_BLANKS) if rng.random() < 0.4 else "",
            number,
        ).strip()
    harmed = replace(citation, title=title, doc_number=number)
    return harmed if harmed != citation else None


def dropped_character(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Lose one character of the title."""
    spots = _spots(citation.title)
    if citation.title is None or not spots:
        return None
    at = rng.choice(spots)
    return replace(citation, title=citation.title[:at] + citation.title[at + 1 :])


def missing_prefix(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Leave 中华人民共和国, the issuer or the place out of the title, or print 本市 for it."""
    title, prefix = citation.title, citation.prefix
    if title is None or not prefix or prefix not in title:
        return None
    instead = ""
    if prefix[-1] in "市区县省" and title != prefix and rng.random() < 0.35:
        instead = rng.choice("本我") + prefix[-1]
    return replace(citation, title=title.replace(prefix, instead, 1), prefix="")


def wrong_level_word(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Print 办法 for 条例, 意见 for 通知, 方案 for 计划."""
    if citation.title is None:
        return None
    for group, pattern in zip(words().confusions.levels, _LEVEL, strict=True):
        if found := pattern.search(citation.title):
            other = rng.choice([word for word in group if word != found.group()])
            title = citation.title[: found.start()] + other + citation.title[found.end() :]
            return replace(citation, title=title)
    return None


def wrong_character(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Print one character for another that looks or is typed like it."""
    if citation.title is None:
        return None
    like = words().confusions.characters
    spots = [at for at in _spots(citation.title) if citation.title[at] in like]
    if not spots:
        return None
    at = rng.choice(spots)
    wrong = rng.choice(like[citation.title[at]])
    return replace(citation, title=citation.title[:at] + wrong + citation.title[at + 1 :])


def word_drift(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Change a word for one of like meaning (与 and 和), drop it, or swap two words."""
    if citation.title is None:
        return None
    found = [
        (form, forms)
        for forms in words().confusions.drift
        for form in forms
        if form and form in citation.title
    ]
    if not found:
        return None
    form, forms = rng.choice(found)
    other = rng.choice([each for each in forms if each != form])
    return replace(citation, title=citation.title.replace(form, other, 1))


def number_error(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Print a wrong digit in the number, or the year before or after."""
    found = _NUMBER.fullmatch(citation.doc_number or "")
    if found is None:
        return None
    year, serial = found["year"], found["serial"]
    if year and rng.random() < 0.5:
        year = str(int(year) + rng.choice((-1, 1, 1, 2, -10)))
    else:
        serial = _wrong_digits(serial, rng)
    return replace(citation, doc_number=_number(found["code"], year, found["ordinal"], serial))


def added_trial(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:  # noqa: ARG001
    """Print （试行） after a title that has none; the number still says what is meant."""
    title = citation.title
    if title is None or citation.doc_number is None or title.endswith("）") or "试行" in title:
        return None
    return replace(citation, title=f"{title}（试行）")


def dropped_trial(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:  # noqa: ARG001
    """Leave （试行） out; the number still says what is meant."""
    if citation.title is None or citation.doc_number is None or "（试行）" not in citation.title:
        return None
    return replace(citation, title=citation.title.replace("（试行）", ""))


def dropped_about(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:  # noqa: ARG001
    """Leave 关于 out."""
    if citation.title is None or "关于" not in citation.title:
        return None
    return replace(citation, title=citation.title.replace("关于", "", 1))


def other_code(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Print the code of another body, or another code of a like one, in the number."""
    found = _NUMBER.fullmatch(citation.doc_number or "")
    if found is None or not found["year"] or found["ordinal"]:
        return None
    bodies = national_bodies() if rng.random() < 0.3 else bodies_of(rng.choice(places()))
    code = rng.choice(rng.choice(bodies).codes)
    if rng.random() < 0.4:
        # Two characters of the code change places: 赣房商联 for 赣房联商.
        swaps = [at for at, (one, two) in enumerate(pairwise(found["code"])) if one != two]
        at = rng.choice(swaps) if swaps else 0
        old = found["code"]
        code = old[:at] + old[at + 1 : at + 2] + old[at : at + 1] + old[at + 2 :]
    if code == found["code"]:
        return None
    return replace(citation, doc_number=_number(code, found["year"], "", found["serial"]))


def draft(citation: PrintedCitation, rng: random.Random) -> PrintedCitation | None:
    """Cite the draft (征求意见稿), which has no number and never means the final text."""
    if citation.title is None:
        return None
    kind: Kind = "title" if citation.issuer is None else "issuer_title"
    title = citation.title.removesuffix("（试行）") + rng.choice(_DRAFTS)
    return replace(citation, title=title, doc_number=None, kind=kind)


def other_number(citation: PrintedCitation, other: PrintedCitation) -> PrintedCitation | None:
    """Print the title of one regulation with the number of another."""
    if citation.title is None or other.doc_number is None:
        return None
    if citation.doc_number == other.doc_number:
        return None
    kind: Kind = "title_number" if citation.issuer is None else "all"
    return replace(citation, doc_number=other.doc_number, kind=kind)


# The five in which the linker is measured one by one.
MEASURED: Mapping[str, Corruption] = {
    "bracket": bracket,
    "blank": blank,
    "dropped_character": dropped_character,
    "missing_prefix": missing_prefix,
    "wrong_level_word": wrong_level_word,
}
CORRUPTIONS: Mapping[str, Corruption] = {
    **MEASURED,
    "wrong_character": wrong_character,
    "word_drift": word_drift,
    "number_error": number_error,
    "added_trial": added_trial,
    "dropped_trial": dropped_trial,
    "dropped_about": dropped_about,
    "other_code": other_code,
    "draft": draft,
}
# Not of one citation alone: it takes the number of another.
OTHER_NUMBER = "other_number"


def _spots(title: str | None) -> list[int]:
    """Return the places of characters that may be lost: no marks, no digits."""
    return [found.start() for found in _HAN.finditer(title or "")]


def _number(code: str, year: str | None, ordinal: str, serial: str) -> str:
    return f"{code}{f'〔{year}〕' if year else ''}{ordinal}{serial}号"


def _wrong_digits(serial: str, rng: random.Random) -> str:
    if len(serial) > 1 and rng.random() < 0.4:
        wrong = serial[1] + serial[0] + serial[2:]
        if wrong != serial and wrong[0] != "0":
            return wrong
    at = rng.randrange(len(serial))
    digit = rng.choice([sign for sign in "123456789" if sign != serial[at]])
    return serial[:at] + digit + serial[at + 1 :]
