"""What the chain's changes of this room are about: names and addresses of its things."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tashan.web.audit.things import Kind, register, rows_named
from tashan.web.learning.models import ModelRun, PracticeEntry, VisitTable
from tashan.web.pages.words import say, spoken


def register_things() -> None:
    """Make practices, tables of visits and models known."""
    register(
        Kind(
            "learning.practice",
            "做法",
            "practice",
            rows_named(
                PracticeEntry,
                lambda row: reverse("practice", args=[row.key]),
                may=_reads_practice,
                name=lambda row: spoken(str(row), str(row.body.get("english") or row)),
                by="key",
            ),
        ),
        Kind(
            "learning.visits",
            "考察表",
            "table of visits",
            rows_named(
                VisitTable,
                lambda row: reverse("learning-one-visits", args=[row.pk]),
                may=lambda reader, row: row.public or bool(reader.has_perm("learning.read_visits", row)),
            ),
        ),
        Kind(
            "learning.run",
            "模型",
            "model",
            rows_named(
                ModelRun,
                lambda row: reverse("learning-run", args=[row.key]),
                may=_reads_run,
                name=_run,
                by="key",
                related=("table",),
                without=("visits", "parts", "table__rows"),
            ),
        ),
    )


def _reads_practice(reader: Any, row: PracticeEntry) -> bool:
    return row.state == PracticeEntry.State.ACCEPTED or bool(reader.has_perm("learning.read_practice", row))


def _reads_run(reader: Any, row: ModelRun) -> bool:
    from tashan.web.learning.runs import readable_runs

    return readable_runs(reader).filter(pk=row.pk).exists()


def _run(row: ModelRun) -> str:
    return say(
        "{what}，{day}", "{what}, {day}", what=row.table or say("本站档案", "this archive"), day=row.started_at.date()
    )
