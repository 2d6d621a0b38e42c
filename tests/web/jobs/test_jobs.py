"""Background work: step by step, with signs of life, stopped and resumed, and never lost or done twice."""

from __future__ import annotations

import dataclasses
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from tashan.web.accounts.models import Organisation
from tashan.web.archive.problems import ArchiveError
from tashan.web.jobs import kinds, tasks
from tashan.web.jobs.models import Job
from tashan.web.jobs.services import (
    FORGOTTEN_AFTER,
    JobError,
    do_resume,
    do_start,
    do_stop,
    recover,
    start_forgotten,
    this_process,
)
from tashan.web.pages.words import Told, retold, told

from ..conftest import JIANGSU, ROLES, ZHEJIANG  # noqa: TID252


def _todo(arguments: Any) -> list[str]:
    """Names that are not there yet: what was done does not come again."""
    there = set(Organisation.objects.values_list("name", flat=True))
    return [name for name in arguments["names"] if name not in there]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """A kind of work that adds organisations, with a hook that a test may set."""
    hooks: dict[str, Any] = {}

    @transaction.atomic
    def add(arguments: Any, name: str) -> Told | None:
        Organisation.objects.create(name=name, kind="bureau", place=JIANGSU)
        return hooks["after"](name) if "after" in hooks else None

    monkeypatch.setattr(kinds, "_KINDS", {"test": kinds.Kind("test", "加单位", "Add bureaus", _todo, add)})
    yield hooks
    tasks.ending.clear()


@pytest.fixture
def start(person: Callable[..., Any], work: Any) -> Callable[..., Job]:
    """Start the work for some names."""

    def do(*names: str) -> Job:
        job = do_start(kind="test", arguments={"names": names}, place=JIANGSU, actor=person("analyst"))
        job.refresh_from_db()
        return job

    return do


def _names() -> list[str]:
    return list(Organisation.objects.exclude(name__startswith="office").order_by("pk").values_list("name", flat=True))


def test_a_job_does_all_its_steps(start: Callable[..., Job]) -> None:
    job = start("a", "b", "c")

    assert ("done", 3, 3, 100) == (job.state, job.done, job.total, job.percent)
    assert ["a", "b", "c"] == _names()
    assert job.heartbeat is not None
    assert job.seconds_left is None


def test_one_step_that_fails_does_not_stop_the_others(start: Callable[..., Job], work: dict[str, Any]) -> None:
    def after(name: str) -> Told | None:
        if name == "b":
            raise ValueError("b is broken")
        return told("“{name}”有异样", "“{name}” is odd", name=name) if name == "c" else None

    work["after"] = after
    job = start("a", "b", "c")

    assert ["a", "c"] == _names()
    assert ("done", ["b", "c"]) == (job.state, [each["step"] for each in job.problems])
    assert "ValueError: b is broken" in retold(job.problems[0])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("“c”有异样", "“b”没有做成", "“a”是空的")),
        ("zh-hant", ("“c”有異樣", "“b”沒有做成", "“a”是空的")),
        ("en", ("“c” is odd", "“b” failed", "“a” is empty")),
    ],
)
def test_every_reader_is_told_in_their_own_language(
    start: Callable[..., Job], work: dict[str, Any], log_in: Callable[..., Any], language: str, words: tuple[str, ...]
) -> None:
    """Whatever language the worker speaks: what a step says, and what a room or the program raises."""

    def after(name: str) -> Told | None:
        if name == "a":
            raise ArchiveError(told("“{name}”是空的。", "“{name}” is empty.", name=name))
        if name == "b":
            raise ValueError("x")
        return told("“{name}”有异样", "“{name}” is odd", name=name)

    work["after"] = after
    job = start("a", "b", "c")

    page = log_in("analyst").get(f"/jobs/{job.pk}?language={language}", follow=True).content.decode()

    assert [] == [each for each in words if each not in page]


