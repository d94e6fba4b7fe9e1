"""Synthetic registries, and citations of their works with what each means."""

from training_data.citations.cases import LinkCase, cited, found_in, make_cases, split_works
from training_data.citations.corruptions import CORRUPTIONS, MEASURED, OTHER_NUMBER
from training_data.citations.printing import PrintedCitation, print_citation
from training_data.citations.truths import Registered, Truth
from training_data.citations.works import synthesise_works

__all__ = [
    "CORRUPTIONS",
    "MEASURED",
    "OTHER_NUMBER",
    "LinkCase",
    "PrintedCitation",
    "Registered",
    "Truth",
    "cited",
    "found_in",
    "make_cases",
    "print_citation",
    "split_works",
    "synthesise_works",
]
