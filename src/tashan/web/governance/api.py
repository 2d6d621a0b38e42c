"""
Governance for programs: bodies, sessions, agreements, matters with their histories, registers, measures.

The same functions as the pages, with the same rights: without a key what is public, with one what its roles let see and
do. What is recorded of a matter comes in as changes in the form of docs/matters.md.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from tashan.governance.agreements import term_on
from tashan.governance.clashes import clashes
from tashan.governance.codec import event_from_dict, event_to_dict
from tashan.governance.events import Change, Opened
from tashan.governance.folding import fold
from tashan.governance.investment import Step, proven_steps
from tashan.governance.matters import MatterState
from tashan.governance.plan_file import read_plans
from tashan.governance.problems import GovernanceError as FileError
from tashan.governance.reports import body_report
from tashan.web.accounts.interface import MOST, PROBLEMS, Number, PageOf, Problem, Word, page
from tashan.web.approvals.services import ApprovalError
from tashan.web.governance import matter_page, measured, queries, services, standing
from tashan.web.governance.api_shapes import (
    AgreementRow,
    AgreementWhole,
    AsOf,
    BodyRow,
    ChangesIn,
    EntryIn,
    EntryRow,
    Figures,
    Listed,
    MatterRow,
    MatterWhole,
    Measuring,
    OneBody,
    PlansIn,
    Promoting,
    Promotion,
    ProposalIn,
    Registers,
    Scores,
    SessionRow,
    SessionsOf,
)
from tashan.web.governance.kept import history
from tashan.web.governance.models import Agreement, Body, Matter, Plan, Register, Session
from tashan.web.governance.services.agreements import matter_from
from tashan.web.governance.services.matters import GovernanceError
from tashan.web.governance.texts import agreement_of, body_of, mechanism_of, plan_file
from tashan.web.pages.access import check
from tashan.web.pages.words import say

router = Router()
REFUSALS = (GovernanceError, FileError, ApprovalError)

LONGEST_FILE = 200_000
LONGEST_TEXT = 2_000
DEEPEST = 8


@router.get("/matters", response={200: PageOf[MatterRow], PROBLEMS: Problem}, summary="Matters by due day")
def matters(request: HttpRequest, wanted: Query[Listed]) -> Any:
    """Those that the caller may see."""
    today = timezone.localdate()
    found = wanted.wanted().of(queries.visible_to(request.user), today).select_related("body").order_by("due", "pk")
    return page(found, wanted, lambda matter: _matter(matter, today))


@router.post("/matters", response={200: MatterWhole, PROBLEMS: Problem}, summary="Propose a matter")
def propose(request: HttpRequest, said: ProposalIn) -> Any:
    """By the office of the body, or by who leads."""
    body = get_object_or_404(Body, place=said.body)
    opened = Opened(
        said.title, said.owner, tuple(said.participants), "", said.measure, themes=tuple(said.themes), borders=tuple(said.borders)
    )  # fmt: skip
    made = services.do_propose(
        actor=request.user, body=body, opened=opened, day=timezone.localdate(), due=said.due, start=said.start,
        target=said.target, visibility=said.visibility,
    )  # fmt: skip
    return _whole(request, made, timezone.localdate())


@router.get("/matters/{key}", response={200: MatterWhole, PROBLEMS: Problem}, summary="One matter as of a day")
def matter(request: HttpRequest, key: Word, when: Query[AsOf]) -> Any:
    """Its chain, evidence, next steps and whole history; names of persons for callers with a key alone."""
    found = get_object_or_404(queries.visible_to(request.user).select_related("body"), key=key)
    return _whole(request, found, when.when())


@router.post("/matters/{key}/events", response={200: MatterWhole, PROBLEMS: Problem}, summary="Record what happened")
def record(request: HttpRequest, key: Word, said: ChangesIn) -> Any:
    """A report, evidence, a coding, a confirmation, a step, new dates; in the caller's office, by the table of transitions."""
    found = get_object_or_404(queries.visible_to(request.user).select_related("body"), key=key)
    check(request.user, "governance.work")
    made = services.do_record(
        actor=request.user, matter=found, changes=list(map(_change, said.changes)), day=said.day, reason=said.reason,
        version=said.version,
    )  # fmt: skip
    return _whole(request, made, timezone.localdate())


