"""A whole unit's budget (单位预算), portrait: cover to tables, then narratives with forms."""

from __future__ import annotations

import random
from dataclasses import replace

from training_data.synthesis.blocks import Block, PageBreak, Space
from training_data.synthesis.declared import declare
from training_data.synthesis.frame import whole_budget
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


def compose(chance: random.Random, noise: Noise) -> Composition:
    """The cover names the unit, the forms its department; tables may be left out."""
    wording = begin(
        chance, noise, projects=(1, 4), arrangements=("paired", "colons"), places=shanghai()
    )
    wording = replace(wording, form=replace(wording.form, own_unit=True))
    story = wording.story
    declaration = declare(
        [facts.budget for facts in story.projects],
        year=story.year,
        department=story.unit,
        chance=chance,
        sound=noise.sound,
    )
    named = chance.random() < 0.5
    listed = listed_titles(story, chance) if named else ()
    blocks: list[Block] = [
        *whole_budget(
            story,
            kind="unit",
            declaration=declaration.text,
            leaders=chance.random() < 0.7,
            tables=chance.random() < 0.7,
            projects=listed,
            chance=chance,
            sound=noise.sound,
        )
    ]
    golds = []
    for index, facts in enumerate(story.projects):
        shown = show_project(facts, wording, index=index, narrative=True, form=True, named=named)
        blocks += [PageBreak() if index == 0 or chance.random() < 0.5 else Space(1)]
        blocks += [*shown.title, *shown.narrative, *shown.form]
        golds.append(shown.gold)
    style = Style(
        margins=(75.0, 75.0, 75.0, 75.0),
        body_size=chance.choice((12.0, 14.0, 15.0)),
        cover_size=22.0,
        table_size=chance.choice((8.0, 9.0)),
        heading_indent=chance.choice((0, 2)),
        heading_bold=chance.random() < 0.5,
        leading=chance.choice((1.5, 1.8)),
        keep_words=not noise.broken,
        furniture=draw_furniture(chance, head=f"{story.unit}{story.year}年单位预算", skip=1),
    )
    gold = GoldDisclosure(story.unit, story.year, declaration.declared, tuple(golds))
    return Composition(tuple(blocks), style, gold)
