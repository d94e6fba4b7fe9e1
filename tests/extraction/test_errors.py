"""The errors' tree."""

from __future__ import annotations

import copy
import pickle

import pytest

from extraction import errors
from extraction.errors import DocumentError, YijuError

_KINDS: list[type[YijuError]] = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, YijuError)
]


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.__name__)
def test_an_error_says_what_was_found_and_what_to_do(kind: type[YijuError]) -> None:
    error = kind(found="a picture", expected="a PDF", hint="convert it")
    assert str(error) == error.message == "a picture; expected a PDF"
    assert error.hint == "convert it"
    assert error.code == kind.code
    assert isinstance(error, YijuError)


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("code", [None, "of_its_own"])
def test_errors_cross_processes_whole(kind: type[YijuError], code: str | None) -> None:
    error = kind(found="a", expected="b", hint="c", code=code)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is kind
        assert (again.found, again.expected, again.hint, again.code) == (
            "a",
            "b",
            "c",
            code or kind.code,
        )
        assert str(again) == str(error)


def test_the_tree_is_the_documented_one() -> None:
    drawn: dict[int, str] = {}
    seen: set[str] = set()
    for line in (errors.__doc__ or "").splitlines():
        depth, _, rest = line.partition("── ") if "── " in line else (None, "", line.strip())
        name = rest.split(" ")[0]
        if depth is None and name != "YijuError":
            continue
        level = 0 if depth is None else 1 + depth.count("│")
        drawn[level] = name
        seen.add(name)
        if level:
            assert getattr(errors, name).__bases__ == (getattr(errors, drawn[level - 1]),)
    assert seen == {kind.__name__ for kind in _KINDS}


def test_codes_are_unique_and_stable() -> None:
    codes = {kind.__name__: kind.code for kind in _KINDS}
    assert codes == {
        "YijuError": "error",
        "DocumentError": "unreadable",
        "EmptyDocument": "empty",
        "NotADocument": "not_a_document",
        "BrokenDocument": "broken",
        "EncryptedDocument": "encrypted",
        "LimitExceeded": "limit_exceeded",
        "WorkerLost": "worker_lost",
        "ModelError": "model",
        "RegistryError": "registry",
        "StoreError": "store",
        "ReviewError": "review",
        "RequestRefused": "refused",
        "Busy": "busy",
        "UsageError": "usage",
    }
    assert len(set(codes.values())) == len(codes)


def test_what_is_wrong_with_a_document_is_told_from_what_is_not() -> None:
    documents = {kind.__name__ for kind in _KINDS if issubclass(kind, DocumentError)}
    assert not documents & {"YijuError", "WorkerLost", "UsageError"}
