"""Jobs: the background work that the caller started."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from tashan.web.accounts.interface import PROBLEMS, Number, PageOf, Paging, Problem, page
from tashan.web.jobs.models import Job
from tashan.web.jobs.queries import own_jobs
from tashan.web.pages.access import check

router = Router()


class JobRow(Schema):
    """How far a piece of background work is."""

    id: int
    kind: str
    place: str
    state: str
    done: int
    total: int
    seconds_left: int | None
    error: str
    created_at: datetime
    finished_at: datetime | None


@router.get("", response={200: PageOf[JobRow], PROBLEMS: Problem}, summary="My background work, newest first")
def jobs(request: HttpRequest, wanted: Query[Paging]) -> Any:
    """What the caller started."""
    check(request.user, "accounts.see_own")
    return page(own_jobs(request.user), wanted, row)


@router.get("/{number}", response={200: JobRow, PROBLEMS: Problem}, summary="One piece of background work")
def job(request: HttpRequest, number: Number) -> Any:
    """Its progress, rate and what went wrong."""
    check(request.user, "accounts.see_own")
    return row(get_object_or_404(own_jobs(request.user), pk=number))


def row(job: Job) -> dict[str, Any]:
    """A job in a list."""
    names = ("id", "kind", "place", "state", "done", "total", "seconds_left", "error", "created_at", "finished_at")
    return {name: getattr(job, name) for name in names}
