"""What a dead process died of."""

from __future__ import annotations

import pytest

from extraction.errors import EncryptedDocument, LimitExceeded, WorkerLost, YijuError
from service.parsing.failures import died, error_from_json, error_to_json
from service.settings import Settings

LIMIT = Settings().parse_memory_bytes


@pytest.mark.parametrize(
    ("returncode", "peak_bytes", "kind", "said"),
    [
        (-24, 0, LimitExceeded, "20 seconds"),  # SIGXCPU: the system's own clock
        (-6, LIMIT, LimitExceeded, "memory"),  # abort() where an allocation failed
        (-11, LIMIT * 3 // 5, LimitExceeded, "memory"),  # one allocation of the other two fifths
        (-11, LIMIT // 4, WorkerLost, "SIGSEGV"),  # far from the limit: a crash
        (-9, None, WorkerLost, "SIGKILL"),  # a platform that does not tell
        (-63, 0, WorkerLost, "signal 63"),  # a signal without a name
        (0, 0, WorkerLost, "exit status 0"),  # left without a word
    ],
)
def test_cause_of_death(
    returncode: int, peak_bytes: int | None, kind: type[YijuError], said: str
) -> None:
    error = died(returncode, peak_bytes=peak_bytes, settings=Settings())
    assert type(error) is kind
    assert said in error.message


def test_errors_keep_their_class_and_words_over_the_pipe() -> None:
    error = EncryptedDocument(found="a lock", expected="none", hint="Open it.", code="locked")
    back = error_from_json(error_to_json(error))
    assert type(back) is EncryptedDocument
    assert (back.code, back.found, back.expected, back.hint) == (
        "locked",
        "a lock",
        "none",
        "Open it.",
    )


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"kind": "SystemExit", "code": "0", "found": "", "expected": "", "hint": ""},
        {"kind": "annotations"},  # a name of the module that is no class
        {},
    ],
)
def test_a_hijacked_child_can_only_name_our_errors(said: object) -> None:
    assert type(error_from_json({"error": said})) is WorkerLost
