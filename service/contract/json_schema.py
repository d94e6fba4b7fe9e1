"""The Disclosure as a JSON Schema (2020-12), from ``schema.py`` and the table of meanings."""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Mapping
from dataclasses import fields
from typing import Literal, Union, get_args, get_origin, get_type_hints

from extraction import schema
from service.contract.meanings import CHOICES, Kind, Meaning, load_meanings, records

Node = dict[str, object]

_KINDS: Mapping[Kind, Node] = {
    "money": {"type": "string", "pattern": r"^-?\d+\.\d{2}$"},
    "date": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    "count": {"type": "integer", "minimum": 0},
    "year": {"type": "integer", "minimum": 1949, "maximum": 2999},
    "page": {"type": "integer", "minimum": 1},
    "offset": {"type": "integer", "minimum": 0},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "pages": {
        "type": "array",
        "items": {"type": "integer", "minimum": 1},
        "minItems": 2,
        "maxItems": 2,
    },
    "box": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
}
_TYPES: Mapping[type, str] = {str: "string", int: "integer", float: "number"}


def disclosure_schema() -> Node:
    """Return the schema of what ``yiju extract`` prints for a document that can be read."""
    definitions: dict[str, object] = {
        record.__name__: _record(record) for record in records() if record is not schema.Disclosure
    }
    definitions.update({name: _choice(name, words) for words, name in CHOICES.items()})
    definitions["Fields"] = _fields()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:yiju:disclosure:{schema.SCHEMA_VERSION}",
        "title": "Disclosure",
        **_record(schema.Disclosure),
        "$defs": definitions,
    }


def schema_text() -> str:
    """Return docs/disclosure.schema.json."""
    return json.dumps(disclosure_schema(), ensure_ascii=False, indent=2) + "\n"


def _record(record: type) -> Node:
    hints = get_type_hints(record)
    meanings = load_meanings()["record", record.__name__]
    names = [row.name for row in fields(record)]
    return {
        "description": " ".join((inspect.getdoc(record) or "").split("\n\n")[0].split()),
        "type": "object",
        "properties": {
            name: _described(_property(record, name, hints[name], meanings[name]), meanings[name])
            for name in names
        },
        "required": names,
        "additionalProperties": False,
    }


def _described(node: Node, meaning: Meaning) -> Node:
    return {"title": meaning.zh, "description": meaning.meaning, **node}


def _property(record: type, name: str, hint: object, meaning: Meaning) -> Node:
    if record is schema.Disclosure and name == "schema_version":
        return {"const": schema.SCHEMA_VERSION}
    if record is schema.Project and name == "fields":
        return {"$ref": "#/$defs/Fields"}
    return _node(hint, meaning.kind)


def _node(hint: object, kind: Kind | None = None) -> Node:
    """Return the schema of a type; ``kind`` stands for the type where it is not null."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        return _nullable(_node(inner, kind))
    if kind is not None:
        return dict(_KINDS[kind])
    if origin is Literal:
        return {"$ref": f"#/$defs/{CHOICES[arguments]}"}
    if origin is tuple:
        return {"type": "array", "items": _node(arguments[0])}
    if isinstance(hint, type) and hint in _TYPES:
        return {"type": _TYPES[hint]}
    if isinstance(hint, type) and hint in records():
        return {"$ref": f"#/$defs/{hint.__name__}"}
    raise TypeError(f"no JSON Schema for {hint!r}: extend _node")


def _nullable(node: Node) -> Node:
    if isinstance(node.get("type"), str):
        return {**node, "type": [node["type"], "null"]}
    return {"anyOf": [node, {"type": "null"}]}


def _choice(name: str, words: tuple[str, ...]) -> Node:
    meanings = load_meanings()["choice", name]
    return {
        "oneOf": [
            {"const": word, "title": meanings[word].zh, "description": meanings[word].meaning}
            for word in words
        ]
    }


def _fields() -> Node:
    described = {**load_meanings()["field", "form"], **load_meanings()["field", "narrative"]}
    return {
        "type": "object",
        "properties": {
            name: _described(_field(meaning.kind), meaning) for name, meaning in described.items()
        },
        "additionalProperties": False,
    }


def _field(kind: Kind | None) -> Node:
    node: Node = {"$ref": "#/$defs/Value"}
    if kind is not None:
        node["properties"] = {"value": _nullable(dict(_KINDS[kind]))}
    return node
