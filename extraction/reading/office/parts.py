"""The parts of an Office file: a ZIP archive of XML files, opened under limits.

Nothing is unpacked to a disk, no link is followed, and a part is unpacked no further than the
limits allow, whatever size the archive declares for it.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from types import TracebackType
from typing import Literal, Self

from lxml import etree

from extraction.errors import BrokenDocument, EncryptedDocument, LimitExceeded
from extraction.limits import Limits

OfficeKind = Literal["docx", "xlsx", "other"]

_MOST_PARTS = 20_000  # a workbook with a thousand sheets has some 3,000
_PIECE = 1 << 20  # bytes unpacked at a time
_FOLDERS: tuple[tuple[str, OfficeKind], ...] = (("word/", "docx"), ("xl/", "xlsx"))
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENCRYPTED = 0x1


def office_kind(data: bytes) -> OfficeKind | None:
    """Tell what a ZIP archive is; None where it cannot be opened as one."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except _ZIP_ERRORS:
        return None
    if "[Content_Types].xml" in names:
        for folder, kind in _FOLDERS:
            if any(name.startswith(folder) for name in names):
                return kind
    return "other"


# What zipfile raises over odd archives, besides its own error.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OverflowError,
    UnicodeError,
)


class Parts:
    """The parts of one Office file by name.

    Raises ``BrokenDocument`` for an archive or a part that cannot be read,
    ``EncryptedDocument`` for a locked one, ``LimitExceeded`` for parts that unpack to more
    than ``limits.max_unpacked_bytes`` in all, or that pack so tightly that they are a trap.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._packed = max(1, len(data))
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._names = {name.lower(): name for name in self._archive.namelist()}
        except _ZIP_ERRORS as error:
            raise _broken(f"an Office file that cannot be opened ({type(error).__name__})") from (
                error
            )
        if len(self._names) > _MOST_PARTS:
            raise LimitExceeded(
                found=f"an Office file of {len(self._names)} parts",
                expected=f"at most {_MOST_PARTS}",
                hint="save the document again, or as PDF",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._archive.close()

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name; case does not count."""
        return name.lower() in self._names

    def names(self, prefix: str) -> tuple[str, ...]:
        """Return the names that begin with ``prefix``."""
        return tuple(name for low, name in self._names.items() if low.startswith(prefix))

    def tree(self, name: str) -> etree._Element:
        """Return the root of an XML part."""
        return parse_xml(self.bytes_of(name), name)

    def bytes_of(self, name: str) -> bytes:
        """Return the bytes of a part."""
        place = self._names.get(name.lower())
        if place is None:
            raise _broken(f"an Office file without its part {name}")
        info = self._archive.getinfo(place)
        if info.flag_bits & _ENCRYPTED:
            raise EncryptedDocument(
                found="an Office file that opens only with a password",
                expected="a file that opens without one",
                hint="save it without a password and try again",
            )
        pieces: list[bytes] = []
        try:
            with self._archive.open(info) as part:
                while piece := part.read(_PIECE):
                    self._count(len(piece))
                    pieces.append(piece)
        except _ZIP_ERRORS as error:
            raise _broken(f"an Office file whose part {name} is damaged") from error
        return b"".join(pieces)

    def _count(self, size: int) -> None:
        self._unpacked += size
        most = self._limits.max_unpacked_bytes
        if self._unpacked > most:
            raise LimitExceeded(
                found=f"an Office file that unpacks to more than {most} bytes",
                expected=f"at most {most} bytes",
                hint="split the document, or raise YIJU_MAX_UNPACKED_BYTES",
            )
        ratio = self._limits.max_unpacked_ratio
        if self._unpacked > max(_PIECE, ratio * self._packed):
            raise LimitExceeded(
                found=f"an Office file that unpacks to more than {ratio} times its size",
                expected=f"at most {ratio} times",
                hint="such files are traps; if this one is none, raise YIJU_MAX_UNPACKED_RATIO",
            )

    def related(self, source: str) -> Mapping[str, tuple[str, str]]:
        """Return (kind, part) by id of what ``source`` refers to inside the file.

        Links to the outside are left out. ``""`` is the file itself.
        """
        folder, name = posixpath.split(source)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(place):
            return {}
        found: dict[str, tuple[str, str]] = {}
        for relation in self.tree(place).iter(_RELATIONS):
            if relation.get("TargetMode") == "External":
                continue
            kind = (relation.get("Type") or "").rpartition("/")[2]
            target = relation.get("Target") or ""
            part = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            found[relation.get("Id") or ""] = (kind, posixpath.normpath(part))
        return found

    def main_part(self, usual: str) -> str:
        """Return the name of the document's own part, by default ``usual``."""
        for kind, part in self.related("").values():
            if kind == "officeDocument" and self.has(part):
                return part
        return usual


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse an XML part. Raises ``BrokenDocument``, also for one with a document type.

    Office files have none; what declares one wants entities to be expanded or files read.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise _broken(f"an Office file whose part {name} is no XML") from error
    if root.getroottree().docinfo.doctype:
        raise _broken(f"an Office file whose part {name} declares a document type")
    return root


def _broken(found: str) -> BrokenDocument:
    return BrokenDocument(
        found=found,
        expected="a whole Office file",
        hint="fetch the file again, or open it in an office program and save it as PDF",
    )
