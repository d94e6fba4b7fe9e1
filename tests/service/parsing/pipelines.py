"""Pipelines for the tests' reading processes: what they do stands in the document itself."""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.errors import BrokenDocument
from extraction.schema import SCHEMA_VERSION, Declared, Disclosure, Problem, Project, Source
from service.assembly import Pipeline, ReaderChoice
from service.settings import Settings
from tests.service.disclosures import rich_disclosure

if TYPE_CHECKING:
    from extraction.learned import Mode
    from extraction.pipeline import Analysis, OnPage

OBEDIENT = f"{__name__}:build"


def build(settings: Settings) -> Pipeline:
    """Build a pipeline that obeys the first word of the document."""
    return Pipeline(extract=_obey, analyse=_analyse, watched=_obey_watched)


def fail_to_build(settings: Settings) -> Pipeline:
    """Stand for a broken installation."""
    raise ImportError("no module named so")


def end_at_start(settings: Settings) -> Pipeline:
    """Stand for an interpreter that does not come up."""
    os._exit(3)


def _obey_watched(
    source: str, *, name: str | None, reader: ReaderChoice, mode: Mode | None, on_page: OnPage
) -> Disclosure:
    """Obey; "pages N" tells N pages, one each half second; "mode" answers with the mode."""
    content = Path(source).read_bytes()
    word, _, rest = content.decode("utf-8", "replace").partition(" ")
    if word == "pages":
        for number in range(1, int(rest) + 1):
            on_page(number, int(rest))
            time.sleep(0.5)
    if word == "mode":
        return _disclosure(content, name=str(mode), reader=reader)
    return _obey(source, name=name, reader=reader)


def _analyse(source: str, *, name: str | None, reader: ReaderChoice) -> Analysis:
    """Return the hand-made analysis for a PDF; what is no PDF has no pages."""
    from tests.service.analyses import analysis

    is_pdf = Path(source).read_bytes().startswith(b"%PDF")
    if not is_pdf:
        _obey(source, name=name, reader=reader)
    return analysis(with_pages=is_pdf)


def _obey(source: str, *, name: str | None, reader: ReaderChoice) -> Disclosure:
    content = Path(source).read_bytes()
    word, _, rest = content.decode().partition(" ")
    match word:
        case "eat":
            _eat(1 << 20)
        case "eat_in_c":
            _eat_in_c()
        case "loop":
            while True:
                pass
        case "sleep":
            time.sleep(float(rest))
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "crash":
            ctypes.string_at(0)
        case "exit":
            os._exit(int(rest))
        case "broken":
            raise BrokenDocument(found="a torn page", expected="a whole one", hint="Get another.")
        case "fault":
            raise ZeroDivisionError("inside a rule")
        case "nonsense":
            _write_nonsense()
        case "rich":
            return rich_disclosure(name or Path(source).name)
        case "chatter":
            sys.stdout.write("printed by Python")
            sys.stdout.flush()
            os.write(1, b"printed by a C library\n")
            os.write(2, b"complained by a C library\n")
    return _disclosure(content, name=name or Path(source).name, reader=reader)


def _eat(piece: int) -> None:
    held = []
    while True:
        held.append(bytes(piece))


def _eat_in_c() -> None:
    """Allocate as a C library does that ends the process where an allocation fails."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while address := libc.malloc(1 << 24):
        ctypes.memset(address, 1, 1 << 24)
    libc.abort()


def _write_nonsense() -> None:
    """Write to every pipe this process holds, as a hijacked one could."""
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"\xff" * 64)
        except OSError:
            continue
    time.sleep(60)


def _disclosure(content: bytes, *, name: str, reader: str) -> Disclosure:
    """Return a Disclosure whose only project is called by this process's number."""
    return Disclosure(
        schema_version=SCHEMA_VERSION,
        source=Source(
            name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            media_type="text/plain",
            page_count=None,
            reader=reader,
            text_length=len(content),
        ),
        department=None,
        fiscal_year=None,
        declared=Declared(),
        projects=(Project(index=0, name=str(os.getpid()), pages=None),),
        checks=(),
        problems=(Problem("needs_ocr", sys.platform, None),),
    )
