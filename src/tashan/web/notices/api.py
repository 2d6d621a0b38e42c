"""Notices and work for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from tashan.web.accounts.interface import PROBLEMS, Number, PageOf, Paging, Problem, page
from tashan.web.notices import queries, services, work
from tashan.web.notices.models import Notice
from tashan.web.pages.access import check

router = Router()


class NoticeRow(Schema):
    """Something that I was told."""

    id: int
    kind: str
    text: str
    address: str
    thing: str
    level: int
    at: datetime
    read_at: datetime | None


class WorkRow(Schema):
    """Something that I have to do."""

    title: str
    detail: str
    due: date | None
    action: str
    address: str
    key: str
    place: str


class Wanted(Paging):
    """Which notices."""

    unread: bool = Field(default=False, description="only those that I have not read")


@router.get("", response={200: PageOf[NoticeRow], PROBLEMS: Problem}, summary="My notices, newest first")
def notices(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """In the language of Accept-Language."""
    check(request.user, "notices.list")
    return page(queries.notices_of(request.user, unread=wanted.unread), wanted, row)


@router.post("/{number}/read", response={200: NoticeRow, PROBLEMS: Problem}, summary="Mark a notice as read")
def read(request: HttpRequest, number: Number) -> Any:
    """It stays in the list."""
    check(request.user, "notices.list")
    notice = get_object_or_404(queries.notices_of(request.user), pk=number)
    services.do_read(actor=request.user, notice=notice)
    return row(notice)


@router.get("/work", response={200: list[WorkRow], PROBLEMS: Problem}, summary="What waits for me, by due date")
def waiting(request: HttpRequest) -> Any:
    """Across all rooms."""
    check(request.user, "notices.list")
    return [
        {name: getattr(item, name) for name in ("title", "detail", "due", "action", "address", "key", "place")}
        for item in work.work_for(request.user)
    ]


def row(notice: Notice) -> dict[str, Any]:
    """A notice in a list."""
    return {
        name: getattr(notice, name) for name in ("id", "kind", "text", "address", "thing", "level", "at", "read_at")
    }
