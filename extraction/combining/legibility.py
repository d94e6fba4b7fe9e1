"""Findings in text that was read from a picture are as sure as their least sure character."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from extraction.schema import Project

Legibility = Callable[[int, int], float]


def weigh_legibility(projects: Iterable[Project], legibility: Legibility) -> tuple[Project, ...]:
    """Multiply the confidence of every value and citation by ``legibility(start, end)``."""
    return tuple(
        replace(
            project,
            fields={
                name: replace(
                    value, confidence=_weighed(value.confidence, legibility(value.start, value.end))
                )
                for name, value in project.fields.items()
            },
            citations=tuple(
                replace(
                    cited, confidence=_weighed(cited.confidence, legibility(cited.start, cited.end))
                )
                for cited in project.citations
            ),
        )
        for project in projects
    )


def _weighed(confidence: float, sure: float) -> float:
    return round(confidence * sure, 4)
