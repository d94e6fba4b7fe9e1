"""Other headings over the same bodies: words and numbers that no document at hand has."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import cast

from extraction.narrative.headings import heading_kinds
from models.lines.printed import PrintedDocument, PrintedLine

_CHINESE, _CIRCLED = "一二三四五六七八九十", "①②③④⑤⑥⑦⑧⑨⑩"
_RARE = "梧穗瀚璞岚筑沁翎煜棠砚"  # stands for words never seen
_PREFIX = "heading_"


def reword(document: PrintedDocument, chance: random.Random) -> PrintedDocument:
    """Return the document with the headings of its sections in one other style.

    One document in six gets headings whose words say nothing, so that place, number and the
    body below must speak. Headings numbered in the body stay as they are.
    """
    wordings = _wordings()
    style = chance.choice(wordings["styles"])
    run_in = chance.choice(wordings["run_in"]) if chance.random() < 0.35 else ""
    says_nothing = chance.random() < 0.17
    chosen: dict[str, str] = {}
    out: list[PrintedLine] = []
    number = 0
    lines = document.lines
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line.role in ("project_heading", "title"):
            number = 0
        if not line.role.startswith(_PREFIX) or len(line.text) > 24:
            out.append(line)
            continue
        kind = line.role.removeprefix(_PREFIX)
        if kind not in chosen:
            chosen[kind] = (
                "".join(chance.choices(_RARE, k=chance.randint(2, 6)))
                if says_nothing
                else _words(kind, wordings, chance)
            )
        printed = style.format(
            n=number + 1, cn=_CHINESE[number % 10], o=_CIRCLED[number % 10], w=chosen[kind]
        )
        number += 1
        if run_in and at < len(lines) and lines[at].role == "body":
            between = "" if printed.endswith(("】", "〗")) else run_in
            out.append(replace(line, text=printed + between + lines[at].text))
            at += 1
        else:
            out.append(replace(line, text=printed + chance.choice(("", "", "", "：", "？"))))
    return replace(document, lines=tuple(out), written=False)


def _words(kind: str, wordings: Mapping[str, list[str]], chance: random.Random) -> str:
    known = [word for one in heading_kinds() if one.name == kind for word in one.words]
    words = chance.choice(wordings[kind] if chance.random() < 0.7 or not known else known)
    if chance.random() < 0.2 and not re.match("项目|年度|本", words):
        words = chance.choice(("项目", "年度", "主要", "本项目", "具体")) + words
    if chance.random() < 0.15:
        words += chance.choice(("情况", "说明", "及说明", "及要求", "等"))
    if chance.random() < 0.07:
        words = " ".join(words)
    return words


@cache
def _wordings() -> Mapping[str, list[str]]:
    data = tomllib.loads(files(__package__).joinpath("wordings.toml").read_text("utf-8"))
    numbering = data["numbering"]
    words = cast("dict[str, list[str]]", data["words"])
    return {**words, "styles": numbering["styles"], "run_in": numbering["run_in"]}
