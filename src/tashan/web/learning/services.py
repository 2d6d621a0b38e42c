"""Changes to tables of visits, to practices and to runs of models; each writes its event."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from tashan.web.audit.services import note
from tashan.web.audit.standing import set_public, withdraw
from tashan.web.jobs.services import do_start
from tashan.web.learning.asked import Question, visit_network
from tashan.web.learning.entries import problems_of
from tashan.web.learning.fitting import Part
from tashan.web.learning.models import ModelRun, PracticeEntry, VisitTable
from tashan.web.learning.runs import RUN, frozen_visits, parts_left
from tashan.web.learning.sources import read_visits
from tashan.web.learning.why import FEWEST_NODES, MOST_RUN
from tashan.web.pages.access import check
from tashan.web.pages.words import say


class ChangedError(Exception):
    """Somebody else changed the entry meanwhile; what was typed is not lost, it stands on the page."""


@transaction.atomic
def do_add_visits(
    *, actor: Any, place: str, name: str, source: str, file_name: str, content: bytes, public: bool = False
) -> VisitTable:
    """
    Read a table of visits and keep it for a place.

    Raises:
        ValidationError: no visit could be read; the messages say why.
    """
    check(actor, "learning.add_visits", place)
    read = read_visits(content, file_name)
    if not read.rows:
        raise ValidationError([say("没有读出任何一次考察学习。", "No visit was found."), *read.problems[:12]])
    table = VisitTable(
        name=name,
        place=place,
        source=source,
        file_name=file_name,
        rows=read.rows,
        problems=[problem.kept for problem in read.problems],
        visits=read.visits,
        public=public,
        uploaded_by=actor,
        uploaded_at=timezone.now(),
    )
    table.full_clean(exclude=["rows", "problems"])
    table.save()
    note(
        actor=actor,
        action="learning.add_visits",
        thing=f"learning.visits:{table.pk}",
        place=place,
        after={"name": name, "source": source, "file": file_name, "visits": read.visits, "public": public},
    )
    return table


def do_publish_visits(*, actor: Any, table: VisitTable, public: bool) -> None:
    """Open a table of visits to everybody, or close it."""
    thing = f"learning.visits:{table.pk}"
    set_public(actor=actor, row=table, action="learning.publish_visits", thing=thing, public=public)


def do_withdraw_visits(*, actor: Any, table: VisitTable, why: str) -> None:
    """Take a table of visits out of use; it stays on record."""
    thing, before = f"learning.visits:{table.pk}", {"name": table.name}
    withdraw(actor=actor, row=table, action="learning.withdraw_visits", thing=thing, why=why, before=before)


@transaction.atomic
def do_enter_practice(*, actor: Any, place: str, key: str, body: dict[str, Any]) -> PracticeEntry:
    """
    Enter a practice for a place; it waits for another person's review.

    Raises:
        ValidationError: something a library entry needs is missing, above all its source.
    """
    check(actor, "learning.enter_practice", place)
    _refuse_problems(body)
    entry = PracticeEntry(key=key, place=place, body=body, entered_by=actor, entered_at=timezone.now())
    entry.full_clean(exclude=["body"])
    entry.save()
    note(
        actor=actor,
        action="learning.enter_practice",
        thing=f"learning.practice:{key}",
        place=place,
        after={"body": body},
    )
    return entry


@transaction.atomic
def do_edit_practice(*, actor: Any, entry: PracticeEntry, body: dict[str, Any], version: int) -> PracticeEntry:
    """
    Change a practice that is not accepted yet; it waits for review again.

    Raises:
        ChangedError: it has another version by now.
        ValidationError: something is missing.
    """
    now = PracticeEntry.objects.select_for_update().get(pk=entry.pk)
    check(actor, "learning.edit_practice", now)
    if now.version != version:
        raise ChangedError
    _refuse_problems(body)
    before = now.body
    now.body, now.version, now.state = body, now.version + 1, PracticeEntry.State.WAITING
    now.reviewed_by = now.reviewed_at = None
    now.save()
    note(
        actor=actor,
        action="learning.edit_practice",
        thing=f"learning.practice:{now.key}",
        place=now.place,
        before={"body": before},
        after={"body": body},
    )
    return now


@transaction.atomic
def do_review_practice(*, actor: Any, entry: PracticeEntry, accept: bool, why: str, version: int) -> PracticeEntry:
    """
    Accept a practice into the library, or send it back with the reason; nobody reviews their own.

    Raises:
        ChangedError: it has another version than the one that was read.
        ValidationError: it is sent back without a reason.
    """
    now = PracticeEntry.objects.select_for_update().get(pk=entry.pk)
    check(actor, "learning.review_practice", now)
    if now.version != version:
        raise ChangedError
    if not accept and not why.strip():
        raise ValidationError(say("退回须写明理由。", "Give a reason when you send it back."))
    before = now.state
    now.state = PracticeEntry.State.ACCEPTED if accept else PracticeEntry.State.REJECTED
    now.reviewed_by, now.reviewed_at, now.why = actor, timezone.now(), why
    now.version += 1
    now.save()
    note(
        actor=actor,
        action="learning.review_practice",
        thing=f"learning.practice:{now.key}",
        place=now.place,
        why=why,
        before={"state": before},
        after={"state": now.state},
    )
    return now


@transaction.atomic
def do_start_run(*, actor: Any, place: str, question: Question, model: str, permutations: int) -> ModelRun:
    """
    Keep a network as it stands and queue the models of it, to be fitted in the background.

    A run of a table that is not public belongs to the table's place, whoever may read it.

    Raises:
        ValidationError: there are too few or too many regions; the message says what to do.
    """
    check(actor, "learning.run_model", place)
    size = visit_network(question).size
    if not FEWEST_NODES <= size <= MOST_RUN:
        told = say(
            "有{n}个区域；后台估计{a}到{b}个。请换层级、加筛选，或用命令 tashan network mrqap。",
            "There are {n} regions; a run takes {a} to {b}. Choose a level or filter, or use tashan network mrqap.",
            n=size,
            a=FEWEST_NODES,
            b=MOST_RUN,
        )
        raise ValidationError(told)
    table = None if question.source.key == "archive" else VisitTable.objects.get(pk=int(question.source.key))
    if table is not None and not table.public and table.place != place:
        place = table.place
        check(actor, "learning.run_model", place)
    run = ModelRun.objects.create(
        key=get_random_string(12, "abcdefghjkmnpqrstuvwxyz23456789"),
        place=place,
        table=table,
        question=asdict(replace(question, direction="visit")),
        visits=frozen_visits(question),
        model=model,
        permutations=permutations,
        started_by=actor,
        started_at=timezone.now(),
    )
    note(
        actor=actor,
        action="learning.run_model",
        thing=f"learning.run:{run.key}",
        place=place,
        after={"question": run.question, "model": model, "permutations": permutations, "regions": size},
    )
    run.job = do_start(kind=RUN, arguments={"run": run.key}, place=place, actor=actor)
    run.save(update_fields=["job"])
    return run


@transaction.atomic
def do_keep_part(*, key: str, part: str, found: Part) -> ModelRun:
    """Keep what a part of a run came to; the run is finished with its last. Kept twice it is kept once."""
    run = ModelRun.objects.select_for_update().get(key=key)
    run.parts[part] = found
    if not parts_left(run):
        run.finished_at = timezone.now()
        note(
            actor=None,
            action="learning.finish_run",
            thing=f"learning.run:{run.key}",
            place=run.place,
            after={"parts": len(run.parts)},
        )
    run.save(update_fields=["parts", "finished_at"])
    return run


def _refuse_problems(body: dict[str, Any]) -> None:
    wrong = problems_of(body)
    if wrong:
        raise ValidationError(wrong)
