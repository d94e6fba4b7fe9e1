"""Layouts: each module composes one kind of document."""

from collections.abc import Callable, Mapping
from random import Random

from training_data.synthesis.layouts import (
    department_budget,
    forms_only,
    narrative_with_form,
    narratives_then_forms,
    no_projects,
    unit_budget,
)
from training_data.synthesis.layouts.composition import Composition
from training_data.synthesis.noise import Noise

LAYOUTS: Mapping[str, Callable[[Random, Noise], Composition]] = {
    "department_budget": department_budget.compose,
    "narrative_with_form": narrative_with_form.compose,
    "narratives_then_forms": narratives_then_forms.compose,
    "forms_only": forms_only.compose,
    "unit_budget": unit_budget.compose,
    "no_projects": no_projects.compose,
}

__all__ = ["LAYOUTS", "Composition"]
