"""What a disclosure is about: who, which year, which projects, how much. No wording yet."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from training_data.synthesis.amounts import any_yuan
from training_data.synthesis.vocabulary import Domain, Place, Topic, Vocabulary, fill

_ENDINGS = ("项目", "专项", "工程", "（政策资金）", "经费", "费", "补贴", "补助")


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """One project. ``heading_name`` and ``form_name`` may word the same project differently.

    ``heading_name`` is what the narrative's title prints before 经费情况说明.

    ``budget`` is this year's amount, ``whole`` the project's whole amount, both in yuan.
    """

    topic: Topic
    heading_name: str
    form_name: str
    doing: str
    aim: str
    budget: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Story:
    """One disclosure: a department or one of its units, its year and its projects."""

    place: Place
    domain: Domain
    year: int
    department: str
    org: str
    unit: str
    projects: tuple[ProjectFacts, ...]


def tell(
    words: Vocabulary,
    chance: random.Random,
    *,
    project_count: int,
    places: Sequence[Place] = (),
    differing_names: bool = False,
) -> Story:
    """Draw a story.

    With ``differing_names``, narrative and form often word a project's name differently.
    """
    places = places or words.places
    place = chance.choices(places, [one.weight for one in places])[0]
    domain = chance.choice(words.domains)
    year = chance.choice((2021, 2022, 2023, 2024, 2025, 2025, 2025, 2026))
    pool = [*domain.topics, *words.shared_topics]
    topics = chance.sample(pool, min(project_count, len(pool)))
    department = domain.prefix + place.city + place.name + domain.department
    return Story(
        place=place,
        domain=domain,
        year=year,
        department=department,
        org=place.name[-1] + domain.short,
        unit=place.city + place.name + domain.unit,
        projects=tuple(_facts(topic, place, chance, differing_names) for topic in topics),
    )


def _facts(
    topic: Topic, place: Place, chance: random.Random, differing_names: bool
) -> ProjectFacts:
    slots = {"town": chance.choice(place.towns), "district": place.name}
    name, also = fill(topic.name, slots), fill(topic.also, slots)
    # A heading is the name and 经费情况说明; 经费 at the name's end is not printed twice.
    heading = name.removesuffix("经费")
    if not heading.endswith(_ENDINGS) and chance.random() < 0.35:
        heading += chance.choice(("项目", "专项"))
    budget = any_yuan(chance)
    return ProjectFacts(
        topic=topic,
        heading_name=heading,
        form_name=also if differing_names and chance.random() < 0.6 else name,
        doing=fill(topic.doing, slots),
        aim=fill(topic.aim, slots),
        budget=budget,
        whole=budget + any_yuan(chance, low=5, high=4000),
    )
