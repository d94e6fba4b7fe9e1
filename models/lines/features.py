"""What a printed line looks like: names of features, to be looked up in a model's vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.layout import Layout, Line, Paragraph, Table
from extraction.narrative.headings import HeadingLine, read_heading
from extraction.narrative.numbering import Numbering, read_numbering
from extraction.projects.headings import is_contents_line, narrative_heading

FEATURE_VERSION = "1"
_READ = 64  # characters of a line that may decide what it is
_LONGEST_HEAD = 16
_SEARCHED = 120  # characters in which clues are looked for
_DIGITS = re.compile(r"\d")
_GAPS = re.compile(r"  +|\t")
_HEAD_ENDS = re.compile(r"[：:。，；,;！!？?（(《〈“”【】〖〗、]|——|—|\s{2,}|(?<=\S)\s(?=\S{5})")
_OPENERS = frozenset("一二三四五六七八九十第（(【〖①②③④⑤⑥⑦⑧⑨⑩0123456789●■◆▲★•·▪◇□※➢◎○ⅠⅡⅢⅣⅤⅥQ问")
_NONE = Numbering("none", None, 0)
_WIDE = {ord("：") + 0: ":", **{0xFF10 + digit: str(digit) for digit in range(10)}}
# What a body tells of its section, in the order of the letters that stand for it.
_CLUES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("money", re.compile(r"\d\s*(?:亿|万)?元|[万亿]元")),
    ("sum", re.compile(r"合计|共计|预算|测算|安排|拨款|经费")),
    ("title", re.compile(r"[《〈]")),
    ("number", re.compile(r"[〔\[【［（(](?:19|20)\d\d[〕\]】］）)]\s*\d+\s*号|第\s*\d+\s*号")),
    ("cites", re.compile(r"根据|依据|按照|精神|规定|条例|办法|通知|意见")),
    ("day", re.compile(r"\d\s*月|\d{4}\s*[-.年/]\s*\d")),
    ("range", re.compile(r"至|起|—|~|止|期限|全年|周期")),
    ("rate", re.compile(r"[%％≥≤]|不低于|不少于|达到|提升|满意")),
    ("body", re.compile(r"(?:局|委|中心|街道|办|镇|处|科|院|公司|站|队|馆)[）)]?[。；，]?$")),
    ("doing", re.compile(r"负责|承担|牵头|组织|实施|开展|完成|采购|招标|验收|审核")),
    ("why", re.compile(r"为了|为进一步|目前|现有|问题|旨在|近年|需要|居民|群众")),
)  # fmt: skip
_QUARTERS = re.compile(r"[一二三四]季度|第[一二三四]阶段|上半年|下半年|首先|其次|分[一二三四两]")


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with what its layout says of it; ``place`` counts in its paragraph."""

    line: Line
    text: str
    place: int
    count: int
    after_table: bool
    before_table: bool


class _Clues:
    """The clues of each line, looked for when first asked: most lines are never asked."""

    def __init__(self, lines: Sequence[LineView]) -> None:
        self._lines = lines
        self._held: dict[int, tuple[str, ...]] = {}

    def __getitem__(self, at: int) -> tuple[str, ...]:
        found = self._held.get(at)
        if found is None:
            found = self._held[at] = _clues(self._lines[at].text)
        return found


@dataclass(frozen=True, slots=True)
class LineLook:
    """A line's features, and what the second pass asks of it."""

    names: tuple[str, ...]
    numbering: Numbering
    heading: HeadingLine | None


def views(layout: Layout) -> list[LineView]:
    """Return each line of the layout's paragraphs, in reading order."""
    text, blocks = layout.text, layout.blocks
    found: list[LineView] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        after = at > 0 and isinstance(blocks[at - 1], Table)
        before = at + 1 < len(blocks) and isinstance(blocks[at + 1], Table)
        count = len(block.lines)
        for place, line in enumerate(block.lines):
            printed = text[line.start : line.end]
            found.append(LineView(line, printed, place, count, after, before))
    return found


def looks(layout: Layout) -> list[LineLook]:
    """Return the features of each line of the layout's paragraphs, in reading order."""
    lines = views(layout)
    usual, left, right = _usual(lines)
    numberings = [_NONE if goes_on(view) else read_numbering(view.text[:24]) for view in lines]
    clues = _Clues(lines)
    found: list[LineLook] = []
    for at, view in enumerate(lines):
        numbering = numberings[at]
        if goes_on(view):
            heading, names = None, _rest(view)
        else:
            heading = read_heading(view.text[:_READ])
            names = _own(view, numbering, heading)
        names += _print(lines, at, usual, left, right)
        names += _around(lines, numberings, clues, at)
        found.append(LineLook(tuple(names), numbering, heading))
    return found


def goes_on(view: LineView) -> bool:
    """Tell whether a line only goes on with its paragraph and can be no heading's beginning."""
    return view.place > 0 and len(view.text) >= _LONGEST_HEAD and view.text[0] not in _OPENERS


def _rest(view: LineView) -> list[str]:
    """Name what shows of a line that goes on with its paragraph."""
    text = view.text
    return ["bias", "goes on", "^" + text[:1], "$" + text[-1:], f"l{_bucket(len(text))}"]


def _usual(lines: Sequence[LineView]) -> tuple[float, float, float]:
    """Return the usual size, left and right edge; 0 where the layout has no geometry."""
    sizes: Counter[float] = Counter()
    lefts: Counter[int] = Counter()
    right = 0.0
    for view in lines:
        if view.line.size and view.line.box:
            sizes[round(view.line.size, 1)] += len(view.text)
            lefts[round(view.line.box[0])] += len(view.text)
            right = max(right, view.line.box[2])
    if not sizes:
        return 0.0, 0.0, 0.0
    return sizes.most_common(1)[0][0], float(lefts.most_common(1)[0][0]), right


