"""Documents and records through the archive: in, read, reviewed, published, taken down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tashan.web.archive import queries
from tashan.web.archive.models import Document, Event, Record, Review
from tashan.web.archive.problems import ArchiveError, ClassifiedError, ConflictError
from tashan.web.archive.services import (
    do_accept,
    do_accept_all,
    do_add_document,
    do_add_record,
    do_answer,
    do_correct,
    do_edit_document,
    do_publish,
    do_reject,
    do_request,
    do_store_reading,
    do_undo,
    do_withdraw,
)
from tashan.web.archive.waiting import work_for
from tashan.web.audit import queries as audit
from tashan.web.audit.models import Event as Change
from tashan.web.notices.models import Notice

from ..conftest import JIANGSU, ZHEJIANG  # noqa: TID252
from .conftest import TEXT, ZJ, reading, span, visit


def test_the_same_bytes_are_the_same_document(db: None, uploads: Any) -> None:
    first, new = do_add_document(actor=None, place=JIANGSU, text=TEXT, name="a.txt", title="A")
    again, newer = do_add_document(actor=None, place=JIANGSU, text=TEXT, name="b.txt", title="B")
    other, _ = do_add_document(actor=None, place=ZHEJIANG, text=TEXT, name="a.txt")

    assert (True, False) == (new, newer)
    assert first == again
    assert "A" == again.title
    assert other != first
    assert other.content_hash == first.content_hash


def test_a_document_with_a_mark_of_secrecy_is_not_kept(db: None, uploads: Any) -> None:
    with pytest.raises(ClassifiedError, match="机密★"):
        do_add_document(actor=None, place=JIANGSU, text="机密★10年\n" + TEXT)

    assert 0 == Document.objects.count()
    assert not uploads.exists()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ({"published": "10/4/2023"}, "2023-04-10"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"grade": "Z"}, "A"),
        ({"title": "x" * 301}, "300"),
        ({"state": "published"}, "state"),
    ],
)
def test_a_wrong_description_is_told(db: None, uploads: Any, source: dict[str, Any], message: str) -> None:
    with pytest.raises(ArchiveError, match=message):
        do_add_document(actor=None, place=JIANGSU, text=TEXT, **source)


def test_reading_twice_changes_nothing(document: Callable[..., Any]) -> None:
    read = document()
    body = visit()
    do_accept(record=read.records.get(), actor=None)

    do_store_reading(document=read, reading=reading(body), text=TEXT, actor=None)

    assert [("accepted", body["id"])] == list(Record.objects.values_list("state", "record_id"))
    read.refresh_from_db()
    assert ("read", "zh-Hans", "2023-04-10") == (read.state, read.language, read.published)


def test_a_new_reading_keeps_what_people_reviewed(document: Callable[..., Any]) -> None:
    read = document(TEXT, JIANGSU, visit(), visit(words="安徽省代表团到江苏省南京市考察"))
    kept = read.records.first()
    do_reject(record=kept, actor=None)

    do_store_reading(document=read, reading=reading(), text=TEXT, actor=None)

    assert [kept] == list(read.records.all())


def test_an_accepted_record_makes_an_event(document: Callable[..., Any]) -> None:
    record = do_accept(record=document().records.get(), actor=None)

    event = Event.objects.get()
    assert event == record.event
    assert ("visit", "2023-03-17", "done", "C", 1, False) == (
        event.kind,
        event.day,
        event.status,
        event.grade,
        event.sources,
        event.public,
    )
    assert {("visitor", "320000", "江苏省"), ("host", "330000", "浙江省")} == set(
        event.event_places.values_list("role", "code", "name")
    )
    assert ["science_technology"] == list(event.event_themes.values_list("theme", flat=True))


def test_the_public_sees_an_event_while_a_published_document_reports_it(document: Callable[..., Any]) -> None:
    read = document()
    do_accept_all(document=read, actor=None)
    key = Event.objects.get().key
    assert [] == list(queries.public_events())

    do_publish(document=read, actor=None)
    assert [key] == [event.key for event in queries.public_events()]
    assert [read.pk] == [record.document_id for record in queries.event_reports(queries.public_events().get())]

    do_withdraw(document=read, actor=None, why="asked by the publisher")
    assert [] == list(queries.public_events())
    assert key == Event.objects.get().key


def test_taking_down_takes_a_reason(document: Callable[..., Any]) -> None:
    read = document()
    do_publish(document=read, actor=None)

    with pytest.raises(ArchiveError, match="理由"):
        do_withdraw(document=read, actor=None, why=" ")


def test_a_correction_changes_the_event(document: Callable[..., Any]) -> None:
    record = document().records.get()
    do_accept(record=record, actor=None)

    corrected = do_correct(record=record, body=record.body | {"start": "2023-03-18", "end": "2023-03-19"}, actor=None)

    assert "corrected" == corrected.state
    assert "2023-03-18" == Event.objects.get().day
    assert corrected.record_id == corrected.machine["id"]
    assert ("2023-03-17", "2023-03-18") == (
        Change.objects.last().before["start"],
        Change.objects.last().after["start"],
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": "2023-13-01"}, "开始日期：“2023-13-01”不是"),
        ({"kind": "royal"}, "类别：“royal”不在"),
        ({"evidence": []}, "没有引文"),
        ({"evidence": [{"start": 0, "end": 2, "quote": "浙江"}]}, "浙江"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_correction_is_checked_against_the_text(
    document: Callable[..., Any], change: dict[str, Any], message: str
) -> None:
    record = document().records.get()

    with pytest.raises(ArchiveError, match=message):
        do_correct(record=record, body=record.body | change, actor=None)

    assert "proposed" == Record.objects.get().state


def test_a_rejected_record_leaves_no_event_to_the_public(document: Callable[..., Any]) -> None:
    read = document()
    record = do_accept(record=read.records.get(), actor=None)
    do_publish(document=read, actor=None)

    with pytest.raises(ArchiveError, match="理由"):
        do_reject(record=record, actor=None)
    do_reject(record=record, actor=None, why="the report was withdrawn")

    assert (False, 0) == (Event.objects.get().public, Event.objects.get().sources)


def test_the_second_of_two_editors_is_told(document: Callable[..., Any]) -> None:
    record = document().records.get()
    do_accept(record=record, actor=None, version=record.version)

    with pytest.raises(ConflictError) as told:
        do_correct(record=record, body=record.body | {"start": "2023-03-18"}, actor=None, version=record.version)

    assert "accepted" == told.value.current.state
    assert "2023-03-17" == Record.objects.get().body["start"]


def test_a_decision_can_be_undone_for_a_day(document: Callable[..., Any]) -> None:
    record = document().records.get()
    do_correct(record=record, body=record.body | {"hosts": []}, actor=None)

    undone = do_undo(record=record, actor=None)

    assert ("proposed", [ZJ]) == (undone.state, undone.body["hosts"])
    with pytest.raises(ArchiveError, match="24"):
        do_undo(record=record, actor=None)


def test_after_a_day_a_decision_stays(document: Callable[..., Any]) -> None:
    record = do_accept(record=document().records.get(), actor=None)
    Review.objects.update(at=timezone.now() - timedelta(hours=25))

    with pytest.raises(ArchiveError, match="24"):
        do_undo(record=record, actor=None)


def test_people_add_what_reading_missed(document: Callable[..., Any]) -> None:
    read = document()
    body = {"visitors": [ZJ], "evidence": [span(TEXT, "安徽省代表团到江苏省南京市考察")]}

    record = do_add_record(document=read, kind="visit", body=body, actor=None)

    assert ("accepted", None) == (record.state, record.machine)
    with pytest.raises(ArchiveError, match="已经在了"):
        do_add_record(document=read, kind="visit", body=body, actor=None)
    assert "rejected" == do_undo(record=record, actor=None).state


def test_a_description_changes_with_its_version(document: Callable[..., Any]) -> None:
    read = document()

    edited = do_edit_document(actor=None, document=read, version=read.version, title="新题", grade="A")

    assert ("新题", "A") == (edited.title, edited.grade)
    with pytest.raises(ConflictError):
        do_edit_document(actor=None, document=read, version=read.version, title="旧题")


def test_an_analyst_of_another_region_is_refused(document: Callable[..., Any], person: Callable[..., Any]) -> None:
    with pytest.raises(PermissionDenied):
        do_accept(record=document().records.get(), actor=person("analyst", ZHEJIANG))


def test_every_change_is_in_the_chain(document: Callable[..., Any], person: Callable[..., Any]) -> None:
    read = document()
    do_accept(record=read.records.get(), actor=person("analyst"))
    do_publish(document=read, actor=person("officer"))

    assert [
        ("system", "archive.add_document"),
        ("system", "archive.store_reading"),
        ("analyst-320000", "archive.accept_record"),
        ("officer-320000", "archive.publish_document"),
    ] == list(Change.objects.values_list("actor", "action"))
    assert audit.verify() is None


def test_what_waits_for_whom(document: Callable[..., Any], person: Callable[..., Any]) -> None:
    read = document(title="走访")

    assert ["审核“走访”"] == [item.title for item in work_for(person("analyst"))]
    assert [] == list(work_for(person("analyst", ZHEJIANG)))
    assert [] == list(work_for(person("reader")))
    do_accept_all(document=read, actor=None)
    assert [] == list(work_for(person("analyst")))
    assert ["公开“走访”"] == [item.title for item in work_for(person("officer"))]
    do_publish(document=read, actor=None)
    assert [] == list(work_for(person("officer")))


def test_those_who_answer_are_told_of_a_request(document: Callable[..., Any], person: Callable[..., Any]) -> None:
    officer, analyst, elsewhere = person("officer"), person("analyst"), person("officer", ZHEJIANG)
    read = document(title="走访")
    do_publish(document=read, actor=None)

    do_request(kind="correction", text="日期有误", contact="", sender="s", document=read)

    assert [officer] == [notice.person for notice in Notice.objects.all()]
    assert ["答复公众请求：更正"] == [item.title for item in work_for(officer)]
    assert [] == [*work_for(elsewhere), *work_for(analyst)]


def test_a_take_down_of_an_event_rejects_its_reports_with_the_answer(
    document: Callable[..., Any], person: Callable[..., Any]
) -> None:
    read = document()
    do_accept_all(document=read, actor=None)
    do_publish(document=read, actor=None)
    event = Event.objects.get()
    asked = do_request(kind="take_down", text="不实", contact="", sender="s", event=event)

    with pytest.raises(PermissionDenied):
        do_answer(request=asked, accepted=True, answer="撤", actor=person("officer"))
    do_answer(request=asked, accepted=True, answer="核实后撤下", actor=person("administrator"))

    event.refresh_from_db()
    assert ("rejected", "核实后撤下", False) == (*Record.objects.values_list("state", "why").get(), event.public)
    assert "published" == Document.objects.get().state
    with pytest.raises(ArchiveError, match="已有答复"):
        do_answer(request=asked, accepted=False, answer="再答", actor=person("administrator"))
