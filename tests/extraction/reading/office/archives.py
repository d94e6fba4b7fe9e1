"""Office files for tests, part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of ``parts`` and the list of types that every Office file has."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def relations(targets: Mapping[str, tuple[str, str]], *, external: bool = False) -> str:
    """Return a part of relations: id → (kind, target)."""
    mode = ' TargetMode="External"' if external else ""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{KIND}{kind}" Target="{target}"{mode}/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def word(body: str, **parts: str) -> bytes:
    """Return a DOCX whose body is ``body``; ``numbering`` and ``styles`` are further parts."""
    names = {name: (name, f"{name}.xml") for name in parts}
    return archive(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(names),
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def sheet(rows: str, *, rest: str = "", columns: str = "") -> bytes:
    """Return an XLSX of one sheet."""
    return archive(
        {
            "xl/workbook.xml": f'<workbook {S}><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations({"a": ("worksheet", "worksheets/sheet1.xml")}),
            "xl/worksheets/sheet1.xml": f"<worksheet {S}>{columns}<sheetData>{rows}</sheetData>{rest}</worksheet>",
        }
    )
