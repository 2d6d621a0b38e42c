"""A process killed with -9 half way, while it reads, takes an upload or merges: nothing is lost, nothing comes twice."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

MANY = 24

_BEGIN = "import django; django.setup()\n"
_START = f"""
import django; django.setup()
from tashan.web.archive.services import do_add_document
from tashan.web.jobs.services import do_start
rows = []
for number in range({MANY}):
    text = f"2023年3月{{number % 28 + 1}}日，江苏省党政代表团赴浙江省杭州市学习考察第{{number}}号园区。\\n" * 20
    document, _ = do_add_document(actor=None, place="320000", text=text, name=f"{{number}}.txt")
    rows.append(document.pk)
do_start(kind="archive.read", arguments={{"documents": rows, "outcomes": []}}, place="320000", actor=None)
"""
_WORK = """
from django.core.management import call_command
call_command("worker", "--once")
"""
_CHECK = """
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


def _killed(data: Path, code: str, point: str) -> int:
    """Run a process that kills itself at a point; how it ended."""
    return subprocess.run([sys.executable, "-c", code, point], env=_environment(data), check=False).returncode


def _read(data: Path) -> Any:
    with sqlite3.connect(f"file:{data / 'tashan.sqlite3'}?mode=ro", uri=True, timeout=10) as database:
        return database.execute("SELECT count(*) FROM archive_document WHERE state = 'read'").fetchone()[0]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one officer; tests take copies."""
    made = tmp_path_factory.mktemp("people")
    _run(made, "-c", _PEOPLE)
    return made


@pytest.fixture(scope="module")
def reports(people: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with two published reports of one visit."""
    made = tmp_path_factory.mktemp("reports")
    shutil.copytree(people, made, dirs_exist_ok=True)
    _run(made, "-c", _BEGIN + _TWO_REPORTS)
    return made


@pytest.mark.slow
def test_a_killed_worker_loses_and_doubles_nothing(people: Path, tmp_path: Path) -> None:
    shutil.copytree(people, tmp_path, dirs_exist_ok=True)
    _run(tmp_path, "-c", _START)
    worker = subprocess.Popen([sys.executable, "-m", "django", "worker"], env=_environment(tmp_path))
    deadline = time.monotonic() + 90
    while _read(tmp_path) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    half = _read(tmp_path)

    after_restart = _run(tmp_path, "-c", _BEGIN + _WORK + _CHECK).strip()

    assert 3 <= half < MANY
    assert f"done {MANY} {MANY} True {MANY} 0 None {MANY}" == after_restart


