"""Importing the room costs nothing that its user may not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_spacy_is_imported_only_when_used() -> None:
    code = "import sys, training_data.formats; print('spacy' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "False"


def test_without_spacy_the_error_says_so() -> None:
    code = (
        "import sys; sys.modules['spacy'] = None;"
        "from training_data.formats import docbin;"
        "from extraction.errors import UsageError\n"
        "try: list(docbin.read('a.spacy'))\n"
        "except UsageError as error: print(error.code)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == "not_installed"
