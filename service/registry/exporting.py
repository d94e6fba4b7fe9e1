"""Works as files: JSON Lines, whole; CSV and Excel, one version a row."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from extraction.registry import Carrier, Version, Work, work_to_json
from service.exports.csv_folder import printed_cell
from service.exports.files import finish, part_of, prepare

Form = Literal["jsonl", "csv", "xlsx"]

HEADINGS = (
    "编号",
    "标题",
    "效力级别",
    "发文机关",
    "地区",
    "版本编号",
    "发文字号",
    "版本",
    "公布日期",
    "施行日期",
    "废止日期",
    "时效性",
    "印发文件",
    "别名",
    "误写",
    "简称",
    "并入编号",
    "来源",
    "版本来源",
    "事实来源",
)
_STATUSES = {
    "in_force": "现行有效",
    "repealed": "已废止",
    "superseded": "已修改",
    "not_yet_effective": "尚未生效",
    "draft": "草案",
    "unknown": "",
}
_BETWEEN = "；"


def export_works(
    works: Iterable[Work],
    path: Path | None,
    form: Form,
    *,
    merged: Mapping[str, Sequence[str]] | None = None,
) -> int:
    """Write works and return how many; ``path`` None is standard output, not for xlsx.

    ``merged`` has the ids that were merged into a work, by its id. A file stands under its name
    only when it is whole. Raises `OSError`.
    """
    merged = merged or {}
    if form == "xlsx":
        assert path is not None
        return _write_workbook(works, path, merged)
    with _text(path, bom=form == "csv") as stream:
        write = _write_lines if form == "jsonl" else _write_csv
        return write(works, stream, merged)


def flat_rows(work: Work, merged_ids: Sequence[str] = ()) -> Iterator[tuple[str, ...]]:
    """Yield a row for each version of a work; one row for a work without versions."""
    names = {kind: [each.text for each in work.aliases if each.kind == kind] for kind in _KINDS}
    for version in work.versions or (Version("", work.source),):
        yield (
            work.id,
            work.title,
            work.level or "",
            "、".join(work.issuers),
            work.place or "",
            version.id,
            version.doc_number or "",
            version.edition or "",
            version.date_issued or "",
            version.date_effective or "",
            version.date_repealed or "",
            _STATUSES[version.status],
            _BETWEEN.join(map(_carrier, work.carriers)),
            *(_BETWEEN.join(map(_item, names[kind])) for kind in _KINDS),
            _BETWEEN.join(merged_ids),
            work.source,
            version.source,
            _sources(work, version),
        )


_KINDS = ("other_name", "spelling", "short_name")


def _item(text: str) -> str:
    return f"《{text}》" if _BETWEEN in text else text


def _carrier(carrier: Carrier) -> str:
    """Print a carrier as it is cited, with number and date: 《title》（number，date）."""
    told = "，".join(filter(None, (carrier.doc_number, carrier.date_issued)))
    return f"《{carrier.title}》{f'（{told}）' if told else ''}"


def _sources(work: Work, version: Version) -> str:
    """Return the sources of single facts as JSON, empty where the record's own is that of all."""
    told = {f"work.{field}": source for field, source in work.field_sources.items()}
    told |= {f"version.{field}": source for field, source in version.field_sources.items()}
    named = [(f"{each.kind}:{each.text}", each.source) for each in work.aliases]
    named += [(f"carrier:{each.title}", each.source) for each in work.carriers]
    told |= {name: source for name, source in named if source != work.source}
    return json.dumps(told, ensure_ascii=False) if told else ""


@contextmanager
def _text(path: Path | None, *, bom: bool) -> Generator[IO[str]]:
    if path is None:
        sys.stdout.flush()
        stream: IO[str] = open(  # noqa: SIM115
            sys.stdout.fileno(), "w", encoding="utf-8", errors="replace", newline="", closefd=False
        )
        with stream:
            yield stream
        return
    encoding = "utf-8-sig" if bom else "utf-8"
    try:
        with prepare(path).open("w", encoding=encoding, errors="replace", newline="") as stream:
            yield stream
    except BaseException:
        part_of(path).unlink(missing_ok=True)
        raise
    finish(path)


def _write_lines(
    works: Iterable[Work], stream: IO[str], merged: Mapping[str, Sequence[str]]
) -> int:
    count = 0
    for work in works:
        line = work_to_json(work)
        if work.id in merged:
            line["merged_ids"] = list(merged[work.id])
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        count += 1
    return count


def _write_csv(works: Iterable[Work], stream: IO[str], merged: Mapping[str, Sequence[str]]) -> int:
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    count = 0
    for work in works:
        rows = flat_rows(work, merged.get(work.id, ()))
        writer.writerows([printed_cell(cell) for cell in row] for row in rows)
        count += 1
    return count


def _write_workbook(works: Iterable[Work], path: Path, merged: Mapping[str, Sequence[str]]) -> int:
    from openpyxl import Workbook

    from service.exports.workbook import MAX_ROWS, text_cell

    book = Workbook(write_only=True)
    count = 0
    rows = MAX_ROWS
    try:
        for work in works:
            count += 1
            for row in flat_rows(work, merged.get(work.id, ())):
                if rows >= MAX_ROWS:
                    sheet = book.create_sheet()
                    sheet.freeze_panes = "A2"
                    sheet.append([text_cell(sheet, heading) for heading in HEADINGS])
                    rows = 1
                sheet.append([text_cell(sheet, cell) if cell else None for cell in row])
                rows += 1
    except BaseException:
        # save() also removes the temporary files of the write-only sheets
        book.save(prepare(path))
        part_of(path).unlink(missing_ok=True)
        raise
    if not count:
        book.create_sheet().append(list(HEADINGS))
    book.save(prepare(path))
    finish(path)
    return count
