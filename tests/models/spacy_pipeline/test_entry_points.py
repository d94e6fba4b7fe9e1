"""A program that only knows spaCy loads a saved pipeline: the entry points bring the factories."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from models.spacy_pipeline import pipeline
from tests.models.spacy_pipeline.conftest import BODIES

ROOT = Path(__file__).parents[3]


def test_spacy_finds_the_factories(model: Path, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    points = project["entry-points"]["spacy_factories"]
    # What an installation of the project leaves behind.
    installed = tmp_path / "site" / "yiju_as_installed-0.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Name: yiju-as-installed\nVersion: 0\n", "utf-8")
    lines = [f"{name} = {place}" for name, place in points.items()]
    (installed / "entry_points.txt").write_text("\n".join(["[spacy_factories]", *lines]), "utf-8")
    pipeline(model).to_disk(tmp_path / "saved")
    program = (
        "import sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "doc = nlp(sys.argv[2])\n"
        "print([span.text for span in doc.spans['yiju']] == [sys.argv[3]])"
    )
    arguments = [str(tmp_path / "saved"), f"由{BODIES[0]}负责。", BODIES[0]]
    shown = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path / "site")])},
        check=False,
    )
    assert (shown.returncode, shown.stdout.strip()) == (0, "True"), shown.stderr
