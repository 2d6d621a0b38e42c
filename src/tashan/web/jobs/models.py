"""Work that goes on when the page is closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tashan.web.pages.words import later

SILENT_TOO_LONG: Final = timedelta(minutes=10)
"""A worker on another machine that gives no sign of life for so long is taken for dead."""


class Job(models.Model):
    """
    A piece of background work, made of steps of which each is done wholly or not at all.

    Attributes:
        kind: which kind of work, see `tashan.web.jobs.kinds`.
        arguments: what it works on; the steps still to do follow from them and from what is there already.
        place: the region or body for which it is done.
        done, total: steps.
        heartbeat: when the worker last gave a sign of life.
        run: the run that holds the job; a run that no longer does stops at its next step.
        worker: machine and process of that run.
        problems: what went wrong in single steps, the others went on: of each its `step`, and the sentence with its
            values in both languages, so that every reader is told in their own (`pages.words.retold`).
        result: what came of it, for the page that started it.
        error: why the whole of it failed, as the program says it.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", later("排队中", "waiting")
        RUNNING = "running", later("进行中", "running")
        DONE = "done", later("已完成", "done")
        STOPPED = "stopped", later("已停止", "stopped")
        FAILED = "failed", later("失败", "failed")

    kind = models.CharField(max_length=60)
    arguments: Any = models.JSONField(default=dict)
    place = models.CharField(max_length=80, blank=True, db_index=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="jobs")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING, db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stop_requested = models.BooleanField(default=False)
    problems: Any = models.JSONField(default=list)
    result: Any = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    run = models.CharField(max_length=32, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    started_with = models.PositiveIntegerField(default=0)
    heartbeat = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; never more done than there is."""

        ordering = ("-created_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_does_no_more_than_all"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def places(self) -> tuple[str, ...]:
        """Permissions are asked for the place it is done for."""
        return (self.place,)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be done unless somebody resumes it."""
        return self.state in (self.State.DONE, self.State.STOPPED, self.State.FAILED)

    @property
    def can_be_resumed(self) -> bool:
        """Whether it ended before everything was done."""
        return self.state in (self.State.STOPPED, self.State.FAILED)

    @property
    def rate(self) -> float | None:
        """Steps a second since the present run began; None before the first one."""
        if self.started_at is None or self.done <= self.started_with:
            return None
        seconds = ((self.finished_at or self.heartbeat or timezone.now()) - self.started_at).total_seconds()
        return (self.done - self.started_with) / seconds if seconds > 0 else None

    @property
    def seconds_left(self) -> int | None:
        """How long it will still take at this rate; None while that is unknown or it is over."""
        return None if self.is_over or not self.rate else round((self.total - self.done) / self.rate)

    @property
    def percent(self) -> int:
        """How much of it is done, 0 to 100."""
        return 100 * self.done // self.total if self.total else 100 if self.state == self.State.DONE else 0
