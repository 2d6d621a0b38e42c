"""Notices: typed, said once, in the reader's language, sent when people want them."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from tashan.web.notices import kinds, post, reminders, work
from tashan.web.notices.models import Notice
from tashan.web.notices.queries import person_of_calendar
from tashan.web.notices.services import do_notify, do_renew_calendar, do_set_preference

from ..conftest import JIANGSU, SUZHOU, ZHEJIANG  # noqa: TID252

NOON = timezone.make_aware(datetime(2026, 11, 23, 12, 0))  # noqa: DTZ001 - made aware here; a Monday


@pytest.fixture(autouse=True)
def _kind() -> None:
    kinds.register(kinds.Kind("tests.said", "测试", "test", "{who}说：{what}。", "{who} says {what}."))


@pytest.fixture
def late_work() -> Iterator[list[work.Item]]:
    """Items that wait for officers of Suzhou; a test adds to it."""
    items: list[work.Item] = []

    def provider(person: Any) -> list[work.Item]:
        return items if person.username == f"officer-{SUZHOU}" else []

    work.register(provider)
    yield items
    work.forget(provider)


def _item(due: date | None, key: str = "tests.matter:1") -> work.Item:
    return work.Item("水源工程", due, "/governance/1/", "补充", key=key, place=SUZHOU)


def _prefer(person: Any, mail_: str, **changes: Any) -> None:
    person.email = f"{person.pk}@example.org"
    person.save()
    do_set_preference(
        actor=person,
        **{
            "mail": mail_, "language": "zh-hans", "weekday": 0, "digest_at": time(8), "quiet_from": time(22),
            "quiet_to": time(7), **changes,
        },
    )  # fmt: skip


def _tell(person: Any, what: str = "好", at: datetime = NOON, **more: Any) -> int:
    return do_notify(kind="tests.said", people=[person], values={"who": {"place": SUZHOU}, "what": what}, at=at, **more)


@pytest.mark.parametrize(
    ("language", "expected"), [("zh-hans", "苏州市说：好。"), ("zh-hant", "蘇州市說：好。"), ("en", "Suzhou says 好.")]
)
def test_a_notice_speaks_the_readers_language(person: Callable[..., Any], language: str, expected: str) -> None:
    _tell(person("officer"))

    with translation.override(language):
        assert expected == Notice.objects.get().text


def test_a_value_with_braces_is_only_text(person: Callable[..., Any]) -> None:
    _tell(person("officer"), "{who.password} {0}")

    assert "苏州市说：{who.password} {0}。" == Notice.objects.get().text


def test_a_kind_that_no_room_knows_is_refused(person: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match="No room registered"):
        do_notify(kind="tests.unknown", people=[person("officer")], values={})


def test_what_has_a_key_is_said_once_a_person(person: Callable[..., Any]) -> None:
    one, two = person("officer"), person("reader")

    counts = [_tell(each, key="tests.matter:1/1") for each in (one, one, two)]

    assert [1, 0, 1] == counts


def test_who_is_no_longer_active_is_told_nothing(person: Callable[..., Any]) -> None:
    gone = person("officer")
    gone.is_active = False

    assert 0 == _tell(gone)


# --- reminders and the ladder ----------------------------------------------------------------------------------------


def test_reminders_climb_the_ladder_and_are_said_once(person: Callable[..., Any], late_work: list[work.Item]) -> None:
    """The officer from three days before; the approver of the province after a week; the administrator after a month."""
    for role, place in (("officer", SUZHOU), ("approver", JIANGSU), ("administrator", SUZHOU), ("approver", ZHEJIANG)):
        person(role, place)
    late_work.append(_item(date(2026, 11, 23)))
    told = []

    for days in (-4, -3, -1, 0, 1, 3, 7, 8, 30, 60):
        for _twice in range(2):
            before = set(Notice.objects.values_list("pk", flat=True))
            reminders.remind(NOON + timedelta(days=days))
            told += [
                (days, notice.person.username, notice.kind, notice.level)
                for notice in Notice.objects.exclude(pk__in=before).order_by("pk")
            ]

    officer, approver, administrator = f"officer-{SUZHOU}", f"approver-{JIANGSU}", f"administrator-{SUZHOU}"
    assert [
        (-3, officer, "notices.due_soon", 0),
        (1, officer, "notices.late", 1),
        (7, officer, "notices.late", 2),
        (7, approver, "notices.escalated", 2),
        (30, officer, "notices.late", 3),
        (30, approver, "notices.escalated", 3),
        (30, administrator, "notices.escalated", 3),
    ] == told


def test_a_new_due_date_starts_its_reminders_again(person: Callable[..., Any], late_work: list[work.Item]) -> None:
    person("officer", SUZHOU)
    late_work.append(_item(date(2026, 11, 22)))
    reminders.remind(NOON)

    late_work[0] = _item(date(2026, 11, 20))

    assert 1 == reminders.remind(NOON)


def test_nothing_is_said_about_work_without_a_due_date(person: Callable[..., Any], late_work: list[work.Item]) -> None:
    person("officer", SUZHOU)
    late_work.append(_item(None))

    assert 0 == reminders.remind(NOON)


# --- mail ------------------------------------------------------------------------------------------------------------


def test_each_notice_comes_at_once_but_not_in_quiet_hours(person: Callable[..., Any]) -> None:
    somebody = person("officer")
    _prefer(somebody, "each")
    night = NOON.replace(hour=23)
    _tell(somebody, at=night, address="/governance/1/")

    sent = [
        post.send(at).mails
        for at in (night, night + timedelta(hours=7), night + timedelta(hours=8, minutes=1), night + timedelta(hours=9))
    ]

    assert [0, 0, 1, 0] == sent
    assert "苏州市说：好。" == mail.outbox[0].subject
    assert "http://localhost:8000/governance/1/" in mail.outbox[0].body


def test_a_daily_digest_comes_once_a_day_with_what_is_latest_first(person: Callable[..., Any]) -> None:
    somebody = person("officer")
    _prefer(somebody, "daily", language="en")
    _tell(somebody, "one")
    _tell(somebody, "two", level=2)

    sent = [post.send(NOON + timedelta(hours=hours)).mails for hours in (0, 1, 2)]
    _tell(somebody, "three", at=NOON + timedelta(hours=3))
    sent += [post.send(NOON + timedelta(hours=hours)).mails for hours in (4, 20, 21)]

    assert [1, 0, 0, 0, 1, 0] == sent
    assert "Tashan: 2 notices" == mail.outbox[0].subject
    assert mail.outbox[0].body.startswith("1. Suzhou says two.")


def test_a_weekly_digest_waits_for_its_day(person: Callable[..., Any]) -> None:
    somebody = person("officer")
    _prefer(somebody, "weekly", weekday=2)
    _tell(somebody)
    sent = [post.send(NOON).mails]
    _tell(somebody, at=NOON + timedelta(hours=1))

    sent += [post.send(NOON + timedelta(days=days)).mails for days in (1, 2, 3, 9)]

    # The first digest ever comes at once; the next on Wednesday.
    assert [1, 0, 1, 0, 0] == sent


def test_who_wants_no_mail_or_has_no_address_gets_none(person: Callable[..., Any]) -> None:
    never, nowhere = person("officer"), person("reader")
    _prefer(never, "never")
    for each in (never, nowhere):
        _tell(each)

    assert post.Sent(0, 0, ()) == post.send(NOON)


def test_a_mail_that_fails_is_tried_again(person: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    somebody = person("officer")
    _prefer(somebody, "daily")
    _tell(somebody)

    def broken(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr(post, "send_mail", broken)
        failed = post.send(NOON)

    assert (f"officer-{JIANGSU}: SMTPServerDisconnected",) == failed.failures
    assert 1 == post.send(NOON).mails


def test_a_title_with_line_breaks_forges_no_mail_header(person: Callable[..., Any]) -> None:
    somebody = person("officer")
    _prefer(somebody, "each")
    _tell(somebody, "x\nBcc: everybody@example.org")

    post.send(NOON)

    assert "苏州市说：x Bcc: everybody@example.org。" == mail.outbox[0].subject
    assert [f"{somebody.pk}@example.org"] == mail.outbox[0].recipients()


def test_the_command_reminds_and_sends(person: Callable[..., Any], late_work: list[work.Item]) -> None:
    _prefer(person("officer", SUZHOU), "each")
    late_work.append(_item(date(2026, 11, 20)))
    out = StringIO()

    call_command("send_notices", "--at", "2026-11-23T12:00", stdout=out)

    assert "1 reminders made.\n1 mails with 1 notices sent.\n" == out.getvalue()
    assert "已逾期" in mail.outbox[0].subject


@pytest.mark.django_db
def test_a_time_that_is_none_is_told() -> None:
    with pytest.raises(CommandError, match="2026-11-22T08:00"):
        call_command("send_notices", "--at", "tomorrow")


# --- the secret of the calendar --------------------------------------------------------------------------------------


def test_only_the_newest_secret_opens_the_calendar_and_none_is_kept(person: Callable[..., Any]) -> None:
    somebody = person("officer")
    old, new = do_renew_calendar(actor=somebody), do_renew_calendar(actor=somebody)

    assert [None, somebody] == [person_of_calendar(old), person_of_calendar(new)]
    assert new not in str(somebody.notice_preference.__dict__)


def test_the_calendar_of_who_left_is_closed(person: Callable[..., Any]) -> None:
    somebody = person("officer")
    token = do_renew_calendar(actor=somebody)
    type(somebody).objects.filter(pk=somebody.pk).update(is_active=False)

    assert None is person_of_calendar(token)
