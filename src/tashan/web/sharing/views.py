"""Pages of sharing: contracts, the figures of a period, statements, objections, and what would be if."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tashan.rules import RuleError
from tashan.sharing import shipped_contract, shipped_contracts, shipped_rules
from tashan.sharing.fair import read_game, second_opinion
from tashan.sharing.objections import REPLIES, objection_term
from tashan.web.approvals.services import ApprovalError
from tashan.web.pages.access import needs
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say, spoken
from tashan.web.sharing import objecting, queries, services, supposed, trials
from tashan.web.sharing.asked import fields_of
from tashan.web.sharing.called import item_name, units
from tashan.web.sharing.models import Base, Contract, Objection, Statement
from tashan.web.sharing.problem_words import plain
from tashan.web.sharing.services import SharingError
from tashan.web.sharing.terms import site_days
from tashan.web.sharing.texts import (
    contract_of,
    items_of,
    percent_of,
    ratios,
    trial,
    with_ratios,
)

REFUSED = (RuleError, SharingError, ApprovalError)


def _contract(pk: int) -> Contract:
    return get_object_or_404(Contract, pk=pk)


def _base(pk: int) -> Base:
    return get_object_or_404(Base.objects.select_related("contract"), pk=pk)


def _statement(pk: int) -> Statement:
    return get_object_or_404(Statement.objects.select_related("contract", "base", "issued_by"), pk=pk)


def _objection(pk: int) -> Objection:
    return get_object_or_404(Objection.objects.select_related("statement__contract"), pk=pk)


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    status = context.pop("status", 200)
    return render(request, f"sharing/{template}.html", {"section": "sharing", **context}, status=status)


@needs("sharing.see")
def overview(request: HttpRequest) -> HttpResponse:
    """The contracts of my places, what they have shared so far, and the schemes to start from."""
    contracts = queries.contracts_for(request.user)
    schemes = [(name, shipped_contract(name).label) for name in shipped_contracts()]
    return _page(
        request,
        "overview",
        contracts=contracts,
        in_force=sum(contract.state == Contract.State.IN_FORCE for contract in contracts),
        schemes=[(name, spoken(label.zh, label.en) if label else name) for name, label in schemes],
    )


@needs("sharing.draft_contract")
def draft(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write a contract, with its effect on figures to try it on beside it."""
    contract = _contract(pk) if pk else None
    if contract and not request.user.has_perm("sharing.draft_contract", contract):
        return HttpResponseNotFound()
    scheme = request.GET.get("scheme", "")
    text = contract.text if contract else shipped_contracts().get(scheme, b"").decode()
    places = dict(contract.party_places) if contract else {}
    problems: list[dict[str, Any]] = []
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\r\n", "\n")
        places = {key[6:]: trials.code_of(value) for key, value in request.POST.items() if key.startswith("place-")}
        try:
            saved = services.do_draft_contract(
                actor=request.user,
                text=text,
                party_places=places,
                contract=contract,
                version=_number(request.POST.get("version")),
            )
        except REFUSED as error:
            problems = _problems(error)
        else:
            messages.success(request, say("已存草稿第{n}版。", "Draft saved as version {n}.", n=saved.version))
            return redirect("sharing-contract", pk=saved.pk)
    sample = request.POST.get("base", "") or trials.sample(text)
    return _page(
        request,
        "draft",
        contract=contract,
        text=text,
        places=trials.party_fields(text, places),
        base=sample,
        problems=problems,
        **trials.rows_of(trial(text, sample) if text else None, text),
        status=422 if problems else 200,
    )


