"""A disclosure's citations as the store keeps them, linked into the registry as it stands now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.registry import Context, Linker, budget_context
from extraction.schema import Disclosure, Link, Project
from service.store.mentions import CitedDocument, Mention

# How `extraction.registry.link_citations` begins the reason of a short name's link.
_SHORT_NAME = "文内简称，指"
_NAMED = re.compile("《([^《》]*)》")
# What the store keeps as whole fen in 64 bits.
_AMOUNT = re.compile(r"-?\d{1,15}\.\d\d")


def is_short_name(mention: Mention) -> bool:
    """Tell whether a citation only repeats another of its document under a short name."""
    return mention.why.startswith(_SHORT_NAME)


def cite_document(disclosure: Disclosure, linker: Linker) -> tuple[CitedDocument, list[Mention]]:
    """Return the document and its citations, each linked anew, in the order of the text."""
    context = budget_context(disclosure.department, disclosure.fiscal_year)
    source = disclosure.source
    document = CitedDocument(
        sha256=source.sha256,
        name=source.name,
        media_type=source.media_type,
        department=disclosure.department,
        fiscal_year=disclosure.fiscal_year,
        place=context.place or None,
    )
    found: list[tuple[Mention, str | None]] = []
    for project in disclosure.projects:
        amount = _amount(project)
        for citation in project.citations:
            link = citation.link or Link("unknown", None, None, (), "")
            mention = Mention(
                project_index=project.index,
                start=citation.start,
                end=citation.end,
                text=citation.text,
                link_status=link.status,
                why=link.why,
                project_name=project.name,
                page=citation.page,
                title=citation.title,
                doc_number=citation.doc_number,
                issuer=citation.issuer,
                section=citation.section,
                annual_amount=amount,
                article=citation.article,
                version=citation.version,
                method=citation.method,
                by=citation.by,
                confidence=citation.confidence,
            )
            found.append((mention, citation.version))
    found.sort(key=lambda each: (each[0].start, each[0].project_index, each[0].end))
    mentions = [mention for mention, _ in found]
    return document, link_mentions(mentions, [each for _, each in found], linker, context)


def link_mentions(
    mentions: Sequence[Mention],
    editions: Sequence[str | None],
    linker: Linker,
    context: Context,
) -> list[Mention]:
    """Return the citations of one document, in the order of its text, with new links.

    A short name gets the link of the citation that it was found to stand for; one that stands
    for several stays ambiguous.
    """
    linked: list[Mention] = []
    by_title: dict[str, Mention] = {}
    for mention, edition in zip(mentions, editions, strict=True):
        if is_short_name(mention):
            linked.append(_as_meant(mention, by_title))
            continue
        resolution = linker.link(
            title=mention.title,
            doc_number=mention.doc_number,
            issuer=mention.issuer,
            version=edition,
            context=context,
        )
        version = resolution.edition.version
        is_linked = resolution.link.status == "linked"
        mention = replace(
            mention,
            link_status=resolution.link.status,
            why=resolution.link.why,
            score=resolution.link.score,
            work_id=resolution.link.regulation_id,
            version_id=version.id if is_linked and version is not None else None,
        )
        linked.append(mention)
        if mention.title:
            by_title[mention.title] = mention
        elif mention.doc_number:
            by_title[mention.doc_number] = mention
    return linked


def _as_meant(mention: Mention, by_title: dict[str, Mention]) -> Mention:
    said = mention.why.removeprefix(_SHORT_NAME)
    head = said.partition("：")[0] if "》：" in said or "《" not in said else said
    names = _NAMED.findall(head) or [head]
    meant = by_title.get(names[0]) if len(names) == 1 else None
    if meant is None:
        return mention
    return replace(
        mention,
        link_status=meant.link_status,
        why=f"{_SHORT_NAME}{head}：{meant.why}",
        score=meant.score,
        work_id=meant.work_id,
        version_id=meant.version_id,
    )


def _amount(project: Project) -> str | None:
    """Return what a project asks for its year: by its form, else by its narrative."""
    for field in ("annual_request", "narrative_budget"):
        value = project.fields.get(field)
        if value is not None and value.value and _AMOUNT.fullmatch(value.value):
            return value.value
    return None
