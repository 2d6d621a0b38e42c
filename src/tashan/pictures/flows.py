"""From visits to flows: who went to whom, how often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tashan.pictures.provinces import province_of
from tashan.records import Region, Visit


@dataclass(frozen=True, slots=True)
class Leg:
    """
    One delegation in one host region.

    Attributes:
        visitor: the region that travels.
        host: the region that receives; knowledge runs from here to the visitor.
        start: first day, as far as it is known.
        records: ids of the visits that tell of it; two reports of one event make one leg.
    """

    visitor: Region
    host: Region
    start: str | None
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """
    All legs between two provinces in one direction.

    Attributes:
        visitor: first two digits of the code of the visitors' province.
        host: the same of the hosts' province.
        legs: the legs, at least one.
    """

    visitor: str
    host: str
    legs: tuple[Leg, ...]


def legs(visits: Iterable[Visit], *, planned: bool = False) -> tuple[Leg, ...]:
    """
    The legs of visits that took place.

    Visits of the same regions on the same first day are one event told twice. Without a day each counts by itself.

    Args:
        visits: visits of all documents.
        planned: whether visits that are only announced count too.
    """
    found: dict[tuple[str, ...], Leg] = {}
    for visit in visits:
        if visit.status == "planned" and not planned:
            continue
        for visitor in visit.visitors:
            for host in visit.hosts:
                day = visit.start if visit.start and len(visit.start) == 10 else None
                key = (visitor.name, host.name, day or visit.id)
                known = found.get(key)
                records = (*known.records, visit.id) if known else (visit.id,)
                found[key] = Leg(visitor, host, visit.start, tuple(dict.fromkeys(records)))
    return tuple(found.values())


def flows(some: Iterable[Leg]) -> tuple[Flow, ...]:
    """The flows between provinces, the strongest first; legs inside a province or outside all are left out."""
    grouped: dict[tuple[str, str], list[Leg]] = {}
    for leg in some:
        visitor, host = province_of(leg.visitor), province_of(leg.host)
        if visitor and host and visitor != host:
            grouped.setdefault((visitor, host), []).append(leg)
    found = [Flow(visitor, host, tuple(group)) for (visitor, host), group in grouped.items()]
    return tuple(sorted(found, key=lambda flow: (-len(flow.legs), flow.visitor, flow.host)))