@router.get("/bodies", response={200: list[BodyRow], PROBLEMS: Problem}, summary="Bodies of all mechanisms")
def bodies(request: HttpRequest) -> Any:
    """As they stand in their files."""
    rows = Body.objects.select_related("mechanism")
    return [_body(row) for row in rows if request.user.has_perm("governance.see", row)]


@router.get("/bodies/{place}", response={200: dict[str, Any], PROBLEMS: Problem}, summary="One body on a day")
def body(request: HttpRequest, place: Word, wanted: Query[OneBody]) -> Any:
    """Members, chairs, whose turn it is and why, sessions with slips and attendance, sources that disagree."""
    row = get_object_or_404(Body.objects.select_related("mechanism"), place=place)
    if not request.user.has_perm("governance.see", row):
        raise Http404
    known = wanted.known.isoformat() if wanted.known else None
    return body_report(mechanism_of(row.mechanism), body_of(row), wanted.when().isoformat(), known)


@router.get("/sessions", response={200: PageOf[SessionRow], PROBLEMS: Problem}, summary="Sessions kept on the site")
def sessions(request: HttpRequest, wanted: Query[SessionsOf]) -> Any:
    """Newest first; the closed part for members alone. Earlier ones stand with their body."""
    own = [row.pk for row in Body.objects.all() if request.user.has_perm("governance.see", row)]
    found = Session.objects.filter(body__in=own).select_related("body").order_by("-held", "-pk")
    if wanted.body:
        found = found.filter(body__place=wanted.body)
    return page(found, wanted, lambda session: _session(request, session))


@router.get("/sessions/{number}", response={200: SessionRow, PROBLEMS: Problem}, summary="One session")
def session(request: HttpRequest, number: Number) -> Any:
    """As far as the caller may see it."""
    found = get_object_or_404(Session.objects.select_related("body"), pk=number)
    if not request.user.has_perm("governance.see", found.body):
        raise Http404
    return _session(request, found)


@router.get("/agreements", response={200: list[AgreementRow], PROBLEMS: Problem}, summary="Agreements, newest first")
def agreements(request: HttpRequest, when: Query[AsOf]) -> Any:
    """With their term on a day."""
    rows = Agreement.objects.select_related("body").prefetch_related("clauses")[:MOST]
    return [_agreement(row, when.when()) for row in rows if request.user.has_perm("governance.see", row)]


@router.get(
    "/agreements/{key}", response={200: AgreementWhole, PROBLEMS: Problem}, summary="One agreement with its clauses"
)
def agreement(request: HttpRequest, key: Word, when: Query[AsOf]) -> Any:
    """And the matters that they became, as far as the caller may see them."""
    row = get_object_or_404(Agreement.objects.select_related("body"), key=key)
    if not request.user.has_perm("governance.see", row):
        raise Http404
    seen = set(queries.visible_to(request.user).values_list("key", flat=True))
    made = [(clause, matter_from(clause)) for clause in row.clauses.all()]
    clauses = [
        {"id": clause.pk, "number": clause.number, "quote": clause.quote, "matter": one.key if one and one.key in seen else None}
        for clause, one in made
    ]  # fmt: skip
    return {**_agreement(row, when.when()), "clauses": clauses}


@router.get("/registers/{kind}", response={200: list[EntryRow], PROBLEMS: Problem}, summary="A register as of a day")
def entries(request: HttpRequest, kind: Registers, when: Query[AsOf]) -> Any:
    """Rivers and roads, standards, parallel acts, joint panels, seconded cadres, investment projects."""
    told = _STANDINGS[kind](request.user, when.when())
    names = kind != "secondment"
    return [
        _entry(row, told.get(row.key, {}), names=names or request.user.has_perm("governance.see_inside", row.body))
        for row in standing.entries(request.user, kind)
    ]


