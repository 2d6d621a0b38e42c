"""Accepting all that nobody has reviewed: counted, with a reason, each with its own event, undone one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tashan.web.archive.models import Record, Review
from tashan.web.archive.services import do_accept_all, do_publish, do_reject
from tashan.web.audit.models import Event

from ..conftest import JIANGSU, ZHEJIANG  # noqa: TID252
from .conftest import TEXT, visit


@pytest.fixture
def read(document: Callable[..., Any]) -> Any:
    """A document with two records; the second one will be rejected first."""
    return document(TEXT, JIANGSU, visit(), visit(words="安徽省代表团到江苏省南京市考察"))


def _accept(client: Any, row: str, **given: str) -> Any:
    return client.post(f"/archive/documents/{row}/accept", {"count": "2", "why": "逐条看过", **given}, follow=True)


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "已接受 2 条"), ("en", "2 records accepted")])
def test_all_remaining_records_stand_with_a_reason(
    read: Any, log_in: Callable[..., Any], language: str, words: str
) -> None:
    client = log_in("analyst")
    offered = client.get(f"/archive/documents/{read.pk}?language={language}").content.decode()

    done = _accept(client, read.pk)

    assert f'action="/archive/documents/{read.pk}/accept"' in offered
    assert words in done.content.decode()
    assert 2 == read.records.filter(state="accepted", why="逐条看过").count()
    assert 2 == Review.objects.filter(action="accept", person__username=f"analyst-{JIANGSU}").count()
    assert ["逐条看过"] * 2 == list(Event.objects.filter(action="archive.accept_record").values_list("why", flat=True))
    assert f'action="/archive/documents/{read.pk}/accept"' not in done.content.decode()


def test_what_was_reviewed_before_stays_and_each_can_be_undone_alone(read: Any, log_in: Callable[..., Any]) -> None:
    first, second = read.records.order_by("start")
    do_reject(record=second, actor=None)
    client = log_in("analyst")

    _accept(client, read.pk, count="1")
    client.post(f"/archive/records/{first.pk}/undo")

    assert {"proposed", "rejected"} == set(read.records.values_list("state", flat=True))


@pytest.mark.parametrize("given", [{"why": " "}, {"count": "1"}, {"count": ""}, {"count": "x"}, {"count": "99999999"}])
def test_without_a_reason_or_with_another_number_nothing_is_accepted(
    read: Any, log_in: Callable[..., Any], given: dict[str, str]
) -> None:
    answer = _accept(log_in("analyst"), read.pk, **given)

    assert "error" in answer.content.decode().split("<main")[1][:300]
    assert 2 == read.records.filter(state="proposed").count()


@pytest.mark.parametrize(
    ("role", "place", "public", "status"),
    [
        ("reader", JIANGSU, False, 403),
        ("approver", JIANGSU, False, 403),
        ("analyst", ZHEJIANG, False, 403),
        ("officer", JIANGSU, False, 200),
        ("analyst", JIANGSU, True, 403),
        ("officer", JIANGSU, True, 200),
    ],
)
def test_those_alone_who_may_review_may_accept_the_rest(
    read: Any, log_in: Callable[..., Any], role: str, place: str, public: bool, status: int
) -> None:
    if public:
        do_accept_all(document=read, actor=None)
        do_publish(document=read, actor=None)
        Record.objects.filter(document=read).update(state="proposed")

    assert status == _accept(log_in(role, place), read.pk).status_code
