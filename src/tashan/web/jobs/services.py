"""Starting, stopping and resuming background work, and finding what a dead worker left."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tashan.web.audit.services import note
from tashan.web.jobs.kinds import kind_of, kinds
from tashan.web.jobs.models import SILENT_TOO_LONG, Job
from tashan.web.pages.access import check

FORGOTTEN_AFTER: Final = timedelta(minutes=2)
"""So long may pass between keeping the things of an upload and queueing the work on them."""


class JobError(Exception):
    """Work cannot be started or resumed; the message says why."""


@transaction.atomic
def do_start(*, kind: str, arguments: Mapping[str, Any], place: str, actor: Any) -> Job:
    """
    Queue a piece of work; the caller has checked that the actor may start it.

    The row and its place in the queue are written in one transaction: a job is never lost between the two.

    Raises:
        JobError: no room knows this kind of work.
    """
    known = kind_of(kind)
    if known is None:
        raise JobError(f"No room knows work of the kind {kind!r}. Register it when the room's app is ready.")
    job = Job.objects.create(
        kind=kind,
        arguments=dict(arguments),
        place=place,
        person=actor,
        total=len(known.todo(arguments)),
        created_at=timezone.now(),
    )
    note(
        actor=actor,
        action="jobs.start_job",
        thing=f"jobs.job:{job.pk}",
        place=place,
        after={"kind": kind, "steps": job.total},
    )
    _enqueue(job)
    return job


@transaction.atomic
def do_stop(*, job: Job, actor: Any) -> Job:
    """Ask a job to stop; it does so before its next step, and what is done stays done."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    check(actor, "jobs.stop_job", job)
    if not job.is_over:
        job.stop_requested = True
        if job.state == Job.State.WAITING:
            job.state, job.finished_at, job.run = Job.State.STOPPED, timezone.now(), ""
        job.save(update_fields=["stop_requested", "state", "finished_at", "run"])
        _note(job, actor, "jobs.stop_job")
    return job


@transaction.atomic
def do_resume(*, job: Job, actor: Any) -> Job:
    """
    Let a job that ended early go on with what is still to do.

    Raises:
        JobError: it did not end early.
    """
    job = Job.objects.select_for_update().get(pk=job.pk)
    check(actor, "jobs.stop_job", job)
    if not job.can_be_resumed:
        raise JobError(f"Job {job.pk} is {job.state}; only one that stopped or failed can go on.")
    _note(job, actor, "jobs.resume_job")
    return requeue(job)


@transaction.atomic
def recover(now: Any = None) -> list[Job]:
    """
    Queue again every job whose worker is dead, and give them.

    Dead is a process that is no longer on this machine, or, on another machine, one without a sign of life for
    `SILENT_TOO_LONG`. Steps that were done stay done; the one that was cut off was rolled back and comes again.
    A job that has waited for so long is queued once more as well: a worker may have died between taking its place in
    the queue and taking the job. Queued twice it still runs once.
    """
    limit = (now or timezone.now()) - SILENT_TOO_LONG
    found = Job.objects.select_for_update().filter(state__in=(Job.State.RUNNING, Job.State.WAITING))
    return [requeue(job) for job in found if _is_dead(job.worker) or (job.heartbeat or job.created_at) < limit]


def start_forgotten(now: Any = None) -> list[Job]:
    """
    Start the work for which no job was queued, since a process was killed between keeping things and queueing them.

    It is started in the name of who brought it, once it has lain for `FORGOTTEN_AFTER`.
    """
    before = (now or timezone.now()) - FORGOTTEN_AFTER
    return [
        do_start(kind=kind.key, arguments=each.arguments, place=each.place, actor=each.person)
        for kind in kinds()
        if kind.forgotten is not None
        for each in kind.forgotten(before)
    ]


def this_process() -> str:
    """Name the present process so that others on this machine can tell whether it still lives."""
    return f"{socket.gethostname()}:{os.getpid()}:{_born(os.getpid())}"


def _is_dead(worker: str) -> bool:
    """Whether a process of this machine has ended; of other machines nothing is known."""
    machine, _, rest = worker.partition(":")
    number, _, born = rest.partition(":")
    if machine != socket.gethostname() or not number.isdecimal():
        return False
    return _born(int(number)) != born


def _born(number: int) -> str:
    """When a process started, as the kernel counts; empty where there is none. A number alone may be used again."""
    try:
        after_name = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return _alive(number)
    return "" if after_name[0] == "Z" else after_name[19]


def _alive(number: int) -> str:
    """The same for systems without /proc: only whether it is there."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return ""
    except OSError:
        return "there"
    return "there" if not Path("/proc/self").exists() else ""


def requeue(job: Job) -> Job:
    """Put a job back into the queue, with what it has done."""
    job.state, job.stop_requested, job.error, job.finished_at = Job.State.WAITING, False, "", None
    job.run, job.worker, job.heartbeat = "", "", timezone.now()
    job.save(update_fields=["state", "stop_requested", "error", "finished_at", "run", "worker", "heartbeat"])
    _enqueue(job)
    return job


def _enqueue(job: Job) -> None:
    from tashan.web.jobs.tasks import run

    run.enqueue(job.pk)


def _note(job: Job, actor: Any, action: str) -> None:
    note(
        actor=actor,
        action=action,
        thing=f"jobs.job:{job.pk}",
        place=job.place,
        after={"done": job.done, "total": job.total},
    )
