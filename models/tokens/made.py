"""Passages of invented disclosures (``training_data/synthesis``), read from their own gold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from extraction.forms import is_form_label, is_form_title
from extraction.layout import lay_out_text
from models.tokens.aligning import align_document
from models.tokens.documents import TaskDocument
from training_data.synthesis import synthesise
from training_data.synthesis.make import draw_noise

# Enough to know how the invented disclosures speak, too few to outweigh the gold texts.
SYNTHETIC = 24
# The other layouts with narratives (unit_budget, narratives_then_forms) are never taught: they are
# the unseen ones of ``python -m benchmarks ablation``.
TAUGHT = ("narrative_with_form", "department_budget")


def made_documents(seeds: Iterable[int]) -> Iterator[TaskDocument]:
    """Make one document a seed, its layout and disorder drawn by the seed; those without
    a narrative are left out."""
    for seed in seeds:
        layout = TAUGHT[seed % len(TAUGHT)]
        document = synthesise(seed, layout=layout, noise=draw_noise(seed), painted=False)
        found = lay_out_text(document.text, is_label=is_form_label, opens_table=is_form_title)
        gold = json.loads(json.dumps(document.gold_json()))
        year = document.gold.fiscal_year
        examples = tuple(align_document(found, gold, year=year))
        if examples:
            issuer = f"synthesis {document.gold.department or seed}"
            yield TaskDocument(document.name, issuer, "synthesis", examples)
