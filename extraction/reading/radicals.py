"""Plain characters for the code points of Chinese radicals.

Many PDFs print 目 through the code point of the radical ⽬ (U+2F6C): it looks the same and
compares as another character. The Kangxi radicals (U+2F00 to U+2FD5) and the compatibility
ideographs have a compatibility mapping in Unicode; the radicals supplement (U+2E80 to
U+2EF3) has none there, its equivalents are those of Unicode's EquivalentUnifiedIdeograph
property. The angle brackets U+2329 and U+232A are canonically 〈 and 〉.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# One "radical ideograph" pair each; components that are no character of running text are left out.
_SUPPLEMENT = (
    "⺁厂⺃乚⺄乙⺅亻⺈刀⺉刂⺋㔾⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬"
    "⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺶羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤"
    "⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食"
    "⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟"
)


@cache
def radical_table() -> dict[int, str]:
    """Return a table for ``str.translate`` from radical code points to plain characters."""
    table: dict[int, str] = {}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    # NFKC gives the traditional shape of these; the simplified faces that print them map
    # the radical to the simplified character's glyph.
    table.update({0x2F3E: "户", 0x2FAD: "青", 0x2FC8: "黄", 0x2329: "〈", 0x232A: "〉"})
    pairs = zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)
    table.update({ord(radical): plain for radical, plain in pairs})
    return table


@cache
def _printed_radical() -> re.Pattern[str]:
    """Return a pattern for what the table holds: looking is ten times as fast as translating."""
    return re.compile("[" + "".join(map(chr, radical_table())) + "]")


def plain_characters(text: str) -> str:
    """Replace radicals by the characters they stand for; the length stays the same.

    >>> plain_characters("项⽬")
    '项目'
    """
    return text.translate(radical_table()) if _printed_radical().search(text) else text
