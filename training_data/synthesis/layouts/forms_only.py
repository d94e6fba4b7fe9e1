"""Forms alone (财政项目支出绩效目标填报表), in arrangements other than the usual one."""

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
from training_data.synthesis.typesetting.style import A4


def compose(chance: random.Random, noise: Noise) -> Composition:
    """One form on a page or several running on; portrait or landscape."""
    wording = begin(chance, noise, projects=(1, 5), arrangements=("stacked", "colons", "paired"))
    story = wording.story
    blocks: list[Block] = []
    declared = Declared()
    if chance.random() < 0.4:
        declaration = declare(
            [facts.budget for facts in story.projects],
            year=story.year,
            department=story.department,
            chance=chance,
            sound=noise.sound,
        )
        declared = declaration.declared
        blocks += [Paragraph("绩效目标设置情况", "title"), Paragraph(declaration.text)]
    own_page, caption = chance.random() < 0.6, chance.random() < 0.5
    golds = []
    for index, facts in enumerate(story.projects):
        shown = show_project(
            facts, wording, index=index, narrative=False, form=True, named=False, caption=caption
        )
        blocks += [PageBreak() if own_page else Space(1), *shown.form]
        golds.append(shown.gold)
    landscape = chance.random() < 0.3
    style = Style(
        width=A4[1] if landscape else A4[0],
        height=A4[0] if landscape else A4[1],
        margins=(50.0, 56.0, 50.0, 56.0),
        body_face=chance.choice(("serif", "serif", "sans", "song")),
        body_size=12.0,
        title_size=chance.choice((14.0, 16.0)),
        table_size=chance.choice((8.0, 9.0, 10.5)),
        keep_words=not noise.broken,
        cell_padding=chance.choice((2.0, 4.0)),
        furniture=draw_furniture(chance, head=f"{story.year}年项目支出绩效目标"),
    )
    gold = GoldDisclosure(story.department, story.year, declared, tuple(golds))
    return Composition(tuple(blocks), style, gold)
