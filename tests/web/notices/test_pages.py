"""My work, notices and the calendar, in both languages; other people's notices stay theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tashan.web.notices import calendar, kinds, work
from tashan.web.notices.models import Notice
from tashan.web.notices.services import do_notify, do_renew_calendar


@pytest.fixture(autouse=True)
def _kind() -> None:
    kinds.register(kinds.Kind("tests.page", "测试", "test", "事项{n}更新了。", "Matter {n} has changed."))


@pytest.fixture
def some_work() -> Iterator[None]:
    """One late, one soon and one without a date, for everybody."""
    today = timezone.localdate()

    def provider(person: Any) -> list[work.Item]:
        return [
            work.Item("公报核对", None, "/c/", "核对", key="t:3"),
            work.Item("协议续签", today + timedelta(days=9), "/b/", "续签", key="t:2"),
            work.Item("验收说明", today - timedelta(days=11), "/a/", "审核", "共建产业园二期", key="t:1"),
        ]

    work.register(provider)
    yield
    work.forget(provider)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("3件事等您处理，1件已逾期", "逾期11天", "将到期，9天", "未定期限", "共建产业园二期")),
        ("en", ("Waiting for you: 3; late: 1", "11 days late", "due in 9 days", "no due date")),
    ],
)
def test_work_stands_by_due_date_with_its_light(
    log_in: Callable[..., Any], some_work: None, language: str, words: tuple[str, ...]
) -> None:
    page = log_in("officer").get(f"/work/?language={language}").content.decode()

    assert [] == [word for word in words if word not in page]
    assert page.index("验收说明") < page.index("协议续签") < page.index("公报核对")
    assert '<span class="badge">3</span>' in page


def test_empty_work_teaches(log_in: Callable[..., Any]) -> None:
    page = log_in("officer").get("/work/").content.decode()

    assert "现在没有等您处理的事" in page
    assert "badge" not in page


def test_reading_a_notice_leads_to_its_thing_and_counts_it_down(
    log_in: Callable[..., Any], person: Callable[..., Any]
) -> None:
    me = person("officer")
    for number in (1, 2):
        do_notify(kind="tests.page", people=[me], values={"n": number}, address="/governance/1/")
    client = log_in("officer")

    before = client.get("/notices/?language=en").content.decode()
    answer = client.post(f"/notices/{Notice.objects.order_by('id').first().pk}/read")
    after = client.get("/notices/?show=unread").content.decode()

    assert "Unread notices: 2" in before
    assert "/governance/1/" == answer["Location"]
    assert ("Matter 2 has changed" in after, "Matter 1 has changed" in after) == (True, False)


def test_other_peoples_notices_do_not_exist(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    do_notify(kind="tests.page", people=[person("reader")], values={"n": 1})
    notice = Notice.objects.get()

    client = log_in("officer")

    assert 404 == client.post(f"/notices/{notice.pk}/read").status_code
    assert "事项1" not in client.get("/notices/").content.decode()
    notice.refresh_from_db()
    assert None is notice.read_at


def test_a_notice_never_leads_off_the_site(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    do_notify(kind="tests.page", people=[person("officer")], values={"n": 1}, address="https://evil.example/")

    assert "/notices/" == log_in("officer").post(f"/notices/{Notice.objects.get().pk}/read")["Location"]


def test_preferences_are_kept_and_nonsense_is_told(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    client = log_in("officer")
    good = {
        "mail": "weekly", "weekday": "4", "digest_at": "09:30", "quiet_from": "21:00", "quiet_to": "08:00",
        "language": "en",
    }  # fmt: skip

    kept = client.post("/notices/preferences", good)
    refused = client.post("/notices/preferences", {**good, "digest_at": "25:00"})

    preference = person("officer").notice_preference
    assert (302, 200) == (kept.status_code, refused.status_code)
    assert ("weekly", 4, "09:30") == (preference.mail, preference.weekday, preference.digest_at.strftime("%H:%M"))
    assert 'class="error"' in refused.content.decode()


def test_the_address_of_the_calendar_is_shown_once_and_opens_it_without_a_login(
    log_in: Callable[..., Any], client: Any, some_work: None
) -> None:
    shown = log_in("officer").post("/notices/calendar").content.decode()
    address = shown.split("http://testserver")[1].split(".ics")[0] + ".ics"
    client.logout()

    answer = client.get(address)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})

    assert "text/calendar; charset=utf-8" == answer["Content-Type"]
    assert 2 == answer.content.decode().count("BEGIN:VEVENT")
    assert "SUMMARY:截止：验收说明" in answer.content.decode()
    assert 304 == again.status_code
    assert [404, 404] == [client.get(f"/calendar/{wrong}.ics").status_code for wrong in ("x", "0" * 43)]


def test_rooms_add_their_occasions(client: Any, person: Callable[..., Any]) -> None:
    def sessions(somebody: Any) -> list[calendar.Occasion]:
        return [calendar.Occasion("s1@tashan", "第6次联席会议", timezone.localdate(), address="/governance/s/1/")]

    calendar.register(sessions)
    try:
        text = client.get(f"/calendar/{do_renew_calendar(actor=person('officer'))}.ics").content.decode()
    finally:
        calendar.forget(sessions)

    assert "SUMMARY:第6次联席会议" in text
    assert "URL:http://testserver/governance/s/1/" in text
