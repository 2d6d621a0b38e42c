"""Lights from dates alone, the calm ladder, and the board."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.matter_histories import OTHER, OWNER, PARTNER, PATH, event, on, owner, recorded, until

from tashan.governance import events as e
from tashan.governance.board import board, work_of
from tashan.governance.escalation import ladder, ladder_of, notices, rung_on
from tashan.governance.folding import fold
from tashan.governance.lights import Signal, Thresholds, Timing, signal, signal_of
from tashan.governance.matters import MatterState
from tashan.records.codes import Completion, Light, SelfReport, SideState, Stage

TODAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (-1, Signal(Light.RED, Timing.OVERDUE, 1)),
        (0, Signal(Light.YELLOW, Timing.DUE_SOON, 0)),
        (30, Signal(Light.YELLOW, Timing.DUE_SOON, 30)),
        (31, Signal(Light.BLUE, Timing.REMINDER, 31)),
        (60, Signal(Light.BLUE, Timing.REMINDER, 60)),
        (61, Signal(Light.GREEN, Timing.ON_TIME, 61)),
    ],
)
def test_the_light_of_a_due_day(left: int, expected: Signal) -> None:
    assert expected == signal(TODAY + timedelta(left), TODAY)


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (-5, Signal(Light.GREEN, Timing.DONE_IN_TIME, 5)),
        (0, Signal(Light.GREEN, Timing.DONE_IN_TIME, 0)),
        (3, Signal(Light.YELLOW, Timing.DONE_LATE, 3)),
    ],
)
def test_the_light_of_what_is_done(done: int, expected: Signal) -> None:
    """Done in time is green whatever day it is; done late keeps its word and days."""
    assert expected == signal(TODAY, TODAY + timedelta(900), TODAY + timedelta(done))


def test_no_due_day_is_a_reminder_to_set_one() -> None:
    assert Signal(Light.BLUE, Timing.UNDATED, None) == signal(None, TODAY)


def test_thresholds_are_parameters() -> None:
    assert Light.YELLOW is signal(TODAY + timedelta(3), TODAY, thresholds=Thresholds(3, 7)).light
    assert Light.GREEN is signal(TODAY + timedelta(8), TODAY, thresholds=Thresholds(3, 7)).light
    with pytest.raises(ValueError, match="contradict"):
        Thresholds(30, 7)


@given(due=st.integers(-400, 400), status=st.sampled_from(list(SelfReport)))
def test_no_self_report_changes_a_light(due: int, status: SelfReport) -> None:
    """Whatever the owner says."""
    history = until(Stage.STARTED)
    plain, said = fold(history), fold((*history, owner(e.Reported(status), 90)))

    assert plain is not None
    assert said is not None
    assert signal_of(plain, on(300 + due)) == signal_of(said, on(300 + due))


def test_a_matter_beside_its_chain_has_no_light() -> None:
    state = fold((*until(Stage.STARTED), owner(e.SetAside(SideState.ON_HOLD), 90, reason="x")))

    assert state is not None
    assert None is signal_of(state, on(900))


def test_a_closed_matter_is_no_longer_overdue() -> None:
    """Also where it was closed as substantially done: its light tells when it came into use."""
    state = fold(until(Stage.CLOSED))
    assert state is not None
    state.completion = Completion.SUBSTANTIAL

    assert (None, on(310)) == (state.done_on, state.finished_on)
    assert Signal(Light.YELLOW, Timing.DONE_LATE, 10) == signal_of(state, on(900))
    assert () == notices(state, on(0), on(900))


# The ladder


@pytest.mark.parametrize(
    ("past", "tone"),
    [
        (-31, None),
        (-30, "remind"),
        (0, "remind"),
        (1, "ask"),
        (29, "ask"),
        (30, "help"),
        (90, "discuss"),
        (180, "report"),
        (365, "decide"),
    ],
)
def test_the_ladder_rises_with_the_days(past: int, tone: str | None) -> None:
    rung = rung_on(TODAY, TODAY + timedelta(past))

    assert tone == (rung.tone if rung else None)


def test_the_ladder_goes_up_the_levels() -> None:
    """It stays with those who do the work first, and speaks both languages."""
    assert ["execute", "execute", "execute", "coordinate", "decide", "decide"] == [rung.level for rung in ladder()]
    assert all(rung.zh and rung.en for rung in ladder())


@pytest.mark.parametrize("days", [(30, 30), (30, 1)])
def test_a_ladder_that_does_not_rise_is_refused(days: tuple[int, int]) -> None:
    rows = [{"days": day, "to": "owner", "level": "execute", "tone": "ask", "zh": "问", "en": "ask"} for day in days]
    with pytest.raises(ValueError, match="Let both rise"):
        ladder_of(rows)


def _state(*more: e.Event) -> MatterState:
    state = fold(recorded((*until(Stage.STARTED), *more)))
    assert state is not None
    return state


def test_each_notice_is_sent_once() -> None:
    """Spans that touch give every notice exactly once."""
    state = _state()
    days = [on(0), on(271), on(301), on(330), on(500), on(700)]
    found = [one for first, last in itertools.pairwise(days) for one in notices(state, first, last)]

    assert [on(270), on(301), on(330), on(390), on(480), on(665)] == [one.day for one in found]


def test_new_dates_start_the_ladder_anew() -> None:
    state = _state(event(e.Baselined(on(10), on(600)), 400, reason="重新排期"))

    assert [on(570), on(601)] == [one.day for one in notices(state, on(0), on(610))]


def test_rungs_that_had_passed_before_the_dates_were_fixed_are_not_climbed() -> None:
    """No reminder of thirty days where only twenty were left."""
    state = _state(event(e.Baselined(on(10), on(420)), 400, reason="x"))

    assert [on(421)] == [one.day for one in notices(state, on(0), on(430))]


def test_done_and_held_matters_get_no_notices() -> None:
    done = fold(PATH)
    assert done is not None
    assert () == notices(done, on(0), on(900))
    assert () == notices(_state(owner(e.SetAside(SideState.ON_HOLD), 90, reason="x")), on(0), on(900))


# The board


def _three() -> list[MatterState]:
    late = _state()
    done = fold(PATH)
    held = _state(owner(e.SetAside(SideState.ON_HOLD), 90, reason="x"))
    assert done is not None
    return [held, done, late]


def test_the_board_shows_the_most_pressing_first() -> None:
    found = board(_three(), on(405))

    assert [Light.RED, Light.YELLOW, None] == [row.light for row in found.rows]
    assert {"started": 1, "replicated": 1, "on_hold": 1} == found.by_position
    assert {"red": 1, "yellow": 1, "": 1} == found.by_light
    assert {OWNER: 3} == found.by_owner
    assert (105, 3) == (found.rows[0].signal and found.rows[0].signal.days, found.rows[1].silent)


def test_the_board_in_one_sentence() -> None:
    found = board(_three(), on(405))

    assert "3 项合作事项中，1 项已核实；1 项逾期，0 项 30 天内到期。" == found.sentence()
    assert "Of 3 matters, 1 are proven; 1 are overdue, 0 fall due within 30 days." == found.sentence("en")


def test_my_work_is_what_concerns_my_member() -> None:
    found = board(_three(), on(405))

    assert (3, 3, 0) == (len(work_of(found, OWNER)), len(work_of(found, PARTNER)), len(work_of(found, OTHER)))


def test_the_board_counts_what_it_shows() -> None:
    found = board(_three(), on(405), keep=lambda row: row.light is Light.RED)

    assert ({"red": 1}, 1) == (found.by_light, len(found.rows))
    assert replace(found.rows[0]).matter == "m1"