@needs("sharing.try")
@require_POST
def effect(request: HttpRequest) -> HttpResponse:
    """What a contract gives for figures, while somebody types; nothing is kept."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    base = request.POST.get("base", "").replace("\r\n", "\n")
    return _page(request, "_effect", **trials.rows_of(trial(text, base), text))


@needs("sharing.see", _contract)
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract: its parties, what it shares, its periods and statements, and what can be done next."""
    found = _contract(pk)
    read = contract_of(found.text)
    may = {
        verb: request.user.has_perm(f"sharing.{verb}", found)
        for verb in ("draft_contract", "propose_contract", "enter_base", "propose_base", "issue_statement")
    }
    return _page(
        request,
        "contract",
        contract=found,
        parties=queries.parties(found),
        splits=[(item_name(split.name), [item_name(item) for item in split.items], split) for split in read.splits],
        bases=found.bases.all(),
        statements=found.statements.all(),
        net=queries.net_positions(found),
        term=_term(read),
        site_term=site_days(),
        may=may,
        today=timezone.localdate(),
    )


@needs("sharing.propose_contract", _contract)
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft to all parties."""
    return _do(
        request,
        lambda: services.do_propose_contract(actor=request.user, contract=_contract(pk)),
        say("已送各方。", "Sent to all parties."),
        "sharing-contract",
        pk,
    )


@needs("sharing.enter_base", _contract)
def enter(request: HttpRequest, pk: int, base: int | None = None) -> HttpResponse:
    """Enter the figures of a period, with the split they would give."""
    found = _contract(pk)
    read = contract_of(found.text)
    kept = get_object_or_404(found.bases, pk=base) if base else None
    items = items_of(read)
    typed = request.POST
    text = kept.text if kept else ""
    problems: list[dict[str, Any]] = []
    fields = fields_of(read, typed)
    if request.method == "POST":
        try:
            kept_text = typed.get("text", "").replace("\r\n", "\n")
            text = kept_text if kept else trials.typed_base(read, items, fields, typed)
            if "save" in typed:
                saved = services.do_enter_base(
                    actor=request.user, contract=found, text=text, base=kept, version=_number(typed.get("version"))
                )
                messages.success(request, say("已存基数“{name}”。", "Figures {name} saved.", name=saved.name))
                return redirect("sharing-contract", pk=pk)
        except REFUSED as error:
            problems = _problems(error)
    return _page(
        request,
        "enter",
        contract=found,
        base=kept,
        text=text,
        units=units(),
        typed=typed,
        fields=fields,
        items=[
            (item, item_name(item), typed.get(f"amount-{item}", ""), typed.get(f"refund-{item}", "")) for item in items
        ],
        corrected=[each for each in found.bases.filter(state=Base.State.CONFIRMED) if hasattr(each, "statement")],
        problems=problems,
        **trials.rows_of(trial(found.text, text) if text else None, ""),
        status=422 if problems else 200,
    )


@needs("sharing.propose_base", _base)
@require_POST
def propose_base(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the figures of a period to all parties."""
    base = _base(pk)
    return _do(
        request,
        lambda: services.do_propose_base(actor=request.user, base=base),
        say("已送各方确认。", "Sent to all parties."),
        "sharing-contract",
        base.contract_id,
    )


