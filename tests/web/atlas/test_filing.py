"""The bulk files are never older than a day, and made anew when an administrator asks; both by one kind of work."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tashan.web.atlas import bulk
from tashan.web.atlas.filing import KIND, do_make_anew, today_if_not_made, todo
from tashan.web.jobs.models import Job
from tashan.web.jobs.services import start_forgotten
from tashan.web.jobs.tasks import run

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2030, 5, 2, 12))  # noqa: DTZ001 - made aware by the site's zone


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "folder", lambda: tmp_path / "bulk")


def test_nothing_is_made_where_nothing_is_public() -> None:
    """An empty site has no files to give."""
    assert [] == list(today_if_not_made(NOON))


@pytest.mark.usefixtures("world")
def test_one_job_a_day_makes_the_files() -> None:
    """Not before the hour, once a day, and only where a day has none yet."""
    assert [] == list(today_if_not_made(NOON.replace(hour=2)))
    assert 1 == len(list(today_if_not_made(NOON)))

    start_forgotten(NOON + timedelta(hours=1))
    job = Job.objects.get(kind=KIND)
    assert [] == list(today_if_not_made(NOON))
    run.func(job.pk)

    made = bulk.manifest()
    assert made is not None
    assert made["events"] > 0
    assert [] == todo({"since": (timezone.now() - timedelta(minutes=1)).isoformat()})
    assert ["files"] == todo({"since": (timezone.now() + timedelta(days=1)).isoformat()})


@pytest.mark.usefixtures("world")
def test_an_administrator_has_the_files_made_anew_and_watches_the_job(log_in: Callable[..., Any]) -> None:
    answer = log_in("administrator", "*").post("/data/build", follow=True)

    job = Job.objects.get(kind=KIND)
    assert ("done", 1) == (job.state, job.total)
    assert f"/jobs/{job.pk}" in answer.redirect_chain[-1][0]
    assert "/data" in answer.content.decode()
    made = bulk.manifest()
    assert made is not None
    assert made["site"].startswith("http")


@pytest.mark.usefixtures("world")
def test_what_is_queued_already_is_not_queued_twice(
    person: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tashan.web.jobs.services._enqueue", lambda _job: None)
    administrator = person("administrator", "*")

    assert do_make_anew(actor=administrator).pk == do_make_anew(actor=administrator).pk


@pytest.mark.parametrize("role", ["reader", "analyst", "officer", "approver", "finance"])
def test_nobody_else_has_them_made(log_in: Callable[..., Any], role: str) -> None:
    assert 403 == log_in(role, "*").post("/data/build").status_code
    assert not Job.objects.exists()


def test_what_a_killed_process_left_is_cleared_away_after_a_day(tmp_path: Any, world: Any) -> None:
    for name, age in (("bulk-old", 2 * 86_400), ("bulk-new", 60)):
        (tmp_path / name).mkdir()
        moment = timezone.now().timestamp() - age
        os.utime(tmp_path / name, (moment, moment))

    bulk.build("https://tashan.example")

    assert ["bulk", "bulk-new"] == sorted(path.name for path in tmp_path.glob("bulk*"))
