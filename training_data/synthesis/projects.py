"""One project as a document shows it: a narrative, a form or both, and its gold."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from training_data.synthesis.blocks import Block, Paragraph
from training_data.synthesis.citations import Library
from training_data.synthesis.forms import Form, FormHabits, fill_in
from training_data.synthesis.gold import GoldProject, in_contract_order
from training_data.synthesis.narrative import Habits, Narrative, narrate
from training_data.synthesis.noise import Noise
from training_data.synthesis.story import ProjectFacts, Story
from training_data.synthesis.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything that words a document's projects, drawn once a document."""

    story: Story
    words: Vocabulary
    noise: Noise
    library: Library
    narrative: Habits
    form: FormHabits
    chance: random.Random


@dataclass(frozen=True, slots=True)
class ShownProject:
    """A project's printed parts; ``title`` stands over the narrative."""

    gold: GoldProject
    title: tuple[Block, ...]
    narrative: tuple[Block, ...]
    form: tuple[Block, ...]


def show_project(
    facts: ProjectFacts,
    wording: Wording,
    *,
    index: int,
    narrative: bool,
    form: bool,
    named: bool,
    caption: bool = False,
) -> ShownProject:
    """Show a project with the parts asked for.

    ``named`` puts its name into the narrative's title. With ``caption`` the form's title
    stands over the table instead of in its first row.
    """
    told = (
        narrate(
            facts,
            wording.story,
            project=index,
            habits=wording.narrative,
            library=wording.library,
            words=wording.words,
            noise=wording.noise,
            chance=wording.chance,
        )
        if narrative
        else None
    )
    filled = (
        fill_in(facts, wording.story, project=index, habits=wording.form, chance=wording.chance)
        if form
        else None
    )
    title = facts.heading_name + "经费情况说明" if named else "项目经费情况说明"
    return ShownProject(
        gold=_gold(facts, told, filled, named=named),
        title=(Paragraph(title, "title", index),) if narrative else (),
        narrative=told.blocks if told else (),
        form=_form_blocks(filled, index, caption=caption) if filled else (),
    )


def _form_blocks(form: Form, index: int, *, caption: bool) -> tuple[Block, ...]:
    if not caption:
        return (form.table,)
    title, year = (row[0].text for row in form.table.rows[:2])
    table = replace(form.table, rows=form.table.rows[2:])
    return (Paragraph(title, "title", index), Paragraph(year, "centre", index), table)


def _gold(
    facts: ProjectFacts, told: Narrative | None, filled: Form | None, *, named: bool
) -> GoldProject:
    fields: Mapping[str, str | None] = {
        **(filled.fields if filled else {}),
        **(told.fields if told else {}),
    }
    heading = facts.heading_name if told and named else None
    return GoldProject(
        name=filled.fields["name"] if filled else heading,
        pages=None,
        sections=told.sections if told else (),
        fields=in_contract_order(fields),
        indicators=filled.indicators if filled else (),
        citations=told.citations if told else (),
    )
