"""
What a change changed, as people read it: each field by its name, the old value and the new one, and nothing that stayed.

The chain keeps the fields of a change as JSON; a page tells them in the reader's language. Field by field, also within
what is nested; of long texts the lines that were taken out and put in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import ndiff
from typing import Any, Final

from tashan.web.audit.field_words import field_words, value_words
from tashan.web.pages.words import say

LONG: Final = 160
"""Characters from which a text on several lines is told by its lines."""

_UNSAID: Final[tuple[object, ...]] = (None, "", [], {})
_SIGNS: Final = frozenset("+-")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a long text that was put in or taken out."""

    text: str
    added: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """
    One field that changed.

    Attributes:
        field: its name in the reader's language; of what is nested the names from outside in.
        old, new: the values in words; empty where there was or is none.
        lines: instead of both, the lines of a long text that differ.
    """

    field: str
    old: str
    new: str
    lines: tuple[Line, ...] = ()


def differences(kind: str, before: Any, after: Any) -> tuple[Difference, ...]:
    """
    What differs between two states of a thing, in the order of its fields.

    Args:
        kind: what kind of thing it is, `room.kind`; it tells what the codes in it mean.
        before: the fields as they were; None where there were none.
        after: the same fields as they are now; None where it is gone. A field that only one of them has
            did not change; it is told as it stands there.
    """
    return tuple(_differing(kind, (), before, after))


def _differing(kind: str, path: tuple[str, ...], old: Any, new: Any) -> Iterator[Difference]:
    if old == new or (old in _UNSAID and new in _UNSAID):
        return
    if _is_nested(old) or _is_nested(new):
        before, after = _parts(old), _parts(new)
        whole = not path and before and after  # what only one side says was not changed, but is worth knowing
        for name in dict.fromkeys((*before, *after)):
            was = before.get(name) if not whole or name in after else None
            yield from _differing(kind, (*path, name), was, after.get(name, before.get(name) if whole else None))
        return
    name = next((part for part in reversed(path) if not part.isdigit()), "")
    field = " › ".join(field_words(part) for part in path) or field_words("")
    if isinstance(new, str) and "\n" in new and len(new) > LONG:
        yield Difference(field, "", "", tuple(_lines(old if isinstance(old, str) else "", new)))
        return
    yield Difference(field, _words(kind, name, old), _words(kind, name, new))


def _is_nested(value: Any) -> bool:
    return (isinstance(value, Mapping) and not _named(value)) or (
        isinstance(value, list) and any(isinstance(each, Mapping | list) and not _named(each) for each in value)
    )


def _named(value: Any) -> bool:
    """Whether it is a region, a person or an organ, of which the name says enough."""
    return isinstance(value, Mapping) and "name" in value and set(value) <= _OF_NAMES


_ONE_OF: Final = {("archive.event", "records"): "record"}
"""Lists of ids, by kind of thing and field, with the field that names one of them."""

_OF_NAMES: Final = frozenset({"name", "code", "level", "title", "kind", "region", "raw"})


def _parts(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {str(name): each for name, each in value.items()}
    if isinstance(value, list):
        return {str(number): each for number, each in enumerate(value, 1)}
    return {} if value in _UNSAID else {"": value}


def _words(kind: str, name: str, value: Any) -> str:
    if value in _UNSAID:
        return ""
    if isinstance(value, bool):
        return say("是", "yes") if value else say("否", "no")
    if isinstance(value, list):
        name = _ONE_OF.get((kind, name), name)
        return say("、", ", ").join(_words(kind, name, each) for each in value)
    if isinstance(value, Mapping):
        return " ".join(str(value[part]) for part in ("name", "title") if value.get(part))
    return value_words(kind, name, value)


def _lines(old: str, new: str) -> Iterator[Line]:
    for line in ndiff(old.splitlines(), new.splitlines()):
        if line[0] in _SIGNS and line[2:].strip():
            yield Line(line[2:], added=line[0] == "+")


__all__ = ["LONG", "Difference", "Line", "differences"]
