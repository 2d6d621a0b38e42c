"""Sessions: prepared by the secretary, held, recorded, and their papers as files."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tashan.briefs.minutes import minutes_document, minutes_of
from tashan.briefs.minutes_pdf import minutes_pdf
from tashan.governance.calendars import session_calendar
from tashan.governance.sessions import attendance_index, slip
from tashan.web.approvals.models import Approval
from tashan.web.governance import queries, services
from tashan.web.governance.models import Body, Session
from tashan.web.governance.texts import body_of, session_of
from tashan.web.governance.views.common import (
    REFUSED,
    body_at,
    body_place,
    done,
    reasons,
    seen,
    session_at,
    show,
)
from tashan.web.pages.access import needs, public
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say

RANKS = (
    ("leader", "主要领导", "leader"),
    ("deputy", "分管领导", "deputy"),
    ("department", "部门", "department"),
    ("absent", "缺席", "absent"),
)
PAPERS = (
    ("reviewed", "审议", "reviewed"), ("approved_in_principle", "原则通过", "approved in principle"),
    ("adopted", "通过", "adopted"), ("signed", "签署", "signed"), ("issued", "印发", "issued"),
)  # fmt: skip
DECISIONS = (
    ("adopts", "通过", "adopts"), ("approves", "批准", "approves"), ("creates", "设立", "creates"), ("admits", "吸收成员", "admits"),
    ("names_host", "确定承办", "names the host"), ("awards", "授予", "awards"), ("other", "其他", "other"),
)  # fmt: skip
FORMS = (("in_person", "现场", "in person"), ("video", "视频", "by video"), ("mixed", "现场与视频", "mixed"))
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _choices(rows: Any) -> list[tuple[str, str]]:
    return [(key, say(zh, en)) for key, zh, en in rows]


@public
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """
    One session: agenda, attendance, papers, decisions; for the secretary also what to prepare.

    Who is of no member sees the open part of the agenda, and papers and decisions once it was held.
    """
    found = session_at(pk)
    seen(request, Body, pk=found.body_id)
    may = request.user.has_perm("governance.edit_session", found)
    inside = request.user.has_perm("governance.see_inside", found.body)
    told = queries.told_of(found, inside=inside)
    pure = session_of(found)
    members = [(code, place_name(code)) for code in found.body.members]
    index = attendance_index(pure, found.body.members) if found.attendance else None
    ranks = {one["who"]: one["rank"] for one in found.attendance}
    return show(
        request,
        "session",
        session=found,
        body=found.body,
        may=may,
        inside=inside,
        agenda=told["agenda"],
        members=members,
        attendance=[(code, name, ranks.get(code, "")) for code, name in members],
        present=[(name, dict(_choices(RANKS))[ranks[code]]) for code, name in members if code in ranks],
        index=index,
        late=slip(pure),
        papers=[(one["title"], dict(_choices(PAPERS)).get(one["status"], one["status"])) for one in told["papers"]],
        decisions=[(one["text"], dict(_choices(DECISIONS)).get(one["kind"], one["kind"])) for one in told["decisions"]],
        forms=_choices(FORMS),
        form_name=dict(_choices(FORMS)).get(found.form, ""),
        ranks=_choices(RANKS),
        paper_kinds=_choices(PAPERS),
        decision_kinds=_choices(DECISIONS),
        announced=found.announced[-1]["for"] if found.announced else "",
        today=timezone.localdate(),
        approval=Approval.objects.filter(pk=found.approval).first() if found.approval else None,
        adopted=[
            queries.card(one, timezone.localdate())
            for one in queries.visible_to(request.user).filter(key__in=found.adopted or ["-"])
        ],
        **(_to_prepare(request, found) if may else {}),
    )


def _to_prepare(request: HttpRequest, found: Session) -> dict[str, Any]:
    """What a secretary looks through before a session: what is late, what waits, what could come on the agenda."""
    today = timezone.localdate()
    own = queries.visible_to(request.user).filter(body=found.body)
    expiring = found.body.agreements.filter(end__gte=today, end__lte=today + timedelta(180))
    return {
        "late_matters": [
            queries.card(one, today) for one in own.filter(queries.lit("red", today)).order_by("due")[:12]
        ],
        "proposed": own.filter(stage="proposed", side_state=""),
        "on_agenda": own.filter(stage="agenda", side_state=""),
        "unproven": [queries.card(one, today) for one in own.filter(self_report="done", confirmed=False)[:8]],
        "expiring": expiring,
        "agenda_rows": [*found.agenda, {}, {}, {}],
        "paper_rows": [*found.papers, {}, {}],
        "decision_rows": [*found.decisions, {}, {}],
    }


@needs("governance.edit_session", body_place)
def add_session(request: HttpRequest, place: str) -> HttpResponse:
    """Prepare the next session of a body."""
    body = body_at(place)
    numbers = [one.number or 0 for one in body_of(body).sessions]
    number = max(numbers, default=0) + 1
    if request.method == "POST":
        try:
            made = services.do_keep_session(actor=request.user, body=body, number=number, fields={})
        except REFUSED as error:
            for reason in reasons(error):
                messages.error(request, reason)
            return redirect("governance-body", place=place)
        return redirect("governance-session", pk=made.pk)
    return redirect("governance-body", place=place)


@needs("governance.edit_session", session_at)
@require_POST
def keep_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a session."""
    found = session_at(pk)
    return done(
        request,
        lambda: services.do_keep_session(
            actor=request.user,
            body=found.body,
            number=found.number,
            fields=_typed(request, found),
            version=_number(request),
        ),
        say("已存。", "Saved."),
        "governance-session",
        pk,
    )


