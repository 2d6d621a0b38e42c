"""
Governance for programs: bodies, sessions, agreements, matters with their histories, registers, measures.

The same functions as the pages, with the same rights: without a key what is public, with one what its roles let see and
do. What is recorded of a matter comes in as changes in the form of docs/matters.md.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from tashan.governance.clashes import clashes
from tashan.governance.events import Opened
from tashan.governance.plan_file import read_plans
from tashan.governance.problems import GovernanceError as FileError
from tashan.governance.reports import body_report
from tashan.web.accounts.interface import MOST, PROBLEMS, Number, PageOf, Problem, Word, page
from tashan.web.approvals.services import ApprovalError
from tashan.web.governance import measured, queries, services, standing
from tashan.web.governance.api_given import change_from, clean
from tashan.web.governance.api_measures import figures_row, promotion_row, scores_row
from tashan.web.governance.api_registers import entries_on, entry_row
from tashan.web.governance.api_rows import (
    agreement_row,
    body_row,
    clash_row,
    clause_rows,
    matter_row,
    matter_whole,
    session_row,
)
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
from tashan.web.governance.models import Agreement, Body, Plan, Session
from tashan.web.governance.services.matters import GovernanceError
from tashan.web.governance.texts import body_of, mechanism_of, plan_file
from tashan.web.pages.access import check
from tashan.web.pages.words import say

router = Router()
REFUSALS = (GovernanceError, FileError, ApprovalError)

LONGEST_FILE = 200_000


@router.get("/matters", response={200: PageOf[MatterRow], PROBLEMS: Problem}, summary="Matters by due day")
def matters(request: HttpRequest, wanted: Query[Listed]) -> Any:
    """Those that the caller may see."""
    today = timezone.localdate()
    found = wanted.wanted().of(queries.visible_to(request.user), today).select_related("body").order_by("due", "pk")
    return page(found, wanted, lambda matter: matter_row(matter, today))


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
    return matter_whole(request, made, timezone.localdate())


@router.get("/matters/{key}", response={200: MatterWhole, PROBLEMS: Problem}, summary="One matter as of a day")
def matter(request: HttpRequest, key: Word, when: Query[AsOf]) -> Any:
    """Its chain, evidence, next steps and whole history; names of persons for callers with a key alone."""
    found = get_object_or_404(queries.visible_to(request.user).select_related("body"), key=key)
    return matter_whole(request, found, when.when())


@router.post("/matters/{key}/events", response={200: MatterWhole, PROBLEMS: Problem}, summary="Record what happened")
def record(request: HttpRequest, key: Word, said: ChangesIn) -> Any:
    """A report, evidence, a coding, a confirmation, a step, new dates; in the caller's office, by the table of transitions."""
    found = get_object_or_404(queries.visible_to(request.user).select_related("body"), key=key)
    check(request.user, "governance.work")
    made = services.do_record(
        actor=request.user, matter=found, changes=list(map(change_from, said.changes)), day=said.day, reason=said.reason,
        version=said.version,
    )  # fmt: skip
    return matter_whole(request, made, timezone.localdate())


@router.get("/bodies", response={200: list[BodyRow], PROBLEMS: Problem}, summary="Bodies of all mechanisms")
def bodies(request: HttpRequest) -> Any:
    """As they stand in their files."""
    rows = Body.objects.select_related("mechanism")
    return [body_row(row) for row in rows if request.user.has_perm("governance.see", row)]


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
    return page(found, wanted, lambda session: session_row(request, session))


@router.get("/sessions/{number}", response={200: SessionRow, PROBLEMS: Problem}, summary="One session")
def session(request: HttpRequest, number: Number) -> Any:
    """As far as the caller may see it."""
    found = get_object_or_404(Session.objects.select_related("body"), pk=number)
    if not request.user.has_perm("governance.see", found.body):
        raise Http404
    return session_row(request, found)


@router.get("/agreements", response={200: list[AgreementRow], PROBLEMS: Problem}, summary="Agreements, newest first")
def agreements(request: HttpRequest, when: Query[AsOf]) -> Any:
    """With their term on a day."""
    rows = Agreement.objects.select_related("body").prefetch_related("clauses")[:MOST]
    return [agreement_row(row, when.when()) for row in rows if request.user.has_perm("governance.see", row)]


@router.get(
    "/agreements/{key}", response={200: AgreementWhole, PROBLEMS: Problem}, summary="One agreement with its clauses"
)
def agreement(request: HttpRequest, key: Word, when: Query[AsOf]) -> Any:
    """And the matters that they became, as far as the caller may see them."""
    row = get_object_or_404(Agreement.objects.select_related("body"), key=key)
    if not request.user.has_perm("governance.see", row):
        raise Http404
    return {**agreement_row(row, when.when()), "clauses": clause_rows(request, row)}


@router.get("/registers/{kind}", response={200: list[EntryRow], PROBLEMS: Problem}, summary="A register as of a day")
def entries(request: HttpRequest, kind: Registers, when: Query[AsOf]) -> Any:
    """Rivers and roads, standards, parallel acts, joint panels, seconded cadres, investment projects."""
    return entries_on(request.user, kind, when.when())


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
        actor=request.user, body=body, kind=kind, key=key[:60], title=said.title, content=clean(said.content),
        version=said.version,
    )  # fmt: skip
    return entry_row(kept, {}, names=True)


@router.get("/investment", response={200: Promotion, PROBLEMS: Problem}, summary="Investment promotion on a day")
def investment(request: HttpRequest, wanted: Query[Promoting]) -> Any:
    """How many projects have each step proven, shares by origin, signings that reports tell of. Amounts are integer fen."""
    day = wanted.when()
    found = standing.promotion_on(request.user, day, host=wanted.host[:6], origin=wanted.origin[:6])
    return promotion_row(found, day)


@router.get("/fade-out", response={200: Figures, PROBLEMS: Problem}, summary="Measures of fade-out")
def fade_out(request: HttpRequest, wanted: Query[Measuring]) -> Any:
    """Each with numerator, denominator and the share without evidence; null where nothing was counted."""
    day = wanted.when()
    return figures_row(measured.fade_out_for(request.user, wanted.wanted(), day, wanted.source), day)


@router.get("/scores", response={200: Scores, PROBLEMS: Problem}, summary="Score cards by member and year")
def scores(request: HttpRequest, wanted: Query[Measuring]) -> Any:
    """Of matters that fall due in the year, by their first due day; the empty member stands for all together."""
    day = wanted.when()
    cards, _, _, count = measured.scores_for(request.user, wanted.wanted(), day)
    return scores_row(cards, count, day)


@router.get(
    "/clashes", response={200: list[dict[str, Any]], PROBLEMS: Problem}, summary="Contradictions between the plans here"
)
def clashes_here(request: HttpRequest, when: Query[AsOf]) -> Any:
    """Between plans that the caller may see."""
    rows = [row for row in Plan.objects.select_related("body") if request.user.has_perm("governance.see", row)]
    found, aliases = plan_file(rows)
    return [clash_row(one) for one in clashes(found, when.when(), aliases)]


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
    return [clash_row(one) for one in clashes(plans, said.day or timezone.localdate(), aliases)]
