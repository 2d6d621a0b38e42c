"""
Events as plain dictionaries, for files, databases and the API: what is written reads back the same.

`{"matter", "kind", "day", "recorded", "actor", "role", "member", "reason", …}`, where the rest are the fields of the change.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from tashan.governance._wrong import wrong
from tashan.governance.events import CHANGES, KIND_OF, Change, Event, Role
from tashan.governance.problems import Problem

_HEAD = ("matter", "kind", "day", "recorded", "actor", "role", "member", "reason")


class _WrongValueError(ValueError):
    """A value that does not fit its field; the message says which and what is wanted."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def event_to_dict(event: Event) -> dict[str, Any]:
    """Write an event as a dictionary that JSON can hold."""
    head = {name: _plain(getattr(event, name)) for name in _HEAD}
    return {**head, **{one.name: _plain(getattr(event.change, one.name)) for one in fields(event.change)}}


def event_from_dict(data: Mapping[str, Any], file: str = "", line: int = 0) -> tuple[Event | None, tuple[Problem, ...]]:
    """
    Read an event.

    Args:
        data: as `event_to_dict` writes it; `reason` and fields with a usual value may be missing; `recorded` may be
            missing and is then the day itself.
        file: the file's name, for problems.
        line: its line or row.

    Returns:
        The event, or None and what is wrong: unknown kind or field, missing field, a value of another form.
    """
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in CHANGES:
        message = f"`{kind}` is no kind of event. Write one of {', '.join(CHANGES)}."
        return None, (wrong("kind_unknown", message, field="kind", file=file, line=line),)
    try:
        change = _change({key: value for key, value in data.items() if key not in _HEAD}, CHANGES[kind])
        day = _read(_needed(data, "day"), date, "day")
        event = Event(
            _read(_needed(data, "matter"), str, "matter"),
            change,
            day,
            _read(data.get("recorded") or day, date, "recorded"),
            _read(_needed(data, "actor"), str, "actor"),
            _read(_needed(data, "role"), Role, "role"),
            _read(_needed(data, "member"), str, "member"),
            _read(data.get("reason") or "", str, "reason"),
        )
    except _WrongValueError as error:
        return None, (wrong("bad_value", str(error), field=error.field, file=file, line=line),)
    return event, ()


def _change(data: Mapping[str, Any], kind: type[Change]) -> Change:
    made: Change = _object(data, kind, "")
    return made


def _needed(data: Mapping[str, Any], name: str) -> Any:
    if data.get(name) in (None, ""):
        raise _WrongValueError(name, f"The event has no `{name}`. Add it.")
    return data[name]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        rest = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        kind = KIND_OF.get(typing.cast("Any", type(value)))
        return {"kind": kind, **rest} if kind else rest
    return value


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _object(data: Any, kind: Any, place: str) -> Any:
    if not isinstance(data, Mapping):
        raise _WrongValueError(place, f"`{place}` is {data!r}, and should have fields of its own.")
    known = {one.name: one for one in fields(kind)}
    for name in data:
        if name not in known:
            at = f"{place}.{name}".lstrip(".")
            raise _WrongValueError(at, f"`{at}` is no field here. Known are {', '.join(known) or 'none'}.")
    values = {}
    for name, one in known.items():
        at = f"{place}.{name}".lstrip(".")
        if name in data:
            values[name] = _read(data[name], _hints(kind)[name], at)
        elif one.default is MISSING and one.default_factory is MISSING:
            raise _WrongValueError(at, f"`{at}` is missing. Add it.")
    return kind(**values)


def _read(value: Any, hint: Any, place: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _choice(value, typing.get_args(hint), place)
    if origin is tuple:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise _WrongValueError(place, f"`{place}` is {value!r}, and should be a list.")
        return tuple(
            _read(item, typing.get_args(hint)[0], f"{place}[{number}]") for number, item in enumerate(value, 1)
        )
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(value)
        except ValueError:
            known = ", ".join(str(one.value) for one in hint)
            raise _WrongValueError(place, f"`{place}` is {value!r}. Write one of {known}.") from None
    if hint is date:
        return _day(value, place)
    if is_dataclass(hint):
        return _object(value, hint, place)
    if hint is str and type(value) is int:
        return str(value)  # a region's code that was written without quotes
    if type(value) is not hint:
        raise _WrongValueError(place, f"`{place}` is {value!r}, and should be {_words(hint)}.")
    return value


def _choice(value: Any, kinds: tuple[Any, ...], place: str) -> Any:
    """A value of several possible types: None, one other type, or a change with its `kind`."""
    if value is None and type(None) in kinds:
        return None
    rest = [kind for kind in kinds if kind is not type(None)]
    if len(rest) == 1:
        return _read(value, rest[0], place)
    name = value.get("kind") if isinstance(value, Mapping) else None
    kind = CHANGES.get(name) if isinstance(name, str) else None
    if kind is None or kind not in rest:
        names = ", ".join(KIND_OF[one] for one in rest)
        raise _WrongValueError(place, f"`{place}` has to have a `kind` of {names}.")
    return _object({key: item for key, item in value.items() if key != "kind"}, kind, place)


def _day(value: Any, place: str) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _WrongValueError(place, f"`{place}` is {value!r}. Write a day as 2021-03-01.") from None


def _words(hint: Any) -> str:
    return {str: "a text", int: "a whole number", bool: "true or false"}.get(hint, str(hint))
