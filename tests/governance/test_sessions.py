"""Sessions: slips, intervals, attendance by rank, years without one, and what a file may not say."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.bodies_written import EXAMPLE, codes, swapped

from tashan.governance.days import UNKNOWN, DayCount, When, add_days, add_months, days_between, overlap
from tashan.governance.mechanism_file import read_mechanism
from tashan.governance.participants import Participant
from tashan.governance.sessions import (
    ALL_MEMBERS,
    RANKS,
    Announced,
    Attendance,
    Promise,
    Session,
    attendance_index,
    check_sessions,
    in_order,
    intervals,
    promised_months,
    reminders_on,
    slip,
    years_without,
)


def on(day: str) -> When:
    return When(day, day)


def session(number: int, day: str, until: str = "") -> Session:
    return Session(f"s{number}", number, held=on(day), until=until)


def came(*ranks: str) -> Session:
    """A session with participants a, b, c … of these ranks."""
    there = [Attendance(Participant(chr(97 + n), "", "other"), rank) for n, rank in enumerate(ranks)]
    return Session("s1", 1, held=on("2020-01-01"), attendance=tuple(there))


# --- days ---


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (on("2021-05-26"), "2021-05-26"),
        (When("2013-04-01", "2013-04-30"), "2013-04"),
        (When("2024-02-01", "2024-02-29"), "2024-02"),
        (When("2004-01-01", "2004-12-31"), "2004"),
        (When("2022-09-01", "2022-09-10"), "2022-09-01…2022-09-10"),
        (UNKNOWN, ""),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(when: When, text: str) -> None:
    assert text == str(when)


def test_days_between_inexact_dates_have_a_least_and_a_most() -> None:
    found = days_between(When("2022-09-01", "2022-09-10"), on("2022-12-23"))

    assert DayCount(104, 113) == found
    assert "104–113" == str(found)
    assert None is days_between(UNKNOWN, on("2022-12-23"))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2020-11-30", 14, "2022-01-30"),
        ("2020-03-15", -3, "2019-12-15"),
    ],
)
def test_months_end_where_the_month_ends(day: str, months: int, later: str) -> None:
    assert later == add_months(day, months)


def test_open_periods_overlap() -> None:
    assert overlap(("2010-01-01", None), ("2020-01-01", "2020-01-01"))
    assert not overlap(("2010-01-01", "2019-12-31"), ("2020-01-01", None))


# --- slip ---


def test_a_slip_is_measured_against_the_first_announcement() -> None:
    late = Session("s1", announced=(Announced(on("2022-09-01")), Announced(on("2022-11-01"))), held=on("2022-12-23"))

    assert DayCount(113, 113) == slip(late)


def test_an_earlier_session_has_a_negative_slip() -> None:
    assert DayCount(-10, -10) == slip(Session("s1", announced=(Announced(on("2022-09-11")),), held=on("2022-09-01")))


def test_without_announcement_or_session_there_is_no_slip() -> None:
    assert None is slip(session(1, "2022-09-01"))
    assert None is slip(Session("s1", announced=(Announced(on("2022-09-11")),)))


# --- attendance ---


def test_the_attendance_index_weighs_ranks() -> None:
    found = attendance_index(came("leader", "deputy", "department", "absent"), "abcd")

    assert (Fraction(19, 40), 4, 4) == (found.value, found.known, found.entitled)


def test_who_is_not_known_widens_the_index_and_is_not_taken_as_absent() -> None:
    found = attendance_index(came("leader", "deputy"), "abcd")

    assert (Fraction(4, 5), 2, 4) == (found.value, found.known, found.entitled)
    assert (Fraction(2, 5), Fraction(9, 10)) == (found.least, found.most)


def test_without_any_rank_there_is_no_index() -> None:
    found = attendance_index(came(), "abc")

    assert (None, 0, 3, Fraction(0), Fraction(1)) == (found.value, found.known, found.entitled, found.least, found.most)


def test_guests_do_not_count() -> None:
    assert Fraction(1) == attendance_index(came("leader", "department"), "a").value


def test_the_highest_rank_of_a_member_counts() -> None:
    one = Participant("a", "", "other")
    both = Session("s", held=on("2020-01-01"), attendance=(Attendance(one, "department"), Attendance(one, "leader")))

    assert Fraction(1) == attendance_index(both, "a").value


def test_all_members_stands_for_those_without_an_entry_of_their_own() -> None:
    everybody = (Attendance(ALL_MEMBERS, "department"), Attendance(Participant("a", "", "other"), "leader"))
    found = attendance_index(Session("s", held=on("2020-01-01"), attendance=everybody), "abc")

    assert (Fraction(8, 15), 3, 3) == (found.value, found.known, found.entitled)


@given(st.lists(st.sampled_from(RANKS), max_size=8), st.integers(0, 8))
def test_the_index_lies_between_its_bounds(ranks: list[str], more: int) -> None:
    entitled = [chr(97 + n) for n in range(len(ranks) + more)]
    found = attendance_index(came(*ranks), entitled)

    assert 0 <= found.least <= found.most <= 1
    assert found.value is None or 0 <= found.value <= 1
    if more == 0 and found.value is not None:
        assert found.least == found.value == found.most


# --- how often ---


def test_an_interval_is_held_against_the_promise_of_its_first_day() -> None:
    promises = [Promise(24, "1997-01-01", "2004-10-31"), Promise(12, "2004-11-01")]
    found = intervals([session(1, "2003-08-15"), session(2, "2004-11-05"), session(3, "2006-11-05")], promises)

    assert [(448, 731), (730, 365)] == [(each.days.least, each.promised) for each in found]
    assert (Fraction(2), Fraction(2)) == found[1].ratio


def test_an_interval_without_a_promise_has_no_ratio() -> None:
    found = intervals([session(1, "2020-01-01"), session(2, "2021-01-01")])

    assert [(366, None, None)] == [(each.days.least, each.promised, each.ratio) for each in found]


def test_sessions_only_announced_make_no_interval() -> None:
    coming = Session("s2", 2, announced=(Announced(on("2021-01-01")),))

    assert () == intervals([session(1, "2020-01-01"), coming])


def test_years_without_a_session_count_only_under_a_yearly_promise() -> None:
    held = [session(1, "1997-05-01"), session(2, "1999-05-01"), session(3, "2005-05-01"), session(4, "2008-05-01")]
    promises = [Promise(24, "1997-01-01", "2004-12-31"), Promise(12, "2005-01-01")]

    assert (2006, 2007) == years_without(held, promises)
    assert () == years_without([], promises)


def test_no_promise_before_it_began() -> None:
    assert None is promised_months([Promise(12, "2005-01-01")], "2004-12-31")


def test_sessions_come_in_the_order_of_their_days() -> None:
    undated = Session("s9", 9)

    assert ["s1", "s2", "s9"] == [
        x.key for x in in_order([undated, session(2, "2002-01-01"), session(1, "2001-01-01")])
    ]


@given(st.lists(st.integers(0, 9000), min_size=2, max_size=12, unique=True))
def test_intervals_add_up_to_the_whole_time(offsets: list[int]) -> None:
    held = [session(number, add_days("1997-01-01", offset)) for number, offset in enumerate(offsets)]

    assert max(offsets) - min(offsets) == sum(each.days.least for each in intervals(held))


# --- reminders ---


@pytest.mark.parametrize(
    ("day", "keys"), [("2026-03-02", ["s1"]), ("2026-03-18", ["s1", "s2"]), ("2026-03-19", []), ("2026-03-29", ["s1"])]
)
def test_reminders_come_30_14_and_3_days_before(day: str, keys: list[str]) -> None:
    coming = Session("s1", 1, announced=(Announced(on("2026-03-01")), Announced(on("2026-04-01"))))
    other = Session("s2", 2, announced=(Announced(on("2026-04-17")),))

    assert keys == [each.key for each in reminders_on([other, coming], day)]


def test_nobody_is_reminded_of_what_was_held_or_has_no_day() -> None:
    vague = Session("s2", 2, announced=(Announced(When("2026-04-01", "2026-04-30")),))

    assert () == reminders_on([session(1, "2026-04-01"), vague], "2026-03-18")


# --- what is wrong ---


def test_a_number_stands_once() -> None:
    assert ["same_number"] == [
        each.code for each in check_sessions([session(1, "2001-01-01"), session(1, "2002-01-01")])
    ]


def test_later_numbers_come_on_later_days() -> None:
    found = check_sessions([session(1, "2002-01-01"), session(2, "2001-01-01")])

    assert ["number_order"] == [each.code for each in found]
    assert "Session 2 was held on 2001-01-01, before session 1 on 2002-01-01" in found[0].message


def test_the_last_day_does_not_come_before_the_first() -> None:
    assert ["date_order"] == [each.code for each in check_sessions([session(1, "2002-01-02", "2002-01-01")])]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("held: 2013-06-10\n", "when: 2013-06-10\n", "unknown_key"),
        ("held: 2013-06-10\n        until: 2013-06-11", "until: 2012-01-01", None),
        ("held: 2013-06-10\n        until: 2013-06-11", "held: 2013-06-10\n        until: 2013-06-09", "date_order"),
        ("form: video", "form: telephone", "unknown_word"),
        ("rank: leader", "rank: minister", "unknown_word"),
        ("part: closed", "part: secret", "unknown_word"),
        ("status: adopted", "status: loved", "unknown_word"),
        ("kind: names_host", "kind: sings", "unknown_word"),
        ("held: 2012-06-01", "held: 2012-6-1", "bad_date"),
        ("held: 2012-06-01, ", "", "missing_key"),
        ("number: 2,", "number: two,", "bad_number"),
        ("{for: 2013-05-01", "{for: {from: 2013-05-10, to: 2013-05-01}", "date_order"),
    ],
)
def test_bad_sessions_are_refused(old: str, new: str, code: str | None) -> None:
    found = codes(swapped((old, new)))

    assert code in found if code else [] == [each for each in found if each != "missing_key"]


def test_a_session_as_read() -> None:
    first = read_mechanism(EXAMPLE.encode(), "e.yaml").body("council").sessions[0]

    assert ("s1", 1, "in_person", "苏州") == (first.key, first.number, first.form, first.place)
    assert (["工作报告"], ["论坛"]) == tuple([x.title for x in first.items(part)] for part in ("closed", "open"))
    assert [("320500", "leader"), ("330400", "department")] == [(x.participant.key, x.rank) for x in first.attendance]
    assert ("浙江省嘉兴市", "adopted") == (first.next_host.name if first.next_host else "", first.papers[0].status)