@router.put(
    "/bodies/{place}/registers/{kind}/{key}",
    response={200: EntryRow, PROBLEMS: Problem},
    summary="Keep an entry of a register",
)
def keep_entry(request: HttpRequest, place: Word, kind: Registers, key: Word, said: EntryIn) -> Any:
    """New or changed, by the office of the body."""
    body = get_object_or_404(Body, place=place)
    check(request.user, "governance.keep_register", body.place)
    kept = services.do_keep_register(
        actor=request.user, body=body, kind=kind, key=key[:60], title=said.title, content=_clean(said.content),
        version=said.version,
    )  # fmt: skip
    return _entry(kept, {}, names=True)


@router.get("/investment", response={200: Promotion, PROBLEMS: Problem}, summary="Investment promotion on a day")
def investment(request: HttpRequest, wanted: Query[Promoting]) -> Any:
    """How many projects have each step proven, shares by origin, signings that reports tell of. Amounts are integer fen."""
    day = wanted.when()
    found = standing.promotion_on(request.user, day, host=wanted.host[:6], origin=wanted.origin[:6])
    return {
        "day": day,
        "reached": [
            {"step": one.step, "projects": one.projects, "amount": one.amount, "without_amount": one.without_amount}
            for one in found.reached
        ],
        "origins": [
            {
                "origin": one.origin, "projects": one.projects, "share": float(one.share), "amount": one.amount,
                "amount_share": None if one.amount_share is None else float(one.amount_share),
            }
            for one in found.origins
        ],
        "projects": [
            {
                "key": row.key, "title": one.title, "origin": one.origin, "host": one.host, "amount": one.amount,
                "sample": row.sample, "steps": {step: one.steps[step].on for step in Step if step in one.steps},
                "proven": [step.value for step in proven_steps(one, day)],
            }
            for row, one in found.projects
        ],
        "signings": [
            {
                "day": one.day, "event": one.event, "investors": sorted(one.investors), "recipients": sorted(one.recipients),
                "projects": one.projects, "amount": one.amount, "reports": [report.id for report in one.reports],
                "differ_on": list(one.conflicts),
            }
            for one in found.signings
        ],
        "told": [
            {
                "host": one.host, "origin": one.origin, "period": one.period, "projects": one.projects, "amount": one.amount,
                "share": None if one.share is None else float(one.share), "qualifier": one.qualifier, "quote": one.quote,
                "source": one.source.document if one.source else "",
            }
            for one in found.told
        ],
    }  # fmt: skip


@router.get("/fade-out", response={200: Figures, PROBLEMS: Problem}, summary="Measures of fade-out")
def fade_out(request: HttpRequest, wanted: Query[Measuring]) -> Any:
    """Each with numerator, denominator and the share without evidence; null where nothing was counted."""
    day = wanted.when()
    found = measured.fade_out_for(request.user, wanted.wanted(), day, wanted.source)
    curves = {
        stage: {"matters": curve.units, "came": curve.events, "not_yet": curve.censored, "median_days": curve.median}
        for stage, curve in found.found.curves.items()
    }
    return {
        "day": day, "matters": found.matters, "records": found.records, "undated": found.undated, "sample": found.sample,
        "figures": [one.to_dict() for one in found.found.figures], "curves": curves,
    }  # fmt: skip


@router.get("/scores", response={200: Scores, PROBLEMS: Problem}, summary="Score cards by member and year")
def scores(request: HttpRequest, wanted: Query[Measuring]) -> Any:
    """Of matters that fall due in the year, by their first due day; the empty member stands for all together."""
    day = wanted.when()
    cards, _, _, count = measured.scores_for(request.user, wanted.wanted(), day)
    return {
        "day": day,
        "matters": count,
        "cards": [
            {
                "member": card.member, "year": card.year, "overclaimed": list(card.overclaimed),
                "lines": [
                    {
                        "indicator": line.indicator, "value": None if line.value is None else float(line.value),
                        "numerator": line.numerator, "denominator": line.denominator, "no_evidence": line.no_evidence,
                    }
                    for line in card.lines
                ],
            }
            for card in cards
        ],
    }  # fmt: skip


