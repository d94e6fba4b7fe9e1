"""All narratives first, named in their headings; then all forms, in another order and wording."""

from __future__ import annotations

import random

from training_data.synthesis.blocks import Block, PageBreak, Paragraph, Space
from training_data.synthesis.declared import declare
from training_data.synthesis.gold import GoldDisclosure
from training_data.synthesis.layouts.composition import Composition, begin, draw_furniture
from training_data.synthesis.noise import Noise
from training_data.synthesis.projects import ShownProject, show_project
from training_data.synthesis.typesetting import Style


def compose(chance: random.Random, noise: Noise) -> Composition:
    """One form may lack its narrative and one narrative its form; the font is not embedded."""
    wording = begin(
        chance,
        noise,
        projects=(3, 6),
        arrangements=("paired", "colons", "stacked"),
        differing_names=True,
    )
    story = wording.story
    count = len(story.projects)
    without_form = chance.randrange(count) if chance.random() < 0.4 else None
    alone = count - 1 if chance.random() < 0.4 and without_form != count - 1 else None
    shown: list[ShownProject] = []
    for index, facts in enumerate(story.projects):
        shown.append(
            show_project(
                facts,
                wording,
                index=index,
                narrative=index != alone,
                form=index != without_form,
                named=True,
            )
        )
    declaration = declare(
        [facts.budget for facts in story.projects],
        year=story.year,
        department=story.department,
        chance=chance,
        sound=noise.sound,
    )
    blocks: list[Block] = [
        Paragraph(f"{story.department}{story.year}年项目经费情况说明", "cover"),
        Space(1),
        Paragraph(declaration.text),
    ]
    own_page = chance.random() < 0.4
    for one in shown:
        if one.narrative:
            blocks += [PageBreak() if own_page else Space(1), *one.title, *one.narrative]
    forms = [one.form for one in shown if one.form]
    chance.shuffle(forms)
    for form in forms:
        blocks += [PageBreak(), *form]
    song = chance.random() < 0.75
    style = Style(
        margins=(72.0, 80.0, 72.0, 72.0),
        body_face="song" if song else "serif",
        title_face="song" if song else "sans",
        body_size=chance.choice((12.0, 14.0)),
        title_size=16.0,
        cover_size=20.0,
        table_size=9.0,
        leading=1.5,
        heading_bold=False,
        justify=chance.random() < 0.4,
        keep_words=not noise.broken,
        furniture=draw_furniture(
            chance,
            head=f"{story.department}{story.year}年"
            + chance.choice(("部门预算", "项目经费情况说明")),
        ),
    )
    gold = GoldDisclosure(
        story.department, story.year, declaration.declared, tuple(one.gold for one in shown)
    )
    return Composition(tuple(blocks), style, gold)
