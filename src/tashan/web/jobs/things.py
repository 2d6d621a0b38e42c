"""What the chain's changes of this room are about: names and addresses of its things."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tashan.web.audit.things import Kind, allowed, register, rows_named
from tashan.web.jobs.kinds import kind_of
from tashan.web.jobs.models import Job


def register_things() -> None:
    """Make background work known."""
    register(
        Kind(
            "jobs.job",
            "后台任务",
            "background work",
            rows_named(Job, lambda row: reverse("job", args=[row.pk]), may=allowed("jobs.see_job"), name=_name),
            values={"kind": _kind},
        )
    )


def _name(row: Any) -> str:
    return _kind(row.kind)


def _kind(key: str) -> str:
    kind = kind_of(key)
    return kind.label if kind else key
