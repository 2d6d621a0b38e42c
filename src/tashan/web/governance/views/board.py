"""The board of matters, its table and its files, and the leaders' one-page view."""

from __future__ import annotations

import io
from dataclasses import fields
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from tashan.records.codes import Completion, SelfReport
from tashan.web.governance import queries
from tashan.web.governance.models import Session
from tashan.web.governance.queries import ROWS, Wanted
from tashan.web.governance.views.common import show
from tashan.web.governance.waiting import counted, work_for
from tashan.web.pages.access import public
from tashan.web.pages.downloads import Column, Linked, Table, page
from tashan.web.pages.words import label, say

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public
def board(request: HttpRequest) -> HttpResponse:
    """Matters by stage, or as a table; the settings stand in the address."""
    today = timezone.localdate()
    wanted = wanted_of(request)
    seen = queries.visible_to(request.user)
    matters = wanted.of(seen, today)
    if request.GET.get("get") == "matters.docx":
        return _word(request, matters)
    view = "table" if request.GET.get("view") == "table" else "board"
    work = work_for(request.user) if request.user.is_authenticated else ()
    tables = [_table(matters, request)] if view == "table" or request.GET.get("get") else []
    return page(
        request,
        "governance/board.html",
        {
            "section": "governance",
            "board": queries.board(matters, today, cards=view == "board"),
            "wanted": wanted,
            "choices": queries.choices(seen),
            "view": view,
            "today": today,
            "waiting": work[:6],
            "waits": counted(work),
            "late_mine": sum(1 for item in work if item.due and item.due < today),
        },
        tables=tables,
    )


@public
def leaders(request: HttpRequest) -> HttpResponse:
    """One page for leaders: what is proven, what is late and why, what comes next; made to be printed."""
    today = timezone.localdate()
    wanted = wanted_of(request)
    matters = wanted.of(queries.visible_to(request.user), today)
    late = matters.filter(queries.lit("red", today)).select_related("body").order_by("due")
    proven = matters.filter(confirmed=True).order_by("-finished")
    coming = matters.filter(queries.lit("yellow", today), finished=None).order_by("due")
    doubtful = matters.filter(self_report="done", confirmed=False).order_by("due")
    sessions = Session.objects.filter(state=Session.State.PREPARING).select_related("body").order_by("pk")
    return show(
        request,
        "leaders",
        board=queries.board(matters, today, cards=False),
        wanted=wanted,
        choices=queries.choices(queries.visible_to(request.user)),
        today=today,
        late=[queries.card(one, today) for one in late[:10]],
        proven=[queries.card(one, today) for one in proven[:6]],
        coming=[queries.card(one, today) for one in coming[:6]],
        doubtful=[queries.card(one, today) for one in doubtful[:6]],
        sessions=[one for one in sessions if request.user.has_perm("governance.see", one.body)][:4],
    )


def wanted_of(request: HttpRequest) -> Wanted:
    """What the address asks for."""
    return Wanted(**{one.name: request.GET.get(one.name, "")[:80] for one in fields(Wanted)})


def _columns() -> list[Column]:
    heads = (
        ("事项", "Matter"), ("牵头方", "Lead"), ("阶段", "Stage"), ("灯", "Light"), ("期限", "Due"), ("首个期限", "First due"),
        ("牵头方自报", "Owner says"), ("独立核定", "Coded"), ("已确认", "Confirmed"), ("证据", "Evidence"),
    )  # fmt: skip
    return [Column(say(*head), when=head[1] in ("Due", "First due", "Light")) for head in heads]


def _rows(matters: Any) -> list[list[Any]]:
    today = timezone.localdate()
    return [_row(queries.card(matter, today)) for matter in matters]


def _row(card: queries.Card) -> list[Any]:
    matter = card.matter
    return [
        Linked(matter.title, reverse("governance-matter", args=[matter.key])),
        card.owner,
        card.position,
        card.words,
        matter.due.isoformat() if matter.due else None,
        matter.first_due.isoformat() if matter.first_due else None,
        label(SelfReport(matter.self_report)) if matter.self_report else None,
        label(Completion(matter.completion)),
        say("是", "yes") if matter.confirmed else say("否", "no"),
        matter.grade,
    ]


def _table(matters: Any, request: HttpRequest) -> Table:
    whole = bool(request.GET.get("get"))
    rows = matters.order_by("due", "pk")
    return Table(
        key="matters",
        title=say("合作事项", "Matters"),
        columns=_columns(),
        rows=_rows(rows if whole else rows[: ROWS + 1]),
        source=say("他山合作事项库，{day}", "Tashan, matters of {day}", day=timezone.localdate()),
        empty=say("没有这样的事项。", "There are no such matters."),
        most=ROWS,
    )


def _word(request: HttpRequest, matters: Any) -> HttpResponse:
    """The list as a Word document, as offices hand it round."""
    from docx import Document

    made = Document()
    today = timezone.localdate()
    sums = queries.board(matters, today, cards=False)
    made.add_heading(say("合作事项清单", "Matters of cooperation"), level=1)
    made.add_paragraph(sentence(sums))
    heads = [column.head for column in _columns()]
    grid = made.add_table(rows=1, cols=len(heads))
    grid.style = "Table Grid"
    for cell, head in zip(grid.rows[0].cells, heads, strict=True):
        cell.text = head
    for row in _rows(matters.order_by("due", "pk")[:1000]):
        for cell, value in zip(grid.add_row().cells, row, strict=True):
            cell.text = "" if value is None else str(value.text if isinstance(value, Linked) else value)
    made.add_paragraph(say("灯只由日期决定，与牵头方自报无关。{day}", "Lights come from dates alone. {day}", day=today))
    out = io.BytesIO()
    made.save(out)
    answer = HttpResponse(out.getvalue(), content_type=_DOCX)
    answer["Content-Disposition"] = 'attachment; filename="matters.docx"'
    return answer


def sentence(board: queries.BoardPage) -> str:
    """The answer in one sentence."""
    return say(
        "{n} 项合作事项中，{proven} 项已核实；{late} 项逾期，{soon} 项 30 天内到期。",
        "Of {n} matters, proven: {proven}; overdue: {late}; due within 30 days: {soon}.",
        n=board.total, proven=board.proven, late=board.late, soon=board.soon,
    )  # fmt: skip


__all__ = ["board", "leaders", "sentence", "wanted_of"]
