"""Tests that read the sample documents; where there are none, one line says so."""

from __future__ import annotations

from pathlib import Path

from tests.real.samples import FOLDER

# The skip itself stands in test_samples.py.
collect_ignore = (
    []
    if FOLDER.is_dir()
    else [
        path.name for path in Path(__file__).parent.glob("test_*.py") if path.stem != "test_samples"
    ]
)
