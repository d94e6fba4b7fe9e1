"""`yiju cite`: the citations in any text, each with its link into the registry."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

import click

from extraction.errors import NotADocument, UsageError
from service.cli.options import command_settings, store_option

if TYPE_CHECKING:
    from service.registry.reading.decoding import FileLine

Form = Literal["auto", "text", "jsonl"]
Cite = Callable[[str], list[object]]

_STDIN = Path("-")
_TROUBLES = {
    "bad_encoding": ("bytes that are no text", "text in UTF-8"),
    "too_long": ("a line of more than a million bytes", "shorter lines"),
}
_HEAD = 1024  # bytes
_DATE_FORMS = "a date like 2025-01-01, 2025-01 or 2025"


@click.command("cite", short_help="Find and link the citations in any text.")
@click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("auto", "text", "jsonl")),
    default="auto",
    show_default=True,
    help='What a line is: text, or a JSON object with a "text". auto: JSON where the first '
    "line that is not blank is such an object.",
)
@click.option(
    "--place",
    default="",
    help="Where the text is from, for titles without a place: a city, a district, or a body "
    "whose name begins with one.",
)
@click.option(
    "--date",
    "on",
    help="The day on which a regulation had to be in force, like 2025-01-01; a month or a year "
    "means its first day.",
)
@click.option(
    "--skip-bad",
    is_flag=True,
    help='Answer a line that cannot be read with {"error": …} and go on.',
)
@store_option
def command(file: Path, form: Form, place: str, on: str | None, skip_bad: bool) -> None:
    """Find and link the citations in the lines of FILE; - reads standard input.

    Each line is answered with one line of JSON, also a blank one:

    \b
      {"text": …, "citations": [{"title", "doc_number", … "link": {…}}]}

    The citations are those of `yiju extract`, with section and page null. Every line stands
    alone: a short name (以下简称《通知》) holds to the end of its line, and one that the line
    has not defined is no citation. A file may be UTF-8, GB 18030, or UTF-16 with a byte order
    mark; what is piped in is UTF-8.
    """
    first_day = None if on is None else _first_day(on)
    place = _place(place)
    piped = not file.is_file()
    out = cast(BinaryIO, sys.stdout.buffer)
    cite: Cite | None = None
    for line in _texts(_lines(file), form):
        if isinstance(line, UsageError):
            if not skip_bad:
                out.flush()
                raise line
            answer: dict[str, object] = {
                "error": {"code": line.code, "message": line.message, "hint": line.hint}
            }
        elif not line.strip():
            answer = {"text": line, "citations": []}
        else:
            # Not before there is something to link: opening the registry takes a while.
            cite = cite or _citer(place, first_day)
            answer = {"text": line, "citations": cite(line)}
        out.write(_encoded(answer))
        if piped:
            out.flush()
    out.flush()


def _citer(place: str, on: str | None) -> Cite:
    """Return what finds and links the citations of one line."""
    from extraction.registry import Context
    from extraction.schema import to_json
    from service.registry.citing import cite_text
    from service.registry.linking import linker_opener

    linker = linker_opener(command_settings())()
    context = Context(place, on)

    def cite(text: str) -> list[object]:
        return [to_json(citation) for citation in cite_text(text, linker, context)]

    return cite


def _place(said: str) -> str:
    """Return the place that a name begins with, empty for no name. Raises `UsageError`."""
    from service.registry.citing import place_in

    place = place_in(said)
    if said.strip() and not place:
        raise UsageError(
            found=f"--place {said}",
            expected="a place, or a body whose name begins with one",
            hint="Write it with 省, 市, 区 or 县, like 上海市松江区 or 上海市松江区水务局.",
        )
    return place


def _first_day(printed: str) -> str:
    """Return a day; of a month or a year its first. Raises `UsageError`."""
    from service.registry.citing import first_day

    day = first_day(printed)
    if day is None:
        raise UsageError(
            found=f"--date {printed}", expected=_DATE_FORMS, hint="Write the date like that."
        )
    return day


def _lines(path: Path) -> Iterator[FileLine]:
    from service.registry.reading.decoding import read_lines

    if path == _STDIN:
        yield from _piped_lines(sys.stdin.buffer)
        return
    with path.open("rb") as stream:
        if not path.is_file():  # a pipe: what is read of it is gone
            yield from _piped_lines(stream)
            return
        head = stream.read(_HEAD)
    if b"%PDF-" in head:
        raise NotADocument(
            found=f"{path.name}, which is a PDF",
            expected="a text file",
            hint="Read a disclosure with `yiju extract`.",
        )
    yield from read_lines(path)


def _piped_lines(stream: BinaryIO) -> Iterator[FileLine]:
    """Read lines as they come, so that a program can ask line by line."""
    from service.registry.reading.decoding import LONGEST_LINE, FileLine

    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
            yield FileLine(number, None, "too_long")
            continue
        try:
            yield FileLine(number, line.decode("utf-8"))
        except UnicodeDecodeError:
            yield FileLine(number, None, "bad_encoding")


def _texts(lines: Iterable[FileLine], form: Form) -> Iterator[str | UsageError]:
    """Yield the text of each line, or what is wrong with it."""
    for line in lines:
        if line.text is None:
            found, expected = _TROUBLES[line.trouble]
            yield _bad_line(line.number, found, expected)
            continue
        text = line.text.rstrip("\r\n")
        if not text.strip():
            yield text
            continue
        if form == "auto":
            form = "jsonl" if isinstance(_json_text(text), str) else "text"
        if form == "text":
            yield text
            continue
        said = _json_text(text)
        if isinstance(said, str):
            yield said
        else:
            yield _bad_line(line.number, said[0], 'a JSON object with a "text" that is text')


def _json_text(line: str) -> str | tuple[str]:
    """Return the text of a JSON line, or, in a tuple, what the line is instead."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return (f"no JSON ({str(error)[:80]})",)
    if not isinstance(value, dict):
        return (f"a JSON {type(value).__name__}",)
    if "text" not in value:
        return ('a JSON object without "text"',)
    text = value["text"]
    return text if isinstance(text, str) else (f'a "text" that is {type(text).__name__}',)


def _bad_line(number: int, found: str, expected: str) -> UsageError:
    return UsageError(
        found=f"line {number}: {found}",
        expected=expected,
        hint="Put the line right, or pass over such lines with --skip-bad.",
        code="bad_line",
    )


def _encoded(answer: dict[str, object]) -> bytes:
    try:
        return json.dumps(answer, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        # half of a surrogate pair, which JSON can write and UTF-8 cannot
        return json.dumps(answer).encode("ascii") + b"\n"
