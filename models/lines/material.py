"""What the classifier of lines learns from: the gold texts and invented disclosures."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import get_args

from extraction.learned import LineRoleName
from extraction.narrative.headings import read_heading
from extraction.narrative.likely_headings import likely_kind
from extraction.narrative.numbering import read_numbering
from extraction.schema import SectionKind
from models.lines.printed import PrintedDocument, PrintedLine
from training_data.gold.texts import read_text
from training_data.synthesis.blocks import Block, Paragraph, Table
from training_data.synthesis.gold import GoldDisclosure
from training_data.synthesis.layouts import LAYOUTS
from training_data.synthesis.noise import noise_of, roughen

HEADING_ROLES: dict[str, LineRoleName] = {
    "overview": "heading_overview",
    "basis": "heading_basis",
    "implementer": "heading_implementer",
    "plan": "heading_plan",
    "period": "heading_period",
    "budget": "heading_budget",
    "goals": "heading_goals",
    "other": "heading_other",
}
assert set(HEADING_ROLES) == set(get_args(SectionKind))
_MARK = re.compile(r"\{[A-Z]+[\d+]*\|([^{}]*)\}")
# A body line that names its theme first: "依据：…", "【依据】…", "（二）依据——…".
_RUN_IN = re.compile(r"\s*(?:[【〖][^】〗]{2,14}[】〗]|[^，。；！？《》：:]{2,16}[：:])")
_NUMBERED_RUN_IN = re.compile(r"[^，。；！？《》\s]{2,10}(?:。|\s|——|—)")
# … or before a full stop, a dash or a gap, where the words name a kind of section: "项目概述。…".
_NAMED = re.compile(r"\s*([^，。；！？《》：:\s—]{2,12})(?:。|——|—|\s{2,})(?=.)")
# Most of a whole budget is table rows: enough of them teach what they look like.
_MOST_ROWS = 12


def gold_documents(folder: Path | None = None) -> Iterator[PrintedDocument]:
    """Read the gold texts (``training_data/gold/texts``, or ``folder``) in order of name."""
    held = folder or Path(str(files("training_data").joinpath("gold", "texts")))
    for path in sorted(held.glob("*.txt")):
        yield read_gold(path.read_text("utf-8"), name=path.stem)


def data_documents(folder: Path) -> Iterator[PrintedDocument]:
    """Read the gold texts of a folder of somebody's own, in order of name; other texts are none.

    Raises `UsageError` with file and row where labels do not fit (``bad_labels``) or a line is
    of another form (``bad_label_file``).
    """
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8", "replace")
        if text.startswith("%"):
            read_text(text, name=path.name)  # for what it refuses
            yield read_gold(text, name=path.stem)


def read_gold(text: str, *, name: str) -> PrintedDocument:
    """Read one gold text as printed lines with roles.

    A section without a heading line whose first line names its theme begins with a heading that
    has its body behind it; one that does not is body alone.
    """
    issuer = name
    lines: list[PrintedLine] = []
    opens: LineRoleName | None = None
    for raw in text.splitlines():
        if raw.startswith("%"):
            key, _, value = raw[1:].partition(":")
            issuer = value.strip() if key.strip() == "department" else issuer
        elif raw.startswith("@") and not raw.startswith("@@"):
            kind, _, rest = raw[1:].partition(" ")
            printed = _MARK.sub(r"\1", rest)
            if kind == "title":
                lines.append(PrintedLine(printed, "title"))
            elif kind == "project":
                heading = printed.partition("|")[2].strip()
                if heading:
                    lines.append(PrintedLine(heading, "project_heading"))
            elif kind in HEADING_ROLES:
                opens = HEADING_ROLES[kind]
                if printed.strip():
                    lines.append(PrintedLine(printed, opens))
                    opens = None
        elif raw.strip():
            printed = _MARK.sub(r"\1", raw.removeprefix("@"))
            names_theme = opens is not None and _is_run_in(printed)
            lines.append(PrintedLine(printed, opens if opens and names_theme else "body"))
            opens = None
    return PrintedDocument(name, issuer, tuple(lines), written=True)


def _is_run_in(line: str) -> bool:
    numbering = read_numbering(line)
    rest = line[numbering.length :]
    named = _NAMED.match(rest)
    if named is not None and _names_kind(named[1]):
        return True
    if numbering.scheme != "none" and _NUMBERED_RUN_IN.match(rest):
        return True
    return _RUN_IN.match(rest) is not None or _RUN_IN.match(line) is not None


def _names_kind(words: str) -> bool:
    known = read_heading(words)
    return (known is not None and known.kind is not None) or likely_kind(words) is not None


def synthetic_documents(seeds: Iterable[int]) -> Iterator[PrintedDocument]:
    """Make one document a seed, of the layouts by turns; tables stay tables in two of three."""
    layouts = tuple(LAYOUTS)
    for seed in seeds:
        layout = layouts[seed % len(layouts)]
        chance = random.Random(f"lines {seed}")
        names = [name for name in ("run_in", "blanks", "wrong_brackets") if chance.random() < 0.25]
        kinds = noise_of(names)
        composed = LAYOUTS[layout](random.Random(f"{layout} {seed}"), kinds)
        blocks = roughen(composed.blocks, kinds, random.Random(f"noise {seed}"))
        lines = _lines(blocks, composed.gold, flat=chance.random() < 0.35)
        issuer = composed.gold.department or f"{layout} {seed}"
        yield PrintedDocument(f"{layout}_{seed}", issuer, tuple(lines))


def _lines(blocks: Iterable[Block], gold: GoldDisclosure, *, flat: bool) -> Iterator[PrintedLine]:
    headings = [
        {_key(section.heading): HEADING_ROLES[section.kind] for section in project.sections}
        for project in gold.projects
    ]
    for block in blocks:
        if isinstance(block, Table):
            role: LineRoleName = "table_row" if block.project is None else "form_row"
            for row in block.rows[:_MOST_ROWS] if flat else block.rows:
                cells = [" ".join(cell.text.split()) for cell in row]
                if any(cells):
                    yield PrintedLine("\t".join([*cells, ""]), role, tabular=not flat)
        elif isinstance(block, Paragraph) and block.text.strip():
            known = headings[block.project] if block.project is not None else {}
            yield PrintedLine(block.text, _role(block, known))


def _role(block: Paragraph, known: dict[str, LineRoleName]) -> LineRoleName:
    key = _key(block.text)
    if block.role == "toc":
        return "contents"
    if block.role == "title":
        return "title" if block.project is None else "project_heading"
    if block.role == "cover":
        return "title"
    if block.project is None:
        return "heading_other" if block.role == "heading" else "body"
    for heading, role in known.items():
        if key == heading or key.startswith((heading + "：", heading + ":")):
            return role
    return "body"


def _key(text: str) -> str:
    return "".join(text.split())
