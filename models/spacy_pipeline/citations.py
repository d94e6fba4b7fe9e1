"""The rules' citations as a component of a spaCy pipeline: ``nlp.add_pipe("yiju_citations")``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extraction.citations import find_cited
from extraction.schema import SectionKind
from models.spacy_pipeline.context import register, section_of
from models.spacy_pipeline.groups import CITATIONS_KEY, set_group
from models.tokens import Found

LABEL = "CITATION"


class Citations:
    """Sets ``doc.spans[key]`` to the citations of regulations that the rules find.

    ``attrs["citations"]`` runs along the group: title, doc_number, issuer, article and version of
    each, in normal form, and the rule it is ``by``. Citations may stand over each other.
    """

    def __init__(self, *, key: str, section: SectionKind | None) -> None:
        self.key = key
        self.section = section

    def __call__(self, doc: Doc) -> Doc:
        section = section_of(doc, self.section)
        cited = find_cited(doc.text, start=0, end=len(doc.text), section=section)
        found = [one.citation for one in cited]
        set_group(
            doc,
            self.key,
            (Found(one.start, one.end, LABEL, one.confidence) for one in found),
            attributes={
                "citations": [
                    {
                        "title": one.title,
                        "doc_number": one.doc_number,
                        "issuer": one.issuer,
                        "article": one.article,
                        "version": one.version,
                        "by": one.by,
                    }
                    for one in found
                ]
            },
        )
        return doc


@Language.factory(
    "yiju_citations",
    default_config={"key": CITATIONS_KEY, "section": None},
    assigns=["doc.spans"],
)
def make_citations(nlp: Language, name: str, key: str, section: SectionKind | None) -> Citations:
    """Make the component; ``section`` is what every Doc is taken for that does not say its own."""
    del nlp, name
    register()
    return Citations(key=key, section=section)
