"""What the pages have in common: finding things that the reader may see, and saying why something was refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from tashan.governance.problems import GovernanceError as FileError
from tashan.web.approvals.services import ApprovalError
from tashan.web.governance.models import Body, Matter, Register, Session
from tashan.web.governance.queries import visible_to
from tashan.web.governance.services import GovernanceError
from tashan.web.governance.told import in_words
from tashan.web.pages.words import say

REFUSED = (GovernanceError, FileError, ApprovalError)
FIRST_YEAR, LAST_YEAR = 1900, 2200


def show(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the room."""
    return render(request, f"governance/{template}.html", {"section": "governance", **context}, status=status)


def seen_matter(request: HttpRequest, key: str) -> Matter:
    """A matter that the reader may see; for others there is none."""
    return get_object_or_404(visible_to(request.user).select_related("body"), key=key)


def seen(request: HttpRequest, model: Any, **what: Any) -> Any:
    """A thing that is public, or of the reader's places; for others there is none."""
    found = get_object_or_404(model, **what)
    if not request.user.has_perm("governance.see", found):
        raise Http404(what)
    return found


def body_at(place: str) -> Body:
    """A body by its place without `body:`."""
    return get_object_or_404(Body.objects.select_related("mechanism"), place=f"body:{place}")


def body_place(place: str, **_: Any) -> str:
    """What permissions of a body are asked for."""
    return body_at(place).place


def session_at(pk: int) -> Session:
    """A session."""
    return get_object_or_404(Session.objects.select_related("body__mechanism"), pk=pk)


def readable(request: HttpRequest, rows: Any) -> list[Any]:
    """Those of some agreements, plans or registers that the reader may see."""
    return [one for one in rows if request.user.has_perm("governance.see", _of(one))]


def _of(thing: Any) -> Any:
    return thing.body if isinstance(thing, Register) else thing


def day_of(request: HttpRequest, name: str = "day") -> date:
    """The day that the address asks for; today without it, or where it is no day of the years 1900 to 2200."""
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return timezone.localdate()
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else timezone.localdate()


def reasons(error: Exception) -> list[str]:
    """Why something was refused, one sentence a reason."""
    if isinstance(error, GovernanceError):
        return list(error.reasons) or [str(error)]
    problems = getattr(error, "problems", ())
    if problems:
        return [_placed(problem) for problem in problems]
    return [str(error)]


def done(request: HttpRequest, change: Callable[[], Any], words: str, page: str, *args: Any) -> HttpResponse:
    """Make a change, say that it is done or why not, and go to a page."""
    try:
        change()
    except REFUSED as error:
        for reason in reasons(error):
            messages.error(request, reason)
    else:
        messages.success(request, words)
    return redirect(page, *args)


def _placed(problem: Any) -> str:
    where = say("第{n}行：", "Line {n}: ", n=problem.line) if problem.line else ""
    return f"{where}{in_words(problem)}"
