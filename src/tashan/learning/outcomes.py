"""
What came of the visits: later events between the same two regions, with their lag, and the share without evidence.

A later event is not a result: the table says what followed, and what is not known to have followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tashan.learning.choosing import at_level
from tashan.learning.events import Event, EventTable
from tashan.learning.problems import LearningError, LearningProblem
from tashan.records import Agreement, Matter, Meeting, Organ, Party, Record, Replication, Signing


@dataclass(frozen=True, slots=True)
class Later:
    """
    Something that may have come of a visit: an agreement, a signing, a matter, the adoption of a practice.

    Attributes:
        id: its own.
        kind: what it is, as agreement, signing, matter, adoption.
        regions: full names of those concerned; both visitor and host must be among them.
        day: YYYY-MM-DD, YYYY-MM or YYYY, or None.
        learner: who took something over, where it is an adoption: this one must be the visitor, and the host among
            `regions` (those it was taken from); with no regions any host counts.
        source: where it stands.
    """

    id: str
    kind: str
    regions: tuple[str, ...]
    day: str | None
    learner: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """
    A visit between two regions, and the first later event of each kind.

    Attributes:
        visit, visitor, host, day: of the visit.
        events: kind to (id, least days, most days) after the visit; both are the same where days are known, else
            they are what year and month leave open.
    """

    visit: str
    visitor: str
    host: str
    day: str
    events: dict[str, tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """
    What followed the visits.

    Attributes:
        pairs: one a visit and pair of regions, undated visits left out.
        shares: kind to the share of pairs after which one came, in percent.
        without_evidence: share of pairs, in percent, after which nothing of any kind is known.
        by_year: year of the visit to (pairs, percent without evidence).
        median_days: kind to the median of the least days, or None where none came.
        open: pairs whose time for later events was not over on the last day known; they may still get evidence.
        problems: what could not be used.
    """

    pairs: tuple[Followed, ...]
    shares: dict[str, float]
    without_evidence: float
    by_year: dict[str, tuple[int, float]]
    median_days: dict[str, int | None]
    open: int
    problems: tuple[LearningProblem, ...]


def outcomes(table: EventTable, later: Sequence[Later], *, within: int = 730, until: str | None = None) -> Outcomes:
    """
    Join visits to what came later.

    Args:
        table: visits.
        later: any events, as `later_of_records` makes them.
        within: days after the visit's first day in which an event counts; one on the same day counts.
        until: the last day on which events are known; without it the latest day of visits and events.

    Raises:
        LearningError: no visit has a date.
    """
    dated = [event for event in table.events if event.start]
    if not dated:
        raise LearningError("empty_window", "No visit has a date, so nothing can be later. Add dates.")
    problems = []
    if lost := len(table.events) - len(dated):
        problems.append(LearningProblem("undated", f"{lost} visits have no date and are left out."))
    if lost := sum(each.day is None for each in later):
        problems.append(LearningProblem("undated", f"{lost} later events have no date and are left out."))
    kinds = sorted({each.kind for each in later})
    of_region: dict[str, list[Later]] = {}
    for each in later:
        for name in (each.learner,) if each.learner else each.regions:
            of_region.setdefault(name, []).append(each)
    pairs = [
        Followed(
            event.visit,
            event.visitor.name,
            event.host.name,
            event.start or "",
            _first(event, of_region.get(event.visitor.name, ()), within),
        )
        for event in dated
    ]
    shares = {kind: 100 * sum(kind in pair.events for pair in pairs) / len(pairs) for kind in kinds}
    medians = {kind: _median([pair.events[kind][1] for pair in pairs if kind in pair.events]) for kind in kinds}
    known = until or max([event.start or "" for event in dated] + [each.day or "" for each in later])
    recent = sum(_days_between(pair.day, known)[0] < within for pair in pairs)
    if recent:
        problems.append(
            LearningProblem(
                "open", f"{recent} of {len(pairs)} visits lie less than {within} days before {known}: more may follow."
            )
        )
    years = sorted({pair.day[:4] for pair in pairs})
    return Outcomes(
        tuple(pairs),
        shares,
        _silent(pairs),
        {year: _of_year(pairs, year) for year in years},
        medians,
        recent,
        tuple(problems),
    )


def _silent(pairs: Sequence[Followed]) -> float:
    return 100 * sum(not pair.events for pair in pairs) / len(pairs)


def _of_year(pairs: Sequence[Followed], year: str) -> tuple[int, float]:
    own = [pair for pair in pairs if pair.day.startswith(year)]
    return len(own), _silent(own)


def _first(event: Event, later: Iterable[Later], within: int) -> dict[str, tuple[str, int, int]]:
    found: dict[str, tuple[str, int, int]] = {}
    for each in later:
        if each.day is None or not _concerns(each, event.visitor.name, event.host.name):
            continue
        least, most = _days_between(event.start or "", each.day)
        # What may lie before the visit, because only its month or year is known, is no evidence.
        if least >= 0 and least <= within and (each.kind not in found or least < found[each.kind][1]):
            found[each.kind] = (each.id, least, most)
    return found


def _concerns(each: Later, visitor: str, host: str) -> bool:
    if each.learner:
        return visitor == each.learner and (not each.regions or host in each.regions)
    return visitor in each.regions and host in each.regions


def _days_between(earlier: str, later: str) -> tuple[int, int]:
    least = (_edge(later, last=False) - _edge(earlier, last=True)).days
    return least, (_edge(later, last=True) - _edge(earlier, last=False)).days


def _edge(day: str, *, last: bool) -> date:
    from calendar import monthrange

    year = int(day[:4])
    month = int(day[5:7]) if len(day) >= 7 else (12 if last else 1)
    return date(year, month, int(day[8:10]) if len(day) >= 10 else (monthrange(year, month)[1] if last else 1))


def _median(values: list[int]) -> int | None:
    return sorted(values)[(len(values) - 1) // 2] if values else None


def later_of_records(records: Iterable[Record], source: str = "", level: str | None = None) -> list[Later]:
    """
    Turn records into later events.

    Agreements and signings that were signed; matters, dated by the agreement or meeting among the records from which
    they arise; replications that took place, one for each adopter. Organs count for their region.

    Args:
        records: of any kind; others give nothing.
        source: where they come from; without it the first quote of each.
        level: prefecture or province: raises regions to it, as `roll_up` does with visits.
    """
    listed = list(records)
    days = {record.id: record.date for record in listed if isinstance(record, Agreement | Meeting)}
    found: list[Later] = []
    for record in listed:
        where = source or (record.evidence[0].quote if record.evidence else "")
        if isinstance(record, Agreement) and record.status == "signed":
            found.append(Later(record.id, "agreement", _names(record.parties, level), record.date, source=where))
        elif isinstance(record, Signing) and record.status == "signed":
            sides = _names((*record.investors, *record.recipients), level)
            found.append(Later(record.id, "signing", sides, record.date, source=where))
        elif isinstance(record, Matter):
            sides = _names((*([record.owner] if record.owner else []), *record.participants), level)
            found.append(Later(record.id, "matter", sides, days.get(record.arises_from or ""), source=where))
        elif isinstance(record, Replication) and record.status == "done":
            origin = _names(record.origin, level)
            found += [
                Later(record.id, "adoption", origin, record.date, name, where)
                for name in _names(record.adopters, level)
            ]
    return found


def _names(parties: Iterable[Party], level: str | None) -> tuple[str, ...]:
    """Full names of regions, organs by their region, each once; raised to a level where one is asked for."""
    regions = [party.region if isinstance(party, Organ) else party for party in parties]
    raised = [region if region is None or level is None else at_level(region, level) for region in regions]
    return tuple(dict.fromkeys(region.name for region in raised if region is not None))
