"""From application to membership: steps, criteria, votes, and the state of a case on any day."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.bodies_written import EXAMPLE, codes, swapped

from tashan.governance.admission import (
    STATES,
    STEPS,
    AdmissionRules,
    Case,
    CaseEvent,
    Criterion,
    check_cases,
    lead_time,
    memberships,
    replay,
    state_on,
    step,
)
from tashan.governance.bodies import members_on
from tashan.governance.days import When, add_days
from tashan.governance.mechanism_file import read_mechanism
from tashan.governance.participants import Participant
from tashan.governance.problems import Problem
from tashan.rules import Label

RULES = AdmissionRules()
WHO = Participant("x", "X", "other")
MEASURED = AdmissionRules(
    criteria=(
        Criterion("people", Label("人口", "Population"), Fraction(100), "万人"),
        Criterion("border", Label("接壤", "Common border")),
    ),
    share=Fraction(2, 3),
)


def event(day: str, state: str, **more: object) -> CaseEvent:
    return CaseEvent(When(day, day), state, **more)  # type: ignore[arg-type] # only what a test sets


def case(*steps: tuple[str, str]) -> Case:
    return Case(WHO, tuple(event(day, state) for day, state in steps))


FULL = case(
    ("2003-05-01", "applied"),
    ("2004-11-01", "observer"),
    ("2010-01-10", "under_review"),
    ("2010-03-26", "admitted"),
    ("2010-04-01", "active"),
    ("2015-01-01", "suspended"),
    ("2016-01-01", "active"),
    ("2020-01-01", "withdrawn"),
)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2003-04-30", ""),
        ("2003-05-01", "applied"),
        ("2005-01-01", "observer"),
        ("2010-02-01", "under_review"),
        ("2010-03-31", "admitted"),
        ("2014-12-31", "active"),
        ("2015-06-01", "suspended"),
        ("2019-12-31", "active"),
        ("2020-01-01", "withdrawn"),
    ],
)
def test_the_state_on_any_day(day: str, state: str) -> None:
    assert state == state_on(FULL, day, RULES)


@pytest.mark.parametrize("before", ["", *STATES])
@pytest.mark.parametrize("after", STATES)
def test_only_the_steps_of_the_table_are_allowed(before: str, after: str) -> None:
    """Each state after each state: allowed or a problem that names what is allowed."""
    found = step(before, event("2010-01-01", after), RULES)

    if after in STEPS[before]:
        assert after == found
    else:
        assert isinstance(found, Problem)
        assert "step_not_allowed" == found.code
        assert all(state in found.message for state in STEPS[before])


def test_a_step_that_cannot_follow_changes_nothing() -> None:
    state, problems = replay([event("2001-01-01", "applied"), event("2002-01-01", "active")], RULES)

    assert ("applied", ["step_not_allowed"]) == (state, [problem.code for problem in problems])


def test_who_was_refused_may_apply_again() -> None:
    again = case(("2001-01-01", "applied"), ("2002-01-01", "refused"), ("2005-01-01", "applied"))

    assert "applied" == state_on(again, "2005-01-01", RULES)
    assert () == check_cases([again], RULES)


def test_a_case_gives_times_as_observer_and_as_member() -> None:
    """While suspended one does not belong."""
    assert [
        ("observer", "2004-11-01", "2010-01-09"),
        ("member", "2010-04-01", "2014-12-31"),
        ("member", "2016-01-01", "2019-12-31"),
    ] == [(each.role, each.start, each.end) for each in memberships(FULL, RULES)]


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ({"people": Fraction(100), "border": True}, None),
        ({"people": Fraction(99), "border": True}, "criterion_not_met"),
        ({"people": Fraction(100), "border": False}, "criterion_not_met"),
        ({"people": Fraction(100)}, "criterion_open"),
        ({}, None),
    ],
)
def test_criteria_have_to_be_met(findings: dict[str, Fraction | bool], code: str | None) -> None:
    """Without any findings nothing is known, and old cases are not refused for that."""
    found = step("under_review", event("2010-01-01", "admitted", findings=findings), MEASURED)

    assert code == (found.code if isinstance(found, Problem) else None)


def test_a_missed_threshold_is_told_with_both_numbers() -> None:
    found = step(
        "under_review", event("2010-01-01", "admitted", findings={"people": Fraction("99.5"), "border": True}), MEASURED
    )

    assert isinstance(found, Problem)
    assert "`Population` is 99.5, less than 100 万人. Refuse, or correct the finding." == found.message


@pytest.mark.parametrize(("votes", "of", "enough"), [(2, 3, True), (14, 22, False), (15, 22, True), (0, 0, False)])
def test_votes_have_to_reach_the_share(votes: int, of: int, enough: bool) -> None:
    found = step("under_review", event("2010-01-01", "admitted", votes=(votes, of)), MEASURED)

    assert enough == (found == "admitted")
    assert enough or (isinstance(found, Problem) and found.code == "too_few_votes")


def test_lead_time_between_two_states() -> None:
    assert (2521, 2521) == lead_time(FULL)
    assert None is lead_time(case(("2001-01-01", "applied")))


def test_lead_time_of_a_month_is_a_span() -> None:
    vague = Case(WHO, (CaseEvent(When("2004-11-01", "2004-11-30"), "applied"), event("2004-12-10", "refused")))

    assert (10, 39) == lead_time(vague, "applied", "refused")


# --- in a file ---


def test_the_case_of_a_file_makes_a_member() -> None:
    council = read_mechanism(EXAMPLE.encode(), "e.yaml").body("council")

    assert "330500" in [each.key for each in members_on(council, "2019-04-01")]
    assert "330500" not in [each.key for each in members_on(council, "2019-03-31")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{people: 341, border: yes}", "{people: 80, border: yes}", "criterion_not_met"),
        ("votes: 2, of: 3", "votes: 1, of: 3", "too_few_votes"),
        (", votes: 2, of: 3", ", votes: 2", "missing_key"),
        ("state: applied", "state: admitted", "step_not_allowed"),
        ("state: applied", "state: asked", "unknown_word"),
        ("share: 2/3", "share: 3/2", "bad_number"),
        ("share: 2/3", "share: 2/3\n      steps: {start: [observer]}", "step_not_allowed"),
        ("share: 2/3", "share: 2/3\n      steps: {began: [applied]}", "unknown_word"),
        ("decided_by: council/s3", "decided_by: council/s9", "unknown_session"),
        ("{people: 341, border: yes}", "{people: many, border: yes}", "bad_number"),
    ],
)
def test_bad_cases_are_refused(old: str, new: str, code: str) -> None:
    assert code in codes(swapped((old, new)))


# --- properties ---

_EVENTS = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from(STATES)).map(
        lambda pair: event(add_days("2001-01-01", pair[0]), pair[1])
    ),
    max_size=14,
)


@given(_EVENTS, st.integers(-10, 950))
def test_as_of_replay_equals_incremental_replay(events: list[CaseEvent], after: int) -> None:
    """Asking for a day gives what playing one event after the other gives, whatever the events."""
    one, day = Case(WHO, tuple(events)), add_days("2001-01-01", after)
    state = ""
    for each in one.history:
        if each.day > day:
            break
        found = step(state, each, RULES)
        state = state if isinstance(found, Problem) else found

    assert state == state_on(one, day, RULES)


@given(_EVENTS, st.integers(-10, 950))
def test_who_belongs_is_who_is_active(events: list[CaseEvent], after: int) -> None:
    one, day = Case(WHO, tuple(events)), add_days("2001-01-01", after)
    found = [each.role for each in memberships(one, RULES) if each.start <= day <= (each.end or "9999-12-31")]

    assert {"active": ["member"], "observer": ["observer"]}.get(state_on(one, day, RULES), []) == found
