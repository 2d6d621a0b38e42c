"""Topic groups, cadres, conflicts and figures."""

from __future__ import annotations

from tashan.governance.conflicts import UNSAID, Conflict, Figure, Side, check_conflicts, check_figures
from tashan.governance.participants import Participant
from tashan.governance.secondments import Secondment, check_secondments, ending_within, headcount, seconded_on
from tashan.governance.topic_groups import GroupChange, TopicGroup, check_groups, group_on, groups_on
from tashan.rules import Label

A, B = Participant("a", "A", "other"), Participant("b", "B", "other")
ROADS = Label("公路", "Roads")


def group(*changes: GroupChange) -> TopicGroup:
    return TopicGroup("g", changes)


CREATED = GroupChange("2014-09-25", "created", "s1", ROADS, "公路", (A,), rotating=False)


def test_a_group_is_not_there_before_its_creation_nor_after_its_end() -> None:
    found = group(CREATED, GroupChange("2018-01-01", "closed", "s5"))

    assert [None, "公路", None] == [
        state.scope if (state := group_on(found, day)) else None for day in ("2014-09-24", "2017-12-31", "2018-01-01")
    ]


def test_each_change_keeps_what_it_does_not_change() -> None:
    found = group_on(
        group(
            CREATED,
            GroupChange("2015-01-01", "renamed", "s2", Label("交通", "Transport")),
            GroupChange("2016-01-01", "rescoped", "s3", scope="公路和铁路"),
            GroupChange("2017-01-01", "lead_changed", "s4", leads=(B,)),
        ),
        "2017-06-01",
    )

    assert found
    assert ("交通", "公路和铁路", (B,), "2014-09-25", "s4") == (
        found.name.zh,
        found.scope,
        found.leads,
        found.since,
        found.decided_by,
    )


def test_a_lead_can_begin_to_go_round_without_a_new_list() -> None:
    change = GroupChange("2015-01-01", "lead_changed", "s2", rotating=True)
    found = group_on(group(CREATED, change), "2015-01-01")

    assert found
    assert (True, (A,)) == (found.rotating, found.leads)
    assert () == check_groups([group(CREATED, change)])


def test_a_closed_group_may_be_created_again() -> None:
    again = group(CREATED, GroupChange("2016-01-01", "closed", "s2"), GroupChange("2018-01-01", "created", "s3", ROADS))

    assert () == check_groups([again])
    assert ["2018-01-01"] == [state.since for state in groups_on([again], "2018-01-01")]


def test_what_was_only_reported_needs_no_session() -> None:
    assert () == check_groups([group(GroupChange("2016-10-11", "reported", "", ROADS))])
    assert ["no_session"] == [x.code for x in check_groups([group(GroupChange("2016-10-11", "created", "", ROADS))])]


def test_a_group_that_ended_cannot_be_renamed() -> None:
    ended = group(CREATED, GroupChange("2016-01-01", "closed", "s2"), GroupChange("2017-01-01", "renamed", "s3", ROADS))

    assert ["not_created"] == [problem.code for problem in check_groups([ended])]


# --- cadres ---

CADRES = (
    Secondment("甲", (A,), "副主任", "2018-01-31", "2019-01-30"),
    Secondment("", (A, B), "派驻干部", "2018-06-01", None, 17),
    Secondment("乙", (B,), "处长", "2018-01-31", "2018-12-31"),
)


def test_cadres_by_sender_on_a_day() -> None:
    assert {"A": 1, "A、B": 17, "B": 1} == headcount(CADRES, "2018-07-01")
    assert ["", "甲"] == sorted(each.who for each in seconded_on(CADRES, "2019-01-30"))


def test_whose_time_ends_soon_is_told_soonest_first() -> None:
    assert ["乙", "甲"] == [each.who for each in ending_within(CADRES, "2018-12-01", "2019-02-28")]


def test_one_cadre_is_not_in_two_places_at_once() -> None:
    twice = (*CADRES, Secondment("甲", (A,), "主任", "2019-01-01"))

    assert ["overlap"] == [problem.code for problem in check_secondments(twice)]
    assert () == check_secondments(CADRES)


def test_somebody_has_to_send_them_and_counts_have_to_fit() -> None:
    found = check_secondments(
        [Secondment("", (), "", "2018-01-01", count=0), Secondment("丙", (A,), "", "2018-01-01", count=2)]
    )

    assert ["no_sender", "bad_count", "bad_count"] == [problem.code for problem in found]


# --- conflicts and figures ---


def test_a_conflict_has_two_values_a_chosen_one_of_them_and_a_reason() -> None:
    one = Conflict("c", ROADS, (Side("14", ()),), "15", UNSAID)

    assert ["one_side", "not_a_side", "no_reason"] == [problem.code for problem in check_conflicts([one])]


def test_a_conflict_may_stay_open_with_a_reason() -> None:
    assert () == check_conflicts(
        [Conflict("c", ROADS, (Side("14", ()), Side("15", ())), "", Label("都是官方说法。", "Both are official."))]
    )


def test_parts_add_up_to_the_figure() -> None:
    assert () == check_figures([Figure("f", ROADS, "2021-03", 65, {"a": 12, "b": 10, "c": 17, "d": 26})])
    found = check_figures([Figure("f", ROADS, "2021-03", 65, {"a": 12, "b": 10})])
    assert "The parts of `f` add up to 22, not 65. Correct one of them." == found[0].message