def _own(view: LineView, numbering: Numbering, heading: HeadingLine | None) -> list[str]:
    """Name what the line's own characters show."""
    text = view.text
    rest = text[numbering.length : numbering.length + _READ].translate(_WIDE).strip()
    end = _HEAD_ENDS.search(rest, 1)
    head = "".join((rest[: end.start()] if end else rest).split())
    closed = rest[end.start()] if end else "$" if len(text) < _READ else "+"
    names = [
        "bias",
        "s" + numbering.scheme,
        f"o{numbering.scheme}{min(numbering.ordinal or 0, 8)}",
        "^" + rest[:1],
        "^" + rest[:2],
        "$" + text[-1:],
        "$" + text[-2:],
        "$" + text[-3:],
        f"l{_bucket(len(text))}",
        f"L{_bucket(len(head))}",
        "c" + closed,
        f"c{closed}{_bucket(len(head))}",
    ]
    if heading is not None:
        names += [f"r{heading.kind}", f"r{heading.shape}", f"r{heading.kind}{heading.shape}"]
    else:
        names.append("r-")
    if len(head) <= _LONGEST_HEAD:
        short = "h" if closed in "$:。？?】〗—" else "w"
        names.append("H" + head)
        names += [short + head[at : at + 2] for at in range(len(head) - 1)]
        names += [short + letter for letter in head]
        names.append("e" + head[-2:])
        names.append("e" + head[-3:])
    if numbering.scheme == "none" and rest[:1] in "【〖[Q问答":
        names.append("mark" + rest[:1])
    names.append(f"d{8 * len(_DIGITS.findall(text[:_READ])) // max(1, min(len(text), _READ))}")
    if "  " in text.strip() or "\t" in text:
        names.append(f"gaps{min(4, len(_GAPS.findall(text.strip())))}")
    if text.count(" ") >= 3:
        names.append(f"blanks{min(6, text.count(' '))}")
    if view.place == 0 and narrative_heading(text) is not None:
        names.append("narrative")
    if len(text) < 80 and is_contents_line(text):
        names.append("leader")
    # The body on the heading's own line.
    if view.place == 0 and end and len(rest) > end.end() + 3 and len(head) <= _LONGEST_HEAD:
        names += ["i" + clue for clue in _clues(text[numbering.length + end.end() :])]
    return names


def _print(
    lines: Sequence[LineView], at: int, usual: float, left: float, right: float
) -> list[str]:
    """Name what the print shows: size, indent, gap, place on the page."""
    view = lines[at]
    names = [f"p{min(view.place, 2)}", f"n{min(view.count, 4)}"]
    if view.place + 1 == view.count:
        names.append("last")
    if view.after_table and view.place == 0:
        names.append("after table")
    if view.before_table and view.place + 1 == view.count:
        names.append("before table")
    if at == 0:
        names.append("first")
    line = view.line
    if line.box is None or not line.size or not usual:
        return [*names, "no print"]
    names.append(f"z{max(-3, min(4, round(8 * (line.size / usual - 1))))}")
    indent = (line.box[0] - left) / usual
    names.append(f"x{max(-3, min(12, round(indent)))}")
    if abs((line.box[0] - left) - (right - line.box[2])) < 2 * usual and indent > 3:
        names.append("centred")
    if line.box[2] < right - 4 * usual:
        names.append("short")
    before = lines[at - 1].line if at else None
    if before is None or before.page != line.page:
        names.append("page top")
    elif before.box is not None:
        gap = (line.box[1] - before.box[3]) / usual
        names.append(f"g{max(-1, min(4, round(2 * gap)))}")
    if at + 1 == len(lines) or lines[at + 1].line.page != line.page:
        names.append("page foot")
    return names


def _around(
    lines: Sequence[LineView],
    numberings: Sequence[Numbering],
    clues: _Clues,
    at: int,
) -> list[str]:
    """Name what stands before and below."""
    names: list[str] = []
    if at:
        before = lines[at - 1].text
        names += ["<$" + before[-1:], f"<l{_bucket(len(before))}", "<s" + numberings[at - 1].scheme]
    if at + 1 < len(lines):
        below = lines[at + 1].text
        names += [f">l{_bucket(len(below))}", ">s" + numberings[at + 1].scheme, ">$" + below[-1:]]
    if len(lines[at].text) > 30:
        return names
    names += ["u" + clue for clue in clues[at]]
    seen: set[str] = set()
    for after in range(at + 1, min(at + 4, len(lines))):
        if after > at + 1 and len(lines[after].text) <= 16 and lines[after].place == 0:
            break
        seen.update(clues[after])
        if after == at + 1:
            names += ["b" + clue for clue in clues[after]]
            start = "".join(lines[after].text[: 2 * _LONGEST_HEAD].split())
            names += ["b" + start[place : place + 2] for place in range(len(start) - 1)]
    names += ["B" + clue for clue in sorted(seen)]
    return names


def _clues(text: str) -> tuple[str, ...]:
    text = text[:_SEARCHED]
    found = [name for name, pattern in _CLUES if pattern.search(text)]
    if _QUARTERS.search(text):
        found.append("steps")
    return tuple(found)


def _bucket(size: int) -> int:
    return size if size < 8 else 8 + min(8, (size - 8) // 4) if size < 40 else 17
