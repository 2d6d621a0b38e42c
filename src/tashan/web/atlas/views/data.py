"""Data out: the selection of a page in every form, and the bulk files of all that is public."""

from __future__ import annotations

from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone

from tashan.records.schema import schema
from tashan.web.atlas import bulk
from tashan.web.atlas.citations import gbt
from tashan.web.atlas.cited import cited_page
from tashan.web.atlas.columns import current
from tashan.web.atlas.exports import COLUMNS, FORMATS, STREAMED, WRITTEN, in_file, in_parts
from tashan.web.atlas.filing import do_make_anew
from tashan.web.atlas.onepage import page_of
from tashan.web.atlas.records import ORDERS, columns_for, ordered
from tashan.web.atlas.selection import matching, selection_of
from tashan.web.pages.access import needs, public
from tashan.web.pages.words import say


@public
def records_data(request: HttpRequest, form: str) -> HttpResponseBase:
    """The records of a selection as data; what is not public goes to those alone who see it on the page."""
    if form not in FORMATS:
        raise Http404(form)
    columns = columns_for(request.user, request.GET.get("shown", ""))
    order = request.GET.get("sort", "")
    rows = ordered(columns, matching(columns, selection_of(request.GET)), order if order in ORDERS else ORDERS[0])
    site = request.build_absolute_uri("/").rstrip("/")
    events = in_parts(rows.tolist())
    name = f"tashan-records-{timezone.localdate().isoformat()}.{form}"
    response: Any
    if form in WRITTEN:
        response = FileResponse(in_file(form, events, site), content_type=WRITTEN[form][1])
    else:
        write, content_type = STREAMED[form]
        response = StreamingHttpResponse(write(events, site), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs("atlas.make_page")
def records_page(request: HttpRequest) -> HttpResponse:
    """The public records of a selection as one page to keep, which needs no network."""
    columns = current()
    page, _ = page_of(columns, matching(columns, selection_of(request.GET)))
    name = f"tashan-{timezone.localdate().isoformat()}.html"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(page, content_type="text/html; charset=utf-8", headers=headers)


@public
def data(request: HttpRequest) -> HttpResponse:
    """What is public as files, with checksums, schema and licence."""
    manifest = bulk.manifest()
    title = say("他山公开数据", "Public data of Tashan")
    context = {
        "section": "records",
        "manifest": manifest,
        "columns": [(name, zh, en) for name, (zh, en) in COLUMNS.items()],
        "formats": FORMATS,
        "may_build": request.user.has_perm("atlas.build_data"),
        "citation": gbt(cited_page(request, title, "data", kind="data", changed=(manifest or {}).get("made", "")[:10])),
    }
    return render(request, "atlas/data.html", context)


@public
def data_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One of the bulk files."""
    found = bulk.path_of(name)
    if found is None:
        raise Http404(name)
    return FileResponse(found.open("rb"), as_attachment=True, filename=name)


@public
def data_schema(request: HttpRequest) -> JsonResponse:
    """The JSON Schema of the records."""
    return JsonResponse(schema(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@needs("atlas.build_data")
def build_data(request: HttpRequest) -> HttpResponse:
    """Make the bulk files anew, in the background; the page of the job shows how far that is."""
    if request.method != "POST":
        return redirect("data")
    return redirect("job", do_make_anew(actor=request.user).pk)
