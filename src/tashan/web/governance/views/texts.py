"""Agreements with their clauses, and plans with the clash finder."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from tashan.governance.agreements import term_on
from tashan.governance.clashes import clashes
from tashan.governance.plan_file import read_plans
from tashan.governance.plans import changes, tree
from tashan.records.codes import AgreementStrength
from tashan.web.governance import queries, services
from tashan.web.governance.forms import AgreementForm, ClauseForm
from tashan.web.governance.models import Agreement, Body, Clause, Plan
from tashan.web.governance.services.agreements import matter_from
from tashan.web.governance.texts import agreement_of, plan_file
from tashan.web.governance.told import in_words
from tashan.web.governance.views.common import (
    REFUSED,
    body_at,
    body_place,
    day_of,
    readable,
    reasons,
    seen,
    show,
)
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import Column, Table, page
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say


@public
def agreements(request: HttpRequest) -> HttpResponse:
    """All agreements that the reader may see, and what became of their clauses."""
    today = timezone.localdate()
    found = readable(request, Agreement.objects.select_related("body").prefetch_related("clauses"))
    rows = [
        {
            "row": one,
            "term": _term(one, today),
            "clauses": one.clauses.count(),
            "matters": sum(map(_is_matter, one.clauses.all())),
        }
        for one in found
    ]
    bodies = [one for one in Body.objects.all() if request.user.has_perm("governance.keep_agreement", one.place)]
    total, matters = sum(row["clauses"] for row in rows), sum(row["matters"] for row in rows)
    return show(request, "agreements", rows=rows, bodies=bodies, clauses=total, matters=matters)


@public
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """One agreement: parties, term, and each clause with the matter it became."""
    found = seen(request, Agreement, key=key)
    today = timezone.localdate()
    seen_keys = set(queries.visible_to(request.user).values_list("key", flat=True))
    clauses = [(one, matter_from(one)) for one in found.clauses.all()]
    return show(
        request,
        "agreement",
        agreement=found,
        term=_term(found, today),
        strength=label(AgreementStrength(found.strength)),
        parties=[place_name(one) for one in found.parties],
        clauses=[
            (one, queries.card(made, today) if made and made.key in seen_keys else None, made) for one, made in clauses
        ],
        matters=sum(made is not None for _, made in clauses),
        may=request.user.has_perm("governance.read_clause", found.body.place),
    )


def _is_matter(clause: Clause) -> bool:
    return matter_from(clause) is not None


def _term(row: Agreement, day: date) -> dict[str, Any]:
    found = term_on(agreement_of(row), day.isoformat())
    names = {
        "not_yet": ("尚未生效", "not yet in force"), "in_force": ("有效", "in force"), "renewed": ("已续期", "renewed"),
        "ended": ("已到期", "ended"), "expired": ("已到期", "ended"),
    }  # fmt: skip
    zh, en = names.get(found.state, (found.state, found.state))
    return {"state": say(zh, en), "end": found.end, "renewals": found.renewals, "notice_by": found.notice_by}


@needs("governance.keep_agreement", body_place)
def add_agreement(request: HttpRequest, place: str) -> HttpResponse:
    """Keep an agreement: its head, and its clauses one a line."""
    body = body_at(place)
    members = [(code, place_name(code)) for code in body.members]
    form = AgreementForm(request.POST or None, request.FILES or None, body=body, members=members)
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = services.do_keep_agreement(actor=request.user, body=body, **form.given())
        except REFUSED as error:
            wrong = reasons(error)
        else:
            messages.success(request, say("已存。", "Saved."))
            return redirect("governance-agreement", key=made.key)
    return show(request, "add_agreement", 422 if wrong or form.errors else 200, body=body, form=form, wrong=wrong)


def _clause(pk: int) -> Clause:
    return get_object_or_404(Clause.objects.select_related("agreement__body"), pk=pk)


def _clause_body(pk: int) -> str:
    return _clause(pk).agreement.body.place


@needs("governance.read_clause", _clause_body)
def read_clause(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a matter of a clause, with its words."""
    found = _clause(pk)
    codes = [one for one in found.agreement.parties if one.isdecimal()]
    members = [(code, place_name(code)) for code in codes]
    guess = next((code for code, name in members if name[:2] in found.quote[:20]), "")
    initial = {
        "owner": guess, "participants": [code for code in codes if code != guess],
        "visibility": found.agreement.visibility, "title": found.quote[:40].split("，")[-1],
    }  # fmt: skip
    form = ClauseForm(request.POST or None, members=members, initial=initial)
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.do_read_clause(
                actor=request.user, clause=found, title=data["title"], owner=data["owner"], measure=data["measure"],
                participants=[one for one in data["participants"] if one != data["owner"]], start=data["start"],
                due=data["due"], visibility=data["visibility"],
            )  # fmt: skip
        except REFUSED as error:
            wrong = reasons(error)
        else:
            messages.success(request, say("已转为事项，原文留存。", "Made a matter; its words are kept."))
            return redirect("governance-matter", key=made.key)
    status = 422 if wrong or form.errors else 200
    return show(request, "propose", status, body=found.agreement.body, clause=found, form=form, wrong=wrong)


