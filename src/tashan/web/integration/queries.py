"""What the room knows: tables, indices and goals that a person may read; the same for pages and API."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.db.models import Q, QuerySet

from tashan.integration.index_file import IndexFile, load_index
from tashan.web.archive.queries import own_places
from tashan.web.integration.models import DataSet, IndexDefinition, Target
from tashan.web.integration.stored import SHIPPED as SHIPPED_DATA
from tashan.web.integration.stored import shipped_data

_MOST: Final = 60
"""So many tables may be chosen on a page; the newest."""

SHIPPED: Final = ("beijing_tianjin_hebei", "yangtze_delta")
"""Official indices that come with Tashan, by the names of their files."""


def readable_data(person: Any, kind: str = "panel") -> QuerySet[DataSet]:
    """The tables of a kind that a person may read: public ones, and those of places where they hold a role."""
    rows = DataSet.objects.filter(kind=kind, withdrawn_at=None).defer("frame", "aside", "findings")
    return rows.filter(Q(public=True) | own_places("place", person))


def tables_of(person: Any) -> list[DataSet]:
    """The tables of figures that a person may read, the one that comes along last."""
    return [*readable_data(person)[:_MOST], shipped_data()]


def table_of(person: Any, number: int) -> DataSet | None:
    """One table of figures or of hours by its number, where the person may read it."""
    if number == SHIPPED_DATA:
        return shipped_data()
    kinds = (readable_data(person, kind).filter(pk=number).first() for kind in ("panel", "hours"))
    return next((found for found in kinds if found is not None), None)


def readable_indices(person: Any) -> QuerySet[IndexDefinition]:
    """The indices that a person may read, besides those that come with Tashan."""
    return IndexDefinition.objects.filter(Q(public=True) | own_places("place", person), withdrawn_at=None)


def targets_of(person: Any) -> QuerySet[Target]:
    """The goals whose tables a person may read."""
    return (
        Target.objects.filter(withdrawn_at=None, data__in=readable_data(person))
        .select_related("data")
        .defer("data__frame")
    )


@dataclass(frozen=True, slots=True)
class Declared:
    """An index with where it comes from: a file of Tashan, or one that people gave."""

    key: str
    index: IndexFile
    stored: IndexDefinition | None = None


@cache
def shipped_index(key: str) -> IndexFile:
    """An official index that comes with Tashan."""
    name = f"{key}.yaml"
    return load_index(files("tashan.integration").joinpath("data").joinpath(name).read_bytes(), name)


def declared_index(key: str, person: Any) -> Declared | None:
    """An index by its key, where the person may read it."""
    if key in SHIPPED:
        return Declared(key, shipped_index(key))
    stored = readable_indices(person).filter(key=key).first()
    return Declared(key, load_index(stored.text.encode(), f"{key}.yaml"), stored) if stored else None


def all_indices(person: Any) -> list[Declared]:
    """All indices that a person may read, the official ones first."""
    own = [
        Declared(stored.key, load_index(stored.text.encode(), f"{stored.key}.yaml"), stored)
        for stored in readable_indices(person)
    ]
    return [*(Declared(key, shipped_index(key)) for key in SHIPPED), *own]
