"""Pages of statements: issuing one, the statement itself, objections and their answers."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tashan.sharing.objections import REPLIES
from tashan.web.pages.access import needs
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say
from tashan.web.sharing import objecting, queries, services, trials
from tashan.web.sharing.common import (
    REFUSED,
    base_at,
    done,
    number_in,
    objection_at,
    problems_of,
    shown,
    statement_at,
)


@needs("sharing.issue_statement", base_at)
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the statement for confirmed figures, today."""
    base = base_at(pk)
    try:
        made = services.do_issue(actor=request.user, base=base, day=timezone.localdate())
    except REFUSED as error:
        for problem in problems_of(error):
            messages.error(request, problem["message"])
        return redirect("sharing-contract", pk=base.contract_id)
    return redirect("sharing-statement", pk=made.pk)


@needs("sharing.see", statement_at)
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement, computed again while the page is made; `?format=json` gives it whole."""
    found = statement_at(pk)
    if request.GET.get("format") == "json":
        text = json.dumps(found.content, ensure_ascii=False, indent=1)
        response = HttpResponse(text, content_type="application/json; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="statement-{found.contract_id}-{found.number}.json"'
        return response
    mine = [
        (key, place_name(place))
        for key, place in found.contract.party_places.items()
        if request.user.has_perm("sharing.object", place)
    ]
    return shown(
        request,
        "statement",
        view=queries.view_of(found),
        contract=found.contract,
        objections=[
            {
                "row": each,
                "name": trials.party_name(found.contract, each.party),
                "answer": _reply_name(each.answer) if each.answer else "",
            }
            for each in found.objections.select_related("answered_by", "base")
        ],
        mine=mine,
        may_answer=request.user.has_perm("sharing.answer_objection", found),
        replies=[(reply, _reply_name(reply)) for reply in REPLIES],
        corrections=found.contract.bases.filter(corrects=found.base.name),
    )


@needs("sharing.object", statement_at)
@require_POST
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to a statement for one party."""
    return done(
        request,
        lambda: objecting.do_object(
            actor=request.user,
            statement=statement_at(pk),
            party=request.POST.get("party", ""),
            claims=request.POST.get("claims", ""),
            day=timezone.localdate(),
        ),
        say("异议已送达其他各方。", "The objection is with the other parties."),
        "sharing-statement",
        pk,
    )


@needs("sharing.answer_objection", objection_at)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an objection."""
    objection = objection_at(pk)
    contract = objection.statement.contract
    base = contract.bases.filter(pk=number_in(request.POST.get("base")) or 0).first()
    return done(
        request,
        lambda: objecting.do_answer(
            actor=request.user,
            objection=objection,
            answer=request.POST.get("answer", ""),
            reason=request.POST.get("reason", ""),
            day=timezone.localdate(),
            base=base,
        ),
        say("已答复。", "Answered."),
        "sharing-statement",
        objection.statement_id,
    )


def _reply_name(reply: str) -> str:
    return {
        "accepted": say("采纳", "accepted"),
        "accepted_in_part": say("部分采纳", "accepted in part"),
        "refused": say("不采纳", "refused"),
        "too_late": say("逾期", "too late"),
    }[reply]
