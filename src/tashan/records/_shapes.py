"""Read the annotations of a record type once, so that coding, checking, schema and columns all follow from them."""

# Annotations are read at run time (_shapes), so what they name is imported for real.
from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from tashan.records.codes import Code
from tashan.records.parts import Pattern

_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}

#: Fields that every record has and that stand behind its own fields when it is written.
COMMON = ("evidence", "flags", "candidates", "background", "typology")


@dataclass(frozen=True, slots=True)
class Shape:
    """
    What a field holds.

    Attributes:
        form: string, integer, number, boolean, list, struct, choice (one of several structs), candidate or typology.
        nullable: whether it may be null.
        item: the shape of the items of a list.
        types: the dataclass of a struct, or those of a choice.
        codes: the code list of a string.
        pattern: the pattern of a string.
    """

    form: str
    nullable: bool = False
    item: Shape | None = None
    types: tuple[Any, ...] = ()
    codes: type[Code] | None = None
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class FieldShape:
    """
    One field of a record type.

    Attributes:
        name: its name, in code and in JSON alike.
        shape: what it holds.
        required: whether making the object needs it.
        optional: whether its key is left out of JSON where the value is null.
    """

    name: str
    shape: Shape
    required: bool
    optional: bool


def fields_of(record_type: Any) -> tuple[FieldShape, ...]:
    """The fields of a record type in the order in which they are written; common fields come last."""
    return _fields_of(record_type)


@cache
def _fields_of(record_type: Any) -> tuple[FieldShape, ...]:
    hints = get_type_hints(record_type, include_extras=True)
    found = [
        FieldShape(
            name=each.name,
            shape=shape_of(hints[each.name]),
            required=each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING,
            optional=bool(each.metadata.get("optional")),
        )
        for each in dataclasses.fields(record_type)
    ]
    own = [each for each in found if each.name not in COMMON]
    common = [each for each in found if each.name in COMMON]
    return (*own, *common)


def has_id(record_type: Any) -> bool:
    """Whether objects of this type carry an id computed from their content."""
    return isinstance(getattr(record_type, "id", None), property)


def shape_of(hint: Any) -> Shape:
    """
    The shape that an annotation describes.

    Raises:
        TypeError: the annotation is of a form that records do not use; names it.
    """
    origin = get_origin(hint)
    if origin is Annotated:
        base, mark = get_args(hint)[:2]
        return _marked(base, mark)
    if origin in (Union, types.UnionType):
        return _union(get_args(hint))
    if origin is tuple:
        return Shape("list", item=shape_of(get_args(hint)[0]))
    if hint in _SCALARS:
        return Shape(_SCALARS[hint])
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return Shape("struct", types=(hint,))
    raise TypeError(f"Records cannot hold {hint!r}: use str, int, float, bool, a tuple or a dataclass, or None.")


def _marked(base: Any, mark: Any) -> Shape:
    if get_origin(base) is Mapping:
        return Shape(str(mark))
    shape = shape_of(base)
    if isinstance(mark, Pattern):
        return dataclasses.replace(shape, pattern=mark)
    return dataclasses.replace(shape, codes=mark)


def _union(members: tuple[Any, ...]) -> Shape:
    kept = [member for member in members if member is not type(None)]
    nullable = len(kept) < len(members)
    if set(kept) == {int, float}:
        return Shape("number", nullable=nullable)
    shapes = [shape_of(member) for member in kept]
    if len(shapes) == 1:
        return dataclasses.replace(shapes[0], nullable=nullable)
    return Shape("choice", nullable=nullable, types=tuple(each for shape in shapes for each in shape.types))
