"""The library of practices: the list, one, entering and reviewing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tashan.learning.concepts import shipped_concepts
from tashan.learning.practices import choose
from tashan.records.codes import Theme
from tashan.web.accounts.place_forms import places_as
from tashan.web.learning import planning, services
from tashan.web.learning.entries import library, library_entry, readable_entries
from tashan.web.learning.forms import PracticeForm, start_of
from tashan.web.learning.models import PracticeEntry
from tashan.web.learning.views.frame import frame
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import Column, Linked, Table, page
from tashan.web.pages.words import label, language, say, spoken


@public
def practices(request: HttpRequest) -> HttpResponse:
    """The library: filtered by words, concept, theme and place; what answers best comes first."""
    pairs = library(request.user)
    behind = {entry.key: stored for entry, stored in pairs}
    query = {key: request.GET.get(key, "").strip()[:100] for key in ("problem", "concept", "theme", "where", "state")}
    reviewed = {"reviewed": True, "waiting": False}.get(query["state"])
    found = choose(
        [entry for entry, _ in pairs],
        problem=query["problem"],
        concept=query["concept"],
        theme=query["theme"],
        region=query["where"] or None,
        reviewed=reviewed,
    )
    rows = [
        [
            Linked(planning.practice_name(entry), reverse("practice", args=[entry.key])),
            entry.problem,
            say("、", "; ").join(planning.region_name(place) for place in entry.places[:4]),
            say("有", "yes") if entry.results else None,
            entry.grade or None,
            say("已审", "reviewed") if entry.reviewed else say("待审", "waiting"),
        ]
        for entry in found
    ]
    heads = [
        say("做法", "Practice"),
        say("回答什么问题", "Problem"),
        say("在哪里", "Where"),
        say("成效", "Results"),
        say("等级", "Grade"),
        say("审核", "Review"),
    ]
    table = Table(
        "practices",
        say("经验做法（{n}）", "Practices ({n})", n=len(rows)),
        [Column(head, when=place > 2) for place, head in enumerate(heads)],
        rows,
        empty=say("没有符合条件的做法。换个说法试试。", "No practice meets this. Try other words."),
    )
    tongue = "en" if language() == "en" else "zh"
    concepts = [(key, spoken(each.label(tongue), each.label(tongue))) for key, each in shipped_concepts().items()]
    context = {
        **frame(request, "practices"),
        "query": query,
        "concepts": concepts,
        "themes": [(code.value, label(code)) for code in Theme],
        "found": len(rows),
        "all": len(pairs),
        "may_enter": bool(places_as(request.user, "analyst", "officer")),
        "waiting": [stored for stored in behind.values() if stored and stored.state == "waiting"],
    }
    return page(request, "learning/practices.html", context, tables=[table])


def _practice(request: HttpRequest, key: str) -> tuple[Any, PracticeEntry | None]:
    found = next(((entry, stored) for entry, stored in library(request.user) if entry.key == key), None)
    if found is None:
        stored = next((entry for entry in readable_entries(request.user) if entry.key == key), None)
        if stored is None:
            raise Http404(key)
        return library_entry(stored), stored
    return found


@public
def practice(request: HttpRequest, key: str) -> HttpResponse:
    """One practice with its quotes and sources."""
    entry, stored = _practice(request, key)
    tongue = "en" if language() == "en" else "zh"
    known = shipped_concepts()
    from tashan.records.codes import Completion

    context = {
        **frame(request, "practices"),
        "entry": entry,
        "stored": stored,
        "name": planning.practice_name(entry),
        "concepts": [(each, known[each].label(tongue)) for each in entry.concepts if each in known],
        "themes": [label(Theme(each)) for each in entry.themes if each in Theme.values()],
        "completion": label(Completion(entry.completion)) if entry.completion else "",
        "may_edit": stored is not None and request.user.has_perm("learning.edit_practice", stored),
        "may_review": stored is not None
        and stored.state == "waiting"
        and request.user.has_perm("learning.review_practice", stored),
    }
    return render(request, "learning/practice.html", context)


@needs("learning.enter_practice")
@require_http_methods(["GET", "POST"])
def new_practice(request: HttpRequest) -> HttpResponse:
    """Enter a practice."""
    form = PracticeForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            entry = services.do_enter_practice(
                actor=request.user, place=form.cleaned_data["place"], key=form.cleaned_data["key"], body=form.body()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, say("已录入，等另一位分析员审核。", "It is entered and waits for another analyst’s review.")
            )
            return HttpResponseRedirect(reverse("practice", args=[entry.key]))
    return render(request, "learning/form.html", {**frame(request, "practices"), "form": form, "what": "practice"})


@needs("learning.edit_practice")
@require_http_methods(["GET", "POST"])
def edit_practice(request: HttpRequest, key: str) -> HttpResponse:
    """Change a practice that is not accepted yet; the second editor is told, and keeps what was typed."""
    entry = get_object_or_404(PracticeEntry, key=key)
    start = {**start_of(entry.body), "place": entry.place, "key": entry.key}
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        data["key"], data["place"] = entry.key, data.get("place") or entry.place
    form = PracticeForm(data, person=request.user, initial=start)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isdecimal() else entry.version
    if request.method == "POST" and form.is_valid():
        try:
            services.do_edit_practice(actor=request.user, entry=entry, body=form.body(), version=version)
        except services.ChangedError:
            form.add_error(
                None,
                say(
                    "别人刚刚改过这条做法。您填的内容还在下面；请对照新的一版后再保存。",
                    "Somebody changed this practice meanwhile. What you typed stands below; compare it with the new version and keep it again.",
                ),
            )
            version = entry.version
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return HttpResponseRedirect(reverse("practice", args=[key]))
    return render(
        request,
        "learning/form.html",
        {**frame(request, "practices"), "form": form, "what": "practice", "version": version},
    )


@needs("learning.review_practice")
@require_POST
def review_practice(request: HttpRequest, key: str) -> HttpResponse:
    """Accept a practice or send it back."""
    entry = get_object_or_404(PracticeEntry, key=key)
    sent = request.POST.get("version", "")
    try:
        services.do_review_practice(
            actor=request.user,
            entry=entry,
            accept=request.POST.get("do") == "accept",
            why=request.POST.get("why", ""),
            version=int(sent) if sent.isdecimal() else 0,
        )
    except services.ChangedError:
        messages.error(
            request,
            say(
                "这条做法刚刚被改过，请看过新的一版再审。",
                "This practice was changed meanwhile. Read the new version first.",
            ),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, say("已审核。", "Reviewed."))
    return HttpResponseRedirect(reverse("practice", args=[key]))
