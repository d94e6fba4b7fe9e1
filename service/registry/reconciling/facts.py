"""When two printed facts are one: issuers, places, dates, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extraction.registry import Work, number_key
from extraction.registry.doc_number_keys import number_parts
from extraction.registry.issuers import plain_body

_PLACE_END = re.compile("(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)$")
_ORDERS = ("令", "公告", "通告")
_BETWEEN = re.compile(r"[\s、,，;；]+")
_KEY_YEAR = re.compile(r"\|(\d{4})\|")


def body_key(name: str) -> str:
    """Return the name that a body (机关) is compared by."""
    return plain_body("".join(name.split()))


def same_issuers(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two lists name the same issuers; a joint issue may be named by some of them.

    An empty list says nothing and agrees with every other. Bodies that one list prints as one
    name (甲部乙部) are those of the other.
    """
    first, second = list(map(body_key, one)), list(map(body_key, other))
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return _BETWEEN.sub("", "".join(first)) == _BETWEEN.sub("", "".join(second))


def place_key(place: str) -> str:
    """Return the form that a place is compared by: 上海 and 上海市 are one."""
    return _PLACE_END.sub("", place)


def same_place(one: str | None, other: str | None) -> bool:
    """Say whether two places are one; ``None`` agrees with every other."""
    return one is None or other is None or place_key(one) == place_key(other)


def same_date(one: str | None, other: str | None) -> bool:
    """Say whether two ISO dates agree, the one as exact as it may be: 2022 and 2022-02-18 do."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def same_year(one: str | None, other: str | None) -> bool:
    """Say whether two ISO dates are of one year."""
    return one is None or other is None or one[:4] == other[:4]


def number_keys(work: Work) -> frozenset[str]:
    """Return the keys of all numbers of a work: of its versions and of its carriers."""
    printed = [version.doc_number for version in work.versions]
    printed += [carrier.doc_number for carrier in work.carriers]
    return frozenset(keys_of(printed))


def same_number(one: str, other: str) -> bool:
    """Say whether two printed numbers are one.

    A joint order is cited by its first body alone too:
    甲部乙部令〔2007〕第2号 and 甲部令〔2007〕第2号 are one.
    """
    first, second = number_parts(one), number_parts(other)
    if first is None or second is None:
        return one == other
    if first[1:] != second[1:]:
        return False
    short, long = sorted((first.code, second.code), key=len)
    kind = next((kind for kind in _ORDERS if short.endswith(kind)), None)
    return short == long or bool(
        kind and long.endswith(kind) and long.startswith(short.removesuffix(kind))
    )


def keys_of(printed: Iterable[str | None]) -> list[str]:
    """Return the keys of printed numbers, those that are no numbers left out."""
    return [key for number in printed if number and (key := number_key(number))]


def key_year(key: str) -> str | None:
    """Return the year in a number key, ``None`` where it has none."""
    found = _KEY_YEAR.search(key)
    return found[1] if found else None
