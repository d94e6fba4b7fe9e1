"""Every tolerance of layout, in one record."""

from __future__ import annotations

from dataclasses import dataclass, fields

from extraction.errors import UsageError


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """Tolerances of layout. Points where the name says so, else multiples of the font size.

    snap_points          rulings closer than this are one (double lines, misdrawn corners)
    join_points          gap over which two pieces of one ruling are joined
    touch_points         distance at which two rulings still meet
    open_side_points     how far lines must stand out for a column outside the outermost side line
    baseline_em          baselines closer than this are one line (digits often stand off a little)
    twin_em              the same character this close is the same one printed twice (fake bold)
    wide_blank_em        gap that is a blank beside a full-width character
    narrow_blank_em      gap that is a blank between two narrow characters
    full_line_em         distance from the right margin at which a line still counts as full
    indent_em            indent from the left margin that opens a paragraph
    paragraph_gap_em     distance between baselines that ends a paragraph
    centred_em           distance from the middle of the text at which a line is centred
    title_gap_em         distance between the baselines of a title's lines
    same_title_size      ratio of font sizes within one title
    same_size            ratio of font sizes within one paragraph
    table_extent_points  difference of left and right sides of a table continued on the next page
    """

    snap_points: float = 3.0
    join_points: float = 3.0
    touch_points: float = 3.0
    open_side_points: float = 8.0
    baseline_em: float = 0.35
    twin_em: float = 0.25
    wide_blank_em: float = 0.45
    narrow_blank_em: float = 0.18
    full_line_em: float = 2.1
    indent_em: float = 1.4
    paragraph_gap_em: float = 3.6
    centred_em: float = 0.6
    title_gap_em: float = 2.2
    same_title_size: float = 1.05
    same_size: float = 1.2
    table_extent_points: float = 8.0

    def __post_init__(self) -> None:
        for setting in fields(self):
            value = getattr(self, setting.name)
            if not value >= 0:
                raise UsageError(
                    found=f"{setting.name} = {value}",
                    expected="a number that is not negative",
                    hint=f"set {setting.name} to 0 or more",
                )


DEFAULT_SETTINGS = LayoutSettings()
