"""The formats by name, and where each is written."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from extraction.errors import UsageError
from service.exports.document import Export

Format = Literal["json", "jsonl", "csv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)

_FILE_NAMES: dict[Format, str] = {"jsonl": "disclosures.jsonl", "xlsx": "disclosures.xlsx"}


def open_export(kind: Format, out: Path, *, several: bool) -> Export:
    """Open ``out`` for one document or for several; modules of other formats stay unloaded.

    json   ``out`` is a folder, one file for each document; of one document, ``NAME.json``
           is the file
    jsonl  ``NAME.jsonl`` is the file, else ``out/disclosures.jsonl``
    csv    ``out`` is a folder
    xlsx   ``NAME.xlsx`` is the file, else ``out/disclosures.xlsx``

    Raises `UsageError` where ``out`` names a file but a folder is needed.
    """
    folder_needed = kind == "csv" or (kind == "json" and several)
    if folder_needed and (out.suffix.lower() == f".{kind}" or out.is_file()) and not out.is_dir():
        raise UsageError(
            found=f"{out}, a file",
            expected=f"a folder: {kind} makes several files here",
            hint="Name a folder after -o; it is made where it does not exist.",
        )
    if kind == "json":
        from service.exports.json_files import JsonFiles

        return JsonFiles(out, single=out if _is_file(out, kind) else None)
    if kind == "csv":
        from service.exports.csv_folder import CsvFolder

        return CsvFolder(out)
    path = out if _is_file(out, kind) else out / _FILE_NAMES[kind]
    if kind == "jsonl":
        from service.exports.json_lines import JsonLines

        return JsonLines(path)
    from service.exports.workbook import Workbook

    return Workbook(path)


def _is_file(out: Path, kind: Format) -> bool:
    return out.suffix.lower() == f".{kind}" and not out.is_dir()
