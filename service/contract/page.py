"""docs/output.md: every name of the contract with its label, type and meaning."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Literal, Union, get_args, get_origin, get_type_hints

from extraction import schema
from service.contract.meanings import CHOICES, Kind, Meaning, load_meanings, records

_HEAD = """\
# What one document becomes

`yiju extract FILE` prints one JSON object, a `Disclosure`. Python's `extract` returns the same
names as frozen dataclasses (`extraction/schema.py`). The same shape as a JSON Schema stands in
[disclosure.schema.json](disclosure.schema.json).

- Every name is always there, in the order of the tables; only `fields` leaves names out. What
  the document does not say is `null`, an empty list or, in `fields`, absent.
- **Money** is yuan as a decimal string with two places, whatever unit was printed; the text as
  printed stands beside it.
- **Dates** are ISO strings as exact as the print: a day, a month or only a year.
- **Offsets** are half-open character offsets (Python's, code points) into the document's one
  text. That text is made once by the reader and never changed; `text[start:end]` is always
  what was found. In plain text a table cell that a page end cuts in two encloses what stands
  between its parts.
- **Boxes** are points from the top-left corner of the page as it is shown. **Pages** count
  from 1.
- Blanks and line breaks inside a form's cell are dropped from `value`, never from `text`;
  punctuation keeps the width that is printed.
- Two values that contradict each other (narrative and form) are both given as printed.
"""

_KIND_WORDS: Mapping[Kind, str] = {
    "money": "money",
    "date": "date",
    "count": "whole number",
    "year": "year",
    "page": "page number",
    "offset": "offset",
    "share": "number, 0 to 1",
    "pages": "two page numbers",
    "box": "box: four numbers",
    "sha256": "text",
}
_TYPE_WORDS: Mapping[type, str] = {str: "text", int: "whole number", float: "number"}
_CHOICE_TITLES: Mapping[str, str] = {
    "SectionKind": "Kinds of sections",
    "Method": "Methods",
    "Operator": "Operators",
    "LinkStatus": "States of a link",
    "Severity": "Degrees of a finding",
    "TableKind": "Kinds of budget tables",
    "TableSide": "Sides of a table",
}
_FIELD_TITLES: Mapping[str, str] = {
    "form": "Fields of the form (财政项目支出绩效目标申报表 / 填报表)",
    "narrative": "Fields of the narrative (项目经费情况说明)",
}
_FIELD_NOTES: Mapping[str, str] = {
    "form": "A form field is there where the form prints its label; an empty cell is a field "
    "whose `value` is null.",
    "narrative": "A narrative field is there where the text gives it.",
}
_TAIL = """\
## A document that cannot be read

Where a folder is read, such a document has this in its file instead:

```json
{"error": {"code": "encrypted", "message": "found …; expected …", "hint": "what to do"}}
```

One file alone prints the same in words and ends with exit code 2. All codes, of errors and of
problems, are in [errors.md](errors.md).
"""


def output_page(*, note: str) -> str:
    """Return docs/output.md; ``note`` is its first line and says how it is made."""
    blocks = [note, _HEAD.rstrip("\n")]
    for record in records():
        blocks += _record_blocks(record)
        if record is schema.Project:
            for place, title in _FIELD_TITLES.items():
                blocks += [f"### {title}", _FIELD_NOTES[place], "\n".join(_field_rows(place))]
    blocks.append("## Fixed words")
    for words, name in CHOICES.items():
        blocks += [f"### {_CHOICE_TITLES[name]}", "\n".join(_choice_rows(name, words))]
    return "\n\n".join((*blocks, _TAIL))


def _record_blocks(record: type) -> list[str]:
    hints = get_type_hints(record)
    meanings = load_meanings()["record", record.__name__]
    rows = ["| name | 中文 | type | meaning |", "|---|---|---|---|"]
    for row in fields(record):
        meaning = meanings[row.name]
        words = _type_words(hints[row.name], meaning.kind)
        rows.append(_row(row.name, meaning, words))
    # reST's double backquotes are Markdown's single ones.
    document = (inspect.getdoc(record) or "").replace("``", "`")
    return [f"## {record.__name__}", document, "\n".join(rows)]


def _row(name: str, meaning: Meaning, words: str) -> str:
    return f"| `{name}` | {meaning.zh} | {words} | {meaning.meaning} |"


def _field_rows(place: str) -> Iterator[str]:
    yield "| name | 中文 | value | meaning |"
    yield "|---|---|---|---|"
    for name, meaning in load_meanings()["field", place].items():
        yield _row(name, meaning, _KIND_WORDS[meaning.kind] if meaning.kind else "text")


def _choice_rows(name: str, words: tuple[str, ...]) -> Iterator[str]:
    meanings = load_meanings()["choice", name]
    yield "| word | 中文 | meaning |"
    yield "|---|---|---|"
    for word in words:
        yield f"| `{word}` | {meanings[word].zh} | {meanings[word].meaning} |"


def _type_words(hint: object, kind: Kind | None) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return f"{_type_words(inner, kind)}, or null"
    if kind is not None:
        return _KIND_WORDS[kind]
    if origin is Literal:
        title = _CHOICE_TITLES[CHOICES[arguments]]
        return f"[one of](#{title.lower().replace(' ', '-')})"
    if origin is tuple:
        return f"list of {_type_words(arguments[0], None)}"
    if origin is not None:
        return f"names, each with a {_type_words(arguments[1], None)}"
    if isinstance(hint, type) and hint in _TYPE_WORDS:
        return _TYPE_WORDS[hint]
    if isinstance(hint, type) and hint in records():
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    raise TypeError(f"no words for {hint!r}: extend _type_words")
