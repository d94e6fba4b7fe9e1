"""`yiju check`: what in a disclosure does not agree with itself, or with others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from extraction.errors import ModelError, RegistryError, StoreError, UsageError, YijuError
from extraction.schema import Disclosure, Severity
from service.assembly import ReaderChoice
from service.cli import exit_codes
from service.cli.messages import describe, warn_of_missing_limits
from service.cli.options import command_settings, ocr_option, reader_option, store_option
from service.documents import find_documents
from service.exports.document import Document
from service.exports.files import write_whole
from service.parsing import Reply, Request, Worker, run_all
from service.settings import Settings

if TYPE_CHECKING:
    from service.findings import Report

Format = Literal["text", "json", "xlsx", "sarif"]
Language = Literal["zh", "en"]
_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_Answer = tuple[str, Disclosure | YijuError]


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--stored",
    is_flag=True,
    help="Check the documents of the store instead, by what was read of them.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(get_args(Format)),
    default="text",
    show_default=True,
    help="text: for reading. json: every finding with its evidence. xlsx: one line a finding. "
    "sarif: SARIF 2.1.0, for tools.",
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Where to write; needed for xlsx."
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(get_args(Language)),
    default="zh",
    show_default=True,
    help="The language of the text: the findings' own sentences in Chinese, or the rules' in "
    "English.",
)
@click.option(
    "--least",
    type=click.Choice(_SEVERITIES),
    default="info",
    show_default=True,
    help="Leave out what matters less.",
)
@click.option(
    "--fail-on",
    type=click.Choice(_SEVERITIES),
    help=f"End with exit code {exit_codes.FOUND} where something of this severity, or of a worse "
    "one, is found.",
)
@reader_option
@ocr_option
@store_option
def command(
    paths: tuple[Path, ...],
    stored: bool,
    kind: Format,
    out: Path | None,
    language: Language,
    least: Severity,
    fail_on: Severity | None,
    reader: ReaderChoice,
) -> int:
    """Print what does not agree in documents: numbers, words, dates, legal basis.

    PATH is a file, or a folder whose .pdf and .txt files are read, those of its sub-folders
    too. Documents that are given together are also checked against each other: years of one
    department, a department and its units, citations. docs/checks.md lists the rules.

    \b
    json is {"documents": [{document, department, fiscal_year, checks: [Check and
    project_name and sentence]}], "across": [Check and sentence and documents, the names
    that belong to its evidence]}. A document that cannot be read has "error" in its place.

    The exit code is 0 when the documents were read, whatever was found, unless --fail-on says
    otherwise; one file that cannot be read ends in exit code 2.
    """
    from service.findings import report_of

    settings = command_settings()
    if stored == bool(paths):
        raise UsageError(
            found="both PATH and --stored" if stored else "neither PATH nor --stored",
            expected="documents to check",
            hint="Name files or folders, or say --stored for those of the store.",
        )
    if kind == "xlsx" and out is None:
        raise UsageError(
            found="--format xlsx without -o",
            expected="-o OUT",
            hint="A workbook goes to a file: say with -o where.",
        )
    answers = list(_stored(settings) if stored else _read(paths, reader, settings))
    if not stored and len(paths) == 1 and len(answers) == 1 and not paths[0].is_dir():
        name, answer = answers[0]
        if isinstance(answer, YijuError):
            click.echo(describe(answer, name=name), err=True)
            of_document = not isinstance(answer, StoreError | RegistryError | ModelError)
            return exit_codes.UNREADABLE if of_document else exit_codes.FAILED
    report = report_of(answers, least=least)
    _write(report, kind, out, language)
    if fail_on is not None:
        degrees = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
        if any(report.count(severity) for severity in degrees):
            return exit_codes.FOUND
    return 0


def _read(paths: tuple[Path, ...], reader: ReaderChoice, settings: Settings) -> Iterator[_Answer]:
    found = find_documents(paths)
    requests = [Request(str(item.path), item.name, reader=reader) for item in found.documents]
    if len(requests) == 1:
        outcome = _read_one(requests[0], settings)
        if isinstance(outcome, Reply):
            warn_of_missing_limits([outcome])
        yield _answer(found.documents[0].name, outcome)
        return
    with closing(run_all(requests, settings, in_order=True)) as outcomes:
        for index, outcome in outcomes:
            yield _answer(found.documents[index].name, outcome)


def _read_one(request: Request, settings: Settings) -> Reply | YijuError:
    with Worker(settings) as worker:
        worker.start()
        try:
            return worker.run(request)
        except YijuError as error:
            return error


def _answer(name: str, outcome: Reply | YijuError) -> _Answer:
    body = outcome if isinstance(outcome, YijuError) else outcome.body
    answer = Document(name, body).disclosure()
    # Budget tables are done with, and there may be many documents.
    return name, answer if isinstance(answer, YijuError) else replace(answer, tables=())


def _stored(settings: Settings) -> Iterator[_Answer]:
    from service.registry.opening import open_registry
    from service.store.documents import first_names, iterate_documents
    from service.store.extractions import iterate_disclosures

    with open_registry(settings) as store, store.read() as connection:
        hashes = [one.sha256 for one in iterate_documents(connection)]
        names = first_names(connection, hashes)
        for sha256, disclosure in iterate_disclosures(connection, hashes):
            name = names[sha256].name if sha256 in names else disclosure.source.name
            yield name, replace(disclosure, tables=())


def _write(report: Report, kind: Format, out: Path | None, language: Language) -> None:
    from service.findings import in_words, sarif_log, write_workbook

    if kind == "xlsx":
        assert out is not None
        write_workbook(report, out)
        return
    if kind == "text":
        text = in_words(report, language=language)
    else:
        plain = report.as_json() if kind == "json" else sarif_log(report, version=version("yiju"))
        text = json.dumps(plain, ensure_ascii=False, indent=2)
    if out is None:
        click.echo(text)
    else:
        write_whole(out, (text + "\n").encode("utf-8"))
