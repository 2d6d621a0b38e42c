"""One number says whether anything that the public sees has changed: every such change draws a new one, others none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tashan.web.archive.models import Document, Event, Record
from tashan.web.pages.editions import edition, renew
from tashan.web.search.services import rebuild

pytestmark = pytest.mark.django_db


def _document(state: str) -> Document:
    return Document.objects.create(
        id=f"{state:32}", content_hash=state, name=state, place="320000", state=state, uploaded_at=timezone.now()
    )


def _record(document: Document, state: str) -> Record:
    reviewed = None if state == "proposed" else timezone.now()
    return Record.objects.create(
        document=document, record_id=state, kind="visit", body={"evidence": []}, state=state, reviewed_at=reviewed
    )


def _event(*, public: bool) -> Event:
    now = timezone.now()
    return Event.objects.create(key=f"{public}", kind="visit", public=public, created_at=now, changed_at=now)


def _drawn(change: Callable[[], Any]) -> bool:
    """Whether a change draws a new number."""
    before = edition()
    change()
    return edition() != before


def test_the_public_sees_a_new_edition_when_an_event_appears_changes_or_goes() -> None:
    assert _drawn(lambda: _event(public=True))
    assert _drawn(lambda: Event.objects.update(grade="B"))
    assert _drawn(lambda: Event.objects.update(public=False))
    assert _drawn(lambda: Event.objects.update(public=True))
    assert _drawn(lambda: Event.objects.all().delete())


def test_the_public_sees_a_new_edition_when_a_published_document_changes() -> None:
    document = _document("published")

    assert _drawn(lambda: Document.objects.filter(pk=document.pk).update(title="anew"))
    assert _drawn(lambda: Document.objects.filter(pk=document.pk).update(state="withdrawn"))


@pytest.mark.parametrize(("state", "drawn"), [("accepted", True), ("corrected", True), ("proposed", False)])
def test_records_of_a_published_document_count_once_people_let_them_stand(state: str, drawn: bool) -> None:
    document = _document("published")

    assert drawn is _drawn(lambda: _record(document, state))
    assert drawn is _drawn(lambda: Record.objects.update(body={"evidence": [], "flags": []}))
    assert drawn is _drawn(lambda: Record.objects.all().delete())


def test_work_that_is_not_published_yet_draws_nothing() -> None:
    """People review all day; pages of the public stay as they are until something is published."""
    document = _document("read")

    assert not _drawn(lambda: _event(public=False))
    assert not _drawn(lambda: Event.objects.update(grade="B"))
    assert not _drawn(lambda: _record(document, "accepted"))
    assert not _drawn(lambda: Document.objects.update(title="anew"))


def test_a_change_that_is_taken_back_leaves_the_number_as_it_was() -> None:
    before = edition()
    with transaction.atomic():
        _event(public=True)
        transaction.set_rollback(True)

    assert before == edition()


def test_a_new_index_of_the_search_and_a_plain_wish_draw_a_number() -> None:
    assert _drawn(rebuild)
    assert _drawn(renew)
