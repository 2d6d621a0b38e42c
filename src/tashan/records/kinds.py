"""The kinds of record by name, and how a dictionary of a named kind becomes an object."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tashan.records._codec import RecordError, decode
from tashan.records.documents import Document, Reading
from tashan.records.matters import Matter, Replication
from tashan.records.parts import Problem
from tashan.records.record import Agreement, Body, Figure, Meeting, Practice, Signing, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Everything that is written as an object of its own, by the name of its kind.
KINDS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "reading": Reading,
        "visit": Visit,
        "meeting": Meeting,
        "agreement": Agreement,
        "signing": Signing,
        "body": Body,
        "figure": Figure,
        "practice": Practice,
        "matter": Matter,
        "replication": Replication,
        "document": Document,
        "problem": Problem,
    }
)


def type_of(kind: str) -> type[Any]:
    """
    The type of a kind of record.

    Raises:
        RecordError: there is no such kind; lists those there are.
    """
    try:
        return KINDS[kind]
    except KeyError:
        raise RecordError(f"There is no kind of record {kind!r}. There are: {', '.join(KINDS)}.") from None


def from_dict(kind: str, data: Mapping[str, Any]) -> Any:
    """
    Make the record of a kind from its dictionary, as `to_dict` writes it.

    Keys that are missing take the field's default. A record's `id` is not taken over but computed anew from the
    content: `check` compares the two.

    Raises:
        RecordError: names the place, what was expected there and what was found.
    """
    return decode(type_of(kind), data, kind)
