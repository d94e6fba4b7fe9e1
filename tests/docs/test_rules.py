"""docs/rules.md names every data file, and its examples are real."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from extraction.schema import FORM_FIELDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def _toml_blocks() -> tuple[str, str]:
    rule, layout = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return rule, layout


def test_every_rule_file_has_its_row() -> None:
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "extraction").rglob("*.toml")}
    assert set(re.findall(r"^\| `(\S+\.toml)` \|", PAGE, re.MULTILINE)) == there


def test_every_path_on_the_page_exists() -> None:
    paths = re.findall(r"`((?:extraction|tests|training_data)/[\w/.]+)`", PAGE)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_rule_shown_is_in_its_file() -> None:
    rule, _ = _toml_blocks()
    assert rule in (ROOT / "extraction" / "narrative" / "budget.toml").read_text(encoding="utf-8")


def test_the_layout_shown_has_the_keys_of_a_real_one() -> None:
    _, layout = _toml_blocks()
    shown = tomllib.loads(layout)
    real = tomllib.loads(
        (ROOT / "extraction" / "forms" / "layouts" / "shanghai.toml").read_text(encoding="utf-8")
    )
    assert shown.keys() == real.keys()
    assert {row["name"] for row in shown["field"]} <= set(FORM_FIELDS)
    assert {key for row in shown["field"] for key in row} <= {k for r in real["field"] for k in r}
    assert shown["indicators"].keys() <= real["indicators"].keys()
    assert shown["levels"].keys() <= real["levels"].keys()


def test_no_label_shown_as_new_is_known_already() -> None:
    _, layout = _toml_blocks()
    known = (ROOT / "extraction" / "forms" / "layouts" / "shanghai.toml").read_text("utf-8")
    shown = [label for row in tomllib.loads(layout)["field"] for label in row["labels"]]
    assert [label for label in shown if f'"{label}"' in known] == []
