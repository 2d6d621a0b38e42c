"""Bodies and mechanisms: levels, chairs, ladders, and what a file may not say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.governance.bodies_written import EXAMPLE, codes, swapped

from tashan.governance.bodies import (
    Body,
    Mechanism,
    chairs_on,
    check_mechanism,
    ladder,
    members_on,
    next_host,
    observers_on,
    rotation_history,
    secretariat_on,
)
from tashan.governance.mechanism_file import mechanism_problems, read_mechanism
from tashan.governance.problems import GovernanceError
from tashan.rules import Label


@pytest.fixture(scope="module")
def example() -> Mechanism:
    return read_mechanism(EXAMPLE.encode(), "example.yaml")


def bodies(**above: tuple[str, str]) -> Mechanism:
    """A mechanism of bodies by name, each with its level and what it reports to."""
    found = {key: Body(key, Label(key, key), level, "2000-01-01", reports_to=to) for key, (level, to) in above.items()}
    return Mechanism("m", Label("m", "m"), (), found)


def problem_codes(mechanism: Mechanism) -> list[str]:
    return [problem.code for problem in check_mechanism(mechanism)]


# --- levels ---


def test_a_matter_rises_through_three_levels() -> None:
    three = bodies(office=("execute", "conference"), conference=("coordinate", "forum"), forum=("decide", ""))

    assert ["conference", "forum"] == [body.key for body in ladder(three, "office")]
    assert [] == problem_codes(three)


def test_a_matter_rises_through_four_levels() -> None:
    four = bodies(
        group=("execute", "office"),
        office=("coordinate", "forum"),
        forum=("decide", "council"),
        council=("consult", ""),
    )

    assert ["office", "forum", "council"] == [body.key for body in ladder(four, "group")]
    assert [] == problem_codes(four)


def test_council_committee_and_company_are_a_setting_of_the_same() -> None:
    zone = bodies(company=("execute", "committee"), committee=("execute", "council"), council=("decide", ""))

    assert ["committee", "council"] == [body.key for body in ladder(zone, "company")]
    assert [] == problem_codes(zone)


def test_a_body_does_not_report_to_a_lower_one() -> None:
    assert ["level_order"] == problem_codes(bodies(forum=("decide", "office"), office=("execute", "")))


def test_bodies_do_not_report_in_a_circle() -> None:
    circle = bodies(a=("decide", "b"), b=("decide", "a"))

    assert ["circle", "circle"] == problem_codes(circle)
    assert ["b", "a"] == [body.key for body in ladder(circle, "a")]


def test_an_unknown_body_is_told_with_those_there_are(example: Mechanism) -> None:
    with pytest.raises(GovernanceError, match=r"example has no body `counsel`. It has: council, office"):
        example.body("counsel")


# --- the example ---


def test_members_and_observers_on_a_day(example: Mechanism) -> None:
    council = example.body("council")

    assert ["320500", "330400"] == [each.key for each in members_on(council, "2011-01-01")]
    assert ["320500", "330400", "321200"] == [each.key for each in members_on(council, "2012-12-31")]
    assert ["320500", "330400"] == [each.key for each in members_on(council, "2012-12-31", "2012-12-31")]
    assert [("示例企业联盟", "alliance")] == [(each.name, each.kind) for each in observers_on(council, "2015-01-01")]


def test_secretariats_follow_each_other(example: Mechanism) -> None:
    council = example.body("council")
    found = [secretariat_on(council, day) for day in ("2009-12-31", "2015-12-31", "2016-01-01")]

    assert [None, "秘书处", "办公室"] == [each.label.zh if each else None for each in found]


def test_the_permanent_chair_chairs(example: Mechanism) -> None:
    assert [("320500", "permanent")] == [
        (each.participant.key, each.kind) for each in chairs_on(example.body("council"), "2015-06-01")
    ]


def test_the_decided_skip_of_the_example_is_an_exception_with_its_reason(example: Mechanism) -> None:
    found = [each for each in rotation_history(example.body("council")) if each.exception]

    assert [(3, True, ("321200",))] == [(each.turn, each.decided, each.passed_over) for each in found]
    assert "flood, decided by council/s2" in found[0].explanation


def test_the_next_host_of_the_example_is_the_one_that_was_skipped(example: Mechanism) -> None:
    found = next_host(example.body("council"), "2014-01-01")

    assert found
    assert (4, "321200", "returned") == (found.turn, found.host, found.reason)


def test_chairs_of_a_year_follow_from_a_rotation_by_year(example: Mechanism) -> None:
    council = example.body("council")
    assert council.rotation
    cycle = replace(council.rotation, order="cycle", cycle=("320500", "330400"), by="year", idle="passes")
    turned = replace(council, rotation=cycle, changes=(), chairs=())

    assert ["330400", "320500"] == [chairs_on(turned, day)[0].participant.key for day in ("2012-06-01", "2013-06-01")]


def test_a_chair_on_record_takes_the_place_of_the_one_by_the_rule(example: Mechanism) -> None:
    council = example.body("council")
    assert council.rotation
    cycle = replace(council.rotation, order="cycle", cycle=("320500", "330400"), by="year")
    recorded = replace(council.chairs[0], kind="rotating")

    assert [recorded] == [*chairs_on(replace(council, rotation=cycle, chairs=(recorded,)), "2012-06-01")]


def test_the_chair_of_a_year_to_come_follows_from_the_rule(example: Mechanism) -> None:
    council = example.body("council")
    assert council.rotation
    cycle = replace(council.rotation, order="cycle", cycle=("320500", "330400"), by="year", idle="passes")
    turned = replace(council, rotation=cycle, changes=(), chairs=())

    assert ["330400", "320500"] == [chairs_on(turned, day)[0].participant.key for day in ("2014-06-01", "2015-06-01")]
    assert [] == [*chairs_on(replace(turned, sessions=()), "2014-06-01")]


def test_without_a_host_on_record_there_is_no_next_one(example: Mechanism) -> None:
    council = example.body("council")

    assert None is next_host(replace(council, sessions=()), "2014-01-01")
    assert None is next_host(example.body("office"), "2014-01-01")


def test_an_anchor_alone_tells_the_first_host(example: Mechanism) -> None:
    council = example.body("council")
    assert council.rotation
    anchored = replace(council.rotation, anchor_turn=1, anchor="330400")
    found = next_host(replace(council, sessions=(), rotation=anchored), "2011-01-01")

    assert found
    assert (1, "330400") == (found.turn, found.host)


# --- what a file may not say ---


def test_the_example_has_no_problem() -> None:
    assert () == mechanism_problems(EXAMPLE.encode(), "e.yaml")


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("kind: permanent, from: 2010-01-01", "kind: permanent, from: 2009-01-01", "chair_not_member", "chairs[1]"),
        (
            "{who: 320500 苏州市, kind: permanent",
            "{who: 321200 泰州市, kind: permanent",
            "chair_not_member",
            "chairs[1]",
        ),
        (
            "{who: 320500 苏州市, kind: permanent, from: 2010-01-01",
            "{who: 321200 泰州市, kind: rotating, from: 2019, to: 2020",
            "chair_not_member",
            "chairs[1]",
        ),
        ("kind: permanent", "kind: eternal", "unknown_word", "chairs[1].kind"),
        ("level: decide", "level: rule", "unknown_word", "level"),
        ("reports_to: council", "reports_to: counsel", "unknown_body", "office"),
        ("levels: [decide, coordinate, execute]", "levels: [decide]", "level_not_used", "office"),
        ("reports_to: council", "report_to: council", "unknown_key", "report_to"),
        ("order: joining, by: session", "order: seniority, by: session", "unknown_word", "rotation.order"),
        ("order: joining, by: session", "order: cycle, by: session", "missing_key", "rotation"),
        ("who: 321200 泰州市, reason", "who: 330100 杭州市, reason", "never_a_member", "council.changes"),
        (
            "order: joining, by: session",
            "order: cycle, cycle: [330100 杭州市], by: session",
            "never_a_member",
            "council.rotation",
        ),
        ("kind: skip, who", "kind: defer, who", "bad_change", "changes[1]"),
        ("kind: skip, who", "kind: defer, until: 2, who", "date_order", "changes[1]"),
        ("kind: skip, who", "kind: skip, until: 9, who", "bad_change", "changes[1]"),
        ("{months: 12, from: 2010}", "{months: 0, from: 2010}", "bad_number", "promises[1].months"),
        ("parts: {roads: 2, rail: 3}", "parts: {roads: 2, rail: 4}", "parts_differ", "figures.projects"),
        ('chosen: "2010"', 'chosen: "2011"', "not_a_side", "conflicts.founded"),
        ('chosen: "2010"', 'chosen: "2010"\n    of: nobody', "unknown_word", "conflicts.founded.of"),
        ('- {value: "2009", note: Said in a report.}', "", "one_side", "conflicts.founded"),
        ("event: created, decided_by: council/s1", "event: created", "no_session", "groups.transport[1]"),
        ("event: created, decided_by: council/s1", "event: renamed, decided_by: council/s1", "not_created", "groups"),
        ("event: rescoped", "event: created", "created_twice", "groups.transport[2]"),
        ("council/s2, scope: 公路和铁路", "council/s2", "change_without_content", "groups.transport[2]"),
        (
            "event: created, decided_by: council/s1",
            "event: created, decided_by: council/s7",
            "unknown_session",
            "groups",
        ),
        ("strength: framework", "strength: iron", "unknown_word", "strength"),
        ("parties: [320500 苏州市, 330400 嘉兴市]", "parties: [320500 苏州市]", "too_few_parties", "charter_2011"),
        ("parties: [320500 苏州市,", "parties: [320500 苏州市, 320500 苏州市,", "party_twice", "charter_2011"),
        ("months: 36, notice_days", "notice_days", "bad_renewal", "charter_2011"),
        (
            "number: 第二条, quote: 双方2012年底前开通城际公交。",
            "number: 第一条, quote: 双方每年召开一次会议。",
            "clause_twice",
            "",
        ),
        ("session: council/s1\n", "session: council/s8\n", "unknown_session", "charter_2011"),
        ("to: 2014-02-28", "to: 2010-02-28", "date_order", "charter_2011.to"),
        ("to: 2013-12-31}", "to: 2011-12-31}", "date_order", "secondments[1].to"),
        ("role: 副主任, from", "role: 副主任, count: 3, from", "bad_count", "secondments[1]"),
        ("source: charter\n    members", "source: chart\n    members", "unknown_source", "source"),
        ("name: {zh: 示例机制, en: Example}", "name: {zh: 示例机制}", "missing_key", "name"),
    ],
)
def test_each_error_names_its_field(old: str, new: str, code: str, field: str) -> None:
    found = [each for each in mechanism_problems(swapped((old, new)).encode(), "bad.yaml") if each.code == code]

    assert found
    assert all(each.file == "bad.yaml" and each.line > 0 for each in found)
    assert any(field in each.field for each in found)


def test_all_problems_come_at_once_in_the_order_of_the_lines() -> None:
    with pytest.raises(GovernanceError) as caught:
        read_mechanism(
            swapped(("level: decide", "level: rule"), ("form: video", "form: telephone")).encode(), "bad.yaml"
        )
    lines = [problem.line for problem in caught.value.problems]

    assert ["unknown_word", "unknown_word"] == [problem.code for problem in caught.value.problems]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"),
        ("mechanism: x\nbodies: {}\n", "no_body"),
        ("mechanism: x\n", "missing_key"),
        ("- a\n- b\n", "wrong_form"),
        ("mechanism: x\nmechanism: y\nbodies: {}\n", "duplicate_key"),
        ("mechanism: [\n", "syntax"),
        ("mechanism: x\nbodies: {Council: {}}\n", "bad_name"),
    ],
)
def test_what_is_no_mechanism_is_refused(text: str, code: str) -> None:
    assert code in codes(text)


def test_bytes_that_are_no_text_are_refused() -> None:
    assert ["encoding"] == [each.code for each in mechanism_problems(b"mechanism: \xff\n", "f.yaml")]
