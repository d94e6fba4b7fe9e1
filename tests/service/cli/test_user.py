"""`yiju user`."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.cli import exit_codes
from service.cli.group import run


def test_a_user_s_life(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path / "store.db")]
    password = ["--password", "long enough"]
    assert run(["user", *store, "create", "王芳", "--role", "admin", *password]) == 0
    assert run(["user", "create", "李强", *password, *store]) == 0
    assert run(["user", *store, "create", "王芳", *password]) == exit_codes.FAILED
    assert "user_taken" in capsys.readouterr().err
    assert run(["user", *store, "create", "x", "--password", "short"]) == exit_codes.FAILED
    assert "weak_password" in capsys.readouterr().err
    assert run(["user", *store, "passwd", "王芳", "--password", "another one"]) == 0
    assert run(["user", *store, "disable", "李强"]) == 0
    assert run(["user", *store, "disable", "nobody"]) == exit_codes.FAILED
    assert "unknown_user" in capsys.readouterr().err
    assert run(["user", *store, "list"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(row[0], row[1]) for row in rows] == [("李强", "analyst"), ("王芳", "admin")]
    assert [row[3].split()[0] for row in rows] == ["disabled", "active"]
    assert run(["user", *store, "disable", "李强", "--undo"]) == 0
    assert run(["user", *store, "list"]) == 0
    assert "disabled" not in capsys.readouterr().out
