"""The bulk files are never older than a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tashan.web.atlas import bulk
from tashan.web.atlas.daily import KIND, today_if_not_made, todo
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
    assert [] == todo({"day": timezone.localdate().isoformat()})
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    assert ["files"] == todo({"day": tomorrow})
