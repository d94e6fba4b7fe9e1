"""Documents that show no project: a final account (决算), or a budget that declares none."""

from __future__ import annotations

import random
from decimal import Decimal

from extraction.schema import Declared
from training_data.synthesis.amounts import canonical
from training_data.synthesis.frame import final_account, nothing_declared, whole_budget
from training_data.synthesis.gold import GoldDisclosure
from training_data.synthesis.layouts.composition import (
    Composition,
    begin,
    draw_furniture,
    shanghai,
)
from training_data.synthesis.noise import Noise
from training_data.synthesis.typesetting import Style


def compose(chance: random.Random, noise: Noise) -> Composition:
    """A final account declares projects and shows none; a budget declares none or says nothing."""
    wording = begin(chance, noise, projects=(1, 3), places=shanghai())
    story = wording.story
    if chance.random() < 0.5:
        amount = Decimal(chance.randint(2000, 900000) * 100)
        count = chance.randint(1, 30)
        if noise.sound:
            amount = sum((facts.budget for facts in story.projects), Decimal(0))
        blocks = final_account(story, count=count, amount=amount, chance=chance, sound=noise.sound)
        declared = Declared(project_count=count, amount=canonical(amount))
    else:
        # A sound budget says so where it declares none, and has no project expenditure then.
        says = chance.random() < 0.7 or noise.sound
        blocks = whole_budget(
            story,
            kind="department",
            declaration=nothing_declared(story, chance) if says else None,
            leaders=chance.random() < 0.5,
            tables=True,
            projects=None,
            chance=chance,
            sound=noise.sound,
        )
        declared = Declared(project_count=0, amount="0.00") if says else Declared()
    style = Style(
        margins=(70.0, 72.0, 70.0, 72.0),
        body_face=chance.choice(("serif", "song")),
        body_size=chance.choice((12.0, 14.0)),
        cover_size=22.0,
        table_size=8.0,
        keep_words=not noise.broken,
        furniture=draw_furniture(chance, head=story.department, skip=1),
    )
    gold = GoldDisclosure(story.department, story.year, declared, ())
    return Composition(blocks, style, gold)