def _typed(request: HttpRequest, found: Session) -> dict[str, Any]:
    typed = request.POST
    fields: dict[str, Any] = {name: typed.get(name, "") for name in ("form", "host", "where", "next_host")}
    day = typed.get("announced", "")
    last = found.announced[-1]["for"] if found.announced else ""
    if day and day != last:
        fields["announced"] = [*found.announced, {"for": day, "said": timezone.localdate().isoformat()}]
    fields["agenda"] = _listed(request, "agenda", ("title", "part", "presenter", "matter"))
    fields["papers"] = _listed(request, "papers", ("title", "status"))
    fields["decisions"] = _listed(request, "decisions", ("text", "kind"))
    fields["attendance"] = [
        {"who": code, "rank": typed[f"rank-{code}"]} for code in found.body.members if typed.get(f"rank-{code}")
    ]
    return fields


def _listed(request: HttpRequest, name: str, parts: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a list in a form; those without their first part are left out."""
    columns = [request.POST.getlist(f"{name}-{part}") for part in parts]
    rows = [dict(zip(parts, cells, strict=False)) for cells in zip(*columns, strict=False)]
    return [
        {key: value.strip() for key, value in row.items() if value.strip()} for row in rows if row[parts[0]].strip()
    ]


@needs("governance.edit_session", session_at)
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it was held."""
    found = session_at(pk)
    try:
        held = date.fromisoformat(request.POST.get("held", ""))
    except ValueError:
        messages.error(request, say("请填召开日期。", "Give the day."))
        return redirect("governance-session", pk=pk)
    return done(
        request,
        lambda: services.do_hold_session(actor=request.user, session=found, held=held, version=_number(request)),
        say("已登记召开。", "Recorded as held."),
        "governance-session",
        pk,
    )


@needs("governance.ask_members", session_at)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask members to adopt the chosen matters together."""
    found = session_at(pk)
    chosen = list(queries.visible_to(request.user).filter(body=found.body, key__in=request.POST.getlist("matter")))
    needed = request.POST.get("needed", "")
    due = request.POST.get("due", "")
    try:
        approval = services.do_ask_members(
            actor=request.user,
            session=found,
            matters=chosen,
            parties=request.POST.getlist("party"),
            needed=int(needed) if needed.isdecimal() else None,
            due=date.fromisoformat(due) if due else None,
        )
    except ValueError:
        messages.error(request, say("日期须如 2026-11-22。", "Write the day as 2026-11-22."))
    except REFUSED as error:
        for reason in reasons(error):
            messages.error(request, reason)
    else:
        messages.success(request, say("已送各方表决。", "Sent to the members."))
        return redirect("approval", pk=approval.pk)
    return redirect("governance-session", pk=pk)


def _session_body(pk: int, **_: Any) -> Body:
    return session_at(pk).body


@needs("governance.see_inside", _session_body)
def minutes(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The minutes as Word or PDF in the layout of official documents; for members, as they hold the closed part."""
    found = session_at(pk)
    today = timezone.localdate()
    made = minutes_of(
        body_of(found.body), session_of(found),
        number=f"会议纪要〔{(found.held or today).year}〕{found.number}号", issued=today.isoformat(),
    )  # fmt: skip
    if form == "pdf":
        return _file(minutes_pdf(made), "application/pdf", f"minutes-{found.number}.pdf")
    return _file(minutes_document(made), _DOCX, f"minutes-{found.number}.docx")


@public
def calendar(request: HttpRequest, place: str) -> HttpResponse:
    """The sessions of a body that are still to come, as a calendar."""
    row = seen(request, Body, place=f"body:{place}")
    whole = body_of(row)
    coming = [session_of(one) for one in row.sessions.filter(state=Session.State.PREPARING) if one.announced]
    text = session_calendar(whole, coming, datetime.now(UTC))
    return _file(text.encode(), "text/calendar; charset=utf-8", f"{place}.ics")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _number(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else 0
