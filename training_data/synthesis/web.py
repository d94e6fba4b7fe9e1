"""Blocks → an HTML page, as departments publish them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from training_data.synthesis.blocks import Block, Paragraph, Table

_HEAD = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>部门预算公开</title>
<style>table {{ border-collapse: collapse; }}</style>
<script>var menu = "项目名称";</script></head><body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/gk">信息公开</a></div>
<div id="zoom">
"""
_FOOT = """</div><div style="display:none">打印本页</div></body></html>
"""


def as_html(blocks: Sequence[Block], *, charset: str = "utf-8") -> bytes:
    """Write the blocks as a page; a column of the form stands in one table row by row."""
    parts = [_HEAD.format(charset=charset)]
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.append(f"<p>&nbsp;&nbsp;{escape(block.text)}</p>\n")
        elif isinstance(block, Table):
            parts.append(_table(block))
    parts.append(_FOOT)
    return "".join(parts).encode({"gb2312": "gb18030"}.get(charset, charset))


def _table(table: Table) -> str:
    rows = []
    for row in table.rows:
        cells = []
        for cell in row:
            spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            cells.append(f"<td{spans}><p>{escape(cell.text)}</p></td>")
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    return f"<table>\n{''.join(rows)}</table>\n"
