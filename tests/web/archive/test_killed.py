"""A worker killed with -9 half way: the next one goes on; nothing is lost and nothing comes twice."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

MANY = 60

_START = f"""
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tashan.web.archive.services import do_add_document
from tashan.web.jobs.services import do_start
rows = []
for number in range({MANY}):
    text = f"2023年3月{{number % 28 + 1}}日，江苏省党政代表团赴浙江省杭州市学习考察第{{number}}号园区。\\n" * 40
    document, _ = do_add_document(actor=None, place="320000", text=text, name=f"{{number}}.txt")
    rows.append(document.pk)
do_start(kind="archive.read", arguments={{"documents": rows, "outcomes": []}}, place="320000", actor=None)
"""
_CHECK = """
import django; django.setup()
from tashan.web.archive.models import Document, Record
from tashan.web.audit import queries
from tashan.web.audit.models import Event
from tashan.web.jobs.models import Job
job = Job.objects.get()
print(job.state, job.done, job.total, job.attempts > 1, Document.objects.filter(state="read").count(),
      Record.objects.filter(document__records=None).count(), queries.verify(),
      Event.objects.filter(action="archive.store_reading").count())
"""


def _environment(data: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != "TASHAN_DATABASE_URL"},
        "TASHAN_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "tashan.web.settings",
    }


def _run(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], env=_environment(data), capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout


def _read(data: Path) -> Any:
    with sqlite3.connect(f"file:{data / 'tashan.sqlite3'}?mode=ro", uri=True, timeout=10) as database:
        return database.execute("SELECT count(*) FROM archive_document WHERE state = 'read'").fetchone()[0]


@pytest.mark.slow
def test_a_killed_worker_loses_and_doubles_nothing(tmp_path: Path) -> None:
    _run(tmp_path, "-c", _START)
    worker = subprocess.Popen([sys.executable, "-m", "django", "worker"], env=_environment(tmp_path))
    deadline = time.monotonic() + 90
    while _read(tmp_path) < 5 and time.monotonic() < deadline:
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    half = _read(tmp_path)

    _run(tmp_path, "-m", "django", "worker", "--once")

    assert 5 <= half < MANY
    assert f"done {MANY} {MANY} True {MANY} 0 None {MANY}" == _run(tmp_path, "-c", _CHECK).strip()
