"""Pages of the frame itself: refusals, and the check that the site is alive."""

from __future__ import annotations

from typing import Final

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from tashan.web.pages.access import public

TOUR_COOKIE: Final = "tashan_tour"
_LONGEST_COOKIE: Final = 400 * 86_400  # browsers keep none for longer


@public
def alive(request: HttpRequest) -> JsonResponse:
    """Say that the site answers; for whoever watches over it."""
    return JsonResponse({"alive": True})


@public
def tour_done(request: HttpRequest) -> HttpResponse:
    """Take the first steps off the first page; a cookie of this browser remembers it, as it does light and dark."""
    response = redirect("home")
    response.set_cookie(TOUR_COOKIE, "done", max_age=_LONGEST_COOKIE, samesite="Lax", httponly=True)
    return response


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this person may not do this, and what would help."""
    return render(request, "pages/refused.html", {"status": 403}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at this address."""
    return render(request, "pages/refused.html", {"status": 404}, status=404)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was sent without the mark of this browser's visit, and how to send it again."""
    return render(request, "pages/refused.html", {"status": "form"}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something failed on our side; where the database is what failed, on a page that needs none."""
    try:
        return render(request, "pages/refused.html", {"status": 500}, status=500)
    except DatabaseError:
        return HttpResponse(render_to_string("pages/broken.html"), status=500)
