"""Pages of work, notices, and the calendar."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tashan.web.accounts.wall import look_as
from tashan.web.notices import calendar, queries, services, work
from tashan.web.notices.forms import PreferenceForm
from tashan.web.notices.models import Notice
from tashan.web.pages.access import needs, public
from tashan.web.pages.words import say


@needs("notices.list")
def my_work(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the person, by due date, with the one thing to press."""
    today = timezone.localdate()
    rows = [
        {"item": item, "light": work.light(item.due, today), "words": work.light_text(item.due, today)}
        for item in work.work_for(request.user)
    ]
    counts = Counter(row["light"] for row in rows)
    return render(
        request,
        "notices/my_work.html",
        {
            "rows": rows,
            "late": counts["red"],
            "soon": counts["yellow"],
            "unread": queries.notices_of(request.user, unread=True)[:5],
        },
    )


@needs("notices.list")
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, newest first."""
    only_unread = request.GET.get("show") == "unread"
    page = Paginator(queries.notices_of(request.user, unread=only_unread), 50).get_page(request.GET.get("page"))
    return render(
        request,
        "notices/notices.html",
        {"page": page, "unread": queries.unread_count(request.user), "only": only_unread},
    )


@require_POST
@needs("notices.list")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read and go where it points."""
    notice = get_object_or_404(Notice, pk=pk, person=request.user)
    services.do_read(actor=request.user, notice=notice)
    inside = url_has_allowed_host_and_scheme(notice.address, allowed_hosts=None)
    return redirect(notice.address if inside else reverse("notices"))


@require_POST
@needs("notices.list")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices as read."""
    services.do_read_all(actor=request.user)
    return redirect("notices")


@needs("notices.list")
def preferences(request: HttpRequest) -> HttpResponse:
    """How the person wants to be told, and the address of the calendar."""
    form = PreferenceForm(request.POST or None, instance=queries.preference_of(request.user))
    if request.method == "POST" and form.is_valid():
        services.do_set_preference(actor=request.user, **form.cleaned_data)
        messages.success(request, say("已保存。", "Saved."))
        return redirect("notice-preferences")
    return _preferences(request, form)


@require_POST
@needs("notices.list")
def renew_calendar(request: HttpRequest) -> HttpResponse:
    """Make a new secret address of the calendar and show it, this once."""
    token = services.do_renew_calendar(actor=request.user)
    address = request.build_absolute_uri(reverse("calendar", args=[token]))
    return _preferences(request, PreferenceForm(instance=queries.preference_of(request.user)), calendar_address=address)


def _preferences(request: HttpRequest, form: PreferenceForm, **more: Any) -> HttpResponse:
    return render(
        request, "notices/preferences.html", {"form": form, "has_calendar": bool(form.instance.calendar_hash), **more}
    )


@public
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar that a secret opens: what waits for the person, and the occasions of all rooms."""
    person = queries.person_of_calendar(token)
    if person is None:
        raise Http404
    look_as(person)
    base = request.build_absolute_uri("/")[:-1]
    text = calendar.calendar_text(
        [calendar.linked(occasion, base) for occasion in calendar.occasions_for(person)],
        name=say("他山 · {who}", "Tashan · {who}", who=person),
        stamp=timezone.now().replace(hour=0, minute=0, second=0, microsecond=0),
    )
    tag = f'"{services.digest(text)[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={
            "ETag": tag,
            "Cache-Control": "private, max-age=0",
            "Content-Disposition": 'inline; filename="tashan.ics"',
            "X-Robots-Tag": "noindex",
        },
    )
