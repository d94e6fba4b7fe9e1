"""Sections with what was found in them, for other labelling tools; and their work as events.

One record a section: the label ``CITATION`` on every mention, and the field's name on the fields
of the narrative. ``meta`` says where the record belongs, and goes through every tool unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from extraction.errors import ReviewError, UsageError
from extraction.schema import NARRATIVE_FIELDS, Citation, Section, Value
from service.review.corrections import Item, LiveProject
from service.review.corrections.acts import Asked
from service.review.sheets import Sheet, save
from training_data.formats import LabelledText, Span, doccano, label_studio, prodigy

if TYPE_CHECKING:
    from service.store import Store

Form = Literal["label_studio", "doccano", "prodigy"]
FORMS: tuple[Form, ...] = get_args(Form)
ENDINGS: Mapping[Form, str] = {"label_studio": "json", "doccano": "jsonl", "prodigy": "jsonl"}
CITATION = "CITATION"
LABELS = (CITATION, *NARRATIVE_FIELDS)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: records that were taken, events made of them, and those refused."""

    record_count: int
    event_count: int
    refused: tuple[str, ...]


def records_of(sheet: Sheet) -> Iterator[LabelledText]:
    """Yield a record for each section of a document, labelled with what counts now."""
    for project in sheet.live.projects:
        for item in project.sections:
            section = item.record
            if item.state == "deleted" or not isinstance(section, Section):
                continue
            text = sheet.view.text[section.start : section.end]
            if text.strip():
                spans = tuple(_spans(project, section))
                yield LabelledText(
                    text,
                    spans,
                    {
                        "document": sheet.sha256,
                        "project": project.id,
                        "section_target": item.id,
                        "section": section.kind,
                        "offset": section.start,
                        "seen": sheet.live.last_event,
                    },
                )


def export_lines(records: Iterable[LabelledText], form: Form) -> Iterator[str]:
    """Yield the lines of a tool's file; what was found are predictions."""
    if form == "label_studio":
        return label_studio.to_lines(records, kind="predictions")
    if form == "doccano":
        return doccano.to_lines(records)
    return prodigy.to_lines(records)


def read_records(lines: list[str], form: Form) -> list[LabelledText]:
    """Read a tool's file; tasks that were skipped or rejected are left out.

    Raises `UsageError` with the row.
    """
    if form == "label_studio":
        read = label_studio.read(lines, labels=LABELS)
        return [record for record in read if label_studio.accepted(record)]
    if form == "doccano":
        return list(doccano.read(lines, labels=LABELS))
    return [one for one in prodigy.read(lines, labels=LABELS) if prodigy.accepted(one)]


def take_in(store: Store, sheet: Sheet, record: LabelledText, *, by: str, name: str) -> int:
    """Turn one record of a document into events, and return how many.

    What the record has and the document has not is added or drawn anew, what it has not is
    deleted, what is the same is accepted. Raises `ReviewError`, and `UsageError` for a record
    that does not belong to the document as it stands.
    """
    project = sheet.live.project(str(record.meta.get("project")))
    offset, seen = record.meta.get("offset"), record.meta.get("seen")
    if project is None or not isinstance(offset, int) or not isinstance(seen, int):
        raise _strange("没有项目、位置或事件号的记录")
    end = offset + len(record.text)
    if sheet.view.text[offset:end] != record.text:
        raise _strange("文字与文件不符的记录")
    section = sheet.live.item(str(record.meta.get("section_target")))
    if section is None or not isinstance(section.record, Section):
        raise _strange("段落已不在文件里的记录")
    standing = {
        span: item for item in project.items() if (span := _span(item, offset, end)) is not None
    }
    wanted = set(record.spans)
    count = 0
    for at, asked in enumerate(_acts(project, standing, wanted, offset, seen)):
        # the same file taken in twice makes no event twice
        operation = f"import:{name}:{record.meta['section_target']}:{at}"
        sheet = save(
            store, sheet, _named(asked, f"{sheet.sha256[:16]}:{operation}"), by=by, tab="import"
        )
        count += 1
    return count


def _named(asked: Asked, operation: str) -> Asked:
    from dataclasses import replace

    return replace(asked, operation=operation)


def _acts(
    project: LiveProject,
    standing: Mapping[Span, Item],
    wanted: set[Span],
    offset: int,
    seen: int,
) -> Iterator[Asked]:
    drawn = {span.label for span in wanted}
    for span, item in sorted(standing.items()):
        if span in wanted:
            if item.state == "open":
                yield Asked("", seen, "accept", item.id)
        elif span.label == CITATION or span.label not in drawn:
            yield Asked("", seen, "delete", item.id)
    for span in sorted(wanted - standing.keys()):
        start, end = offset + span.start, offset + span.end
        if span.label == CITATION:
            yield Asked("", seen, "add", f"{project.id}/citation", start=start, end=end)
        else:
            target = f"{project.id}/field/{span.label}"
            yield Asked("", seen, "set", target, start=start, end=end)


def _spans(project: LiveProject, section: Section) -> Iterator[Span]:
    taken: list[Span] = []
    for item in project.items():
        span = _span(item, section.start, section.end)
        # the tools know no label over another
        if span is not None and all(
            span.end <= one.start or one.end <= span.start for one in taken
        ):
            taken.append(span)
            yield span


def _span(item: Item, start: int, end: int) -> Span | None:
    record = item.record
    if item.state == "deleted" or not isinstance(record, Value | Citation):
        return None
    label = CITATION if isinstance(record, Citation) else item.key
    if label not in LABELS or not start <= record.start < record.end <= end:
        return None
    return Span(record.start - start, record.end - start, label)


def form_named(name: str) -> Form:
    """Return the form of this name. Raises `ReviewError` (``refused_act``)."""
    if name not in FORMS:
        raise ReviewError(
            found=f"格式 {name[:40]}",
            expected="、".join(FORMS),
            hint="选一种已知的格式。",
            code="refused_act",
        )
    return name


def _strange(found: str) -> UsageError:
    return UsageError(
        found=found,
        expected="本系统导出、在标注工具里处理过的记录",
        hint="重新导出队列再标注。",
        code="bad_label_file",
    )
