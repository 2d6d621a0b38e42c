"""Calendar files of sessions, as RFC 5545 wants them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.governance.bodies import Body
from tashan.governance.calendars import chinese_number, session_calendar, session_title
from tashan.governance.days import When
from tashan.governance.participants import Participant
from tashan.governance.problems import GovernanceError
from tashan.governance.sample import shipped_body
from tashan.governance.sessions import AgendaItem, Announced, Session
from tashan.rules import Label

STAMP = datetime(2026, 1, 2, 11, 4, 5, tzinfo=timezone(timedelta(hours=8)))
COUNCIL = Body("council", Label("示例理事会", "Council"), "decide", "2010-01-01")
COMING = Session(
    "s23",
    23,
    announced=(Announced(When("2026-04-01", "2026-04-01")),),
    until="2026-04-02",
    form="in_person",
    host=Participant("341100", "安徽省滁州市"),
    place="滁州, 会议中心; 一楼",
    agenda=(AgendaItem("工作报告", "closed"), AgendaItem("论坛", "open")),
)


def calendar(*sessions: Session, **more: tuple[int, ...]) -> str:
    return session_calendar(COUNCIL, sessions, STAMP, **more)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_an_announced_session_is_tentative_with_reminders() -> None:
    lines = unfolded(calendar(COMING))

    assert ["BEGIN:VCALENDAR", "VERSION:2.0"] == lines[:2]
    assert ["END:VCALENDAR", ""] == lines[-2:]
    assert {"STATUS:TENTATIVE", "DTSTART;VALUE=DATE:20260401", "DTEND;VALUE=DATE:20260403"} <= set(lines)
    assert ["TRIGGER:-P30D", "TRIGGER:-P14D", "TRIGGER:-P3D"] == [x for x in lines if x.startswith("TRIGGER")]
    assert "SUMMARY:示例理事会第二十三次会议" in lines


def test_the_stamp_is_in_universal_time() -> None:
    assert "DTSTAMP:20260102T030405Z" in unfolded(calendar(COMING))


def test_special_characters_are_escaped() -> None:
    assert "LOCATION:滁州\\, 会议中心\\; 一楼" in unfolded(calendar(COMING))


def test_what_was_held_is_confirmed_and_reminds_of_nothing() -> None:
    mechanism, council = shipped_body("city_council")
    twentieth = council.session(20)
    assert twentieth
    lines = unfolded(session_calendar(council, [twentieth], STAMP))

    assert "STATUS:CONFIRMED" in lines
    assert "BEGIN:VALARM" not in lines
    assert "SUMMARY:长三角城市经济协调会第二十次会议" in lines
    assert "yangtze_delta" == mechanism.key


def test_a_new_day_replaces_the_old_one() -> None:
    """The same UID with a higher sequence; a calendar program then moves the entry."""
    later = Session("s23", 23, announced=(*COMING.announced, Announced(When("2026-05-01", "2026-05-01"))))
    first, second = unfolded(calendar(COMING)), unfolded(calendar(later))

    assert [x for x in first if x.startswith("UID")] == [x for x in second if x.startswith("UID")]
    assert ("SEQUENCE:0" in first, "SEQUENCE:1" in second) == (True, True)
    assert "DTSTART;VALUE=DATE:20260501" in second


def test_closed_items_do_not_leave_the_room() -> None:
    text = "".join(unfolded(calendar(COMING)))

    assert "论坛" in text
    assert "工作报告" not in text


def test_several_sessions_are_several_events() -> None:
    other = Session("s24", 24, held=When("2027-04-01", "2027-04-01"))

    assert 2 == calendar(COMING, other, reminders=(7,)).count("BEGIN:VEVENT")
    assert 1 == calendar(COMING, other, reminders=(7,)).count("BEGIN:VALARM")


def test_a_month_is_no_day_for_a_calendar() -> None:
    vague = Session("s13", 13, held=When("2013-04-01", "2013-04-30"))

    with pytest.raises(GovernanceError, match="is dated 2013-04; a calendar needs a day") as caught:
        calendar(vague)
    assert "no_exact_day" == caught.value.code


def test_a_long_line_is_folded_between_characters() -> None:
    """A Chinese character has three octets; 23 of them and the blank leave one more for the next line."""
    lines = calendar(Session("s1", 1, held=When("2020-01-01", "2020-01-01"), place="长" * 60)).split("\r\n")
    folded = lines[lines.index(next(x for x in lines if x.startswith("LOCATION"))) :][:3]

    assert ["LOCATION:" + "长" * 22, " " + "长" * 24, " " + "长" * 14] == folded


def test_own_names_and_years_are_titles_too() -> None:
    named = Session("x", name=Label("首届高层论坛", "First forum"), held=When("2019-05-22", "2019-05-22"))
    plain = Session("y2019", held=When("2019-05-22", "2019-05-22"))

    assert ("首届高层论坛", "示例理事会（2019年）") == (session_title(COUNCIL, named), session_title(COUNCIL, plain))


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (22, "二十二"), (99, "九十九"), (100, "100")],
)
def test_numbers_of_sessions_in_chinese(number: int, text: str) -> None:
    assert text == chinese_number(number)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(place: str) -> None:
    found = session_calendar(
        COUNCIL,
        [Session("s1", 1, held=When("2020-01-01", "2020-01-01"), place=f"x{place}")],
        datetime(2026, 1, 1, tzinfo=UTC),
    )
    location = next(line for line in unfolded(found) if line.startswith("LOCATION:"))
    plain = re.sub(r"\\(.)", r"\1", location.removeprefix("LOCATION:"))

    assert all(len(line.encode()) <= 75 for line in found.split("\r\n"))
    assert f"x{place}" == plain
