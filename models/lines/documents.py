"""Documents with gold (``NAME.gold.json`` beside ``NAME.pdf`` or ``.txt``) → labelled layouts.

Only the lines of narratives are labelled by such gold: the others are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from extraction.errors import UsageError
from extraction.layout import Block, Layout, Line, Paragraph
from extraction.learned import LineRoleName
from extraction.pipeline import analyse
from models.lines.material import HEADING_ROLES
from models.lines.printed import LabelledLayout, PrintedDocument, PrintedLine

_GOLD = ".gold.json"
_ENDINGS = (".pdf", ".txt")
_ABOVE = 3  # lines above a first section among which the project's heading may stand


def gold_layouts(folder: Path) -> Iterator[LabelledLayout]:
    """Read every document of ``folder`` that has gold, in order of name.

    Documents in which no narrative of the gold is found give nothing. Raises `UsageError`:
    ``bad_label_file`` where gold is no JSON object, ``bad_labels`` where it names an unknown
    kind of section; raises `DocumentError` where a document cannot be read.
    """
    for place in sorted(folder.glob(f"*{_GOLD}")):
        gold = _read(place)
        stem = place.name.removesuffix(_GOLD)
        for path in (place.with_name(stem + ending) for ending in _ENDINGS):
            if path.is_file():
                found = label_layout(analyse(path).layout, gold, name=path.name)
                if found is not None:
                    yield found


def label_layout(layout: Layout, gold: Mapping[str, object], *, name: str) -> LabelledLayout | None:
    """Give the lines of the narratives that ``gold`` describes their roles.

    Raises `UsageError` (``bad_labels``) where it names an unknown kind of section.
    """
    lines = [
        line for block in layout.blocks if isinstance(block, Paragraph) for line in block.lines
    ]
    printed = [_squeezed(layout.text[line.start : line.end]) for line in lines]
    roles: dict[int, LineRoleName] = {}
    at = 0
    for project in _items(gold, "projects"):
        at = _label_project(project, printed, roles, at, name)
    blocks = tuple(_kept(layout.blocks, {lines[place].start for place in roles}))
    if not blocks:
        return None
    issuer = str(gold.get("department") or name)
    document = PrintedDocument(name, issuer, tuple(_printed(layout, blocks, lines, roles)), True)
    kept = Layout(layout.text, blocks, (), layout.page_count, layout.page_starts)
    return LabelledLayout(document, kept, tuple(roles[place] for place in sorted(roles)))


def _label_project(
    project: Mapping[str, object],
    printed: Sequence[str],
    roles: dict[int, LineRoleName],
    at: int,
    name: str,
) -> int:
    """Label one project's lines from ``at`` on; return where the next one may begin."""
    named = _squeezed(str(project.get("name") or ""))
    for number, section in enumerate(_items(project, "sections")):
        kind = str(section.get("kind"))
        if kind not in HEADING_ROLES:
            raise UsageError(
                found=f"{name}: a section of the kind {kind!r}",
                expected=f"one of: {', '.join(HEADING_ROLES)}",
                hint="Correct the kind in the gold.",
                code="bad_labels",
            )
        heading = _squeezed(str(section.get("heading") or ""))
        place = next(
            (
                one
                for one in range(at, len(printed))
                if heading and printed[one].startswith(heading)
            ),
            None,
        )
        if place is None:
            return at
        if number == 0:
            above = range(max(at, place - _ABOVE), place)
            for one in above:
                if (named and named in printed[one]) or printed[one].endswith("情况说明"):
                    roles[one] = "project_heading"
        roles[place] = HEADING_ROLES[kind]
        at = place + 1
        body = _squeezed(str(section.get("text") or ""))
        while at < len(printed) and printed[at] and printed[at] in body:
            roles[at] = "body"
            at += 1
    return at


def _kept(blocks: Sequence[Block], starts: set[int]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            lines = tuple(line for line in block.lines if line.start in starts)
            if lines:
                yield Paragraph(lines)


def _printed(
    layout: Layout,
    blocks: Sequence[Paragraph],
    lines: Sequence[Line],
    roles: Mapping[int, LineRoleName],
) -> Iterator[PrintedLine]:
    """Yield the paragraphs as they would be set anew; a heading's line is one of its own."""
    role_at = {lines[place].start: role for place, role in roles.items()}
    for block in blocks:
        text, role = "", role_at[block.start]
        for line in block.lines:
            if text and role_at[line.start] != role:
                yield PrintedLine(text, role)
                text, role = "", role_at[line.start]
            text += layout.text[line.start : line.end]
        yield PrintedLine(text, role)


def _items(value: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    held = value.get(key)
    return [one for one in held if isinstance(one, Mapping)] if isinstance(held, list) else []


def _read(place: Path) -> Mapping[str, object]:
    try:
        value = json.loads(place.read_bytes())
    except (OSError, ValueError) as error:
        value = error
    if not isinstance(value, dict):
        raise UsageError(
            found=f"{place.name}, which is no JSON object",
            expected="an object of the output contract",
            hint="See that the file is whole and of the form that was named.",
            code="bad_label_file",
        )
    return cast("Mapping[str, object]", value)


def _squeezed(text: str) -> str:
    return "".join(text.split())