def test_values_that_are_told_themselves_and_plain_messages_of_before_are_retold() -> None:
    inner = told("没有文字。", "There is no text.")
    kept = json.loads(json.dumps(told("“{name}”：{why}", "“{name}”: {why}", name="{x}", why=inner).kept))

    with override("en"):
        assert "“{x}”: There is no text." == retold(kept)
    with override("zh-hans"):
        assert "“{x}”：没有文字。" == retold(kept)
    assert "of before" == retold({"step": "a", "message": "of before"})


def test_a_job_stops_before_its_next_step_and_goes_on_from_there(
    start: Callable[..., Job], work: dict[str, Any], person: Callable[..., Any]
) -> None:
    work["after"] = lambda name: Job.objects.update(stop_requested=True) and None
    job = start("a", "b", "c")
    assert ("stopped", 1, ["a"]) == (job.state, job.done, _names())

    work.clear()
    do_resume(job=job, actor=person("analyst"))

    job.refresh_from_db()
    assert ("done", 3, ["a", "b", "c"]) == (job.state, job.done, _names())


def test_a_worker_that_is_told_to_end_hands_its_job_over(start: Callable[..., Job], work: dict[str, Any]) -> None:
    runs: list[str] = []

    def after(name: str) -> None:
        if not runs:
            tasks.ending.set()
            runs.append(name)
        else:
            tasks.ending.clear()

    work["after"] = after
    job = start("a", "b", "c")

    assert ("done", 2, ["a", "b", "c"]) == (job.state, job.attempts, _names())


def _left_behind(worker: str, heartbeat: Any, person: Any) -> Job:
    """A job half done whose worker is no more."""
    Organisation.objects.create(name="a", kind="bureau", place=JIANGSU)
    return Job.objects.create(
        kind="test",
        arguments={"names": ["a", "b", "c"]},
        place=JIANGSU,
        person=person,
        state=Job.State.RUNNING,
        done=1,
        total=3,
        run="old",
        worker=worker,
        created_at=timezone.now(),
        started_at=timezone.now(),
        heartbeat=heartbeat,
    )


