"""Blind coding, and how far coders agree."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tashan.web.archive import services
from tashan.web.archive.coding import agreement, dimensions, waiting_for
from tashan.web.archive.forms import BlindForm
from tashan.web.archive.marks import Mark, marked
from tashan.web.archive.models import Coding
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.shapes import FIELDS
from tashan.web.archive.views.common import SECTION, record_at
from tashan.web.pages.access import needs
from tashan.web.pages.words import say

_SHOWN = ("date", "regions", "region", "parties", "people", "text", "texts")


@needs("archive.code_record")
def queue(request: HttpRequest) -> HttpResponse:
    """Go to the next record that I may code, or say that there is none."""
    # Any will do: asked for in no order, the search ends at the first that fits.
    first = next(iter(waiting_for(request.user).order_by().values_list("pk", flat=True)[:1]), None)
    if first is not None:
        return redirect("code", first)
    done = Coding.objects.filter(coder=request.user).values("record").distinct().count()
    return render(request, "archive/coding_done.html", {"done": done, **SECTION})


@needs("archive.code_record", record_at)
def code(request: HttpRequest, number: int) -> HttpResponse:
    """A record and its text, without what the first coder gave the fields that are coded."""
    record = record_at(number)
    known = dimensions(record.kind)
    form = BlindForm(request.POST or None, dimensions=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.do_code(record=record, values=form.values(), actor=request.user)
        except ArchiveError as told:
            messages.error(request, str(told))
        else:
            messages.success(request, say("已记下，之后不能再改。", "Kept; it cannot be changed any more."))
        return redirect("coding")
    if not waiting_for(request.user).filter(pk=record.pk).exists():
        messages.info(
            request,
            say("这条记录您审过或编过，换下一条。", "You have reviewed or coded that record; here is the next."),
        )
        return redirect("coding")
    marks = [
        Mark(span["start"], span["end"], key=f"e{at}", looks="whole value hue-visitor")
        for at, span in enumerate(record.body.get("evidence") or ())
        if not span.get("field")
    ]
    text, cut = marked(record.document.text, marks, around=record.start)
    context = {
        "record": record,
        "document": record.document,
        "form": form,
        "text": text,
        "cut": cut,
        "rows": [(field, record.body.get(field.name)) for field in FIELDS[record.kind] if field.holds in _SHOWN],
        "left": waiting_for(request.user).count(),
        **SECTION,
    }
    return render(request, "archive/code.html", context)


@needs("archive.see_archive")
def coders(request: HttpRequest) -> HttpResponse:
    """Krippendorff's α, field by field."""
    rows = agreement(request.user)
    told = [row.agreement.alpha for row in rows if row.agreement.alpha is not None]
    context = {
        "rows": rows,
        "reliable": sum(row.agreement.verdict == "reliable" for row in rows),
        "lowest": min(told, default=None),
        "may_code": request.user.has_perm("archive.code_record"),
        **SECTION,
    }
    return render(request, "archive/agreement.html", context)
