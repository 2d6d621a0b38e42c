"""Do background work until told to end, and pick up what dead workers left."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from tashan.web.accounts.wall import look_as_the_system
from tashan.web.jobs import tasks
from tashan.web.jobs.kinds import quiet_work
from tashan.web.jobs.services import recover, start_forgotten
from tashan.web.pages.database import look_at_tables

_log = logging.getLogger(__name__)
_GIVES_WAY: Final = 10
"""By so much the worker stands back behind people who wait for a page."""
_LOOK_EVERY: Final = 3600.0
"""Seconds between two looks at how the tables have grown."""
_SEARCH_EVERY: Final = 60.0
"""Seconds between two searches for work that was never queued."""


def _something_waits() -> bool:
    """Whether a job is queued."""
    return bool(DBTaskResult.objects.ready().exists())


def _use_the_quiet(is_over: Callable[[], bool]) -> None:
    """Do what may wait; where it goes wrong, jobs go on all the same."""
    for work in quiet_work():
        try:
            work(is_over)
        except Exception:  # noqa: BLE001 - it is said in the log, and jobs go on
            _log.exception("%s failed", work.__module__)


class _Ending(Worker):
    """A worker that lets its job hand over after the present step when it is told to end."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End at once where nothing is being done, else after the present step; a second signal ends at once."""
        tasks.ending.set()
        super().shutdown(signum, frame)


class Command(BaseCommand):
    """`python -m django worker`: recover, empty the queue, wait a moment, again."""

    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        """Take the seconds between two looks at an empty queue, and whether to end once it is empty."""
        parser.add_argument("--interval", type=float, default=1.0)
        parser.add_argument("--once", action="store_true")

    def handle(self, *, interval: float, once: bool, **_options: Any) -> None:
        """Work. SIGTERM and SIGINT end it after the present step, or at once where there is none."""
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        worker = _Ending(
            queue_names=["*"],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        if not once:
            os.nice(_GIVES_WAY)
        looked, searched = time.monotonic(), -_SEARCH_EVERY
        while worker.running:
            close_old_connections()
            if time.monotonic() - looked > _LOOK_EVERY:
                look_at_tables()
                looked = time.monotonic()
            if time.monotonic() - searched > _SEARCH_EVERY:
                for job in start_forgotten():
                    self.stderr.write(f"job {job.pk} ({job.kind}) does what an upload left behind")
                searched = time.monotonic()
            for job in recover():
                self.stderr.write(f"job {job.pk} ({job.kind}) goes on at step {job.done} of {job.total}")
            worker.run()
            if once:
                return
            if worker.running:
                _use_the_quiet(lambda: not worker.running or _something_waits())
                look_as_the_system()
            if worker.running:
                time.sleep(interval)