def _dead_process() -> str:
    """The name of a process of this machine that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return f"{socket.gethostname()}:{ended.pid}:12345"


def test_a_job_whose_worker_was_killed_goes_on_and_does_nothing_twice(work: Any, person: Callable[..., Any]) -> None:
    job = _left_behind(_dead_process(), timezone.now(), person("analyst"))

    assert [job] == recover()

    job.refresh_from_db()
    assert ("done", 3, ["a", "b", "c"]) == (job.state, job.done, _names())


def test_a_job_of_another_machine_goes_on_after_a_long_silence(work: Any, person: Callable[..., Any]) -> None:
    job = _left_behind("elsewhere:1:1", timezone.now() - timedelta(minutes=11), person("analyst"))

    assert [job] == recover()
    assert ["a", "b", "c"] == _names()


def test_a_job_of_a_living_worker_is_left_alone(work: Any, person: Callable[..., Any]) -> None:
    _left_behind(this_process(), timezone.now(), person("analyst"))

    assert [] == recover()
    assert str(os.getpid()) in this_process()


def test_a_run_that_was_taken_over_leaves_the_job_alone(start: Callable[..., Job], work: dict[str, Any]) -> None:
    work["after"] = lambda name: Job.objects.update(run="another") and None

    job = start("a", "b", "c")

    assert ("running", "another", ["a"]) == (job.state, job.run, _names())


def test_a_job_is_never_run_twice_at_once(start: Callable[..., Job]) -> None:
    job = start("a")

    tasks.run.call(job.pk)

    job.refresh_from_db()
    assert 1 == job.attempts


def test_an_unknown_kind_is_refused_when_it_is_started(work: Any, person: Callable[..., Any]) -> None:
    with pytest.raises(JobError, match="nothing"):
        do_start(kind="nothing", arguments={}, place=JIANGSU, actor=person("analyst"))

    assert 0 == Job.objects.count()


def test_what_is_done_cannot_be_resumed(start: Callable[..., Job], person: Callable[..., Any]) -> None:
    with pytest.raises(JobError, match="done"):
        do_resume(job=start("a"), actor=person("analyst"))


@pytest.mark.parametrize("place", [JIANGSU, ZHEJIANG])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", ["jobs.see_job", "jobs.stop_job"])
def test_a_job_is_its_starters_and_its_administrators(
    start: Callable[..., Job], person: Callable[..., Any], permission: str, role: str, place: str
) -> None:
    job = start("a")

    expected = (role, place) in {("analyst", JIANGSU), ("administrator", JIANGSU)}
    assert expected is person(role, place).has_perm(permission, job)


def test_stopping_takes_the_permission(start: Callable[..., Job], person: Callable[..., Any]) -> None:
    with pytest.raises(PermissionDenied):
        do_stop(job=start("a"), actor=person("officer", ZHEJIANG))


def test_rate_and_time_left_follow_from_the_present_run() -> None:
    now = timezone.now()
    job = Job(done=30, total=90, started_with=10, started_at=now, heartbeat=now + timedelta(seconds=10))

    assert 2.0 == job.rate
    assert 30 == job.seconds_left


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "加单位：2 项全部处理完"), ("en", "Add bureaus: all 2 done")]
)
def test_the_page_of_a_job(start: Callable[..., Job], log_in: Callable[..., Any], language: str, words: str) -> None:
    job = start("a", "b")

    page = log_in("analyst").get(f"/jobs/{job.pk}?language={language}").content.decode()

    assert words in page
    assert "hx-get" not in page
    assert words[:3] in log_in("analyst").get("/jobs/").content.decode()


def test_a_job_of_somebody_else_is_not_shown(start: Callable[..., Job], log_in: Callable[..., Any]) -> None:
    assert 403 == log_in("analyst", ZHEJIANG).get(f"/jobs/{start('a').pk}").status_code


def test_a_page_of_a_job_that_goes_on_asks_for_itself(
    work: Any, person: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    job = _left_behind(this_process(), timezone.now(), person("analyst"))
    client = log_in("analyst")

    part = client.get(f"/jobs/{job.pk}", headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="/jobs/{job.pk}"' in part
    assert "<html" not in part

    assert 302 == client.post(f"/jobs/{job.pk}/stop").status_code
    job.refresh_from_db()
    assert job.stop_requested


def test_work_that_was_never_queued_is_started_once_in_the_name_of_who_brought_it(
    monkeypatch: pytest.MonkeyPatch, person: Callable[..., Any], work: Any
) -> None:
    """Its kind says what was left behind since a while; what has a job by then is no longer left behind."""
    somebody, asked = person("analyst"), []

    def forgotten(before: Any) -> list[kinds.Forgotten]:
        asked.append(timezone.now() - before)
        return [] if Job.objects.exists() else [kinds.Forgotten({"names": ["a"]}, JIANGSU, somebody)]

    known = kinds.kind_of("test")
    assert known is not None
    monkeypatch.setattr(kinds, "_KINDS", {"test": dataclasses.replace(known, forgotten=forgotten)})

    first, second = start_forgotten(), start_forgotten()

    assert [("test", somebody.pk, JIANGSU)] == [(each.kind, each.person_id, each.place) for each in first]
    assert [] == second
    assert asked[0] >= FORGOTTEN_AFTER
    assert ["a"] == _names()


def test_what_may_wait_is_done_in_the_quiet_and_an_error_in_it_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from tashan.web.jobs.management.commands.worker import _use_the_quiet

    def broken(_is_over: Callable[[], bool]) -> None:
        raise ValueError("no")

    done: list[bool] = []
    monkeypatch.setattr(kinds, "_QUIET", [])
    for work in (broken, lambda is_over: done.append(is_over()), broken):
        kinds.register_quiet(work)

    _use_the_quiet(lambda: True)

    assert [True] == done
    assert 2 == len(kinds.quiet_work())
    assert "ValueError: no" in caplog.text
