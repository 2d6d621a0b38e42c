"""The records' JSON Schema (draft 2020-12) and table columns, both made from the types' own annotations."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from tashan.records._shapes import Shape, fields_of, has_id
from tashan.records.codes import TYPOLOGY, Code, RegionLevel
from tashan.records.kinds import KINDS, type_of
from tashan.records.parts import LONGEST_QUOTE

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

#: What no annotation says: limits of single fields, by type and field.
_LIMITS: dict[tuple[str, str], Schema] = {
    ("Span", "start"): {"minimum": 0},
    ("Span", "end"): {"minimum": 1},
    ("Span", "quote"): {"minLength": 1, "maxLength": LONGEST_QUOTE},
    ("Region", "code"): {"pattern": r"^\d{6}$"},
    ("Region", "name"): {"minLength": 1},
    ("Region", "level"): {"enum": list(RegionLevel.values())},
    ("Organ", "kind"): {"const": "organ"},
}


def schema(kind: str = "reading") -> Schema:
    """
    The JSON Schema of a kind of record, with all definitions it uses; a `reading` is one line of `tashan read`.

    Raises:
        RecordError: there is no such kind; lists those there are.
    """
    wanted = type_of(kind)
    definitions: dict[str, Schema] = {}
    _define(wanted, definitions)
    return {
        "$schema": DIALECT,
        "title": f"Tashan: {kind}",
        "$ref": f"#/$defs/{_name(wanted)}",
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema of all kinds together as the package publishes it (schema.json): a reading, with every definition."""
    definitions: dict[str, Schema] = {}
    for each in KINDS.values():
        _define(each, definitions)
    whole = {**schema(), "title": "Tashan: records", "$defs": dict(sorted(definitions.items()))}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def describe(record_type: Any) -> tuple[str, dict[str, str]]:
    """What a type is, in a sentence, and what each of its fields holds, both from its docstring."""
    said: dict[str, str] = {}
    for each in reversed(record_type.__mro__[:-1]):
        summary, attributes = _documented(each)
        said.update(attributes)
    return summary, said


def _documented(record_type: Any) -> tuple[str, dict[str, str]]:
    text = record_type.__doc__ or ""
    summary, _, attributes = text.partition("Attributes:")
    found = re.findall(r"^ {8}(\w+): (.+(?:\n {12}.+)*)", attributes, re.MULTILINE)
    return " ".join(summary.split()), {name: " ".join(said.split()) for name, said in found}


def _name(record_type: Any) -> str:
    name: str = record_type.__name__
    return name.lower()


def _define(record_type: Any, definitions: dict[str, Schema]) -> None:
    """Add the definition of a type, and of those it is made of."""
    name = _name(record_type)
    if name in definitions:
        return
    definitions[name] = {}
    summary, said = describe(record_type)
    properties: dict[str, Schema] = {}
    if has_id(record_type):
        properties["id"] = {"type": "string", "pattern": "^[0-9a-f]{32}$", "description": record_type.id.__doc__}
    needed = [*properties]
    for each in fields_of(record_type):
        limits = _LIMITS.get((record_type.__name__, each.name), {})
        described = {"description": said.get(each.name, "")}
        properties[each.name] = {**_schema_of(each.shape, definitions), **limits, **described}
        if not each.optional:
            needed.append(each.name)
    if "evidence" in properties:
        properties["evidence"]["minItems"] = 1
    definitions[name] = {
        "type": "object",
        "description": summary,
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }


def _schema_of(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    coded = _plain_schema(shape, definitions)
    if not shape.nullable:
        return coded
    if "type" not in coded:
        return {"anyOf": [coded, {"type": "null"}]}
    if "enum" in coded:
        coded["enum"] = [*coded["enum"], None]
    return {**coded, "type": [coded["type"], "null"]}


def _plain_schema(shape: Shape, definitions: dict[str, Schema]) -> Schema:
    for each in shape.types:
        _define(each, definitions)
    references = [{"$ref": f"#/$defs/{_name(each)}"} for each in shape.types]
    if shape.form == "struct":
        return {**references[0]}
    if shape.form == "choice":
        return {"anyOf": references}
    if shape.form == "list" and shape.item is not None:
        return {"type": "array", "items": _schema_of(shape.item, definitions)}
    if shape.form == "candidate":
        return {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}}
    if shape.form == "typology":
        dimensions = {dimension: {"enum": list(codes.values())} for dimension, codes in TYPOLOGY.items()}
        return {"type": "object", "properties": dimensions, "additionalProperties": False}
    coded: Schema = {"type": shape.form}
    if shape.codes is not None:
        coded["enum"] = list(shape.codes.values())
    if shape.pattern is not None:
        coded["pattern"] = shape.pattern.regex
    return coded


# --- columns ---------------------------------------------------------------------------------------------------

#: A column's type: `string`, `int64`, `float64`, `bool`, `json` (JSON in a text), `("list", type)`, or
#: `("struct", ((name, type), …))`.
ColumnType = Any

_COLUMN_TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "bool",
    "candidate": "json",
}


@cache
def columns(kind: str) -> tuple[tuple[str, ColumnType], ...]:
    """
    The columns of a table of one kind of record, in the order of its keys, for Arrow, Parquet and data frames.

    A party is a struct of the fields of regions and organs; a field that the other kind has is null, and `from_dict`
    passes over it. The typology is a struct of its six dimensions; a candidate is JSON in a text.

    Raises:
        RecordError: there is no such kind; lists those there are.
    """
    return _columns(type_of(kind))


def _columns(record_type: Any) -> tuple[tuple[str, ColumnType], ...]:
    head = (("id", "string"),) if has_id(record_type) else ()
    return (*head, *((each.name, _column_type(each.shape)) for each in fields_of(record_type)))


def _column_type(shape: Shape) -> ColumnType:
    if shape.form == "list" and shape.item is not None:
        return ("list", _column_type(shape.item))
    if shape.form in ("struct", "choice"):
        merged = {name: kind for each in shape.types for name, kind in _columns(each)}
        return ("struct", tuple(merged.items()))
    if shape.form == "typology":
        return ("struct", tuple((dimension, "string") for dimension in TYPOLOGY))
    return _COLUMN_TYPES[shape.form]


def code_rows(codes: type[Code]) -> list[tuple[str, str, str]]:
    """Value, Chinese and English label of each member of a code list."""
    return [(member.value, member.zh, member.en) for member in codes]
