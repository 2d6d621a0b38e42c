"""Kaplan–Meier curves against published values."""

from __future__ import annotations

from fractions import Fraction
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.governance.survival import Watched, kaplan_meier, log_rank

# Freireich et al. 1963: weeks of remission under 6-MP and placebo, as printed in Klein and Moeschberger.
TREATED = [
    *(Watched(weeks, event=True) for weeks in (6, 6, 6, 7, 10, 13, 16, 22, 23)),
    *(Watched(weeks, event=False) for weeks in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)),
]
PLACEBO = [
    Watched(weeks, event=True)
    for weeks in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
]  # fmt: skip


@pytest.mark.parametrize(
    ("weeks", "at_risk", "survival", "error"),
    [
        (6, 21, 0.857, 0.076),
        (7, 17, 0.807, 0.087),
        (10, 15, 0.753, 0.096),
        (13, 12, 0.690, 0.107),
        (16, 11, 0.627, 0.114),
        (22, 7, 0.538, 0.128),
        (23, 6, 0.448, 0.135),
    ],
)
def test_the_textbook_curve(weeks: int, at_risk: int, survival: float, error: float) -> None:
    """Estimate and Greenwood's error to the three digits printed."""
    point = kaplan_meier(TREATED).at(weeks)

    assert point is not None
    assert (at_risk, survival, error) == (point.at_risk, round(float(point.survival), 3), round(point.error, 3))


def test_the_textbook_medians_and_test() -> None:
    """Medians 23 and 8 weeks; log-rank 16.79, with 9 events observed where 19.25 are expected."""
    found = log_rank(TREATED, PLACEBO)

    assert (23, 8) == (kaplan_meier(TREATED).median, kaplan_meier(PLACEBO).median)
    assert found.statistic is not None
    assert found.p is not None
    assert (9, 19.25, 16.79) == (found.observed, round(found.expected, 2), round(found.statistic, 2))
    assert 4.17e-5 == pytest.approx(found.p, rel=0.01)


def test_the_estimate_is_exact() -> None:
    """18/21 × 16/17: fractions, not floats."""
    point = kaplan_meier(TREATED).at(7)

    assert point is not None
    assert Fraction(18, 21) * Fraction(16, 17) == point.survival


def test_nothing_is_said_beyond_what_was_watched() -> None:
    curve = kaplan_meier(TREATED)

    assert (None, 12, 21) == (curve.at(36), curve.censored, curve.units)
    before = curve.at(5)
    assert before is not None
    assert 1 == before.survival


def test_empty_and_hopeless_groups() -> None:
    """No unit, and no event: no median, nothing to compare."""
    never = [Watched(days, event=False) for days in (3, 5)]

    assert (None, 0, None) == (kaplan_meier([]).median, kaplan_meier([]).units, kaplan_meier([]).at(1))
    assert None is kaplan_meier(never).median
    assert None is log_rank(never, never).statistic
    with pytest.raises(ValueError, match="less than 0"):
        kaplan_meier([Watched(-1, event=True)])


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_without_censoring_it_is_the_plain_share(days: list[int]) -> None:
    """Where everything came, the curve is the share still waiting, and Greenwood the binomial error."""
    curve = kaplan_meier(Watched(day, event=True) for day in days)
    for point in curve.points:
        share = Fraction(sum(day > point.days for day in days), len(days))
        assert share == point.survival
        assert (float(share * (1 - share)) / len(days)) ** 0.5 == pytest.approx(point.error)


@given(st.lists(st.builds(Watched, st.integers(0, 30), st.booleans()), min_size=1, max_size=40))
def test_curves_fall_within_their_interval(watched: list[Watched]) -> None:
    """Never rising, never outside 0 and 1, the estimate between its limits; it agrees with the sum of hazards."""
    curve = kaplan_meier(watched)
    shares = [point.survival for point in curve.points]
    hazards = sum(point.events / point.at_risk for point in curve.points)

    assert shares == sorted(shares, reverse=True)
    assert all(0 <= point.low <= point.survival <= point.high <= 1 for point in curve.points)
    if shares:
        assert float(shares[-1]) <= exp(-hazards) + 1e-12
