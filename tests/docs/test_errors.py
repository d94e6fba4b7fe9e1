"""docs/errors.md lists every code that the program can give, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from extraction import errors
from extraction.errors import DocumentError, YijuError
from service.store import failures

ROOT = Path(__file__).parents[2]
FLOORS = ("extraction", "models", "service", "training_data")


def _classes(base: type[YijuError] = YijuError) -> Iterator[type[YijuError]]:
    yield base
    for inner in base.__subclasses__():
        if inner.__module__ == errors.__name__:
            yield from _classes(inner)


def _calls() -> Iterator[ast.Call]:
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    yield node


def _name(call: ast.Call) -> str:
    assert isinstance(call.func, ast.Name)
    return call.func.id


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _literal(node: ast.expr) -> str:
    assert isinstance(node, ast.Constant), f"a code that is no literal: {ast.unparse(node)}"
    return str(node.value)


def _error_codes() -> set[str]:
    """Return the codes of the classes, and those that a raise gives by hand."""
    names = {kind.__name__ for kind in _classes()}
    given = {
        _literal(keyword.value)
        for call in _calls()
        if _name(call) in names
        for keyword in call.keywords
        # service.store.failures gives its codes from a table
        if keyword.arg == "code" and not _is_name(keyword.value, "code")
    } | set(failures.CODES)
    return given | {kind.code for kind in _classes()} - {YijuError.code, DocumentError.code}


def _problem_codes() -> set[str]:
    return {_literal(call.args[0]) for call in _calls() if _name(call) == "Problem" and call.args}


def _table(heading: str) -> list[tuple[str, ...]]:
    """Return the code, and for errors the class, of each row of a table of the page."""
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    part = page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [
        tuple(cell for cell in found if cell)
        for found in re.findall(r"^\| `([a-z_]+)` \|(?: `(\w+)` \|)?", part, re.MULTILINE)
    ]


def test_every_error_is_listed() -> None:
    assert {row[0] for row in _table("Errors")} == _error_codes()


def test_every_problem_is_listed() -> None:
    assert {row[0] for row in _table("Problems")} == _problem_codes()


def test_no_code_is_listed_twice() -> None:
    codes = [row[0] for heading in ("Errors", "Problems") for row in _table(heading)]
    assert sorted(codes) == sorted(set(codes))


def test_the_classes_of_the_page_are_those_of_the_program() -> None:
    named = {row[1] for row in _table("Errors")}
    assert [name for name in named if not hasattr(errors, name)] == []
    own = {row[0]: row[1] for row in _table("Errors")}
    assert {kind.code: kind.__name__ for kind in _classes() if kind.code in own}.items() <= (
        own.items()
    )


def test_codes_of_both_kinds_were_found_in_the_program() -> None:
    assert "internal_error" in _error_codes()
    assert "needs_ocr" in _problem_codes()
