"""Portrait pages: each narrative is followed by its form, which page ends cut."""

from __future__ import annotations

import random

from extraction.schema import Declared
from training_data.synthesis.blocks import Block, PageBreak, Paragraph, Space
from training_data.synthesis.declared import declare
from training_data.synthesis.gold import GoldDisclosure
from training_data.synthesis.layouts.composition import Composition, begin, draw_furniture
from training_data.synthesis.noise import Noise
from training_data.synthesis.projects import show_project
from training_data.synthesis.typesetting import Style


def compose(
    chance: random.Random, noise: Noise, *, projects: tuple[int, int] = (2, 6)
) -> Composition:
    """The declaration stands first or nowhere; projects begin on new pages or run on."""
    wording = begin(chance, noise, projects=projects, arrangements=("paired", "paired", "colons"))
    story = wording.story
    blocks: list[Block] = []
    declared = Declared()
    if chance.random() < 0.8:
        declaration = declare(
            [facts.budget for facts in story.projects],
            year=story.year,
            department=story.department,
            chance=chance,
            sound=noise.sound,
        )
        declared = declaration.declared
        blocks.append(Paragraph(declaration.text))
    named, own_page = chance.random() < 0.4, chance.random() < 0.5
    caption = chance.random() < 0.3
    golds = []
    for index, facts in enumerate(story.projects):
        shown = show_project(
            facts, wording, index=index, narrative=True, form=True, named=named, caption=caption
        )
        if index:
            blocks.append(PageBreak() if own_page else Space(1))
        blocks += [*shown.title, *shown.narrative, *shown.form]
        golds.append(shown.gold)
    style = Style(
        margins=(chance.choice((70.0, 80.0, 90.0)), 72.0, 80.0, chance.choice((60.0, 72.0, 110.0))),
        body_size=chance.choice((12.0, 14.0, 16.0)),
        title_size=chance.choice((16.0, 18.0, 22.0)),
        table_size=chance.choice((8.0, 9.0, 10.0)),
        leading=chance.choice((1.4, 1.6, 1.75)),
        heading_bold=chance.random() < 0.7,
        justify=chance.random() < 0.6,
        keep_words=not noise.broken,
        cell_padding=chance.choice((2.0, 3.0, 5.0)),
        furniture=draw_furniture(chance, head=story.department),
    )
    gold = GoldDisclosure(story.department, story.year, declared, tuple(golds))
    return Composition(tuple(blocks), style, gold)
