"""Make disclosures: a seed, a layout and kinds of noise → PDF, plain text and gold."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from training_data.synthesis.blocks import Block
from training_data.synthesis.gold import GoldDisclosure, gold_json
from training_data.synthesis.layouts import LAYOUTS, narrative_with_form
from training_data.synthesis.noise import NOISES, noise_of, roughen
from training_data.synthesis.plain_text import plain_text
from training_data.synthesis.typesetting import Sheet, paint, typeset

Spoil = Callable[[tuple[Block, ...]], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class SyntheticDocument:
    """One document in both forms. ``gold.projects[n].pages`` are pages of the PDF.

    ``blocks`` are what it prints, before pages: for the forms of ``office`` and ``web``.
    """

    name: str
    pdf: bytes
    text: str
    gold: GoldDisclosure
    blocks: tuple[Block, ...] = ()

    def gold_json(self) -> object:
        """Return the gold as plain JSON values."""
        return gold_json(self.gold)


def synthesise(
    seed: int,
    *,
    layout: str,
    noise: Sequence[str] = (),
    project_count: int | None = None,
    sound: bool = False,
    spoil: Spoil | None = None,
    reprint_head: Callable[[str], str] | None = None,
    painted: bool = True,
) -> SyntheticDocument:
    """Make one document. The same arguments give the same bytes.

    ``project_count`` is for the layout ``narrative_with_form`` alone; others draw their own.
    In a ``sound`` document nothing contradicts anything else. ``spoil`` changes what is
    printed before it is set, ``reprint_head`` the running head; the gold stays that of the
    document before. Not ``painted``, its
    PDF is empty: embedding fonts takes most of the time, and whoever needs the text needs none.

    Raises:
        ValueError: the layout or a kind of noise is unknown, or has no ``project_count``.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"unknown layout {layout}; known are {', '.join(LAYOUTS)}")
    kinds = replace(noise_of(noise), sound=sound)
    chance = random.Random(f"{layout} {seed}")
    if project_count is None:
        composed = LAYOUTS[layout](chance, kinds)
    elif layout == "narrative_with_form":
        composed = narrative_with_form.compose(chance, kinds, projects=(project_count,) * 2)
    else:
        raise ValueError(f"the layout {layout} draws its own number of projects")
    printed = composed.blocks if spoil is None else spoil(composed.blocks)
    blocks = roughen(printed, kinds, random.Random(f"noise {seed}"))
    style = composed.style
    if reprint_head is not None and style.furniture.head is not None:
        head = reprint_head(style.furniture.head)
        style = replace(style, furniture=replace(style.furniture, head=head))
    sheets = typeset(blocks, style, clipped=kinds.clipped)
    gold = _with_pages(composed.gold, sheets)
    return SyntheticDocument(
        name="_".join((layout, str(seed), *noise)),
        pdf=paint(sheets, style, kinds, seed=seed) if painted else b"",
        text=plain_text(sheets, random.Random(f"text {seed}")),
        gold=gold,
        blocks=blocks,
    )


def _with_pages(gold: GoldDisclosure, sheets: Sequence[Sheet]) -> GoldDisclosure:
    projects = []
    for index, project in enumerate(gold.projects):
        pages = [number for number, sheet in enumerate(sheets, 1) if index in sheet.projects]
        projects.append(replace(project, pages=(pages[0], pages[-1])))
    return replace(gold, projects=tuple(projects))


def draw_noise(seed: int) -> tuple[str, ...]:
    """Draw the kinds of noise for a document: none for one in three, else one to three."""
    chance = random.Random(f"kinds {seed}")
    count = chance.choice((0, 0, 1, 1, 2, 3))
    return tuple(sorted(chance.sample(NOISES, count)))


#: Documents for a first look: file name → layout, seed, noise. Their fonts are embedded.
EXAMPLES: Mapping[str, tuple[str, int, tuple[str, ...]]] = {
    "narratives_and_forms": ("narrative_with_form", 1, ()),
    "whole_budget": ("department_budget", 30, ()),
    "unit_budget": ("unit_budget", 52, ("html",)),
    "forms_alone": ("forms_only", 1, ("filled_rules",)),
    "forms_apart": ("narratives_then_forms", 3, ("blanks",)),
    "final_account": ("no_projects", 10, ()),
}


def write_named_examples(folder: Path) -> tuple[Path, ...]:
    """Write the documents of ``EXAMPLES`` with their gold; return the PDFs' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(
        _write(synthesise(seed, layout=layout, noise=noise), folder / f"{name}.pdf")
        for name, (layout, seed, noise) in EXAMPLES.items()
    )


Form = Literal["pdf", "txt", "docx", "xlsx", "html", "scanned"]
FORMS: tuple[Form, ...] = get_args(Form)


def _write_form(document: SyntheticDocument, folder: Path, form: Form, seed: int) -> Path:
    name = f"{document.name}_scanned.pdf" if form == "scanned" else f"{document.name}.{form}"
    return _write(document, folder / name, form_bytes(document, form, seed=seed))


def form_bytes(document: SyntheticDocument, form: Form, *, seed: int = 0) -> bytes:
    """Return the document as a file of another kind; a scan comes from a machine of ``seed``.

    Only a document whose faces are embedded can be scanned: others draw as empty pages.
    """
    if form == "pdf":
        return document.pdf
    if form == "txt":
        return document.text.encode()
    if form == "scanned":
        from training_data.synthesis.scanning import draw_scanner, scan

        return scan(document.pdf, draw_scanner(seed), seed=seed)
    from training_data.synthesis.office import as_docx, as_xlsx
    from training_data.synthesis.web import as_html

    return {"docx": as_docx, "xlsx": as_xlsx, "html": as_html}[form](document.blocks)


def _write(document: SyntheticDocument, path: Path, data: bytes | None = None) -> Path:
    path.write_bytes(document.pdf if data is None else data)
    path.with_suffix(".gold.json").write_text(
        json.dumps(document.gold_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return path


def write_examples(
    folder: Path,
    *,
    seeds: Iterable[int],
    layouts: Sequence[str] = (),
    noise: Sequence[str] | None = None,
    forms: Sequence[Form] = (),
) -> tuple[Path, ...]:
    """Write NAME.pdf, NAME.txt and NAME.gold.json for each seed; return the PDFs' paths.

    Layouts take turns; ``noise`` is drawn for each seed where none is given. With ``forms``
    only those are written, and their paths returned; a scan is called NAME_scanned.pdf and
    has gold of its own name. Pages of gold are those of the PDF.
    """
    folder.mkdir(parents=True, exist_ok=True)
    layouts = tuple(layouts) or tuple(LAYOUTS)
    paths: list[Path] = []
    for place, seed in enumerate(seeds):
        kinds = draw_noise(seed) if noise is None else tuple(noise)
        document = synthesise(seed, layout=layouts[place % len(layouts)], noise=kinds)
        if forms:
            paths += [_write_form(document, folder, form, seed) for form in forms]
            continue
        path = _write(document, folder / f"{document.name}.pdf")
        path.with_suffix(".txt").write_text(document.text, encoding="utf-8")
        paths.append(path)
    return tuple(paths)
