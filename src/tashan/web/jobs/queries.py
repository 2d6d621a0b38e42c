"""Background work, as pages and the API read it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tashan.web.jobs.models import Job


def own_jobs(person: Any) -> QuerySet[Job]:
    """What a person started, newest first."""
    return Job.objects.filter(person=person)


def jobs_going_on(person: Any) -> QuerySet[Job]:
    """What a person started and is not over."""
    return own_jobs(person).filter(state__in=(Job.State.WAITING, Job.State.RUNNING))
