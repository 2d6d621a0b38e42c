"""Pages of joint approvals: what waits for me, and one request, made for a phone first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tashan.web.approvals import queries, services
from tashan.web.approvals.forms import ReasonForm, ReopenForm, VoteForm
from tashan.web.approvals.models import Approval
from tashan.web.approvals.past import told
from tashan.web.audit.queries import history
from tashan.web.notices import work
from tashan.web.pages.access import needs
from tashan.web.pages.words import say


def _find(pk: int) -> Approval:
    return get_object_or_404(Approval.objects.select_related("opened_by").prefetch_related("parties", "votes"), pk=pk)


@needs("approvals.list_requests")
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for my vote; below it, every request that concerns my places."""
    state = request.GET.get("state", "")
    found = queries.visible_to(request.user).select_related("opened_by")
    if state in Approval.State.values:
        found = found.filter(state=state)
    today = timezone.localdate()
    waiting = queries.waiting_for(request.user)
    return render(
        request,
        "approvals/approvals.html",
        {
            "waiting": [_row(approval, today) for approval in waiting],
            "page": Paginator(found, 50).get_page(request.GET.get("page")),
            "state": state,
            "states": Approval.State.choices,
        },
    )


def _row(approval: Approval, today: Any) -> dict[str, Any]:
    return {
        "approval": approval,
        "kind": queries.kind_name(approval),
        "light": work.light(approval.due, today),
        "words": work.light_text(approval.due, today),
    }


@needs("approvals.see_request", _find)
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what happens, under which rule, who voted, and the buttons."""
    return _page(request, _find(pk))


@require_POST
@needs("approvals.see_request", _find)
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Cast one vote."""
    found = _find(pk)
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, error=say("请选择表决意见。", "Choose how to vote."), status=422)
    said = form.cleaned_data
    try:
        after = services.do_vote(
            actor=request.user,
            approval=found,
            party=said["party"],
            verdict=said["verdict"],
            reason=said["reason"],
            seen_round=said["round"],
        )
    except services.ApprovalError as error:
        return _page(request, _find(pk), error=str(error), reason=said["reason"], status=422)
    messages.success(
        request,
        say("已表决，该请求已通过并生效。", "You voted; it is approved and in force.")
        if after.state == "approved"
        else say("已表决。", "You voted."),
    )
    return redirect("approval", pk)


@require_POST
@needs("approvals.withdraw_request", _find)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    return _with_reason(request, pk, ReasonForm(request.POST), services.do_withdraw, say("已撤回。", "Withdrawn."))


@require_POST
@needs("approvals.reopen_request", _find)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a request again."""
    return _with_reason(request, pk, ReopenForm(request.POST), services.do_reopen, say("已重新提交。", "Opened again."))


def _with_reason(request: HttpRequest, pk: int, form: Any, do: Any, done: str) -> HttpResponse:
    if not form.is_valid():
        return _page(request, _find(pk), error=say("请写明理由。", "Please give a reason."), status=422)
    try:
        do(actor=request.user, approval=_find(pk), **form.cleaned_data)
    except services.ApprovalError as error:
        return _page(request, _find(pk), error=str(error), reason=form.cleaned_data["reason"], status=422)
    messages.success(request, done)
    return redirect("approval", pk)


def _page(
    request: HttpRequest, found: Approval, *, error: str = "", reason: str = "", status: int = 200
) -> HttpResponse:
    person = request.user
    waiting = [other.pk for other in queries.waiting_for(person)]
    seats = queries.seats(found, person)
    mine = [seat.party for seat in seats if seat.mine]
    return render(
        request,
        "approvals/approval.html",
        {
            "approval": found,
            **_row(found, timezone.localdate()),
            "seats": seats,
            "mine": mine,
            "still": queries.still_to_approve(found),
            "earlier": found.votes.filter(round__lt=found.round).select_related("party", "person"),
            "history": told(history(services.thing_of(found))),
            "can_withdraw": found.state == "open" and person.has_perm("approvals.withdraw_request", found),
            "can_reopen": found.state in ("returned", "rejected", "withdrawn")
            and person.has_perm("approvals.reopen_request", found),
            "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
            "reopen_form": ReopenForm(auto_id="reopen_%s"),
            "position": waiting.index(found.pk) + 1 if found.pk in waiting else None,
            "waiting_count": len(waiting),
            "error": error,
            "reason": reason,
        },
        status=status,
    )
