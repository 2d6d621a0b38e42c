"""Joint approvals for programs: the same functions as the pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from tashan.web.accounts.interface import PROBLEMS, Number, PageOf, Paging, Problem, Text, Word, page
from tashan.web.approvals import queries, services
from tashan.web.approvals.models import Approval
from tashan.web.pages.access import check

router = Router()
REFUSALS = (services.ApprovalError,)


class VoteRow(Schema):
    """The word of one party."""

    party: str
    round: int
    verdict: str
    reason: str
    person: str
    at: datetime


class ApprovalRow(Schema):
    """A request in a list."""

    id: int
    kind: str
    thing: str
    title: str
    title_en: str
    effect: str
    rule: str
    parties: list[str]
    needed: int
    round: int
    state: str
    opened_by: str
    opened_at: datetime
    due: date | None
    decided_at: datetime | None


class ApprovalWhole(ApprovalRow):
    """A request with its votes and what is agreed."""

    facts: list[dict[str, Any]]
    votes: list[VoteRow]


class Wanted(Paging):
    """Which requests."""

    state: Literal["", "open", "approved", "returned", "rejected", "withdrawn"] = Field("", description="how it stands")
    waiting: bool = Field(default=False, description="only those on which I can vote now")


class VoteIn(Schema):
    """A vote."""

    party: Word = Field(description="for whom: code of a region, or body:ID")
    verdict: Literal["approve", "return", "reject"] = Field(description="what the party says")
    reason: Text = Field("", description="needed to return or reject")
    round: int = Field(ge=1, le=30_000, description="the round that was read")


class ReasonIn(Schema):
    """A reason."""

    reason: Text = Field(description="why")


@router.get("", response={200: PageOf[ApprovalRow], PROBLEMS: Problem}, summary="Requests that concern my places")
def approvals(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """Newest first."""
    check(request.user, "approvals.list_requests")
    found = queries.visible_to(request.user).select_related("opened_by")
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.waiting:
        found = found.filter(pk__in=[approval.pk for approval in queries.waiting_for(request.user)])
    return page(found, wanted, row)


@router.get("/{number}", response={200: ApprovalWhole, PROBLEMS: Problem}, summary="One request with its votes")
def approval(request: HttpRequest, number: Number) -> Any:
    """What is asked, under which rule, and who has voted."""
    return whole(_find(request, number))


@router.post("/{number}/votes", response={200: ApprovalWhole, PROBLEMS: Problem}, summary="Vote for a party")
def vote(request: HttpRequest, number: Number, said: VoteIn) -> Any:
    """When this decides the request, what it stands for happens now."""
    found = _find(request, number)
    services.do_vote(
        actor=request.user, approval=found, party=said.party, verdict=said.verdict, reason=said.reason,
        seen_round=said.round,
    )  # fmt: skip
    return whole(_find(request, number))


@router.post("/{number}/withdraw", response={200: ApprovalWhole, PROBLEMS: Problem}, summary="Take a request back")
def withdraw(request: HttpRequest, number: Number, said: ReasonIn) -> Any:
    """Only who opened it can."""
    services.do_withdraw(actor=request.user, approval=_find(request, number), reason=said.reason)
    return whole(_find(request, number))


@router.post("/{number}/reopen", response={200: ApprovalWhole, PROBLEMS: Problem}, summary="Open a request again")
def reopen(request: HttpRequest, number: Number, said: ReasonIn) -> Any:
    """As a new round; the votes of earlier ones stay."""
    services.do_reopen(actor=request.user, approval=_find(request, number), reason=said.reason)
    return whole(_find(request, number))


def _find(request: HttpRequest, number: int) -> Approval:
    check(request.user, "approvals.list_requests")
    found = get_object_or_404(Approval.objects.prefetch_related("parties", "votes"), pk=number)
    check(request.user, "approvals.see_request", found)
    return found


def row(approval: Approval) -> dict[str, Any]:
    """A request in a list."""
    names = (
        "id", "kind", "thing", "title", "title_en", "effect", "rule", "needed", "round", "state", "opened_at", "due",
        "decided_at",
    )  # fmt: skip
    return {
        **{name: getattr(approval, name) for name in names},
        "opened_by": approval.opened_by.username,
        "parties": [party.place for party in approval.parties.all()],
    }


def whole(approval: Approval) -> dict[str, Any]:
    """A request with its votes."""
    votes = approval.votes.select_related("party", "person")
    return {
        **row(approval),
        "facts": approval.facts,
        "votes": [
            {
                "party": vote.party.place, "round": vote.round, "verdict": vote.verdict, "reason": vote.reason,
                "person": vote.person.username, "at": vote.at,
            }
            for vote in votes
        ],
    }  # fmt: skip
