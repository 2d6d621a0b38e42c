"""Bringing documents in: files, archives, spreadsheets, pasted text."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tashan.web.archive import services, uploads
from tashan.web.archive.forms import UploadForm
from tashan.web.archive.models import Document
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.views.common import SECTION
from tashan.web.jobs.models import Job
from tashan.web.jobs.services import do_start
from tashan.web.pages.access import check, needs
from tashan.web.pages.words import say

_TOGETHER = ("publisher", "published", "url", "licence", "grade", "home", "text_public")


@needs("archive.add_document")
def upload(request: HttpRequest) -> HttpResponse:
    """The page to bring documents in; what was brought is told file by file, and read in the background."""
    form = UploadForm(request.POST or None, person=request.user, initial={"grade": "C"})
    if request.method == "POST" and form.is_valid():
        files = request.FILES.getlist("files")
        if files or form.cleaned_data["text"].strip():
            return redirect("upload-result", _take(request, form.cleaned_data, files))
        form.add_error(None, say("请选择文件，或粘贴正文。", "Choose files or paste a text."))
    limits = {"file": uploads.LARGEST_FILE // 2**20, "files": uploads.MOST_FILES}
    context = {"form": form, "limits": limits, **SECTION}
    return render(request, "archive/upload.html", context, status=422 if form.errors else 200)


def _take(request: HttpRequest, said: dict[str, Any], files: list[Any]) -> int:
    """Keep what was brought, each document in a transaction of its own, and have it read; the number of the job."""
    place = said["place"]
    check(request.user, "archive.add_document", place)
    common = {name: said[name] for name in _TOGETHER if said.get(name)}
    brought: list[uploads.Part | uploads.Refusal] = []
    for file in files:
        if (
            file.size > uploads.LARGEST_FILE and not file.name.lower().endswith(".zip")
        ) or file.size > uploads.LARGEST_TOGETHER:
            brought.append(uploads.Refusal(file.name, uploads.too_big(file.name)))
        else:
            brought += uploads.parts_of(file.name, file.read(), budget=max(0, uploads.MOST_FILES - len(brought)))
    if said["text"].strip():
        name = said["title"] or say("粘贴的正文", "pasted text")
        brought.append(uploads.Part(name, text=said["text"].strip() + "\n", source={"title": said["title"]}))
    alone = len(brought) == 1
    if alone and isinstance(brought[0], uploads.Part) and said["title"]:
        common["title"] = said["title"]
    outcomes = []
    for part in brought:
        outcome = _keep(request.user, place, part, common)
        outcomes.append(outcome)
    kept = [outcome["document"] for outcome in outcomes if outcome["document"]]
    # Also those that an upload cut off half way left behind.
    waiting = set(Document.objects.filter(pk__in=kept, state=Document.State.WAITING).values_list("pk", flat=True))
    new = [row for row in dict.fromkeys(kept) if row in waiting]
    arguments = {"documents": new, "outcomes": outcomes}
    return int(do_start(kind="archive.read", arguments=arguments, place=place, actor=request.user).pk)


def _keep(actor: Any, place: str, part: uploads.Part | uploads.Refusal, common: dict[str, Any]) -> dict[str, str]:
    if isinstance(part, uploads.Refusal):
        return {"name": part.name, "state": "refused", "document": "", **part.message.kept}
    source = common | {name: value for name, value in part.source.items() if value}
    try:
        document, new = services.do_add_document(
            actor=actor, place=place, data=part.data, text=part.text, name=part.name, **source
        )
    except ArchiveError as error:
        return {"name": part.name, "state": "refused", "document": "", **error.told.kept}
    return {"name": part.name, "state": "new" if new else "known", "document": document.pk}


def upload_job(number: int) -> Job:
    """The job of an upload."""
    return get_object_or_404(Job, pk=number, kind="archive.read")


@needs("jobs.see_job", upload_job)
def result(request: HttpRequest, number: int) -> HttpResponse:
    """What became of an upload, file by file."""
    job = upload_job(number)
    outcomes = job.arguments.get("outcomes")
    if outcomes is None:
        raise Http404
    documents = Document.objects.in_bulk([each["document"] for each in outcomes if each["document"]])
    rows = [(each, documents.get(each["document"])) for each in outcomes]
    counts = {state: sum(each["state"] == state for each in outcomes) for state in ("new", "known", "refused")}
    context = {"job": job, "rows": rows, "counts": counts, **SECTION}
    return render(request, "archive/upload_result.html", context)
