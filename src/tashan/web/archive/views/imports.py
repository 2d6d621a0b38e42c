"""Bringing in a spreadsheet that people coded by hand: file, columns, result."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tashan.web.archive import codebook
from tashan.web.archive.columns import KINDS, columns_of, guess, guess_kind, needed
from tashan.web.archive.forms import upload_places
from tashan.web.archive.models import Document
from tashan.web.archive.shapes import kind_label
from tashan.web.archive.sheets import SheetError
from tashan.web.archive.uploads import LARGEST_FILE, too_big
from tashan.web.archive.views.common import SECTION
from tashan.web.jobs.models import Job
from tashan.web.jobs.services import do_start
from tashan.web.pages.access import check, needs
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say

_KEPT = re.compile(r"[0-9a-f]{32}\.(?:csv|xlsx|jsonl)")


@needs("archive.add_document")
def begin(request: HttpRequest) -> HttpResponse:
    """Choose the file."""
    status = 200
    if request.method == "POST":
        file = request.FILES.get("file")
        status = 422
        if file is None or not file.name.lower().endswith((".csv", ".xlsx", ".jsonl")):
            messages.error(request, say("请选择 .csv、.xlsx 或 .jsonl 文件。", "Choose a .csv, .xlsx or .jsonl file."))
        elif not request.POST.get("declaration"):
            messages.error(request, say("请先确认不含涉密内容。", "Declare first that nothing is classified."))
        elif file.size > LARGEST_FILE:
            messages.error(request, too_big(file.name))
        else:
            path = codebook.keep(file.name, file.read())
            try:
                codebook.sheet_at(path)
            except SheetError as told:
                messages.error(request, str(told))
            else:
                return redirect("import-columns", path.rpartition("/")[2])
    return render(request, "archive/import.html", SECTION, status=status)


@needs("archive.add_document")
def columns(request: HttpRequest, name: str) -> HttpResponse:
    """Say which column holds what; before anything is brought in, see how many rows can be."""
    if not _KEPT.fullmatch(name):
        raise Http404
    path = f"codebooks/{name}"
    try:
        sheet = codebook.sheet_at(path)
    except (OSError, SheetError) as error:
        raise Http404 from error
    asked = request.POST.get("kind", "")
    kind = asked if asked in KINDS else guess_kind(sheet.columns)
    known = columns_of(kind)
    given = {what: request.POST.get(f"c-{what}", "") for what in known}
    mapping = {what: column for what, column in given.items() if column in sheet.columns}
    if request.method != "POST" or request.POST.get("guess"):
        mapping = guess(kind, sheet.columns)
    lacking = [known[what][0] for what in needed(kind) if what not in mapping]
    sources, parked = codebook.sort_out(sheet, mapping, kind) if not lacking else ([], [])
    places = upload_places(request.user)
    if request.method == "POST" and request.POST.get("bring") and not lacking:
        place = request.POST.get("place", "")
        check(request.user, "archive.add_document", place)
        job = do_start(
            kind="archive.codebook",
            arguments={"file": path, "kind": kind, "mapping": mapping, "place": place, "person": request.user.pk},
            place=place,
            actor=request.user,
        )
        return redirect("import-result", job.pk)
    context = {
        "sheet": sheet,
        "preview": [[cells.get(column, "")[:80] for column in sheet.columns] for _, cells in sheet.rows[:5]],
        "kind": kind,
        "kinds": [(each, kind_label(each)) for each in KINDS],
        "wanted": [(what, label, mapping.get(what, ""), what in needed(kind)) for what, (label, _) in known.items()],
        "lacking": lacking,
        "sources": sources,
        "good": sum(len(source.rows) for source in sources),
        "parked": parked,
        "places": [(place, place_name(place)) for place in places],
        **SECTION,
    }
    return render(request, "archive/import_columns.html", context)


def import_job(number: int) -> Job:
    """The job of a codebook."""
    return get_object_or_404(Job, pk=number, kind="archive.codebook")


@needs("jobs.see_job", import_job)
def result(request: HttpRequest, number: int) -> HttpResponse:
    """What came in, and the rows that are parked with their reasons."""
    job = import_job(number)
    sources, parked = codebook.sorted_out(job.arguments)
    rows = {codebook.row_of(job.arguments["place"], source): source for source in sources}
    documents = Document.objects.in_bulk(list(rows))
    brought = [(documents[row], source) for row, source in rows.items() if row in documents]
    context = {
        "job": job,
        "brought": brought,
        "records": sum(len(source.rows) for _, source in brought),
        "parked": parked,
        **SECTION,
    }
    return render(request, "archive/import_result.html", context)
