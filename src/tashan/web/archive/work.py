"""The background work of the archive: reading documents, and bringing in spreadsheets that people coded by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.urls import reverse

from tashan.records import to_dict
from tashan.web.archive import codebook
from tashan.web.archive.models import Document
from tashan.web.archive.problems import ClassifiedError
from tashan.web.archive.services import do_fail_reading, do_store_reading
from tashan.web.jobs.kinds import Kind
from tashan.web.pages.words import say


def waiting(arguments: Mapping[str, Any]) -> Sequence[str]:
    """The documents of a job that have not been read, in their order."""
    rows = arguments["documents"]
    found = set(
        Document.objects.filter(state__in=(Document.State.WAITING, Document.State.READING)).values_list("pk", flat=True)
    )
    return [row for row in rows if row in found]


def read_document(_arguments: Mapping[str, Any], row: str) -> str | None:
    """Read one document as the command line does, and keep what it says; a message where that failed."""
    document = Document.objects.get(pk=row)
    from tashan.files.inputs import Item
    from tashan.files.reader import ReadOptions, read_text

    line = {
        "id": document.name,
        "path": document.file.path,
        "publisher": document.publisher or None,
        "title": document.title or None,
        "home": document.home or None,
        "published": document.published if len(document.published) == 10 else None,
    }
    item = Item(document.name, document.file.size, line=json.dumps(line).encode())
    reading, text = read_text(item, ReadOptions())
    try:
        do_store_reading(document=document, reading=to_dict(reading), text=text, actor=None)
    except ClassifiedError as error:
        problem = {"code": "classified", "message": str(error), "start": None, "end": None}
        do_fail_reading(document=document, problems=[problem], actor=None, forget=True)
        return str(error)
    if text is None:
        why = " ".join(problem.message for problem in reading.problems)
        return say("“{name}”读不了：{why}", "“{name}” could not be read: {why}", name=document.name, why=why)
    return None


def _to_upload(job: Any) -> str:
    return reverse("upload-result", args=[job.pk])


def _to_import(job: Any) -> str:
    return reverse("import-result", args=[job.pk])


@transaction.atomic
def _bring_in(arguments: Mapping[str, Any], source: str) -> str | None:
    return codebook.bring_in(arguments, source)


KINDS: Final = (
    Kind("archive.read", "读取文献", "Reading documents", waiting, read_document, _to_upload),
    Kind("archive.codebook", "导入编码表", "Bringing in a codebook", codebook.waiting, _bring_in, _to_import),
)
