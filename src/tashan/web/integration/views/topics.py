"""The room's first page, its topics and its definitions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tashan.integration.cards import cards
from tashan.integration.measures import MEASURES
from tashan.integration.problems import MeasureError
from tashan.panels import PanelError
from tashan.web.accounts.place_forms import places_as
from tashan.web.integration import indices, queries
from tashan.web.integration.choices import areas_with, choice_of
from tashan.web.integration.stored import panel_of_data
from tashan.web.integration.topics import TOPICS
from tashan.web.integration.views.frame import frame
from tashan.web.integration.views.settings import settings_of
from tashan.web.integration.words import card_note, error_words
from tashan.web.pages.access import public
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import page
from tashan.web.pages.words import say


@public
def home(request: HttpRequest) -> HttpResponse:
    """What there is: official indices, tables to diagnose, indices of people."""
    found: list[dict[str, Any]] = []
    for declared in queries.all_indices(request.user):
        answer = indices.published(declared.index) if declared.index.published else None
        found.append({"declared": declared, "name": indices.name_of(declared.index), "answer": answer})
    tables = queries.tables_of(request.user)
    areas = areas_with([panel_of_data(data) for data in (*tables[:5], tables[-1])])
    context = {
        **frame(request, "home"),
        "indices": found,
        "data": tables,
        "areas": areas,
        "may_add": bool(places_as(request.user, "analyst")),
    }
    first: Answer | None = found[0]["answer"]
    return page(
        request,
        "integration/home.html",
        {**context, "pictures": first.pictures[:2] if first else []},
        pictures=first.pictures if first else (),
    )


@public
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """One topic for an area, a year and a table; all of it stands in the address."""
    if name not in TOPICS:
        raise Http404(name)
    zh, en, answer_of = TOPICS[name]
    choice = choice_of(request.user, request.GET.dict())
    context = {**frame(request, name), "title": say(zh, en), "may_add": bool(places_as(request.user, "analyst"))}
    if name == "diagnosis" and choice.area is None:
        near = areas_with([panel for _, panel in choice.panels])
        choice = replace(choice, area=near[0] if near else None)
    context |= {"choice": choice, "settings": settings_of(choice, name)}
    try:
        answer = answer_of(choice)
    except (MeasureError, PanelError) as error:
        return page(request, "integration/cannot.html", {**context, "why": error_words(error)})
    return page(
        request,
        "integration/answer.html",
        {**context, "answer": answer},
        tables=answer.tables,
        pictures=answer.pictures,
    )


@public
def definitions(request: HttpRequest) -> HttpResponse:
    """All definition cards, to print."""
    rows = [{"card": card_note(key), "by_panel": key in MEASURES} for key in cards()]
    return render(request, "integration/definitions.html", {**frame(request, "measures"), "rows": rows})
