"""What a layout hands over: blocks to print, their style, and the gold without pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from training_data.synthesis.blocks import Block
from training_data.synthesis.citations import Library
from training_data.synthesis.forms import Arrangement, draw_form_habits
from training_data.synthesis.gold import GoldDisclosure
from training_data.synthesis.narrative import draw_habits
from training_data.synthesis.noise import Noise
from training_data.synthesis.projects import Wording
from training_data.synthesis.story import Story, tell
from training_data.synthesis.typesetting import Furniture, Style
from training_data.synthesis.vocabulary import Place, vocabulary

_FEET = (
    None,
    "{page}",
    "- {page} -",
    "— {page} —",
    "第{page}页 共{pages}页",
    "第 {page} 页，共 {pages} 页",
    "{page}/{pages}",
    "{page} / {pages}",
    "－{page}－",
)


@dataclass(frozen=True, slots=True)
class Composition:
    """A document before it is set: gold projects stand in reading order, without pages."""

    blocks: tuple[Block, ...]
    style: Style
    gold: GoldDisclosure


def shanghai() -> tuple[Place, ...]:
    """Return the places whose whole budgets are printed the Shanghai way."""
    return tuple(place for place in vocabulary().places if place.city == "上海市")


def begin(
    chance: random.Random,
    noise: Noise,
    *,
    projects: tuple[int, int],
    arrangements: tuple[Arrangement, ...] = ("paired",),
    places: Sequence[Place] = (),
    differing_names: bool = False,
) -> Wording:
    """Draw the story and the habits of one document with so many projects (low, high)."""
    words = vocabulary()
    story = tell(
        words,
        chance,
        project_count=chance.randint(*projects),
        places=places,
        differing_names=differing_names,
    )
    return Wording(
        story=story,
        words=words,
        noise=noise,
        library=Library(words, story.place, story.year, noise, chance),
        narrative=draw_habits(words, chance, sound=noise.sound),
        form=draw_form_habits(story, chance, arrangements=arrangements, sound=noise.sound),
        chance=chance,
    )


def listed_titles(story: Story, chance: random.Random) -> tuple[str, ...]:
    """Return the titles that the contents list for the projects: all, or in most documents none."""
    if chance.random() < 0.6:
        return ()
    return tuple(f"{facts.heading_name}经费情况说明" for facts in story.projects)


def draw_furniture(chance: random.Random, *, head: str, skip: int = 0) -> Furniture:
    """Draw running head and page number."""
    return Furniture(
        head=head if chance.random() < 0.3 else None,
        foot=chance.choice(_FEET),
        foot_align=chance.choice(("center", "center", "right", "outer")),
        skip=skip,
    )
