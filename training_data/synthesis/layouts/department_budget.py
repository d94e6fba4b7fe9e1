"""A whole Shanghai budget, landscape: cover to tables, then narratives without forms."""

from __future__ import annotations

import random

from training_data.synthesis.blocks import Block, PageBreak, Space
from training_data.synthesis.declared import declare
from training_data.synthesis.frame import Kind, slots_of, whole_budget
from training_data.synthesis.gold import GoldDisclosure
from training_data.synthesis.layouts.composition import (
    Composition,
    begin,
    draw_furniture,
    listed_titles,
    shanghai,
)
from training_data.synthesis.noise import Noise
from training_data.synthesis.projects import show_project
from training_data.synthesis.typesetting import Style
from training_data.synthesis.typesetting.style import A4


def compose(chance: random.Random, noise: Noise) -> Composition:
    """Narratives stand one on a page or run on; one alone may have no name."""
    wording = begin(chance, noise, projects=(1, 5), places=shanghai())
    story = wording.story
    kind: Kind = "unit" if chance.random() < 0.35 else "department"
    declaration = declare(
        [facts.budget for facts in story.projects],
        year=story.year,
        department=slots_of(story, kind)["department"],
        chance=chance,
        sound=noise.sound,
    )
    named = len(story.projects) > 1 or chance.random() < 0.5
    listed = listed_titles(story, chance) if named else ()
    blocks: list[Block] = [
        *whole_budget(
            story,
            kind=kind,
            declaration=declaration.text,
            leaders=chance.random() < 0.6,
            tables=True,
            projects=listed,
            chance=chance,
            sound=noise.sound,
        )
    ]
    own_page = chance.random() < 0.6
    golds = []
    for index, facts in enumerate(story.projects):
        shown = show_project(facts, wording, index=index, narrative=True, form=False, named=named)
        blocks += [
            PageBreak() if own_page or index == 0 else Space(1),
            *shown.title,
            *shown.narrative,
        ]
        golds.append(shown.gold)
    style = Style(
        width=A4[1],
        height=A4[0],
        margins=(62.0, 60.0, 62.0, 50.0),
        body_size=chance.choice((11.0, 12.0)),
        title_size=16.0,
        title_face=chance.choice(("serif", "sans")),
        table_size=9.0,
        leading=1.45,
        heading_indent=chance.choice((0, 1, 2)),
        heading_bold=chance.random() < 0.3,
        justify=chance.random() < 0.5,
        keep_words=not noise.broken,
        furniture=draw_furniture(chance, head=f"{story.year}年部门预算", skip=1),
    )
    gold = GoldDisclosure(
        slots_of(story, kind)["department"], story.year, declaration.declared, tuple(golds)
    )
    return Composition(tuple(blocks), style, gold)
