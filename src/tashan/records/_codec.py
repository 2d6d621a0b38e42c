"""
Turn record objects into plain dictionaries and lines of JSON, and back.

The coder of a type is put together once, from its annotations; after that writing a record is a few calls.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from tashan.records._shapes import FieldShape, Shape, fields_of, has_id

Json = Any
Encoder = Callable[[Any], Json]

_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_ASCII_LINE = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False)
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True)


class RecordError(ValueError):
    """A dictionary does not describe the record it is said to; the message names the place and what stands there."""


def to_dict(record: Any) -> dict[str, Json]:
    """
    The record as `json` writes it: plain dictionaries, lists, texts and numbers, keys in their published order.

    A record's `id` comes first. Whole numbers are integers even where the record holds a float, and a number
    that is not finite is null (`validate` reports it).
    """
    coded = content(record)
    return {"id": record_id(record, coded), **coded} if has_id(record.__class__) else coded


def content(record: Any) -> dict[str, Json]:
    """The record's dictionary without its computed id."""
    coded: dict[str, Json] = _struct_encoder(record.__class__)(record)
    return coded


def to_json(record: Any) -> str:
    """The record as one line of JSON without a line end; characters as they are, unless UTF-8 cannot hold them."""
    coded = to_dict(record)
    line = _LINE.encode(coded)
    try:
        line.encode()
    except UnicodeEncodeError:
        return _ASCII_LINE.encode(coded)
    return line


def record_id(record: Any, coded: dict[str, Json] | None = None) -> str:
    """The id of a record, computed from its content (`coded`, where it is at hand) once and then kept."""
    try:
        kept: str = record._id  # noqa: SLF001 - the slot that records keep for this
    except AttributeError:
        kept = content_id(record.KIND, content(record) if coded is None else coded)
        object.__setattr__(record, "_id", kept)
    return kept


def content_id(kind: str, coded: Mapping[str, Json]) -> str:
    """
    The id of a record with this content: BLAKE2b-128 of its canonical JSON, 32 hexadecimal digits.

    Canonical JSON is the list `[kind, content]`: keys sorted, no blanks, characters as they are, in UTF-8.
    Evidence with its offsets is part of the content: the same text gives the same ids anywhere, and two events of
    equal fields in one text keep two ids.
    """
    canonical = _CANONICAL.encode([kind, coded])
    return hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def decode(record_type: Any, data: Any, where: str) -> Any:
    """
    Make an object of `record_type` from its dictionary.

    Keys that are missing take the field's default; keys that are not known are an error unless they hold null.

    Raises:
        RecordError: with `where`, the path of the value that does not fit.
    """
    if not isinstance(data, Mapping):
        raise RecordError(f"{where}: expected an object, found {_short(data)}.")
    known = {each.name: each for each in fields_of(record_type)}
    values: dict[str, Any] = {}
    for name, value in data.items():
        each = known.get(name)
        if each is not None:
            values[name] = _decode_value(each.shape, value, f"{where}.{name}")
        elif value is not None and not (name == "id" and has_id(record_type)):
            raise RecordError(f"{where}: unknown key {name!r}. Known are: {', '.join(known)}.")
    missing = [each.name for each in known.values() if each.required and each.name not in values]
    if missing:
        raise RecordError(f"{where}: {missing[0]!r} is missing.")
    return record_type(**values)


# --- writing ---------------------------------------------------------------------------------------------------


@cache
def _struct_encoder(record_type: Any) -> Encoder:
    fields = fields_of(record_type)
    names = tuple(each.name for each in fields)
    get = attrgetter(*names)
    coders = tuple((each.name, coder) for each in fields if (coder := _encoder(each.shape)) is not None)
    optional = tuple(each.name for each in fields if each.optional)

    def encode(record: Any) -> Json:
        coded = dict(zip(names, get(record), strict=True))
        for name, coder in coders:
            coded[name] = coder(coded[name])
        for name in optional:
            if coded[name] is None:
                del coded[name]
        return coded

    return encode


def _encoder(shape: Shape) -> Encoder | None:
    """The coder of a shape; None where values are written as they are."""
    coder = _plain_encoder(shape)
    if coder is None or not shape.nullable:
        return coder
    return lambda value: None if value is None else coder(value)


def _plain_encoder(shape: Shape) -> Encoder | None:
    if shape.form == "list" and shape.item is not None:
        item = _encoder(shape.item)
        return list if item is None else lambda values: [item(value) for value in values]
    if shape.form == "struct":
        return to_dict if has_id(shape.types[0]) else _struct_encoder(shape.types[0])
    if shape.form == "choice":
        coders = {each: _struct_encoder(each) for each in shape.types}
        return lambda value: coders[type(value)](value)
    if shape.form in ("candidate", "typology"):
        return _mapping
    if shape.form == "number":
        return _number
    return str if shape.codes else None


def _number(value: Any) -> Json:
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        if value.is_integer():
            return int(value)
    return value


def _mapping(value: Mapping[str, Any]) -> dict[str, Json]:
    return {key: _number(value[key]) for key in sorted(value)}


# --- reading ---------------------------------------------------------------------------------------------------

_EXPECTED: dict[str, tuple[str, tuple[type[Any], ...]]] = {
    "string": ("a text", (str,)),
    "integer": ("a whole number", (int,)),
    "number": ("a number", (int, float)),
    "boolean": ("true or false", (bool,)),
    "list": ("a list", (list, tuple)),
    "candidate": ("an object", (Mapping,)),
    "typology": ("an object", (Mapping,)),
}


def _decode_value(shape: Shape, value: Any, where: str) -> Any:
    if value is None and shape.nullable:
        return None
    if shape.form == "struct":
        return decode(shape.types[0], value, where)
    if shape.form == "choice":
        return decode(_chosen(shape.types, value), value, where)
    expected, allowed = _EXPECTED[shape.form]
    if not isinstance(value, allowed) or (isinstance(value, bool) and shape.form != "boolean"):
        raise RecordError(f"{where}: expected {expected}, found {_short(value)}.")
    if shape.form == "list" and shape.item is not None:
        return tuple(_decode_value(shape.item, item, f"{where}[{number}]") for number, item in enumerate(value))
    if shape.form in ("candidate", "typology"):
        return {key: each for key, each in value.items() if each is not None}
    return value


def _chosen(candidates: tuple[Any, ...], value: Any) -> Any:
    """The type whose fixed `kind` the value states; else the first one."""
    stated = value.get("kind") if isinstance(value, Mapping) else None
    for candidate in candidates:
        if stated is not None and any(_fixed(each, candidate) == stated for each in fields_of(candidate)):
            return candidate
    return candidates[0]


def _fixed(each: FieldShape, record_type: Any) -> str | None:
    return record_type.__dataclass_fields__["kind"].default if each.name == "kind" else None


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
