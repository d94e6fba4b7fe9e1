"""Runs `yiju` in this process, over reading processes that obey their documents."""

from __future__ import annotations

import pytest

from service.cli.group import run
from tests.service.cli.ended import Ended, Yiju
from tests.service.parsing.pipelines import OBEDIENT


@pytest.fixture
def yiju(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Yiju:
    monkeypatch.setattr("service.assembly.PLACE", OBEDIENT)
    monkeypatch.setenv("YIJU_PARSE_TIMEOUT_SECONDS", "4")
    monkeypatch.setenv("YIJU_WORKER_COUNT", "2")

    def call(*arguments: object) -> Ended:
        code = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return Ended(code, printed.out, printed.err)

    return call