@needs("sharing.issue_statement", _base)
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the statement for confirmed figures, today."""
    base = _base(pk)
    try:
        made = services.do_issue(actor=request.user, base=base, day=timezone.localdate())
    except REFUSED as error:
        for problem in _problems(error):
            messages.error(request, problem["message"])
        return redirect("sharing-contract", pk=base.contract_id)
    return redirect("sharing-statement", pk=made.pk)


@needs("sharing.see", _statement)
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """One statement, computed again while the page is made; `?format=json` gives it whole."""
    found = _statement(pk)
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
    return _page(
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


@needs("sharing.object", _statement)
@require_POST
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """Object to a statement for one party."""
    return _do(
        request,
        lambda: objecting.do_object(
            actor=request.user,
            statement=_statement(pk),
            party=request.POST.get("party", ""),
            claims=request.POST.get("claims", ""),
            day=timezone.localdate(),
        ),
        say("异议已送达其他各方。", "The objection is with the other parties."),
        "sharing-statement",
        pk,
    )


@needs("sharing.answer_objection", _objection)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an objection."""
    objection = _objection(pk)
    contract = objection.statement.contract
    base = contract.bases.filter(pk=_number(request.POST.get("base")) or 0).first()
    return _do(
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


@needs("sharing.see", _contract)
@require_GET
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the ratios and the figures of a contract and see what changes; the settings stand in the address."""
    found = _contract(pk)
    own = found.bases.filter(pk=_number(request.GET.get("base")) or 0).first() or found.bases.last()
    figures = own.text if own else trials.sample(found.text)
    written = ratios(found.text)
    moved = {each.index: trials.percentage(request.GET.get(f"ratio-{each.index}"), each.percent) for each in written}
    ruled = supposed.rule_ratios(found.text, figures)
    chosen = {each.rule: trials.percentage(request.GET.get(f"rule-{each.index}"), each.percent) for each in ruled}
    scale = trials.percentage(request.GET.get("scale"), "100", most=500)
    now = trial(found.text, figures)
    then = supposed.supposing(with_ratios(found.text, moved), figures, _supposed(ruled, chosen), int(Fraction(scale)))
    return _page(
        request,
        "what_if",
        contract=found,
        base=own,
        bases=found.bases.all(),
        ratios=[
            (each, moved[each.index], rest_of(moved[each.index]), *trials.names_of(found, each.first, each.second))
            for each in written
        ],
        rules=[
            (
                each,
                chosen[each.rule],
                rest_of(chosen[each.rule]) if each.other else "",
                *trials.names_of(found, each.first, each.second),
            )
            for each in ruled
        ],
        scale=scale,
        compared=trials.compared(found, now, then),
        problems=plain(then.problems or now.problems),
    )


def rest_of(percent: str) -> str:
    """What is left of 100 %, for the other party of a slider."""
    return percent_of(100 - Fraction(percent))


def _supposed(ruled: tuple[supposed.RuleRatio, ...], chosen: dict[str, str]) -> dict[str, Fraction]:
    """The values of rules that were moved; who takes the rest gets what is left of 1."""
    values: dict[str, Fraction] = {}
    for each in ruled:
        value = Fraction(chosen[each.rule]) / 100
        if chosen[each.rule] != each.percent:
            values[each.rule] = value
            if each.other:
                values[each.other] = 1 - value
    return values


@needs("sharing.try")
def fair(request: HttpRequest) -> HttpResponse:
    """A second opinion: what every fair division would give, and who would lose by a split."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    opinion, problems = None, []
    if request.method == "POST":
        try:
            read = read_game(text.encode(), "game.yaml")
            if len(read.game.players) > 10:
                raise SharingError(
                    say(
                        "网页上最多十方；更多时请用 tashan game。",
                        "At most ten parties here; use tashan game for more.",
                    )
                )
            opinion = second_opinion(read.game, read.split)
        except REFUSED as error:
            problems = _problems(error)
    return _page(
        request,
        "fair",
        text=text,
        opinion=opinion,
        players=opinion.solutions[0].payoffs.keys() if opinion else (),
        problems=problems,
        status=422 if problems else 200,
    )


# --- what the pages have in common -----------------------------------------------------------------------------------


def _do(request: HttpRequest, change: Callable[[], Any], done: str, page: str, pk: int) -> HttpResponse:
    """Make a change, say that it is done or why not, and go back to its page."""
    try:
        change()
    except REFUSED as error:
        for problem in _problems(error):
            messages.error(request, problem["message"])
    else:
        messages.success(request, done)
    return redirect(page, pk=pk)


def _problems(error: Exception) -> list[dict[str, Any]]:
    if isinstance(error, RuleError):
        return plain(error.problems)
    return [{"line": 0, "message": str(error)}]


def _term(read: Any) -> int | None:
    """Working days to object that a contract states; None where it states none that can be read."""
    try:
        return objection_term(read, timezone.localdate().isoformat(), shipped_rules(), otherwise=0) or None
    except RuleError:
        return None


def _reply_name(reply: str) -> str:
    return {
        "accepted": say("采纳", "accepted"),
        "accepted_in_part": say("部分采纳", "accepted in part"),
        "refused": say("不采纳", "refused"),
        "too_late": say("逾期", "too late"),
    }[reply]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 12 else None
