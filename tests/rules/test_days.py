"""Dates that cover days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.rules.days import covered, day_after, day_before


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2015", ("2015-01-01", "2015-12-31")),
        ("2015-06", ("2015-06-01", "2015-06-30")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2015-06-03", ("2015-06-03", "2015-06-03")),
        ("2015-02-29", None),
        ("2015-13", None),
        ("2015-00", None),
        ("2015-01-00", None),
        ("0000", None),
        ("15", None),
        ("2015-6-3", None),
        ("2015-06-03T00:00", None),
        ("２０１５", None),
        ("", None),
    ],
)
def test_a_date_covers_all_its_days(text: str, days: tuple[str, str] | None) -> None:
    """A year is all its days, a month too; what does not exist covers nothing."""
    assert days == covered(text)


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_the_days_beside_a_day(day: date) -> None:
    """Before and after are one day away, whatever the month or year."""
    assert (day - timedelta(1)).isoformat() == day_before(day.isoformat())
    assert (day + timedelta(1)).isoformat() == day_after(day.isoformat())
    assert day.isoformat() == day_after(day_before(day.isoformat()))