_PEOPLE = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tashan.web.accounts.services import do_add_organisation, do_add_person, do_grant
office = do_add_organisation(actor=None, name="office", name_en="", kind="government", place="320000")
person = do_add_person(actor=None, username="li", display_name="li", email="", organisation=office, password="a long enough password")
do_grant(actor=None, person=person, role="officer", place="320000", valid_from=date(2020, 1, 1))
"""
_UPLOAD = f"""
import io, os, signal, sys, zipfile
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
from tashan.web.accounts.models import Person
from tashan.web.archive.models import Document
from tashan.web.archive.services import documents
from tashan.web.jobs import services
point, note, enqueue = sys.argv[1], documents.note, services._enqueue

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def note_or_die(**fields):
    return die() if point == "document" and Document.objects.count() == {MANY // 2} else note(**fields)

documents.note = note_or_die
if point == "job":
    services._enqueue = die
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as archive:
    for number in range({MANY}):
        archive.writestr(f"{{number}}.txt", f"2023年3月{{number % 28 + 1}}日，江苏省党政代表团赴浙江省杭州市学习考察第{{number}}号园区。")
packed.seek(0)
packed.name = "many.zip"
client = Client()
client.force_login(Person.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
given = {{"files": packed, "place": "320000", "grade": "C", "declaration": "on"}}
print(client.post("/archive/upload", given).status_code)
"""
_AGE = """
from datetime import timedelta
from django.utils import timezone
from tashan.web.archive.models import Document
Document.objects.update(uploaded_at=timezone.now() - timedelta(hours=1))
"""
_UPLOADED = """
from pathlib import Path
from tashan.web.archive.models import Document
from tashan.web.audit import queries
from tashan.web.audit.models import Event
documents = list(Document.objects.all())
print(len(documents), sum(each.state == "read" for each in documents), len({each.content_hash for each in documents}),
      sum(Path(each.file.path).read_bytes() == each.text.encode() for each in documents),
      sum(each.records.count() == 1 for each in documents), Event.objects.filter(action="archive.add_document").count(),
      Event.objects.filter(action="archive.store_reading").count(), queries.verify())
"""


@pytest.mark.slow
@pytest.mark.parametrize("point", ["document", "job"])
def test_a_killed_upload_leaves_whole_documents_that_are_read_after_the_restart(
    people: Path, tmp_path: Path, point: str
) -> None:
    """Killed between a document's bytes and its event, or before the job is queued; then brought in once more."""
    shutil.copytree(people, tmp_path, dirs_exist_ok=True)
    killed = _killed(tmp_path, _BEGIN + _UPLOAD, point)
    half = {"document": MANY // 2 - 1, "job": MANY}[point]

    restarted = _run(tmp_path, "-c", _BEGIN + _AGE + _WORK + _UPLOADED + _UPLOAD + _WORK + _UPLOADED, "never")

    counts = [" ".join([str(many)] * 7) + " None" for many in (half, MANY)]
    assert -signal.SIGKILL == killed
    assert [counts[0], "302", counts[1]] == restarted.splitlines()


_TWO_REPORTS = """
from tashan.records import from_dict, to_dict
from tashan.web.archive.services import do_accept_all, do_add_document, do_publish, do_store_reading
for number in range(2):
    text = f"江苏省党政代表团赴浙江省学习考察。第{number}篇。"
    visit = from_dict("visit", {
        "visitors": [{"code": "320000", "name": "江苏省", "level": "province"}],
        "hosts": [{"code": "330000", "name": "浙江省", "level": "province"}],
        "start": "2023-03-17", "sites": [f"园区{number}"],
        "evidence": [{"start": 0, "end": 16, "quote": text[:16]}],
    })
    document, _ = do_add_document(actor=None, place="320000", text=text, name=f"{number}.txt")
    do_store_reading(document=document, reading={"language": "zh-Hans", "visits": [dict(to_dict(visit))]}, text=text, actor=None)
    document.refresh_from_db()
    do_accept_all(document=document, actor=None)
    document.refresh_from_db()
    do_publish(document=document, actor=None)
"""
_MERGE = """
import os, signal, sys
from tashan.web.accounts.models import Person
from tashan.web.archive.models import Event
from tashan.web.archive.services import merging
point = sys.argv[1]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

if point in ("refresh", "note", "do_choose"):
    setattr(merging, point, die)
into, other = Event.objects.order_by("pk")
chosen = {"sites": into.records.get()}
merging.do_merge(into=into, other=other, actor=Person.objects.get(), why="same", chosen=chosen)
"""
_MERGED = """
from tashan.web.archive.models import Choice, Event, Record
from tashan.web.audit import queries
from tashan.web.audit.models import Event as Change
from tashan.web.search.models import Entry
events = list(Event.objects.order_by("pk"))
print([each.sources for each in events], [each.records.count() for each in events], events[1].merged_into_id is not None,
      Choice.objects.count(), Entry.objects.filter(kind="visit").count(),
      Change.objects.filter(action="archive.merge_events").count(), queries.verify())
"""


@pytest.mark.slow
@pytest.mark.parametrize("point", ["refresh", "note", "do_choose"])
def test_a_killed_merge_has_not_begun_and_can_be_done_again(reports: Path, tmp_path: Path, point: str) -> None:
    """Killed after the reports were moved, before the event of the chain, and between merging and choosing."""
    shutil.copytree(reports, tmp_path, dirs_exist_ok=True)
    killed = _killed(tmp_path, _BEGIN + _MERGE, point)

    restarted = _run(tmp_path, "-c", _BEGIN + _MERGED + _MERGE + _MERGED, "never").splitlines()

    assert -signal.SIGKILL == killed
    assert ["[1, 1] [1, 1] False 0 2 0 None", "[2, 0] [2, 0] True 1 1 1 None"] == restarted
