"""The real bodies that come along, against what public sources show of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tashan.governance.admission import lead_time
from tashan.governance.bodies import (
    Body,
    check_mechanism,
    ladder,
    members_on,
    next_host,
    observers_on,
    rotation_history,
    secretariat_on,
)
from tashan.governance.days import days_between
from tashan.governance.problems import GovernanceError
from tashan.governance.rosters import plan
from tashan.governance.sample import shipped_body, shipped_mechanisms
from tashan.governance.secondments import headcount
from tashan.governance.sessions import Session, attendance_index, intervals, slip, years_without
from tashan.governance.topic_groups import groups_on
from tashan.regions.clusters import cluster


def body(name: str) -> Body:
    return shipped_body(name)[1]


def session(name: str, year: int) -> Session:
    """The only session of a body in a year."""
    found = [each for each in body(name).sessions if each.day.startswith(str(year))]
    assert 1 == len(found)
    return found[0]


def test_every_shipped_file_is_sound() -> None:
    assert dict.fromkeys(shipped_mechanisms(), ()) == {
        key: check_mechanism(each) for key, each in shipped_mechanisms().items()
    }
    assert 6 == len(shipped_mechanisms())


def test_no_key_stands_for_two_bodies() -> None:
    keys = [key for each in shipped_mechanisms().values() for key in each.bodies]

    assert len(set(keys)) == len(keys)


def test_every_member_and_session_names_its_source() -> None:
    """Each has a document and the day it was read."""
    for mechanism in shipped_mechanisms().values():
        for each in mechanism.bodies.values():
            sources = [
                *(part.source for part in each.memberships),
                *(part.source for part in each.sessions),
                *(part.source for part in each.figures),
            ]
            assert all(source and source.document and source.seen for source in sources), each.key


def test_an_unknown_body_is_told_with_those_there_are() -> None:
    with pytest.raises(GovernanceError, match=r"There is no body `senate`. Shipped are: .*city_council"):
        shipped_body("senate")


# --- members of the council of cities ---


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1996-12-31", 0),
        ("1997-06-01", 15),
        ("2003-08-14", 15),
        ("2003-08-15", 16),
        ("2010-03-26", 22),
        ("2012-06-01", 22),
        ("2013-04-30", 30),
        ("2018-04-11", 30),
        ("2018-04-12", 34),
        ("2019-10-15", 41),
        ("2026-11-01", 41),
    ],
)
def test_cohorts_of_the_council_of_cities(day: str, count: int) -> None:
    """15, 16, 22, 30, 34 and 41 members; 22 on 1 June 2012."""
    assert count == len(members_on(body("city_council"), day))


def test_the_41_cities_by_province() -> None:
    """One, thirteen, eleven and sixteen."""
    codes = [each.key[:2] for each in members_on(body("city_council"), "2020-01-01")]

    assert {"31": 1, "32": 13, "33": 11, "34": 16} == {code: codes.count(code) for code in sorted(set(codes))}


def test_each_city_joined_with_the_session_that_admitted_it() -> None:
    for each in body("city_council").sessions:
        for decision in each.decisions:
            if decision.kind == "admits":
                before = {
                    one.key for one in members_on(body("city_council"), str(int(each.held.first[:4]) - 1) + "-12-31")
                }
                after = {one.key for one in members_on(body("city_council"), f"{each.held.first[:4]}-12-31")}

                assert after - before == {one.key for one in decision.participants}


def test_the_council_agrees_with_the_cluster_of_its_name() -> None:
    """Two rooms tell the same members on the same days."""
    for day in ("1998-01-01", "2005-01-01", "2012-06-01", "2014-01-01", "2018-06-01", "2020-01-01"):
        found = cluster("长三角城市经济协调会", day)

        assert found
        assert {each.code for each in found.members} == {each.key for each in members_on(body("city_council"), day)}


def test_homonyms_are_two_members_each() -> None:
    """泰州 and 台州, 苏州 and 宿州: the same in pinyin, two codes."""
    names = {each.key: each.name for each in members_on(body("city_council"), "2020-01-01")}

    assert ["江苏省泰州市", "浙江省台州市", "江苏省苏州市", "安徽省宿州市"] == [
        names[code] for code in ("321200", "331000", "320500", "341300")
    ]


def test_six_cities_were_observers_for_more_than_five_years() -> None:
    council = body("city_council")
    times = [lead_time(case, "observer", "admitted") for case in council.cases]

    assert 6 == len(observers_on(council, "2005-01-01"))
    assert 0 == len(observers_on(council, "2010-03-26"))
    assert {(1962, 1971)} == set(times)
    assert {5.4} == {round(days / 365.25, 1) for pair in times if pair for days in pair}


# --- hosts of the council of cities ---

#: Session to code of the host, where a source shows it.
SEEN = {
    4: "320100",
    5: "310000",
    9: "330500",
    10: "330400",
    11: "321100",
    12: "331000",
    13: "340100",
    14: "320900",
    16: "330700",
    18: "330800",
    19: "340200",
    20: "320700",
    21: "320300",
    22: "331100",
}


def test_hosts_are_only_those_that_a_source_shows() -> None:
    assert SEEN == {each.number: each.host.key for each in body("city_council").sessions if each.host}


def test_hosts_follow_the_order_of_joining_with_two_exceptions() -> None:
    """上海 hosted the 5th out of turn; at the 22nd 丽水 passed over 滁州 and 淮南."""
    history = rotation_history(body("city_council"))
    exceptions = [each for each in history if each.exception]

    assert list(range(1, 23)) == [each.turn for each in history]
    assert [(5, "out_of_turn", ()), (22, "passes_over", ("341100", "340400"))] == [
        (each.turn, each.verdict, each.passed_over) for each in exceptions
    ]
    assert {"in_order"} == {each.verdict for each in history if each.turn in SEEN.keys() - {5, 22}}


def test_places_in_the_roster() -> None:
    """南京 9th, 徐州 25th, 滁州 26th, 淮南 27th, 丽水 28th."""
    order = [each.key for each in members_on(body("city_council"), "2013-12-31")]

    assert [9, 25, 26, 27, 28] == [order.index(code) + 1 for code in ("320100", "320300", "341100", "340400", "331100")]


def test_the_cities_passed_over_come_next() -> None:
    council = body("city_council")
    found = next_host(council, "2024-01-01")

    assert found
    assert (23, "341100", "returned") == (found.turn, found.host, found.reason)


def test_the_twentieth_session_named_the_host_that_the_rule_gives() -> None:
    """It adopted a rule, signed 19 matters and named 徐州."""
    twentieth = body("city_council").session(20)
    found = next_host(body("city_council"), "2020-12-31")

    assert twentieth
    assert found
    assert ("320300", "320300") == (twentieth.next_host.key if twentieth.next_host else "", found.host)
    assert [("adopted", 1), ("signed", 19)] == [(paper.status, paper.count) for paper in twentieth.papers]


def test_attendance_fell_from_mayors_to_cadres() -> None:
    council = body("city_council")
    entitled = [each.key for each in members_on(council, "2020-09-16")]
    found = [attendance_index(each, entitled) for number in (20, 22) if (each := council.session(number))]

    assert [(Fraction(1), 41), (Fraction(3, 10), 41)] == [(each.value, each.known) for each in found]


def test_no_session_in_2022() -> None:
    council = body("city_council")

    assert (2008, 2022) == years_without(council.sessions, council.promises)
    gap = intervals(council.sessions, council.promises)[-1]
    assert ("s21", "s22", 760, 770) == (gap.earlier, gap.later, gap.days.least, gap.days.most)


def test_the_ninth_session_slipped() -> None:
    ninth = body("city_council").session(9)

    assert ninth
    late = slip(ninth)
    assert late
    assert (80, 150) == (late.least, late.most)


def test_the_office_keeps_the_papers_of_the_council_since_2019() -> None:
    found = secretariat_on(body("city_council"), "2020-01-01")

    assert "长三角区域合作办公室" == (found.label.zh if found else "")


# --- the leaders' forum and its levels ---


def test_the_chair_of_the_leaders_forum_goes_round_in_four_years() -> None:
    history = {each.turn: each for each in rotation_history(body("leaders_forum"))}

    assert ["310000", "340000", "330000", "320000", "310000", "340000", "330000"] == [
        history[year].host for year in range(2018, 2025)
    ]
    assert {"in_order"} == {history[year].verdict for year in (2014, *range(2018, 2025))}
    assert [] == [each for each in history.values() if each.exception]


def test_the_chair_is_the_published_formula() -> None:
    """chair(y) = [SH, AH, ZJ, JS][(y - 2018) mod 4]."""
    forum = body("leaders_forum")
    years = range(2014, 2031)
    assert forum.rotation
    found = plan(forum.rotation, forum.memberships, [(year, f"{year}-06-01") for year in years])

    assert [["310000", "340000", "330000", "320000"][(year - 2018) % 4] for year in years] == [x.host for x in found]


def test_jiangsu_is_next_after_2024() -> None:
    found = next_host(body("leaders_forum"), "2024-12-31")

    assert found
    assert (2025, "320000") == (found.turn, found.host)


def test_anhui_joined_the_leaders_in_2008() -> None:
    assert [3, 4] == [len(members_on(body("leaders_forum"), day)) for day in ("2007-12-31", "2008-12-31")]


def test_days_between_the_leaders_forums() -> None:
    """355, 381, 354, 447, 293 and 366 days from 2018 to 2024."""
    held = [each for each in body("leaders_forum").sessions if each.held.first >= "2018"]

    assert [355, 381, 354, 447, 293, 366] == [each.days.least for each in intervals(held)]


def test_years_that_are_not_on_record_are_not_called_years_without_a_forum() -> None:
    forum = body("leaders_forum")
    verdicts = {each.turn: each.verdict for each in rotation_history(forum)}

    assert {"not_on_record"} == {verdicts[year] for year in (2015, 2016, 2017)}
    assert () == years_without(forum.sessions, forum.promises)


def test_the_joint_conference_came_68_days_before_the_forum_of_2014() -> None:
    found = days_between(session("joint_conference", 2014).held, session("leaders_forum", 2014).held)

    assert found
    assert (68, 68) == (found.least, found.most)


def test_matters_rise_from_the_office_to_the_leaders() -> None:
    mechanism, office = shipped_body("joint_office")

    assert ["joint_conference", "leaders_forum"] == [each.key for each in ladder(mechanism, office.key)]


def test_papers_of_the_leaders_forum() -> None:
    """Approved in principle is not adopted, and reviewed is neither."""
    assert ["approved_in_principle"] == [paper.status for paper in session("leaders_forum", 2018).papers]
    assert ["reviewed", "reviewed"] == [paper.status for paper in session("leaders_forum", 2022).papers]
    assert [("signed", 19)] == [(paper.status, paper.count) for paper in session("leaders_forum", 2020).papers]


# --- topic groups and cadres ---


def test_the_conference_of_2014_created_and_renamed_groups() -> None:
    office = body("joint_office")
    before = {each.key: each.name.zh for each in groups_on(office.groups, "2014-09-24")}
    after = {each.key: each for each in groups_on(office.groups, "2014-12-31")}

    assert {"industry": "产业转移"} == before
    assert {"industry": "产业", "food_safety": "食品安全"} == {key: each.name.zh for key, each in after.items()}
    assert (True, 4, "joint_conference/y2014") == (
        after["industry"].rotating,
        len(after["industry"].leads),
        after["industry"].decided_by,
    )


def test_twelve_groups_reported_in_2016() -> None:
    assert 12 == len(groups_on(body("joint_office").groups, "2016-10-11"))


def test_seventeen_cadres_each_time() -> None:
    office = body("regional_office")

    assert [17, 17] == [sum(headcount(office.secondments, day).values()) for day in ("2018-06-01", "2025-03-31")]


# --- elsewhere ---


def test_the_forum_on_the_middle_yangtze_slipped_and_went_online() -> None:
    """Announced for early September 2022, held on 23 December by video."""
    late = session("middle_yangtze_forum", 2022)
    found = slip(late)

    assert found
    assert (104, 113) == (found.least, found.most)
    assert (date(2022, 12, 23), "video", "430000") == (
        date.fromisoformat(late.held.first),
        late.form,
        late.host.key if late.host else "",
    )


def test_three_provinces_took_turns_on_the_middle_yangtze() -> None:
    history = rotation_history(body("middle_yangtze_forum"))

    assert [(2021, "420000"), (2022, "430000"), (2023, "360000")] == [(each.turn, each.host) for each in history]
    assert {"in_order"} == {each.verdict for each in history}


def test_four_capitals_fit_a_cycle_by_session() -> None:
    history = rotation_history(body("capitals_consultation"))

    assert {1: "420100", 4: "360100", 7: "340100", 10: "430100"} == {
        each.turn: each.host for each in history if each.host
    }
    assert [] == [each for each in history if each.exception]


def test_beijing_is_next_after_hebei() -> None:
    found = next_host(body("bth_leaders_forum"), "2025-12-31")

    assert found
    assert (2026, "110000") == (found.turn, found.host)


def test_figures_of_the_demonstration_zone() -> None:
    """65 projects are 12 + 10 + 17 + 26; of 136 innovations 38 were copied."""
    figures = {each.key: each for each in body("zone_council").figures}

    assert (65, [12, 10, 17, 26]) == (figures["projects_2021"].value, [*figures["projects_2021"].parts.values()])
    assert (136, 38, 145) == tuple(figures[key].value for key in ("innovations_2023", "copied_2023", "projects_2023"))


def test_sources_that_disagree_stand_side_by_side() -> None:
    conflicts = {each.key: each for mechanism in shipped_mechanisms().values() for each in mechanism.conflicts}

    assert {
        "members_1992": (["14", "15"], "14"),
        "council_founded": (["1997", "1996"], "1997"),
        "documents_2021": (["7", "6 + 1"], "7"),
    } == {key: ([side.value for side in each.sides], each.chosen) for key, each in conflicts.items()}
    assert all(each.reason for each in conflicts.values())
