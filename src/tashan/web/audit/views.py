"""Pages of the chain: its head for everybody, its events for those who may read them."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tashan.web.audit import queries
from tashan.web.audit.models import Event
from tashan.web.pages.access import needs, public


@public
def head(request: HttpRequest) -> JsonResponse:
    """The head of the chain and its counter-signatures, to be kept or signed elsewhere."""
    return JsonResponse(queries.head(), json_dumps_params={"ensure_ascii": False})


@needs("audit.read_events")
def events(request: HttpRequest) -> HttpResponse:
    """The events, newest first; `?thing=` and `?actor=` narrow them."""
    found = Event.objects.order_by("-number")
    for name in ("thing", "actor", "place"):
        if request.GET.get(name):
            found = found.filter(**{name: request.GET[name]})
    page = Paginator(found, 100).get_page(request.GET.get("page"))
    return render(request, "audit/events.html", {"page": page, "head": queries.head()})
