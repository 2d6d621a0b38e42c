"""Bodies: who belongs and whose turn it is on a day, their sessions, and the file behind them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from tashan.governance.agreements import term_on
from tashan.governance.reports import body_report
from tashan.records.codes import BodyLevel
from tashan.web.governance import queries, services
from tashan.web.governance.models import Body, Mechanism
from tashan.web.governance.texts import body_of, mechanism_of
from tashan.web.governance.views.common import REFUSED, day_of, readable, reasons, seen, show
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import Column, Linked, Table, page
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say, spoken


@public
def bodies(request: HttpRequest) -> HttpResponse:
    """All mechanisms with their bodies by level."""
    mechanisms = []
    for row in Mechanism.objects.prefetch_related("bodies"):
        read = mechanism_of(row)
        own = [body for body in row.bodies.all() if request.user.has_perm("governance.see", body)]
        levels = [
            (label(level), [body for body in own if body.level == level.value])
            for level in BodyLevel
            if any(body.level == level.value for body in own)
        ]
        may = request.user.has_perm("governance.edit_mechanism", row)
        mechanisms.append({"row": row, "name": spoken(read.label.zh, read.label.en), "levels": levels, "may": may})
    return show(request, "bodies", mechanisms=mechanisms, count=Body.objects.count())


@public
def body(request: HttpRequest, place: str) -> HttpResponse:
    """One body on a day: members, chairs, hosts against the rule, sessions with slips, conflicts side by side."""
    row = seen(request, Body, place=f"body:{place}")
    today = timezone.localdate()
    day = day_of(request)
    known = request.GET.get("known", "")
    mechanism, whole = mechanism_of(row.mechanism), body_of(row)
    report = body_report(mechanism, whole, day.isoformat(), known or None)
    matters = queries.visible_to(request.user).filter(body=row)
    agreements = [(one, term_on(one, day.isoformat())) for one in whole.agreements if one.start <= day.isoformat()]
    return page(
        request,
        "governance/body.html",
        {
            "section": "governance",
            "body": row,
            "report": report,
            "day": day,
            "known": known,
            "past": day != today,
            "level": label(BodyLevel(row.level)),
            "above": Body.objects.filter(place=row.reports_to).first(),
            "board": queries.board(matters, today, cards=False),
            "agreements": agreements,
            "kept_agreements": {each.key for each in readable(request, row.agreements.all())},
            "may_session": request.user.has_perm("governance.edit_session", row.place),
            "may_propose": request.user.has_perm("governance.propose_matter", row),
            "kept": row.sessions.all(),
        },
        tables=[_members(report), _sessions(row, report, whole)],
    )


def _members(report: dict[str, Any]) -> Table:
    return Table(
        key="members",
        title=say("成员", "Members"),
        columns=[
            Column(say("次序", "Order"), number=True), Column(say("成员", "Member")), Column(say("自", "Since"), when=True),
            Column(say("至", "Until"), when=True), Column(say("出处", "Source")),
        ],
        rows=[
            [one["order"] or None, _named(one), one["from"], one["to"], (one["source"] or {}).get("document")]
            for one in report["members"]
        ],
        source=say("机构文件", "the file of the body"),
        empty=say("这一天没有成员。", "No members on this day."),
    )  # fmt: skip


def _named(one: dict[str, Any]) -> str:
    return place_name(one["key"]) if str(one["key"]).isdecimal() else str(one["name"])


def _sessions(row: Body, report: dict[str, Any], whole: Any) -> Table:
    kept = {f"s{one.number}": one.pk for one in row.sessions.all()}
    rows = []
    for one in reversed(report["sessions"]):
        name = _session_name(one)
        key = one["key"]
        rows.append(
            [
                Linked(name, reverse("governance-session", args=[kept[key]])) if key in kept else name,
                one["held"],
                _named(one["host"]) if one.get("host") else None,
                one.get("place") or None,
                _days(one["slip_days"]),
                one["attendance"]["index"],
            ]
        )
    return Table(
        key="sessions",
        title=say("会议", "Sessions"),
        columns=[
            Column(say("届次", "Session")), Column(say("召开", "Held"), when=True), Column(say("承办", "Host")),
            Column(say("地点", "Place")), Column(say("比首次公告晚（天）", "Late (days)"), number=True),
            Column(say("出席指数", "Attendance"), number=True, decimals=2),
        ],
        rows=rows,
        source=say("机构文件及本站登记", "the file of the body, and what is kept here"),
        empty=say("还没有会议记录。办公室筹备一次会议后，列在这里。", "No sessions on record yet. Once the office prepares one, it stands here."),
    )  # fmt: skip


def _session_name(one: dict[str, Any]) -> str:
    if one.get("number"):
        return say("第{n}次", "no. {n}", n=one["number"])
    return str(one["key"]).removeprefix("y")


def _days(slip: list[int] | None) -> str | None:
    if slip is None:
        return None
    return str(slip[0]) if slip[0] == slip[1] else f"{slip[0]} – {slip[1]}"


def _mechanism(key: str) -> Mechanism:
    return get_object_or_404(Mechanism, key=key)


@needs("governance.edit_mechanism", _mechanism)
def mechanism(request: HttpRequest, key: str) -> HttpResponse:
    """The file of a mechanism, to be read and changed by officers of its bodies."""
    row = _mechanism(key)
    text, version, wrong = row.text, row.version, []
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n")
        version = int(request.POST.get("version") or 0) if request.POST.get("version", "0").isdecimal() else 0
        try:
            services.do_keep_mechanism(actor=request.user, text=text, key=key, version=version)
        except REFUSED as error:
            wrong = reasons(error)
        else:
            messages.success(request, say("已存。", "Saved."))
            return redirect("governance-bodies")
    return show(request, "mechanism", 422 if wrong else 200, row=row, text=text, version=version, wrong=wrong)


@needs("governance.work")
def add_mechanism(request: HttpRequest) -> HttpResponse:
    """Keep the file of a new mechanism; the person acts for one of its bodies."""
    text, wrong = "", []
    if request.method == "POST":
        file = request.FILES.get("file")
        text = file.read().decode("utf-8", "replace") if file else request.POST.get("text", "")
        text = text.replace("\r\n", "\n")
        try:
            services.do_keep_mechanism(actor=request.user, text=text)
        except REFUSED as error:
            wrong = reasons(error)
        else:
            return redirect("governance-bodies")
    return show(request, "mechanism", 422 if wrong else 200, row=None, text=text, version=0, wrong=wrong)
