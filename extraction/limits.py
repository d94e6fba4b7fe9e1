"""How large a document may be before reading stops with a typed error or a problem."""

from __future__ import annotations

from dataclasses import dataclass, fields

from extraction.errors import UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document; every bound is a count and at least 1.

    max_bytes        size of the file
    max_pages        pages read; later pages become one problem
    max_glyphs       glyphs read in all; pages after it become one problem
    max_page_glyphs  glyphs read of one page; a page with more becomes a problem
    max_page_objects path objects looked at on one page; a page with more has no tables
    max_table_cells  cells of all tables of a document without pages; what follows is a problem
    max_unpacked_bytes  bytes to which the parts of an Office file may unpack in all
    max_unpacked_ratio  how many times its size an Office file may unpack to

    The defaults hold a disclosure of a whole city (a few hundred pages) with room to spare:
    a dense page of print has about 3,000 glyphs, a dense budget table about 1,500 paths.
    """

    max_bytes: int = 256 * 1024 * 1024
    max_pages: int = 1_500
    max_glyphs: int = 3_000_000
    max_page_glyphs: int = 60_000
    max_page_objects: int = 60_000
    max_table_cells: int = 500_000
    max_unpacked_bytes: int = 256 * 1024 * 1024
    max_unpacked_ratio: int = 200

    def __post_init__(self) -> None:
        for bound in fields(self):
            value = getattr(self, bound.name)
            if value < 1:
                raise UsageError(
                    found=f"{bound.name} = {value}",
                    expected="a whole number of at least 1",
                    hint=f"set {bound.name} to 1 or more",
                )
