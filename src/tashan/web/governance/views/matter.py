"""One matter: its page, what is recorded of it, its evidence, corrections, and new ones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST

from tashan.governance.events import Opened
from tashan.governance.folding import fold
from tashan.governance.lights import signal_of
from tashan.governance.matters import polimeter
from tashan.records.codes import Completion, SelfReport
from tashan.web.governance import matter_page, queries, services
from tashan.web.governance.forms import ACTIONS, Action, ProposeForm
from tashan.web.governance.kept import history
from tashan.web.governance.models import Clause, Correction, Matter
from tashan.web.governance.told import position_name
from tashan.web.governance.views.common import (
    REFUSED,
    body_at,
    day_of,
    done,
    reasons,
    seen_matter,
    show,
)
from tashan.web.pages.access import needs, public
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say


@public
def matter(request: HttpRequest, key: str) -> HttpResponse:
    """One matter: where it stands, what proves it, what is missing, what happened; `?day=` as of a day."""
    return _page(request, seen_matter(request, key))


def _page(
    request: HttpRequest, found: Matter, bound: Action | None = None, wrong: list[str] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    day = day_of(request)
    events = history(found)
    state = fold(events, day=day)
    now = fold(events)
    if state is None or now is None:
        return show(request, "matter_before", 404, matter=found, day=day, opened=found.opened)
    light = signal_of(state, day)
    acting = request.user.is_authenticated and day == today
    tasks = queries.visible_to(request.user).filter(parent=found.key)
    return show(
        request,
        "matter",
        422 if wrong else 200,
        matter=found,
        state=state,
        day=day,
        past=day != today,
        light=light,
        words=queries.light_words(light.timing.value, light.days) if light else position_name(str(state.position)),
        position=position_name(str(state.position)),
        completion=label(state.completion),
        waits_for=state.pending,
        report=state.reports[-1] if state.reports else None,
        chain=matter_page.chain(state),
        steps=matter_page.next_steps(now, found, request.user, today),
        actions=list(matter_page.actions(now, found, request.user, today, bound)) if acting else [],
        open_action=bound,
        wrong=wrong or [],
        evidence=list(state.evidence.values()),
        lines=matter_page.lines(events, day),
        kept=polimeter(state),
        tasks=[queries.card(one, today) for one in tasks],
        parent=queries.visible_to(request.user).filter(key=found.parent).first() if found.parent else None,
        corrections=found.corrections.all(),
        may_answer=request.user.has_perm("governance.answer_correction", found.body.place),
        may_show=request.user.has_perm("governance.show_to_public", found.body.place),
        statuses=SelfReport,
        completions=Completion,
        clause=Clause.objects.filter(digest__startswith=key_stem(found.key)).select_related("agreement").first(),
    )


def key_stem(key: str) -> str:
    """The beginning of the digest of the clause from which a matter was made; what no clause has without one."""
    return key.removeprefix("c-") if key.startswith("c-") else "-"


@needs("governance.work")
@require_POST
def act(request: HttpRequest, key: str, action: str) -> HttpResponse:
    """Record something; what is refused comes back with its reasons, and with what was typed."""
    found = seen_matter(request, key)
    state = fold(history(found))
    if action not in ACTIONS or state is None:
        raise Http404(action)
    form = matter_page.make(action, state, found, request.user, timezone.localdate(), request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, [say("请看标出的地方。", "Please see what is marked.")])
    try:
        changes = form.changes()
        services.do_record(
            actor=request.user,
            matter=found,
            changes=changes,
            reason=form.cleaned_data.get("reason", ""),
            version=form.cleaned_data.get("version"),
        )
    except REFUSED as error:
        return _page(request, found, form, reasons(error))
    messages.success(request, say("已登记：{what}。", "Recorded: {what}.", what=form.title))
    return redirect("governance-matter", key=key)


@public
def evidence(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """A piece of evidence: its words, document, grade, and what it proves; a fragment for the side sheet."""
    found = seen_matter(request, key)
    state = fold(history(found))
    item = state.evidence.get(name) if state else None
    if state is None or item is None:
        raise Http404(name)
    proves = [label(fact) for fact, dated in state.facts.items() if dated.evidence == name]
    if state.coding and name in state.coding.evidence:
        proves.append(say("完成度：{v}", "completion: {v}", v=label(state.completion)))
    small = bool(getattr(request, "htmx", False))
    answer = show(
        request,
        "evidence_sheet" if small else "evidence",
        title=found.title,
        back=reverse("governance-matter", args=[found.key]),
        item=item,
        grade=label(item.grade),
        proves=proves,
    )
    patch_vary_headers(answer, ["HX-Request"])
    return answer


@needs("governance.propose_matter")
def propose(request: HttpRequest, place: str) -> HttpResponse:
    """Propose a matter of a body."""
    body = body_at(place)
    members = [(code, place_name(code)) for code in body.members]
    form = ProposeForm(request.POST or None, members=members)
    wrong: list[str] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        others = tuple(one for one in data["participants"] if one != data["owner"])
        try:
            made = services.do_propose(
                actor=request.user, body=body, opened=Opened(data["title"], data["owner"], others, "", data["measure"]),
                day=timezone.localdate(), start=data["start"], due=data["due"], visibility=data["visibility"],
            )  # fmt: skip
        except REFUSED as error:
            wrong = reasons(error)
        else:
            messages.success(request, say("已提出。", "Proposed."))
            return redirect("governance-matter", key=made.key)
    return show(request, "propose", 422 if wrong or form.errors else 200, body=body, form=form, wrong=wrong)


def _matter_body(key: str) -> str:
    return str(get_object_or_404(Matter.objects.select_related("body"), key=key).body.place)


@needs("governance.show_to_public", _matter_body)
@require_POST
def visibility(request: HttpRequest, key: str) -> HttpResponse:
    """Show a matter to everybody, or to members only."""
    found = seen_matter(request, key)
    wanted = "public" if request.POST.get("visibility") == "public" else "members"
    return done(
        request,
        lambda: services.do_show(
            actor=request.user, matter=found, visibility=wanted, reason=request.POST.get("reason", "")
        ),
        say("已改。", "Changed."),
        "governance-matter",
        key,
    )


@public
@require_POST
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody says that a public matter is recorded wrongly."""
    found = seen_matter(request, key)
    return done(
        request,
        lambda: services.do_ask_correction(
            matter=found, text=request.POST.get("text", ""), link=request.POST.get("link", "")
        ),
        say("已收到，办公室答复后在此公布。", "Received; the office's answer will stand here."),
        "governance-matter",
        key,
    )


def _correction(pk: int) -> Any:
    return get_object_or_404(Correction.objects.select_related("matter__body"), pk=pk)


@needs("governance.answer_correction", _correction)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a correction."""
    found = _correction(pk)
    return done(
        request,
        lambda: services.do_answer_correction(
            actor=request.user,
            correction=found,
            upheld="upheld" in request.POST,
            answer=request.POST.get("answer", ""),
        ),
        say("已答复。", "Answered."),
        "governance-matter",
        found.matter.key,
    )
