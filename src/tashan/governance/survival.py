"""
How long does it take? Time to an event when many have not come to it yet: Kaplan–Meier curves and their errors.

What is still open counts as long as it was watched (censored), neither as done nor as failed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erfc, exp, log, sqrt


@dataclass(frozen=True, slots=True)
class Watched:
    """One unit: for how many days it was watched, and whether the event came on the last of them."""

    days: int
    event: bool


@dataclass(frozen=True, slots=True)
class Point:
    """
    The curve from a day on.

    Attributes:
        days: since the beginning.
        at_risk: units watched until just before.
        events: that came on that day.
        survival: share to which it has not come, exact.
        error: Greenwood's standard error of it.
        low, high: 95 % interval on the log–log scale, within 0 and 1.
    """

    days: int
    at_risk: int
    events: int
    survival: Fraction
    error: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A Kaplan–Meier curve: its points, how many units and events it has, and how long the longest was watched."""

    points: tuple[Point, ...]
    units: int
    events: int
    longest: int

    @property
    def censored(self) -> int:
        """Units to which the event had not come."""
        return self.units - self.events

    @property
    def median(self) -> int | None:
        """The first day on which it has come to half or more; None where it never has."""
        return next((point.days for point in self.points if point.survival <= Fraction(1, 2)), None)

    def at(self, days: int) -> Point | None:
        """The curve at a day; None beyond the longest watched unit, where nothing is known."""
        if days > self.longest:
            return None
        return next(
            (point for point in reversed(self.points) if point.days <= days),
            Point(0, self.units, 0, Fraction(1), 0.0, 1.0, 1.0),
        )


def kaplan_meier(watched: Iterable[Watched]) -> Curve:
    """
    Estimate the share to which an event has not come, by days.

    Units censored on a day count as at risk on that day. Greenwood's variance is S² Σ d / (n (n − d)).

    Raises:
        ValueError: a unit was watched for less than 0 days.

    Source: Kaplan and Meier 1958; Greenwood 1926; interval after Kalbfleisch and Prentice.
    """
    units = list(watched)
    if any(unit.days < 0 for unit in units):
        raise ValueError("A unit was watched for less than 0 days. Check its days.")
    events = Counter(unit.days for unit in units if unit.event)
    leaving = Counter(unit.days for unit in units)
    at_risk, survival, greenwood = len(units), Fraction(1), Fraction(0)
    points = []
    for days in sorted(leaving):
        came = events[days]
        if came:
            survival *= Fraction(at_risk - came, at_risk)
            if at_risk > came:
                greenwood += Fraction(came, at_risk * (at_risk - came))
            points.append(_point(days, at_risk, came, survival, float(greenwood)))
        at_risk -= leaving[days]
    return Curve(tuple(points), len(units), sum(events.values()), max(leaving, default=0))


def _point(days: int, at_risk: int, events: int, survival: Fraction, greenwood: float) -> Point:
    share = float(survival)
    if not 0 < share < 1:
        return Point(days, at_risk, events, survival, 0.0, share, share)
    spread = 1.959963984540054 * sqrt(greenwood) / abs(log(share))
    return Point(days, at_risk, events, survival, share * sqrt(greenwood), share ** exp(spread), share ** exp(-spread))


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Whether two groups differ: log-rank test.

    Attributes:
        observed, expected: events of the first group, and how many there would be if the groups were alike.
        statistic: χ² with one degree of freedom.
        p: its probability if they are alike; None where there is nothing to compare.
    """

    observed: int
    expected: float
    statistic: float | None
    p: float | None


def log_rank(first: Sequence[Watched], second: Sequence[Watched]) -> Comparison:
    """Compare how fast an event comes in two groups. Source: Mantel 1966."""
    days = sorted({unit.days for unit in (*first, *second) if unit.event})
    observed = sum(unit.event for unit in first)
    expected = variance = 0.0
    for day in days:
        at_risk: Mapping[int, int] = {
            number: sum(unit.days >= day for unit in group) for number, group in enumerate((first, second))
        }
        total = at_risk[0] + at_risk[1]
        came = sum(unit.event and unit.days == day for unit in (*first, *second))
        expected += came * at_risk[0] / total
        if total > 1:
            variance += came * at_risk[0] * at_risk[1] * (total - came) / (total**2 * (total - 1))
    if variance == 0:
        return Comparison(observed, expected, None, None)
    statistic = (observed - expected) ** 2 / variance
    return Comparison(observed, expected, statistic, erfc(sqrt(statistic / 2)))
