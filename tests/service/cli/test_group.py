"""The group itself, as a user starts it: in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from extraction.schema import SCHEMA_VERSION
from service.cli import registry
from service.cli.group import COMMANDS
from service.settings import SETTINGS
from tests.service.cli.ended import Yiju

MAIN = "from service.cli import main; main()"
ROOT = Path(__file__).parents[3]


def start(*arguments: str, code: str = MAIN) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


HEAVY = {"numpy", "pypdfium2", "pdfminer", "openpyxl", "PIL", "rich", "rapidfuzz", "sqlalchemy"}


@pytest.mark.parametrize(
    ("group", "commands"), [((), COMMANDS), (("registry",), tuple(registry.COMMANDS))]
)
def test_help_names_every_command_and_loads_nothing_heavy(
    group: tuple[str, ...], commands: tuple[str, ...]
) -> None:
    code = f"import sys\ntry:\n    {MAIN}\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    with start(*group, "--help", code=code) as process:
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert [name for name in commands if f"  {name} " not in out] == []
    assert HEAVY & set(err.split()) == set()


def test_unknown_command_ends_in_64(yiju: Yiju) -> None:
    ended = yiju("extrakt")
    assert ended.code == 64
    assert "extrakt" in ended.err


def test_version(yiju: Yiju) -> None:
    ended = yiju("version")
    assert ended.code == 0
    assert f"output schema {SCHEMA_VERSION}" in ended.out
    assert "pypdfium2" in ended.out


def test_settings_are_printed_as_they_hold(yiju: Yiju) -> None:
    ended = yiju("settings")
    assert ended.code == 0
    assert "YIJU_PARSE_TIMEOUT_SECONDS=4.0\n" in ended.out
    assert [row.name for row in SETTINGS if row.environment_name not in ended.out] == []


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("rich " + "x" * 10)
    code = (
        "import service.assembly, tests.service.parsing.pipelines as p\n"
        f"service.assembly.PLACE = p.OBEDIENT\n{MAIN}"
    )
    with start("extract", str(document), code=code) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, err = process.communicate(timeout=30)
    assert err == ""
    assert process.returncode == 1


def test_ctrl_c_ends_the_run_and_its_processes(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("sleep 60")
    code = (
        "import service.assembly, tests.service.parsing.pipelines as p\n"
        f"service.assembly.PLACE = p.OBEDIENT\n{MAIN}"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "extract", str(document)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A test run started in the background passes on that SIGINT is ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(1.0)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert (out, err.strip()) == ("", "yiju: interrupted")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
