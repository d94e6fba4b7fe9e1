"""Cursors: what went in comes out, and nothing else is taken."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.errors import RequestRefused
from service.store.cursors import cursor_of, key_of


@given(st.from_regex(r"[a-z0-9一-龥]{0,70}", fullmatch=True), st.integers(0, 2**63 - 1))
def test_a_key_comes_back(text: str, number: int) -> None:
    assert key_of(cursor_of(text, number), (str, int)) == (text, number)


def _encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!",  # no base64
        "YQ",  # no JSON
        _encoded({"a": 1}),  # no list
        _encoded(["a"]),  # too short
        _encoded(["a", 1, 2]),  # too long
        _encoded([1, "a"]),  # the kinds changed places
        _encoded(["a", True]),  # a truth is a number in Python
        _encoded(["a", -1]),
        _encoded(["a", 2**63]),  # more than a database holds
        _encoded(["a\0", 1]),  # PostgreSQL has no NUL
        _encoded("[" * 500),
    ],
)
def test_another_is_refused(cursor: str) -> None:
    with pytest.raises(RequestRefused) as error:
        key_of(cursor, (str, int))
    assert error.value.code == "bad_cursor"
