"""Pages of contracts: the overview, a draft with its effect, the contract itself, and the figures of a period."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from tashan.rules import RuleError
from tashan.sharing import shipped_contract, shipped_contracts, shipped_rules
from tashan.sharing.objections import objection_term
from tashan.web.pages.access import needs
from tashan.web.pages.words import say, spoken
from tashan.web.sharing import queries, services, trials
from tashan.web.sharing.asked import fields_of
from tashan.web.sharing.called import item_name, units
from tashan.web.sharing.checks import wrong_base
from tashan.web.sharing.common import (
    REFUSED,
    base_at,
    contract_at,
    done,
    number_in,
    problems_of,
    shown,
)
from tashan.web.sharing.models import Base, Contract
from tashan.web.sharing.terms import site_days
from tashan.web.sharing.texts import contract_of, items_of, trial


@needs("sharing.see")
def overview(request: HttpRequest) -> HttpResponse:
    """The contracts of my places, what they have shared so far, and the schemes to start from."""
    contracts = queries.contracts_for(request.user)
    schemes = [(name, shipped_contract(name).label) for name in shipped_contracts()]
    return shown(
        request,
        "overview",
        contracts=contracts,
        in_force=sum(contract.state == Contract.State.IN_FORCE for contract in contracts),
        schemes=[(name, spoken(label.zh, label.en) if label else name) for name, label in schemes],
        may_draft=request.user.has_perm("sharing.draft_contract"),
    )


@needs("sharing.draft_contract")
def draft(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write a contract, with its effect on figures to try it on beside it."""
    contract = contract_at(pk) if pk else None
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
                version=number_in(request.POST.get("version")),
            )
        except REFUSED as error:
            problems = problems_of(error)
        else:
            messages.success(request, say("已存草稿第{n}版。", "Draft saved as version {n}.", n=saved.version))
            return redirect("sharing-contract", pk=saved.pk)
    sample = request.POST.get("base", "") or trials.sample(text)
    return shown(
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
    return shown(request, "_effect", **trials.rows_of(trial(text, base), text))


@needs("sharing.see", contract_at)
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract: its parties, what it shares, its periods and statements, and what can be done next."""
    found = contract_at(pk)
    read = contract_of(found.text)
    may = {
        verb: request.user.has_perm(f"sharing.{verb}", found)
        for verb in ("draft_contract", "propose_contract", "enter_base", "propose_base", "issue_statement")
    }
    return shown(
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


@needs("sharing.propose_contract", contract_at)
@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft to all parties."""
    return done(
        request,
        lambda: services.do_propose_contract(actor=request.user, contract=contract_at(pk)),
        say("已送各方。", "Sent to all parties."),
        "sharing-contract",
        pk,
    )


@needs("sharing.enter_base", contract_at)
def enter(request: HttpRequest, pk: int, base: int | None = None) -> HttpResponse:
    """Enter the figures of a period, with the split they would give."""
    found = contract_at(pk)
    read = contract_of(found.text)
    kept = get_object_or_404(found.bases, pk=base) if base else None
    items = items_of(read)
    typed = request.POST
    text = kept.text if kept else ""
    problems: list[dict[str, Any]] = []
    fields = fields_of(read, typed)
    wrong = wrong_base(typed, items) if request.method == "POST" and not kept else {}
    if request.method == "POST" and not wrong:
        try:
            kept_text = typed.get("text", "").replace("\r\n", "\n")
            text = kept_text if kept else trials.typed_base(read, items, fields, typed)
            if "save" in typed:
                saved = services.do_enter_base(
                    actor=request.user, contract=found, text=text, base=kept, version=number_in(typed.get("version"))
                )
                messages.success(request, say("已存基数“{name}”。", "Figures {name} saved.", name=saved.name))
                return redirect("sharing-contract", pk=pk)
        except REFUSED as error:
            problems = problems_of(error)
    return shown(
        request,
        "enter",
        contract=found,
        base=kept,
        text=text,
        units=units(),
        typed=typed,
        fields=fields,
        items=[
            (
                item,
                item_name(item),
                typed.get(f"amount-{item}", ""),
                typed.get(f"refund-{item}", ""),
                wrong.get(f"amount-{item}", ""),
                wrong.get(f"refund-{item}", ""),
            )
            for item in items
        ],
        corrected=[each for each in found.bases.filter(state=Base.State.CONFIRMED) if hasattr(each, "statement")],
        problems=problems,
        wrong=wrong,
        **trials.rows_of(trial(found.text, text) if text else None, ""),
        status=422 if problems or wrong else 200,
    )


@needs("sharing.propose_base", base_at)
@require_POST
def propose_base(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the figures of a period to all parties."""
    base = base_at(pk)
    return done(
        request,
        lambda: services.do_propose_base(actor=request.user, base=base),
        say("已送各方确认。", "Sent to all parties."),
        "sharing-contract",
        base.contract_id,
    )


def _term(read: Any) -> int | None:
    """Working days to object that a contract states; None where it states none that can be read."""
    try:
        return objection_term(read, timezone.localdate().isoformat(), shipped_rules(), otherwise=0) or None
    except RuleError:
        return None
