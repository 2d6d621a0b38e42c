"""Pages of the chain: its head for everybody, its events for those who may read them, counter-signatures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from tashan.web.audit import queries, services, signing
from tashan.web.audit.action_words import action_choices
from tashan.web.audit.forms import SignatureForm
from tashan.web.audit.models import Event
from tashan.web.audit.things import things
from tashan.web.audit.told import told
from tashan.web.pages.access import needs, public
from tashan.web.pages.words import later, say

FILTERS = ("thing", "actor", "place", "action", "since", "until")
_DAYS = {"since": later("自", "From"), "until": later("至", "To")}


@public
def head(request: HttpRequest) -> JsonResponse:
    """The head of the chain and its counter-signatures, to be kept or signed elsewhere."""
    found = queries.head()
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    if "download" in request.GET:
        answer["Content-Disposition"] = f'attachment; filename="tashan-head-{found["number"]}.json"'
    return answer


@public
def to_sign(request: HttpRequest) -> HttpResponse:
    """The one line that is signed under the present head."""
    found = queries.head()
    line = signing.message(found["number"], found["hash"] or "-")
    return HttpResponse(
        line,
        content_type="text/plain; charset=us-ascii",
        headers={"Content-Disposition": f'attachment; filename="tashan-head-{found["number"]}.txt"'},
    )


@needs("audit.read_events")
def events(request: HttpRequest) -> HttpResponse:
    """The events of my places, newest first, narrowed by the settings in the address."""
    wanted = {name: request.GET.get(name, "").strip()[:120] for name in FILTERS}
    wrong = [name for name in ("since", "until") if wanted[name] and not _is_day(wanted[name])]
    page = Paginator(queries.events_for(request.user, {**wanted, **dict.fromkeys(wrong, "")}), 50).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "audit/events.html",
        {
            "page": page,
            "changes": told(page, request.user),
            "head": queries.head(),
            "wanted": wanted,
            "wrong": [_DAYS[name] for name in wrong],
            "narrowed": any(wanted.values()),
            "actions": action_choices(),
            "thing": things([wanted["thing"]], request.user)[wanted["thing"]] if ":" in wanted["thing"] else None,
        },
    )


def _event(number: int) -> Event:
    return get_object_or_404(Event, number=number)


def _place_of(number: int) -> str:
    return _event(number).place


@needs("audit.read_events", _place_of)
def event(request: HttpRequest, number: int) -> HttpResponse:
    """One change: what was done, field by field, and its link in the chain."""
    found = _event(number)
    return render(request, "audit/event.html", {"change": told([found], request.user)[0], "event": found})


def _is_day(text: str) -> bool:
    try:
        return text == date.fromisoformat(text).isoformat()
    except ValueError:
        return False


@require_POST
@needs("audit.read_events")
def verify(request: HttpRequest) -> HttpResponse:
    """Check every link now and say what came of it."""
    broken = queries.verify()
    number = queries.head()["number"]
    if broken:
        messages.error(
            request,
            say(
                "链在第{n}次变更处断开：{why}。请用更早的备份恢复，并查明谁有数据库权限。",
                "The chain is broken at event {n}: {why}. Restore an earlier backup, and ask who had access.",
                n=broken.number,
                why=broken.reason,
            ),
        )
    else:
        messages.success(request, say("{n}个环节全部相符。", "All {n} links hold.", n=number))
    return redirect("audit")


@needs("audit.counter_sign")
def counter_signatures(request: HttpRequest) -> HttpResponse:
    """The signatures of other regions under heads of this chain; a form for another."""
    present = queries.head()
    form = SignatureForm(request.POST or None, initial={"number": present["number"] or None, "digest": present["hash"]})
    if request.method == "POST" and form.is_valid():
        try:
            services.do_counter_sign(actor=request.user, **form.cleaned_data)
        except services.AuditError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, say("会签已存入。", "The signature is kept."))
            return redirect("audit-signatures")
    more: dict[str, Any] = {"head": present, "signatures": queries.signatures(), "form": form}
    return render(request, "audit/signatures.html", more, status=422 if form.errors else 200)
