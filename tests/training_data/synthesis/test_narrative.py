"""Narratives: printed paragraphs are the sections, and the fields are the story's."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest

from training_data.synthesis.amounts import canonical
from training_data.synthesis.blocks import Paragraph
from training_data.synthesis.citations import Library
from training_data.synthesis.narrative import Narrative, draw_habits, narrate
from training_data.synthesis.noise import Noise
from training_data.synthesis.story import Story, tell
from training_data.synthesis.vocabulary import vocabulary


def _told(seed: int, noise: Noise | None = None) -> tuple[Story, Narrative]:
    noise = noise or Noise()
    words, chance = vocabulary(), random.Random(seed)
    story = tell(words, chance, project_count=1)
    narrative = narrate(
        story.projects[0],
        story,
        project=0,
        habits=draw_habits(words, chance),
        library=Library(words, story.place, story.year, noise, chance),
        words=words,
        noise=noise,
        chance=chance,
    )
    return story, narrative


@pytest.mark.parametrize("seed", range(40))
def test_blocks_are_the_sections(seed: int) -> None:
    _, narrative = _told(seed)
    printed = [block.text for block in narrative.blocks if isinstance(block, Paragraph)]
    expected = [
        line
        for section in narrative.sections
        for line in (section.heading, *section.text.split("\n"))
    ]
    assert printed == expected


@pytest.mark.parametrize("seed", range(40))
def test_budget_is_the_storys(seed: int) -> None:
    story, narrative = _told(seed)
    facts = story.projects[0]
    budget = narrative.fields.get("narrative_budget")
    # Wordings in Chinese numerals print whole 万元 only.
    whole = canonical(max(facts.budget // 10000, Decimal(1)) * 10000)
    assert budget in (None, canonical(facts.budget), whole)
    assert narrative.fields.get("narrative_total") in (None, canonical(facts.whole))


@pytest.mark.parametrize("seed", range(40))
def test_implementer_is_printed(seed: int) -> None:
    _, narrative = _told(seed)
    sections = {section.kind: section.text for section in narrative.sections}
    if "implementer" in narrative.fields:
        assert str(narrative.fields["implementer"]) in sections["implementer"]
    assert "period_end" not in narrative.fields or "period_start" in narrative.fields


@pytest.mark.parametrize("seed", range(40))
def test_citations_stand_in_their_section(seed: int) -> None:
    marks = str.maketrans("《》«»<>＜＞", "〈〉〈〉〈〉〈〉")
    _, narrative = _told(seed)
    for cite in narrative.citations:
        texts = [
            one.text.translate(marks) for one in narrative.sections if one.kind == cite.section
        ]
        # 〈X〉及其实施细则 cites X实施细则 too, which is not printed whole
        title = (cite.title or "").removesuffix("实施细则")
        assert any(title in text for text in texts)


def test_run_in_keeps_the_section() -> None:
    _, narrative = _told(5, Noise(run_in=True))
    printed = "".join(b.text for b in narrative.blocks if isinstance(b, Paragraph))
    for section in narrative.sections:
        assert re.sub("[：\n]", "", section.heading + section.text) in re.sub("：", "", printed)


def test_all_wordings_of_budgets_and_periods_come() -> None:
    """Sums of items, two amounts, none; year, month, day, start alone, none."""
    fields = [_told(seed)[1].fields for seed in range(250)]
    assert any("narrative_total" in one for one in fields)
    assert any("narrative_budget" not in one for one in fields)
    for name in ("period_start", "period_end"):
        lengths = {len(str(one[name])) for one in fields if name in one}
        assert lengths == {4, 7, 10}
    assert any("period_start" in one and "period_end" not in one for one in fields)
