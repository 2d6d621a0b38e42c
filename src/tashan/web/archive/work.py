"""The background work of the archive: reading documents, and bringing in spreadsheets that people coded by hand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from tashan.records import to_dict
from tashan.web.accounts.models import Person
from tashan.web.archive import codebook
from tashan.web.archive.models import Document
from tashan.web.archive.problems import ClassifiedError
from tashan.web.archive.services import do_fail_reading, do_store_reading
from tashan.web.archive.troubles import troubles_told
from tashan.web.jobs.kinds import Forgotten, Kind
from tashan.web.jobs.models import Job
from tashan.web.pages.words import Told, retold, told


def waiting(arguments: Mapping[str, Any]) -> Sequence[str]:
    """The documents of a job that have not been read, in their order."""
    rows = arguments["documents"]
    found = set(
        Document.objects.filter(state__in=(Document.State.WAITING, Document.State.READING)).values_list("pk", flat=True)
    )
    return [row for row in rows if row in found]


def forgotten(before: datetime) -> Iterator[Forgotten]:
    """Documents that wait since some time before a moment and that no job was ever to read, by archive and person."""
    found = list(
        Document.objects.filter(state=Document.State.WAITING, uploaded_at__lt=before)
        .order_by("uploaded_at", "pk")
        .values_list("pk", "name", "place", "uploaded_by")
    )
    if not found:
        return
    queued = {
        row
        for arguments in Job.objects.filter(kind="archive.read").values_list("arguments", flat=True).iterator()
        for row in arguments["documents"]
    }
    left: dict[tuple[str, int | None], list[tuple[str, str]]] = defaultdict(list)
    for row, name, place, person in found:
        if row not in queued:
            left[place, person].append((row, name))
    people = Person.objects.in_bulk([person for _, person in left if person])
    for (place, person), rows in left.items():
        outcomes = [{"name": name, "state": "new", "document": row} for row, name in rows]
        yield Forgotten(
            {"documents": [row for row, _ in rows], "outcomes": outcomes}, place, people.get(person) if person else None
        )


def read_document(_arguments: Mapping[str, Any], row: str) -> Told | None:
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
        with override("en"):  # problems of a document stand in English; pages know the others (troubles)
            message = retold(error.told.kept)
        problem = {"code": "classified", "message": message, "start": None, "end": None}
        do_fail_reading(document=document, problems=[problem], actor=None, forget=True)
        return error.told
    if text is None:
        why = troubles_told(to_dict(problem) for problem in reading.problems)
        return told("“{name}”读不了：{why}", "“{name}” could not be read: {why}", name=document.name, why=why)
    return None


def _to_upload(job: Any) -> str:
    return reverse("upload-result", args=[job.pk])


def _to_import(job: Any) -> str:
    return reverse("import-result", args=[job.pk])


@transaction.atomic
def _bring_in(arguments: Mapping[str, Any], source: str) -> None:
    codebook.bring_in(arguments, source)


KINDS: Final = (
    Kind("archive.read", "读取文献", "Reading documents", waiting, read_document, _to_upload, forgotten),
    Kind("archive.codebook", "导入编码表", "Bringing in a codebook", codebook.waiting, _bring_in, _to_import),
)
