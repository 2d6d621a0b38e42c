"""What a worker does with a job: step after step, each in its own transaction, with a sign of life after each."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Iterator
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from tashan.web.jobs.kinds import Kind, kind_of
from tashan.web.jobs.models import Job
from tashan.web.jobs.services import requeue, this_process
from tashan.web.pages.words import Told, told

_log = logging.getLogger(__name__)
_MOST_PROBLEMS: Final = 1_000
_BEAT: Final = 0.5
"""Seconds between two signs of life; quick steps do not each write one."""

ending: Final = threading.Event()
"""Set when this worker is told to end: its job goes back into the queue after the present step."""


@task()
def run(job: int) -> None:
    """Go on with a job until everything is done, it is asked to stop, or another run has taken it over."""
    held = _take(job)
    if held is None:
        return
    kind = kind_of(held.kind)
    try:
        if kind is None:
            _finish(held, Job.State.FAILED, error=f"unknown kind {held.kind!r}")
        elif _work(held, kind):
            _finish(held, Job.State.DONE)
    except Exception as error:  # noqa: BLE001 - whatever happens is said on the job's page
        _log.exception("job %s failed", job)
        _finish(held, Job.State.FAILED, error=f"{type(error).__name__}: {str(error)[:500]}")


@transaction.atomic
def _take(row: int) -> Job | None:
    """Hold a job under a new run; None where it is over already, or another run that lives holds it."""
    job = Job.objects.select_for_update().filter(pk=row).first()
    if job is None or job.state != Job.State.WAITING:
        return None
    now = timezone.now()
    job.state, job.run, job.worker = Job.State.RUNNING, uuid.uuid4().hex, this_process()
    job.started_at = job.heartbeat = now
    job.attempts += 1
    job.save(update_fields=["state", "run", "worker", "started_at", "heartbeat", "attempts"])
    return job


def _work(job: Job, kind: Kind) -> bool:
    """Do the steps; whether all of them are done."""
    steps = list(kind.todo(job.arguments))
    job.total = max(job.total, len(steps))
    job.done = job.started_with = job.total - len(steps)
    Job.objects.filter(pk=job.pk, run=job.run).update(total=job.total, done=job.done, started_with=job.started_with)
    problems = [each for each in job.problems if each.get("step") not in map(str, steps)]
    for beat, step in _with_beat(steps):
        message = _step(kind, job.arguments, step)
        job.done += 1
        if message:
            problems.append({"step": str(step), **message.kept})
        if beat or job.done == job.total or message:
            held = Job.objects.filter(pk=job.pk, run=job.run)
            if not held.update(done=job.done, heartbeat=timezone.now(), problems=problems[-_MOST_PROBLEMS:]):
                return False  # another run has taken over
            if held.filter(stop_requested=True).exists() and job.done < job.total:
                _finish(job, Job.State.STOPPED)
                return False
        if ending.is_set() and job.done < job.total:
            _hand_over(job)
            return False
    return True


def _step(kind: Kind, arguments: Any, step: Any) -> Told | None:
    """Do a step; a message where it failed in a way that leaves the others."""
    try:
        return kind.do(arguments, step)
    except Exception as error:  # noqa: BLE001 - one step never stops the others
        said = error.args[0] if error.args else None
        if isinstance(said, Told):
            return said
        _log.exception("step %s of %s failed", step, kind.key)
        return told(
            "“{step}”没有做成，其余照常（{error}）。仍不行请告诉管理员。",
            "“{step}” failed, the others went on ({error}). If it fails again, tell the administrator.",
            step=step,
            error=f"{type(error).__name__}: {str(error)[:300]}",
        )


def _with_beat(steps: list[Any]) -> Iterator[tuple[bool, Any]]:
    """The steps, each with whether it is time to give a sign of life after it."""
    last = -_BEAT
    for step in steps:
        now = time.monotonic()
        beat = now - last >= _BEAT
        if beat:
            last = now
        yield beat, step


@transaction.atomic
def _hand_over(job: Job) -> None:
    held = Job.objects.select_for_update().filter(pk=job.pk, run=job.run).first()
    if held is not None:
        held.done = job.done
        held.save(update_fields=["done"])
        requeue(held)


def _finish(job: Job, state: Any, error: str = "") -> None:
    Job.objects.filter(pk=job.pk, run=job.run).update(
        state=state, error=error, finished_at=timezone.now(), heartbeat=timezone.now(), done=job.done
    )
