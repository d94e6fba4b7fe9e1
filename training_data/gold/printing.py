"""A gold text → the document that it prints, and its gold in the contract's form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from extraction.citations import flatten, normalise_doc_number, normalise_title, title_at
from extraction.schema import SectionKind
from training_data.gold.texts import CITED, LINE_END, GoldProject, GoldText, kind_of, numbers_of

_LEFT_OVER = re.compile(r"\s|</?p>|<br/>|&nbsp;")
_LEFT_OVER_TAGS = re.compile(r"</?p>|<br/>|&nbsp;")
_KEYS = ("title", "doc_number", "issuer", "article", "version")


def printed(text: GoldText) -> str:
    """Return the text as a document: a paragraph a line, headings on lines of their own."""
    lines = [text.title]
    for project in text.projects:
        lines.append(project.heading)
        for section in project.sections:
            lines += [section.heading, section.body.text.replace(LINE_END, "\n")]
    return "\n".join(line for line in lines if line) + "\n"


def gold_of(text: GoldText) -> dict[str, object]:
    """Return the projects, as ``NAME.gold.json`` holds them; the texts hold no forms."""
    return {
        "fiscal_year": text.year,
        "projects": [
            {
                "name": project.name,
                "sections": [
                    {
                        "kind": section.kind,
                        "heading": section.heading or None,
                        "text": _LEFT_OVER_TAGS.sub("", section.body.text.replace(LINE_END, "")),
                    }
                    for section in project.sections
                ],
                "fields": dict(project.fields),
                "citations": [
                    {**{key: said.get(key) for key in _KEYS}, "section": section}
                    for section, said in _citations(project)
                ],
            }
            for project in text.projects
        ],
    }


def write_gold(text: GoldText, folder: Path, *, name: str | None = None) -> Path:
    """Write ``NAME.txt`` and ``NAME.gold.json`` into ``folder``; return the text's path."""
    path = folder / f"{name or text.name}.txt"
    path.write_text(printed(text), "utf-8")
    gold = json.dumps(gold_of(text), ensure_ascii=False, indent=1)
    path.with_suffix(".gold.json").write_text(gold + "\n", "utf-8")
    return path


def _citations(project: GoldProject) -> Iterator[tuple[SectionKind, Mapping[str, str]]]:
    """Yield what each citation says, in reading order, with the section it stands in."""
    found: dict[int, dict[str, str]] = {}
    places: dict[int, SectionKind] = {}
    for section in project.sections:
        for span in section.body.spans:
            key = CITED.get(kind_of(span.label))
            if key is None:
                continue
            words = _said(key, section.body.text[span.start : span.end])
            for number in numbers_of(span.label):
                found.setdefault(number, {})[key] = words
                places.setdefault(number, section.kind)
    for number, parts in found.items():
        if (title := parts.get("title")) and "version" not in parts:
            # 试行 is part of the title and its edition as well.
            flat = flatten(title)
            version = title_at(flat, 0, len(flat.text), rule="gold").version
            parts |= {"version": version} if version else {}
        yield places[number], {**parts, **project.says.get(number, {})}


def _said(key: str, words: str) -> str:
    words = _LEFT_OVER.sub("", words)
    if key == "title":
        return normalise_title(words)
    if key == "doc_number":
        return normalise_doc_number(words) or words
    return flatten(words).text if key in ("version", "article") else words
