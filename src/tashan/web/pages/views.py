"""Pages of the frame itself: refusals, and the check that the site is alive."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tashan.web.pages.access import public


@public
def alive(request: HttpRequest) -> JsonResponse:
    """Say that the site answers; for whoever watches over it."""
    return JsonResponse({"alive": True})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this person may not do this, and what would help."""
    return render(request, "pages/refused.html", {"status": 403}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at this address."""
    return render(request, "pages/refused.html", {"status": 404}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something failed on our side; rendered without a database."""
    return render(request, "pages/refused.html", {"status": 500}, status=500)
