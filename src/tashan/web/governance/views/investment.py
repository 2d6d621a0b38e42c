"""Investment promotion: from signing to delivery, each step with its own evidence; and what reports tell."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from tashan.governance.investment import Investment, Reached, Step, proven_steps
from tashan.governance.signings import Once
from tashan.pictures.rankings import Bar, ranking
from tashan.web.governance import standing
from tashan.web.governance.models import Register
from tashan.web.governance.registered import investment_of
from tashan.web.governance.views.common import day_of, show
from tashan.web.pages.access import public
from tashan.web.pages.downloads import Column, Linked, Picture, Table, page
from tashan.web.pages.numbers import large, percentage
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say


@public
def investment(request: HttpRequest) -> HttpResponse:
    """How many projects were signed, contracted, started, delivered, as far as it is proven; and from where they come."""
    day = day_of(request)
    host, origin = request.GET.get("host", "")[:6], request.GET.get("origin", "")[:6]
    everything = standing.promotion_on(request.user, day)
    found = standing.promotion_on(request.user, day, host=host, origin=origin) if host or origin else everything
    reached = {one.step.value: one for one in found.reached}
    return page(
        request,
        "governance/investment.html",
        {
            "section": "governance",
            "day": day,
            "host": host,
            "origin": origin,
            "hosts": _places(everything, "host"),
            "origins": _places(everything, "origin"),
            "found": found,
            "reached": reached,
            "told": found.told,
            "unsourced": sum(not one.origin for _, one in found.projects),
            "projects": [_project(row, one, day) for row, one in found.projects],
            "steps": [label(step) for step in Step],
        },
        tables=[_origins(found), _files(found, day), _signings(found)],
        pictures=[_funnel(found.reached)] if found.projects else [],
    )


def _places(found: standing.Promotion, which: str) -> list[tuple[str, str]]:
    """The regions that can be chosen: of projects and of signings."""
    codes = {one.host if which == "host" else one.origin for _, one in found.projects}
    for signing in found.signings:
        codes |= signing.recipients if which == "host" else signing.investors
    return sorted((code, place_name(code)) for code in codes if code.isdecimal())


def _project(row: Register, one: Investment, day: Any) -> dict[str, Any]:
    proven = proven_steps(one, day)
    return {
        "row": row,
        "origin": place_name(one.origin),
        "host": place_name(one.host),
        "amount": _amount(one.amount),
        "steps": [(step, one.steps.get(step), step in proven) for step in Step],
    }


def _amount(fen: int | None) -> str | None:
    """An amount of yuan as people write large ones."""
    if fen is None:
        return None
    number = large(fen // 100)
    return say("{n}元", "¥{n}", n=number)


def _funnel(reached: tuple[Reached, ...]) -> Picture:
    bars = [Bar(label(one.step), one.projects, _reached_words(one), mine=one.step is Step.DELIVERED) for one in reached]
    title = say("有证据证明走到每一步的项目", "Projects proven to have come to each step")
    return Picture("funnel", ranking(bars, title=title, numbered=False, width=640), caption=title, table="projects")


def _reached_words(one: Reached) -> str:
    amount = _amount(one.amount) if one.projects > one.without_amount else ""
    return say("{n} 个", "{n}", n=one.projects) + (f" · {amount}" if amount else "")


def _origins(found: standing.Promotion) -> Table:
    return Table(
        key="origins",
        title=say("投资来自哪里（已证明签约的项目）", "Where the money comes from (projects proven to be signed)"),
        columns=[
            Column(say("来源地", "Origin")), Column(say("项目", "Projects"), number=True), Column(say("占比", "Share"), number=True),
            Column(say("已公布金额（元）", "Published amount (yuan)"), number=True), Column(say("金额占比", "Share of amount"), number=True),
        ],
        rows=[
            [
                place_name(one.origin) or say("未知", "unknown"), one.projects, percentage(one.share), one.amount // 100,
                None if one.amount_share is None else percentage(one.amount_share),
            ]
            for one in found.origins
        ],
        source=say("本站登记的招商项目", "projects on record here"),
        empty=say("还没有证明签约的项目。", "No project is proven to be signed yet."),
    )  # fmt: skip


def _files(found: standing.Promotion, day: Any) -> Table:
    """The projects for files; the page shows them with links to their evidence."""
    return Table(
        key="projects",
        title=say("项目", "Projects"),
        columns=[
            Column(say("项目", "Project")), Column(say("来源地", "Origin")), Column(say("落地", "Host")),
            Column(say("金额（元）", "Amount (yuan)"), number=True), *(Column(label(step), when=True) for step in Step),
        ],
        rows=[
            [
                one.title, place_name(one.origin) or None, place_name(one.host), None if one.amount is None else one.amount // 100,
                *(one.steps[step].on.isoformat() if step in proven_steps(one, day) else None for step in Step),
            ]
            for _, one in found.projects
        ],
        source=say("本站登记的招商项目，{day}；空格为没有证据", "projects on record here, {day}; empty where nothing proves it", day=day),
        empty=say("还没有登记项目。", "No project is on record yet."),
    )  # fmt: skip


def _signings(found: standing.Promotion) -> Table:
    return Table(
        key="signings",
        title=say("报道所说的签约", "Signings that reports tell of"),
        columns=[
            Column(say("日期", "Day"), when=True), Column(say("活动", "Event")), Column(say("投资方", "From")), Column(say("落地", "To")),
            Column(say("项目", "Projects"), number=True), Column(say("金额", "Amount"), number=True),
            Column(say("报道", "Reports"), number=True), Column(say("说法不一", "They differ on")), Column(say("签约之后", "After signing")),
        ],
        rows=[_signing(one) for one in found.signings],
        source=say("公开报道与已公布文献", "public reports and published documents"),
        empty=say("没有这样的签约。", "There is no such signing."),
        most=60,
    )  # fmt: skip


def _signing(one: Once) -> list[Any]:
    comma = say("、", ", ")
    names = {"day": say("日期", "day"), "projects": say("项目数", "number"), "amount": say("金额", "amount")}
    event = next((report.id for report in one.reports if report.source is None), "")
    return [
        one.day.isoformat() if one.day else None,
        Linked(one.event or say("签约", "signing"), reverse("event", args=[event])) if event else one.event or None,
        comma.join(sorted(map(place_name, one.investors))) or None,
        comma.join(sorted(map(place_name, one.recipients))) or None,
        one.projects,
        _amount(one.amount),
        len(one.reports),
        comma.join(names[name] for name in one.conflicts) or None,
        say("未见证据", "no evidence seen"),
    ]


@public
def evidence(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """What proves a step of a project: its words, document, grade; a fragment for the side sheet."""
    row = get_object_or_404(Register.objects.select_related("body"), kind=Register.Kind.INVESTMENT, key=key)
    if not request.user.has_perm("governance.see", row.body) or step not in Step.values():
        raise Http404(key)
    proven = investment_of(row).steps.get(Step(step))
    if proven is None:
        raise Http404(step)
    small = bool(getattr(request, "htmx", False))
    answer = show(
        request,
        "evidence_sheet" if small else "evidence",
        title=row.title,
        back=reverse("governance-investment"),
        item=proven.evidence,
        grade=label(proven.evidence.grade),
        proves=[f"{label(Step(step))} {proven.on}"],
    )
    patch_vary_headers(answer, ["HX-Request"])
    return answer
