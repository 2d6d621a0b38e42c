"""
Named sets of regions with dates: city clusters, metropolitan areas, areas and bodies of cooperation; they nest.

The memberships are dated, cited rules in ``data/clusters.yaml`` (format: docs/rules.md). Names that only spell their
members (两广, 苏锡常) carry no rule; they are in `aliases` and hold at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tashan.regions.aliases import english_groups, group_names
from tashan.regions.divisions import by_code
from tashan.regions.geometry import contains
from tashan.regions.naming import region_at
from tashan.regions.places import resolve_home
from tashan.regions.region import Region
from tashan.rules import RuleBook, RuleError, Value, load_rules


@dataclass(frozen=True, slots=True)
class Cluster:
    """
    One cluster on a day.

    Attributes:
        key: its path in the rule file; the name itself for names that spell their members.
        name: Chinese name.
        english: English name, or "".
        start, end: first and last day of this membership (YYYY-MM-DD); None where open.
        members: divisions, those of clusters inside it included, in the order of the source.
        parts: names of the clusters inside it.
        document: title of the document that gives the members; "" for names that spell them.
        link: public address where it was read.
        seen: the day it was read there.
    """

    key: str
    name: str
    english: str
    start: str | None
    end: str | None
    members: tuple[Region, ...]
    parts: tuple[str, ...]
    document: str
    link: str
    seen: str


@cache
def _book() -> RuleBook:
    name = "clusters.yaml"
    return load_rules(files("tashan.regions").joinpath("data").joinpath(name).read_bytes(), name)


def clusters(on: str | None = None) -> tuple[Cluster, ...]:
    """Give all clusters that have members on a day (without a day: by their latest membership), in file order."""
    found = [_at(key, on) for key in _book().parameters]
    return tuple(item for item in found if item is not None)


def cluster(name: str, on: str | None = None) -> Cluster | None:
    """
    Give one cluster by its key, Chinese or English name or any name that texts use (三省一市, 长三角, GBA …).

    Args:
        name: the name.
        on: a day, month or year; without it the latest membership is given.

    Returns:
        The cluster, or None where the name is unknown or no membership of that day is known.
    """
    key = _key(name)
    if key is None:
        return None
    if key in _book().parameters:
        return _at(key, on)
    codes = group_names()[key].split()
    if not codes:
        return None
    year = int(on[:4]) if on else None
    units = [by_code(code, year) or by_code(code) for code in codes]
    members = tuple(region_at(unit, year) for unit in units if unit)
    return Cluster(key, key, "", None, None, members, (), "", "", "")


def members(name: str, on: str | None = None) -> tuple[Region, ...]:
    """Give the members of a cluster on a day; empty where they are not known."""
    found = cluster(name, on)
    return found.members if found else ()


def clusters_of(region: Region, on: str | None = None) -> tuple[Cluster, ...]:
    """Give the clusters that have a region, or a region that holds it, as a member on a day."""
    return tuple(
        item
        for item in clusters(on)
        if any(member.name == region.name or contains(member, region) for member in item.members)
    )


def _key(name: str) -> str | None:
    """Find the key of a cluster by any of its names."""
    name = english_groups().get(name, name)
    if name in _book().parameters:
        return name
    target = group_names().get(name)
    if target is not None:
        return target if "." in target else name
    for key, parameter in _book().parameters.items():
        label = parameter.label
        if label and name in (label.zh, label.en):
            return key
    return None


@cache
def _at(key: str, on: str | None) -> Cluster | None:
    """Give the cluster of a key on a day; None where the rule has no value then."""
    book = _book()
    value = _value(book, key, on)
    if value is None:
        return None
    day = on or value.start
    try:
        names = book.members(key, on=day)
    except RuleError:
        return None
    regions = tuple(region for region in map(_region, names) if region is not None)
    label = book.parameters[key].label
    parts = tuple(
        part.label.zh
        for item in _texts(value)
        if item.startswith("@") and (part := book.parameters.get(item[1:])) is not None and part.label is not None
    )
    source = value.source
    return Cluster(
        key=key,
        name=label.zh if label else key,
        english=label.en if label else "",
        start=value.start,
        end=value.end,
        members=regions,
        parts=parts,
        document=source.document if source else "",
        link=(source.link if source else None) or "",
        seen=(source.seen if source else None) or "",
    )


def _value(book: RuleBook, key: str, on: str | None) -> Value | None:
    if on is None:
        history = book.history(key)
        return history[-1] if history else None
    found = book.find(key, on=on)
    return found if isinstance(found, Value) else None


def _texts(value: Value) -> tuple[str, ...]:
    return value.value if isinstance(value.value, tuple) else ()


@cache
def _region(name: str) -> Region | None:
    return resolve_home(name)
