"""Agreements: terms and renewals, clauses whose ids are their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.bodies_written import EXAMPLE

from tashan.governance.agreements import Agreement, Clause, Renewal, check_agreements, term_on
from tashan.governance.days import add_days
from tashan.governance.mechanism_file import read_mechanism
from tashan.governance.participants import Participant
from tashan.rules import Label

A, B = Participant("a", "A", "other"), Participant("b", "B", "other")


def agreement(end: str | None, renewal: Renewal | None = None) -> Agreement:
    title, start = Label("某协议", "An agreement"), "2011-03-01"
    return Agreement("x", title, (A, B), "framework", start, start, end, renewal or Renewal())


THREE_YEARS = Renewal("automatic", 36, 90)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2011-02-28", "not_yet"), ("2011-03-01", "in_force"), ("2014-02-28", "in_force"), ("2014-03-01", "expired")],
)
def test_a_term_includes_both_its_ends(day: str, state: str) -> None:
    assert state == term_on(agreement("2014-02-28"), day).state


def test_without_an_end_it_holds() -> None:
    found = term_on(agreement(None), "2099-01-01")

    assert ("in_force", None, None) == (found.state, found.end, found.notice_by)


@pytest.mark.parametrize(
    ("day", "end", "renewals"),
    [("2014-02-28", "2014-02-28", 0), ("2014-03-01", "2017-02-28", 1), ("2017-03-01", "2020-02-29", 2)],
)
def test_automatic_renewals_follow_each_other_without_a_gap(day: str, end: str, renewals: int) -> None:
    """29 February 2020 shows that terms are counted from the first, not from each other."""
    found = term_on(agreement("2014-02-28", THREE_YEARS), day)

    assert ("in_force", end, renewals) == (found.state, found.end, found.renewals)


def test_notice_is_due_before_the_end() -> None:
    assert "2013-11-30" == term_on(agreement("2014-02-28", THREE_YEARS), "2012-01-01").notice_by


@pytest.mark.parametrize(("notice", "state"), [("2013-11-30", "expired"), ("2013-12-01", "in_force")])
def test_only_notice_in_time_ends_it(notice: str, state: str) -> None:
    found = Renewal("automatic", 36, 90, ended_by_notice=notice)

    assert state == term_on(agreement("2014-02-28", found), "2014-06-01").state


def test_late_notice_ends_the_term_after() -> None:
    found = Renewal("automatic", 36, 90, ended_by_notice="2013-12-01")

    assert "expired" == term_on(agreement("2014-02-28", found), "2017-06-01").state


def test_renewal_by_decision_needs_one_in_each_term() -> None:
    found = agreement("2014-02-28", Renewal("by_decision", 12, decided=("2014-01-15",)))

    assert ("in_force", "2015-02-28") == (term_on(found, "2014-06-01").state, term_on(found, "2014-06-01").end)
    assert "expired" == term_on(found, "2015-03-01").state
    assert 0 == term_on(found, "2014-01-14").renewals


def test_an_agreement_that_is_not_renewed_ends_whatever_length_is_given() -> None:
    assert "expired" == term_on(agreement("2014-02-28", Renewal("none", 12)), "2014-03-01").state


def test_a_renewal_without_a_length_prolongs_nothing() -> None:
    assert "expired" == term_on(agreement("2014-02-28", Renewal("automatic", 0)), "2014-03-01").state


def test_a_decision_after_the_end_revives_nothing() -> None:
    found = agreement("2014-02-28", Renewal("by_decision", 12, decided=("2014-03-01",)))

    assert "expired" == term_on(found, "2014-03-02").state


@given(st.integers(1, 60), st.integers(0, 6000))
def test_an_automatic_agreement_is_always_in_force_until_notice(months: int, days: int) -> None:
    found = term_on(agreement("2014-02-28", Renewal("automatic", months)), day := add_days("2011-03-01", days))

    assert "in_force" == found.state
    assert found.end
    assert day <= found.end


# --- clauses ---


def test_the_id_of_a_clause_comes_from_its_words() -> None:
    one = Clause("第一条", "双方每年召开一次会议。", "x")

    assert one.id == Clause("第一条", "双方每年召开一次会议。", "x").id
    assert 32 == len(one.id)
    assert 4 == len(
        {
            one.id,
            Clause("第二条", one.quote, "x").id,
            Clause("第一条", "别的。", "x").id,
            Clause("第一条", one.quote, "y").id,
        }
    )


def test_a_line_break_makes_no_other_clause() -> None:
    assert Clause("1", "one  two", "x").id == Clause("1", "one\ntwo", "x").id


def test_clauses_keep_their_quote() -> None:
    found = read_mechanism(EXAMPLE.encode(), "e.yaml").body("council").agreements[0]

    assert ["双方每年召开一次会议。", "双方2012年底前开通城际公交。"] == [clause.quote for clause in found.clauses]
    assert ("council/s1", "framework", ["320500", "330400"]) == (
        found.session,
        found.strength,
        [party.key for party in found.parties],
    )


def test_signed_after_it_ends_is_wrong() -> None:
    assert ["date_order"] == [each.code for each in check_agreements([agreement("2010-12-31")])]
