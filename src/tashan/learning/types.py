"""Cooperation by type: counts and shares by lead, form, interaction, tie, medium and carrier, and how they change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tashan.learning.problems import LearningError, LearningProblem
from tashan.records import TYPOLOGY, Record

NOT_CODED: Final = "not coded"
"""Stands for a dimension that the text of a record does not show."""

_FEW: Final = 5


def table_by_type(records: Iterable[Record], dimension: str) -> dict[str, dict[str, int]]:
    """
    Count records by a dimension of the typology of cooperation and by year.

    Args:
        records: of any kind.
        dimension: lead, spatial, interaction, tie, medium or carrier.

    Returns:
        Year ("unknown" where it is not dated) to value (`NOT_CODED` where the text does not show it) to count; years
        in order.
    """
    counts: dict[str, dict[str, int]] = {}
    for record in records:
        row = counts.setdefault(_year(record), {})
        value = _value(record, dimension)
        row[value] = row.get(value, 0) + 1
    return {year: dict(sorted(counts[year].items())) for year in sorted(counts)}


def shares_by_type(records: Iterable[Record], dimension: str) -> dict[str, dict[str, float]]:
    """
    Give the shares of each value among the records that are coded, by year, in percent, and the share not coded.

    Returns:
        Year to value to percent of the coded records; under `NOT_CODED` the percent of all that are not.
    """
    answer = {}
    for year, counts in table_by_type(records, dimension).items():
        lost, total = counts.get(NOT_CODED, 0), sum(counts.values())
        coded = total - lost
        shares = {value: 100 * count / coded for value, count in counts.items() if value != NOT_CODED}
        answer[year] = {**shares, NOT_CODED: 100 * lost / total}
    return answer


@dataclass(frozen=True, slots=True)
class Change:
    """
    A value's share of coded records before and after.

    Attributes:
        value: of the dimension.
        before, after: counts.
        share_before, share_after: percent of the coded records of each period.
        difference: percentage points.
    """

    value: str
    before: int
    after: int
    share_before: float
    share_after: float
    difference: float


@dataclass(frozen=True, slots=True)
class Changes:
    """
    How a dimension changes from one period to another.

    Attributes:
        dimension: of the typology.
        rows: one a value that occurs, in the order of the code list.
        coded: coded records before and after; all: records before and after.
        p: of no change, by permuting the periods of the coded records (χ² statistic).
        strength: Cramér's V, 0 no change, 1 wholly different.
        problems: what weakens it.
    """

    dimension: str
    rows: tuple[Change, ...]
    coded: tuple[int, int]
    all: tuple[int, int]
    p: float
    strength: float
    problems: tuple[LearningProblem, ...]


def change_by_type(
    records: Iterable[Record],
    dimension: str,
    before: tuple[int, int],
    after: tuple[int, int],
    *,
    permutations: int = 2_000,
    seed: int = 0,
) -> Changes:
    """
    Compare the types of cooperation of two periods.

    Args:
        records: of any kind; undated ones and those of other years are left out.
        dimension: lead, spatial, interaction, tie, medium or carrier.
        before: first and last year of the first period, both included.
        after: the same of the second period, which begins later.
        permutations: of the test.
        seed: of the permutations.

    Raises:
        LearningError: a period without a coded record, or periods that overlap.
    """
    if before[1] >= after[0] or before[0] > before[1] or after[0] > after[1]:
        raise LearningError("empty_window", f"{before} and {after} are no two periods, one after the other.")
    listed = list(records)
    sides = [[_value(record, dimension) for record in listed if _within(record, span)] for span in (before, after)]
    coded = [[value for value in side if value != NOT_CODED] for side in sides]
    for span, side in zip((before, after), coded, strict=True):
        if not side:
            raise LearningError("empty_window", f"No record of {span[0]} to {span[1]} is coded by {dimension}.")
    order = [value for value in TYPOLOGY[dimension].values() if value in coded[0] or value in coded[1]]
    rows = tuple(_row(value, *coded) for value in order)
    p, strength = _test(coded, order, permutations, seed)
    return Changes(
        dimension,
        rows,
        (len(coded[0]), len(coded[1])),
        (len(sides[0]), len(sides[1])),
        p,
        strength,
        tuple(_doubts(sides, coded)),
    )


def _row(value: str, before: Sequence[str], after: Sequence[str]) -> Change:
    first, second = before.count(value), after.count(value)
    share, later = 100 * first / len(before), 100 * second / len(after)
    return Change(value, first, second, share, later, later - share)


def _test(coded: Sequence[Sequence[str]], order: Sequence[str], permutations: int, seed: int) -> tuple[float, float]:
    """P of no change, (1 + hits)/(1 + permutations), and Cramér's V; 1 and 0 where there is one value only."""
    import numpy as np

    values = np.array([order.index(value) for side in coded for value in side])
    first = len(coded[0])
    if len(order) < 2:
        return 1.0, 0.0
    totals = np.bincount(values, minlength=len(order))

    def statistic(some: np.typing.NDArray[np.int64]) -> float:
        here = np.bincount(some[:first], minlength=len(order))
        expected = totals * first / len(values)
        other = totals - expected
        return float(((here - expected) ** 2 / expected + (here - expected) ** 2 / other).sum())

    random = np.random.default_rng(seed)
    observed = statistic(values)
    hits = sum(statistic(random.permutation(values)) >= observed - 1e-9 for _ in range(permutations))
    return (1 + hits) / (1 + permutations), float(np.sqrt(observed / len(values)))


def _doubts(sides: Sequence[Sequence[str]], coded: Sequence[Sequence[str]]) -> list[LearningProblem]:
    found = []
    lost = [100 * (1 - len(own) / len(side)) for own, side in zip(coded, sides, strict=True)]
    if abs(lost[0] - lost[1]) > 10:
        found.append(
            LearningProblem(
                "coding_differs",
                f"{lost[0]:.0f} % of the records are not coded before and {lost[1]:.0f} % after; a change may be one of coding.",
            )
        )
    if min(len(coded[0]), len(coded[1])) < _FEW:
        found.append(LearningProblem("too_small", f"Fewer than {_FEW} coded records in a period; shares say little."))
    return found


def _value(record: Record, dimension: str) -> str:
    if dimension not in TYPOLOGY:
        raise ValueError(f"The typology has no {dimension}. Choose {', '.join(TYPOLOGY)}.")
    return record.typology.get(dimension, NOT_CODED)


def _year(record: Record) -> str:
    day = getattr(record, "start", None) or getattr(record, "date", None) or getattr(record, "founded", None)
    return str(day)[:4] if day else "unknown"


def _within(record: Record, span: tuple[int, int]) -> bool:
    year = _year(record)
    return year != "unknown" and span[0] <= int(year) <= span[1]
