"""The work of a day: one job, nobody told twice, nothing left out when a day was missed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone, translation

from tashan.web.governance.daily import KIND, do, do_today, today_if_not_begun, todo
from tashan.web.governance.models import Agreement, Session
from tashan.web.governance.services import do_keep_session
from tashan.web.governance.services.reminding import remind_of_agreement, remind_of_coding, remind_of_session
from tashan.web.jobs.models import Job
from tashan.web.jobs.services import start_forgotten
from tashan.web.jobs.tasks import run
from tashan.web.notices.models import Notice

from .conftest import HUZHOU, JIAXING, OFFICE, SHA, SUZHOU, TODAY, WUXI

pytestmark = pytest.mark.django_db
SESSION_DAY = date(2027, 1, 10)


@pytest.fixture
def session(office: Any, person: Callable[..., Any]) -> Session:
    """A session announced for 10 January 2027."""
    fields = {"announced": [{"for": SESSION_DAY.isoformat(), "said": "2026-11-01"}]}
    return do_keep_session(actor=person("officer", OFFICE), body=office, number=2, fields=fields)


def _told(person: Any, kind: str) -> int:
    return Notice.objects.filter(person=person, kind=f"governance.{kind}").count()


def test_sessions_are_told_three_times(session: Session, person: Callable[..., Any]) -> None:
    """30, 14 and 3 days ahead, to the office and its members; after a day that was missed once, not again and again."""
    member = person("officer", WUXI)
    days = [SESSION_DAY - timedelta(left) for left in (31, 30, 29, 10, 9, 3, 1, 0, -1)]
    made = [remind_of_session(session, day) for day in days]

    assert [0, 2, 0, 2, 0, 2, 0, 0, 0] == made
    assert (3, 3) == (_told(member, "session_soon"), _told(person("officer", OFFICE), "session_soon"))


def test_a_new_day_begins_anew_and_a_session_that_was_held_is_over(
    session: Session, person: Callable[..., Any]
) -> None:
    """Reminders go with the day that was announced last."""
    remind_of_session(session, SESSION_DAY - timedelta(30))
    later = SESSION_DAY + timedelta(60)
    session.announced = [*session.announced, {"for": later.isoformat(), "said": "2026-12-20"}]

    assert [0, 1] == [remind_of_session(session, day) for day in (SESSION_DAY - timedelta(3), later - timedelta(30))]
    session.state = Session.State.HELD
    assert 0 == remind_of_session(session, later - timedelta(3))


def test_a_coding_is_told_to_who_can_confirm_it(coded: Any, person: Callable[..., Any]) -> None:
    """Suzhou leads and Jiaxing coded, so Huzhou is asked, once."""
    people = {place: person("approver", place) for place in (SUZHOU, JIAXING, HUZHOU, WUXI)}
    made = [remind_of_coding(coded, TODAY), remind_of_coding(coded, TODAY + timedelta(1))]

    assert [1, 0] == made
    assert [HUZHOU] == [place for place, one in people.items() if _told(one, "confirm_asked")]


def test_an_agreement_is_told_before_its_last_day_of_notice(office: Any, person: Callable[..., Any]) -> None:
    """Ending in December with 30 days' notice: told from 60 days before that on, once."""
    person("officer", OFFICE)
    row = Agreement.objects.create(
        body=office, key="a", title="协议", parties=[SUZHOU, WUXI], strength="framework", signed=date(2024, 1, 1),
        start=date(2024, 1, 1), end=date(2026, 12, 31), renewal="automatic", renewal_months=12, notice_days=30, document="d",
        sha256=SHA,
    )  # fmt: skip
    days = (date(2026, 9, 1), date(2026, 10, 10), date(2026, 11, 1), date(2026, 12, 15))

    assert [0, 1, 0, 0] == [remind_of_agreement(row, day) for day in days]


def test_the_worker_begins_the_work_of_a_day_once(
    matter: Any, session: Session, person: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not before six; as one job, whose steps are all done; another look the same day begins nothing."""
    owner = person("officer", SUZHOU)

    def at(hour: int, day: int = 1) -> Any:
        return timezone.make_aware(datetime(2027, 7, day, hour, 30))  # noqa: DTZ001 - made aware

    assert [] == list(today_if_not_begun(at(5)))
    started = [start_forgotten(at(hour)) for hour in (8, 9, 23)]
    (job,) = Job.objects.filter(kind=KIND)
    run.func(job.pk)
    job.refresh_from_db()

    assert [1, 0, 0] == list(map(len, started))
    assert ({"day": "2027-07-01"}, "done", 2) == (job.arguments, job.state, job.total)
    assert (job.total, []) == (job.done, job.problems)
    assert 1 == _told(owner, "late")
    assert 1 == len(start_forgotten(at(8, 2)))


def test_a_day_twice_and_a_row_that_is_gone(matter: Any, person: Callable[..., Any]) -> None:
    """The second run makes nothing; a step of what is not there any more is no fault."""
    person("officer", SUZHOU)
    late = date(2027, 7, 1)

    assert [1, 0] == [do_today(late), do_today(late)]
    assert [f"late:{matter.pk}"] == todo({"day": late.isoformat()})
    do({"day": late.isoformat()}, "late:999999")
    assert [] == todo({"day": "2026-01-10"})


def test_the_command_for_who_runs_no_worker(matter: Any, person: Callable[..., Any]) -> None:
    """It does the same and says how many were told."""
    person("officer", SUZHOU)
    out = StringIO()
    call_command("escalate", "--day", "2027-07-01", stdout=out)

    assert "1 notices made.\n" == out.getvalue()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_notices_read_as_sentences(session: Session, coded: Any, person: Callable[..., Any], language: str) -> None:
    """With names in the reader's language and nothing left to fill in."""
    reader = person("approver", HUZHOU)
    remind_of_session(session, SESSION_DAY - timedelta(3))
    remind_of_coding(coded, TODAY)
    with translation.override(language):
        texts = [notice.text for notice in Notice.objects.filter(person=reader)]

    assert 2 == len(texts)
    assert not any("{" in text for text in texts)
    assert any(("示例办公室" if language == "zh-hans" else "Example office") in text for text in texts)