@router.get(
    "/clashes", response={200: list[dict[str, Any]], PROBLEMS: Problem}, summary="Contradictions between the plans here"
)
def clashes_here(request: HttpRequest, when: Query[AsOf]) -> Any:
    """Between plans that the caller may see."""
    rows = [row for row in Plan.objects.select_related("body") if request.user.has_perm("governance.see", row)]
    found, aliases = plan_file(rows)
    return [_clash(one) for one in clashes(found, when.when(), aliases)]


@router.post(
    "/clashes", response={200: list[dict[str, Any]], PROBLEMS: Problem}, summary="Contradictions between given plans"
)
def clashes_between(request: HttpRequest, said: PlansIn) -> Any:
    """Same indicator with different targets or years, same road with different dates, missing counterparts; nothing is kept."""
    check(request.user, "governance.compare_plans")
    if any(len(text) > LONGEST_FILE for text in said.plans):
        raise GovernanceError(say("文件超过 20 万字符。", "A file is longer than 200,000 characters."))
    read = [read_plans(text.encode(), f"plans[{number}]") for number, text in enumerate(said.plans)]
    aliases: dict[str, str] = {}
    for one in read:
        aliases.update(one.aliases)
    plans = [plan for one in read for plan in one.plans]
    return [_clash(one) for one in clashes(plans, said.day or timezone.localdate(), aliases)]


def _matter(matter: Matter, today: date) -> dict[str, Any]:
    names = (
        "key", "title", "owner", "participants", "parent", "stage", "side_state", "completion", "confirmed", "self_report",
        "grade", "opened", "first_due", "due", "finished", "themes", "visibility", "sample", "version",
    )  # fmt: skip
    row = {name: getattr(matter, name) for name in names}
    return {**row, "body": matter.body.place, "light": queries.card(matter, today).light}


def _whole(request: HttpRequest, matter: Matter, day: date) -> dict[str, Any]:
    """A matter as of a day; the columns of its row are those of today."""
    events = history(matter)
    state = fold(events, day=day)
    if state is None:
        raise Http404
    named = request.user.is_authenticated
    steps = matter_page.next_steps(state, matter, request.user, day)
    return {
        **_matter(matter, timezone.localdate()),
        "day": day,
        "stage": state.stage,
        "side_state": state.side_state or "",
        "completion": state.completion,
        "measure": state.measure,
        "waits_for_confirmation": state.pending is not None,
        **_proofs(state),
        "next": [
            {"to": step.target, "lacks": list(step.lacks), "mine": step.mine, "forward": step.forward} for step in steps
        ],
        "history": [
            {name: value for name, value in event_to_dict(event).items() if named or name != "actor"}
            for event in events
        ],
    }


def _proofs(state: MatterState) -> dict[str, Any]:
    return {
        "evidence": [
            {
                "id": one.id, "grade": one.grade, "document": one.document, "quote": one.quote, "sha256": one.sha256,
                "published": one.published, "publisher": one.publisher,
            }
            for one in state.evidence.values()
        ],
        "facts": {fact: {"on": dated.on, "evidence": dated.evidence} for fact, dated in state.facts.items()},
        "links": [{"kind": node.kind, "id": node.id} for node in state.links],
        "results": [
            {
                "id": one.id, "title": one.title, "type": one.type, "level": one.level, "evidence": list(one.evidence),
                "adopted_by": [each.member for each in one.adoptions],
            }
            for one in state.results.values()
        ],
    }  # fmt: skip


def _change(given: dict[str, Any]) -> Change:
    """A change in the form of docs/matters.md; who, when and why are not the caller's to say."""
    head = {"matter": "x", "day": "2000-01-01", "actor": "x", "role": "secretariat", "member": "x"}
    event, problems = event_from_dict({**_clean(given), **head})
    if event is None:
        raise services.refused(problems)
    return event.change


def _clean(given: Any, depth: int = 0) -> Any:
    """What a program sent, if it is no deeper and no longer than anything that is kept."""
    if depth > DEEPEST or (isinstance(given, str) and (len(given) > LONGEST_TEXT or "\x00" in given)):
        raise GovernanceError(
            say(
                "内容过长、过深，或含空字符。",
                "The content is too long, too deep, or has null characters.",
            )
        )
    if isinstance(given, dict):
        return {_clean(name, depth + 1): _clean(value, depth + 1) for name, value in given.items()}
    return [_clean(value, depth + 1) for value in given] if isinstance(given, list) else given


