"""When mail goes out, and who is told as a thing grows late."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.web.notices.ladder import LADDER, step_of
from tashan.web.notices.timing import digest_is_due, is_quiet

MONDAY = datetime(2026, 11, 23, 8, 0)  # noqa: DTZ001 - pure arithmetic


@pytest.mark.parametrize(
    ("now", "quiet_from", "quiet_to", "expected"),
    [
        (time(23), time(22), time(7), True),
        (time(6, 59), time(22), time(7), True),
        (time(7), time(22), time(7), False),
        (time(12), time(22), time(7), False),
        (time(13), time(12), time(14), True),
        (time(14), time(12), time(14), False),
        (time(3), time(3), time(3), False),
    ],
)
def test_quiet_hours_may_pass_midnight(now: time, quiet_from: time, quiet_to: time, expected: bool) -> None:
    assert expected is is_quiet(now, quiet_from, quiet_to)


@given(start=st.integers(0, 400), steps=st.lists(st.integers(1, 600), max_size=60))
def test_however_often_the_post_runs_a_daily_digest_comes_once_a_day(start: int, steps: list[int]) -> None:
    """At any minutes the command runs, no day from 8 to 8 has two digests, and none that it ran in has none."""
    now, last, sent, ran = MONDAY + timedelta(minutes=start), None, [], set()
    for step in steps:
        now += timedelta(minutes=step)
        ran.add((now - timedelta(hours=8)).date())
        if digest_is_due("daily", now, last=last, at=time(8), weekday=0):
            last = now
            sent.append((now - timedelta(hours=8)).date())

    assert sorted(ran) == sent


@pytest.mark.parametrize(
    ("days", "expected"),
    [(None, None), (-4, None), (-3, -3), (0, -3), (1, 1), (6, 1), (7, 7), (29, 7), (30, 30), (999, 30)],
)
def test_a_step_is_reached_on_its_day(days: int | None, expected: int | None) -> None:
    step = step_of(days)

    assert expected == (step.days if step else None)


def test_the_ladder_grows_louder() -> None:
    assert sorted(LADDER, key=lambda step: step.days) == sorted(LADDER, key=lambda step: step.level) == list(LADDER)
