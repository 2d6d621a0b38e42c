"""
What the chain's changes are about, by the names that people know: `governance.matter:12` is a matter with a title.

The chain names things by their ids; the rooms above know what they are called and where they stand. Each tells it when
the site starts: `register(Kind("governance.matter", "事项", "matter", find))`. A name is given as its room gives it, and
its address where the reader may follow it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import IntegerField, Model

from tashan.web.pages.words import spoken


@dataclass(frozen=True, slots=True)
class Named:
    """What a thing is called, and the address of its page; no address where the reader may not go there."""

    name: str
    address: str = ""


Find = Callable[[Iterable[str], Any], Mapping[str, Named]]
"""`find(ids, reader)`: names by id; what is gone, or behind the second wall, is left out."""


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of thing that stands in the chain.

    Attributes:
        key: `room.kind`, as the chain has it.
        zh, en: what such a thing is called.
        find: the names of some of them.
        values: by field, how the room says the codes that stand in it.
    """

    key: str
    zh: str
    en: str
    find: Find
    values: Mapping[str, Callable[[str], str]] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What such a thing is called, in the reader's language."""
        return spoken(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Thing:
    """
    A thing of the chain as a page shows it.

    Attributes:
        key: `room.kind:ID`.
        kind: what it is, in words; empty where no room knows it.
        name: what it is called; empty where it is gone or was never called anything.
        address: of its page, where the reader may follow it.
    """

    key: str
    kind: str
    name: str
    address: str


_KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds of things known; a second one of the same key takes the place of the first."""
    _KINDS.update({kind.key: kind for kind in kinds})


def known() -> frozenset[str]:
    """The kinds that some room has made known."""
    return frozenset(_KINDS)


def kind_words(key: str) -> str:
    """What things of a kind are called, in the reader's language; what is no kind stays."""
    return _KINDS[key].words if key in _KINDS else key


def said_by_room(kind: str, name: str, value: str) -> str | None:
    """A value of a field as the room says it whose thing it is; None where it says nothing about this field."""
    known = _KINDS.get(kind)
    say_it = known.values.get(name) if known else None
    return say_it(value) if say_it else None


def things(keys: Iterable[str], reader: Any) -> dict[str, Thing]:
    """
    Things of the chain by their keys, each kind asked once.

    Args:
        keys: `room.kind:ID`, as often as they come.
        reader: the person who looks.
    """
    by_kind: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        kind, _, row = key.partition(":")
        by_kind[kind].add(row)
    found: dict[str, Thing] = {}
    for name, rows in by_kind.items():
        told = _KINDS.get(name)
        named = told.find(rows, reader) if told else {}
        for row in rows:
            each = named.get(row, Named(""))
            found[f"{name}:{row}"] = Thing(f"{name}:{row}", told.words if told else "", each.name, each.address)
    return found


def rows_named(
    model: type[Model],
    address: Callable[[Any], str],
    *,
    may: Callable[[Any, Any], bool] | None = None,
    name: Callable[[Any], str] = str,
    by: str = "pk",
    related: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> Find:
    """
    A `find` for the rows of a table.

    Args:
        model: the table.
        address: of a row's page.
        may: whether a reader may go there, `may(reader, row)`; everybody may without it.
        name: what a row is called.
        by: the column that stands in the chain.
        related: rows that are wanted with each.
        without: large columns that neither name nor address needs.
    """

    def find(rows: Iterable[str], reader: Any) -> dict[str, Named]:
        wanted = [row for row in rows if not _is_number(model, by) or (row.isascii() and row.isdigit())]
        found = model._default_manager.filter(**{f"{by}__in": wanted})  # noqa: SLF001 - the way to any model's rows
        return {
            str(getattr(row, by)): Named(name(row), address(row) if may is None or may(reader, row) else "")
            for row in (found.select_related(*related) if related else found).defer(*without)
        }

    return find


def allowed(permission: str) -> Callable[[Any, Any], bool]:
    """Whether a reader holds a permission for a row."""
    return lambda reader, row: bool(reader.has_perm(permission, row))


def _is_number(model: type[Model], by: str) -> bool:
    column = model._meta.pk if by == "pk" else model._meta.get_field(by)  # noqa: SLF001 - the way to any model's columns
    return isinstance(column, IntegerField)


__all__ = [
    "Find",
    "Kind",
    "Named",
    "Thing",
    "allowed",
    "kind_words",
    "known",
    "register",
    "rows_named",
    "said_by_room",
    "things",
]
