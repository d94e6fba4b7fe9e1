"""Findings as a person reads them: document by document, project by project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from extraction.checks import check_rules
from extraction.schema import Check, Evidence, Severity
from service.findings.report import SEVERITIES, Report, Reported

Language = Literal["zh", "en"]
_MOST_PLACES = 6
_MOST_TEXT = 40  # characters of a place that are quoted
_SEVERITY: Mapping[Language, Mapping[Severity, str]] = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "whole": "整份文件",
        "project": "第{number}个项目",
        "page": "第{page}页",
        "place": "第{start}字",
        "more": "另有{count}处",
        "nothing": "没有发现问题",
        "unread": "无法读取：{message}",
        "across": "跨文件",
        "total": "{documents}份文件，错误{error}，警告{warning}，提示{info}",
        "unread_total": "，无法读取{unread}份",
    },
    "en": {
        "whole": "whole document",
        "project": "project {number}",
        "page": "p. {page}",
        "place": "at {start}",
        "more": "{count} more",
        "nothing": "nothing found",
        "unread": "could not be read: {message}",
        "across": "across documents",
        "total": "documents {documents}, errors {error}, warnings {warning}, infos {info}",
        "unread_total": ", not read {unread}",
    },
}


def in_words(report: Report, *, language: Language = "zh") -> str:
    """Return the report for a terminal; every finding with its numbers and their pages."""
    lines: list[str] = []
    for one in report.documents:
        lines += [*_document(one, language), ""]
    if report.across:
        lines.append(_WORDS[language]["across"])
        for each in report.across:
            names = [report.documents[place].name for place in each.documents]
            lines += _finding(each.check, language, documents=names)
        lines.append("")
    lines.append(_total(report, language))
    return "\n".join(lines)


def _document(one: Reported, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    if one.error is not None:
        yield f"{one.name}  {words['unread'].format(message=one.error.message)}"
        return
    head = [one.name]
    if one.disclosure is not None:
        head += [one.disclosure.department or "", str(one.disclosure.fiscal_year or "")]
    yield "  ".join(word for word in head if word)
    if not one.checks:
        yield f"  {words['nothing']}"
        return
    for index in sorted({check.project for check in one.checks}, key=_reading_order):
        yield _heading(one, index, language)
        held = [check for check in one.checks if check.project == index]
        for check in sorted(held, key=lambda check: SEVERITIES.index(check.severity)):
            yield from _finding(check, language)


def _reading_order(index: int | None) -> int:
    return -1 if index is None else index


def _heading(one: Reported, index: int | None, language: Language) -> str:
    words = _WORDS[language]
    if index is None:
        return f"  {words['whole']}"
    name = one.project_name(index)
    return "  " + words["project"].format(number=index + 1) + (f"  {name}" if name else "")


def _finding(check: Check, language: Language, *, documents: Sequence[str] = ()) -> Iterator[str]:
    said = check.message if language == "zh" else check_rules()[check.rule].en
    yield f"    {_SEVERITY[language][check.severity]}  {said}  [{check.rule}]"
    places = [
        _place(evidence, language, documents[at] if at < len(documents) else None)
        for at, evidence in enumerate(check.evidence[:_MOST_PLACES])
    ]
    more = len(check.evidence) - _MOST_PLACES
    if more > 0:
        places.append(_WORDS[language]["more"].format(count=more))
    if places:
        yield "          " + "； ".join(places)


def _place(evidence: Evidence, language: Language, document: str | None) -> str:
    words = _WORDS[language]
    # No blank stands at a line end between Chinese words.
    text = " ".join(re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])", "", evidence.text).split())
    if len(text) > _MOST_TEXT:
        text = text[: _MOST_TEXT - 1] + "…"
    where = (
        words["place"].format(start=evidence.start)
        if evidence.page is None
        else words["page"].format(page=evidence.page)
    )
    return f"{document + ' ' if document else ''}{where} “{text}”"


def _total(report: Report, language: Language) -> str:
    unread = sum(one.error is not None for one in report.documents)
    words = _WORDS[language]
    counts = {severity: report.count(severity) for severity in SEVERITIES}
    line = words["total"].format(documents=len(report.documents), **counts)
    return line + (words["unread_total"].format(unread=unread) if unread else "")