def _body(row: Body) -> dict[str, Any]:
    names = ("place", "title", "title_en", "level", "reports_to", "members", "visibility")
    return {**{name: getattr(row, name) for name in names}, "mechanism": row.mechanism.key}


def _session(request: HttpRequest, row: Session) -> dict[str, Any]:
    told = queries.told_of(row, inside=request.user.has_perm("governance.see_inside", row.body))
    names = ("number", "state", "announced", "held", "form", "host", "next_host", "version")
    head = {name: getattr(row, name) for name in names}
    return {**head, "id": row.pk, "body": row.body.place, "place": row.where, **told}


def _agreement(row: Agreement, day: date) -> dict[str, Any]:
    term = term_on(agreement_of(row), day.isoformat())
    names = (
        "key", "title", "title_en", "parties", "strength", "signed", "start", "end", "document", "sha256", "visibility",
        "sample",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "body": row.body.place,
        "state": term.state,
        "renewals": term.renewals,
        "notice_by": term.notice_by,
    }


def _entry(row: Register, told: dict[str, Any], *, names: bool) -> dict[str, Any]:
    content = dict(row.content)
    if not names:
        content["cadres"] = [{**one, "who": ""} for one in content.get("cadres", ())]
    return {
        "kind": row.kind, "key": row.key, "title": row.title, "body": row.body.place, "sample": row.sample,
        "version": row.version, "content": content, "standing": told,
    }  # fmt: skip


def _borders(person: Any, day: date) -> dict[str, dict[str, Any]]:
    return {
        one.row.key: {
            "parties": list(one.joint.parties),
            "worst": one.joint.worst,
            "tasks": [
                {"matter": task.matter, "owner": task.owner, "light": task.light} for task in one.joint.tasks.rows
            ],
        }
        for one in standing.borders_on(person, day)
    }


def _standards(person: Any, day: date) -> dict[str, dict[str, Any]]:
    return {
        one.row.key: {
            "versions": one.standing.versions,
            "without": list(one.standing.without),
            "unified": one.standing.unified,
            "since": one.standing.since,
        }
        for one in standing.standards_on(person, day)
    }


def _acts(person: Any, day: date) -> dict[str, dict[str, Any]]:
    return {
        one.row.key: {"effective": one.act.effective, "in_force": list(one.in_force), "missing": list(one.missing)}
        for one in standing.acts_on(person, day)
    }


def _panels(person: Any, day: date) -> dict[str, dict[str, Any]]:
    return {one.row.key: {"sits": one.sits} for one in standing.panels_on(person, day)}


def _cadres(person: Any, day: date) -> dict[str, dict[str, Any]]:
    at = {one.body.pk: one for one in standing.cadres_on(person, day)}
    rows = [row for row in standing.entries(person, "secondment") if row.body_id in at]
    return {row.key: {"at_work": at[row.body_id].count, "by_sender": _senders(at[row.body_id])} for row in rows}


def _senders(at: standing.CadresAt) -> dict[str, int]:
    """How many each member sent, by its code or name; those of a joint batch under all of them."""
    return {" ".join(sender.key for sender in senders): count for senders, count in at.by_sender}


def _projects(person: Any, day: date) -> dict[str, dict[str, Any]]:
    found = standing.promotion_on(person, day).projects
    return {row.key: {"proven": [step.value for step in proven_steps(one, day)]} for row, one in found}


_STANDINGS = {
    "border": _borders, "standard": _standards, "act": _acts, "panel": _panels, "secondment": _cadres, "investment": _projects,
}  # fmt: skip


def _clash(one: Any) -> dict[str, Any]:
    def place(at: Any) -> dict[str, Any]:
        return {"plan": at.plan, "members": list(at.members), "item": at.item, "field": at.field, "value": at.value}

    return {
        "kind": one.kind, "subject": one.subject, "left": place(one.left), "right": place(one.right), "gap": one.gap,
        "converted": one.converted,
    }  # fmt: skip
