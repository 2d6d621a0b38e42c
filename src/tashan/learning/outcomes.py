"""
What came of the visits: later events between the same two regions, with their lag, and the share without evidence.

A later event is not a result: the table says what followed, and what is not known to have followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tashan.learning.events import EventTable
from tashan.learning.problems import LearningError, LearningProblem
from tashan.records import Agreement, Organ, Record, Signing


@dataclass(frozen=True, slots=True)
class Later:
    """
    Something that may have come of a visit: an agreement, a signing, a matter, the adoption of a practice.

    Attributes:
        id: its own.
        kind: what it is, as agreement, signing, matter, adoption.
        regions: full names of those concerned.
        day: YYYY-MM-DD, YYYY-MM or YYYY, or None.
        one_sided: True where it counts for the visitor alone (adoption: the visitor adopts what the host has).
        source: where it stands.
    """

    id: str
    kind: str
    regions: tuple[str, ...]
    day: str | None
    one_sided: bool = False
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
        median_days: kind to the median of the least days, or None where none came.
        problems: what could not be used.
    """

    pairs: tuple[Followed, ...]
    shares: dict[str, float]
    without_evidence: float
    median_days: dict[str, int | None]
    problems: tuple[LearningProblem, ...]


def outcomes(table: EventTable, later: Sequence[Later], *, within: int = 730) -> Outcomes:
    """
    Join visits to what came later.

    Args:
        table: visits.
        later: any events, as `later_of_records` makes them.
        within: days after the visit's first day in which an event counts; one on the same day counts.

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
    pairs = [
        Followed(
            event.visit,
            event.visitor.name,
            event.host.name,
            event.start or "",
            _first(event.visitor.name, event.host.name, event.start or "", later, within),
        )
        for event in dated
    ]
    shares = {kind: 100 * sum(kind in pair.events for pair in pairs) / len(pairs) for kind in kinds}
    medians = {kind: _median([pair.events[kind][1] for pair in pairs if kind in pair.events]) for kind in kinds}
    silent = 100 * sum(not pair.events for pair in pairs) / len(pairs)
    return Outcomes(tuple(pairs), shares, silent, medians, tuple(problems))


def _first(visitor: str, host: str, day: str, later: Sequence[Later], within: int) -> dict[str, tuple[str, int, int]]:
    found: dict[str, tuple[str, int, int]] = {}
    for each in later:
        wanted = (visitor,) if each.one_sided else (visitor, host)
        if each.day is None or not all(name in each.regions for name in wanted):
            continue
        least, most = _days_between(day, each.day)
        # What may lie before the visit, because only its month or year is known, is no evidence.
        if least >= 0 and least <= within and (each.kind not in found or least < found[each.kind][1]):
            found[each.kind] = (each.id, least, most)
    return found


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


def later_of_records(records: Iterable[Record], source: str = "") -> list[Later]:
    """Turn agreements and signings that were signed into later events; organs count for their region."""
    found = []
    for record in records:
        if isinstance(record, Agreement) and record.status == "signed":
            regions = [party.region if isinstance(party, Organ) else party for party in record.parties]
        elif isinstance(record, Signing) and record.status == "signed":
            regions = [*record.investors, *record.recipients]
        else:
            continue
        names = tuple(dict.fromkeys(region.name for region in regions if region is not None))
        quote = record.evidence[0].quote if record.evidence else ""
        found.append(Later(record.id, record.KIND, names, record.date, source=source or quote))
    return found


def table_by_type(records: Iterable[Record], dimension: str) -> dict[str, dict[str, int]]:
    """
    Count records by a dimension of the typology of cooperation and by year.

    Args:
        records: of any kind.
        dimension: lead, spatial, interaction, tie, medium or carrier.

    Returns:
        Year ("unknown" where it is not dated) to value ("not coded" where the text does not show it) to count; years
        in order.
    """
    from tashan.records import TYPOLOGY

    if dimension not in TYPOLOGY:
        raise ValueError(f"The typology has no {dimension}. Choose {', '.join(TYPOLOGY)}.")
    counts: dict[str, dict[str, int]] = {}
    for record in records:
        day = getattr(record, "start", None) or getattr(record, "date", None) or getattr(record, "founded", None)
        year = str(day)[:4] if day else "unknown"
        value = record.typology.get(dimension, "not coded")
        row = counts.setdefault(year, {})
        row[value] = row.get(value, 0) + 1
    return {year: dict(sorted(counts[year].items())) for year in sorted(counts)}