@public
def plans(request: HttpRequest) -> HttpResponse:
    """The plans as trees, what moved since the first version, and where they contradict each other."""
    day = day_of(request)
    rows = readable(request, Plan.objects.select_related("body"))
    found, aliases = plan_file(rows)
    one, problems = tree(found)
    clashing = clashes(found, day, aliases)
    bodies = [body for body in Body.objects.all() if request.user.has_perm("governance.keep_plan", body.place)]
    return page(
        request,
        "governance/plans.html",
        {
            "section": "governance",
            "rows": rows,
            "day": day,
            "trees": [_branch(one, root) for root in one.roots],
            "problems": [in_words(problem) for problem in problems],
            "clashes": clashing,
            "bodies": bodies,
            "count": len(found),
        },
        tables=[_clash_table(clashing), _moved(found, day)],
    )


def _branch(one: Any, key: str) -> dict[str, Any]:
    plan = one.plans[key]
    return {
        "plan": plan,
        "kind": label(plan.kind),
        "members": [place_name(member) for member in plan.members],
        "items": len(plan.versions[-1].items) if plan.versions else 0,
        "versions": len(plan.versions),
        "parts": [_branch(one, part) for part in one.parts.get(key, ())],
    }


def _clash_table(found: Any) -> Table:
    return Table(
        key="clashes",
        title=say("矛盾之处", "Contradictions"),
        columns=[
            Column(say(*head))
            for head in (
                ("矛盾", "What"), ("对象", "About"), ("一处", "Here"), ("写的是", "says"), ("另一处", "There"), ("写的是", "says"),
                ("相差", "Apart"),
            )
        ],
        rows=[
            [
                label(one.kind), one.subject, f"{one.left.plan} · {one.left.item}", one.left.value,
                f"{one.right.plan} · {one.right.item}".rstrip(" ·"), one.right.value or None, _gap(one.gap or one.converted),
            ]
            for one in found
        ],
        source=say("各规划文本", "the texts of the plans"),
        empty=say("没有发现矛盾。", "No contradictions were found."),
    )  # fmt: skip


def _gap(text: str) -> str | None:
    """How far apart, in the reader's language."""
    number, _, unit = text.partition(" ")
    return say("{n} 天", "{n} days", n=number) if unit == "days" else text or None


def _moved(found: Any, day: date) -> Table:
    rows = [
        [one.plan, one.item, one.field, one.first, one.now, one.days, one.reason]
        for plan in found
        for one in changes(plan, day)
    ]
    return Table(
        key="moved",
        title=say("与首个版本相比的改动", "What moved since the first version"),
        columns=[
            Column(say("规划", "Plan")), Column(say("事项", "Item")), Column(say("字段", "Field")), Column(say("最初", "First")),
            Column(say("现在", "Now")), Column(say("天", "Days"), number=True), Column(say("理由", "Reason")),
        ],
        rows=rows,
        source=say("各规划文本", "the texts of the plans"),
        empty=say("没有改动。", "Nothing moved."),
    )  # fmt: skip


@needs("governance.compare_plans")
def compare(request: HttpRequest) -> HttpResponse:
    """Find contradictions between plans that somebody pastes or hands in; nothing is kept."""
    texts = [_text(request, name) for name in ("one", "two")]
    found: Any = None
    wrong: list[str] = []
    if request.method == "POST":
        try:
            read = [read_plans(text.encode(), f"{number}") for number, text in enumerate(texts, 1) if text.strip()]
            aliases: dict[str, str] = {}
            for one in read:
                aliases.update(one.aliases)
            found = clashes([plan for one in read for plan in one.plans], timezone.localdate(), aliases)
        except REFUSED as error:
            wrong = reasons(error)
    return page(
        request,
        "governance/compare.html",
        {"section": "governance", "texts": texts, "found": found, "wrong": wrong},
        tables=[_clash_table(found)] if found is not None else [],
        status=422 if wrong else 200,
    )


def _text(request: HttpRequest, name: str) -> str:
    file = request.FILES.get(f"{name}-file")
    if file is not None and file.size <= 2_000_000:
        return str(file.read().decode("utf-8", "replace"))
    return request.POST.get(name, "").replace("\r\n", "\n")[:2_000_000]


@needs("governance.keep_plan", body_place)
def add_plan(request: HttpRequest, place: str, pk: int | None = None) -> HttpResponse:
    """Keep a file of plans, new or changed."""
    body = body_at(place)
    plan = get_object_or_404(Plan, pk=pk, body=body) if pk else None
    text, title = (plan.text, plan.title) if plan else ("", "")
    wrong: list[str] = []
    if request.method == "POST":
        text, title = _text(request, "text"), request.POST.get("title", "").strip()
        version = request.POST.get("version", "")
        try:
            services.do_keep_plan(
                actor=request.user, body=body, title=title, text=text, plan=plan,
                version=int(version) if version.isdecimal() else None,
                visibility="public" if request.POST.get("visibility") == "public" else "members",
            )  # fmt: skip
        except REFUSED as error:
            wrong = reasons(error)
        else:
            messages.success(request, say("已存。", "Saved."))
            return redirect("governance-plans")
    return show(
        request,
        "plan",
        422 if wrong else 200,
        body=body,
        plan=plan,
        text=text,
        title=title,
        visibility=request.POST.get("visibility") or (plan.visibility if plan else ""),
        wrong=wrong,
    )
