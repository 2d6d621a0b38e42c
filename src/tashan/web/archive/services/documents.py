"""Documents come in, are read, are described, published and taken down."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from tashan.records import LISTS
from tashan.records.codes import EvidenceGrade
from tashan.web.archive.events import follow
from tashan.web.archive.models import Document, Record
from tashan.web.archive.problems import ArchiveError, ClassifiedError, ConflictError
from tashan.web.archive.secrecy import mark_of_secrecy
from tashan.web.archive.services.common import allow, count_records, plain, reason
from tashan.web.audit.services import note
from tashan.web.pages.words import told
from tashan.web.search.entries import index_documents

DESCRIBED: Final = ("title", "publisher", "published", "url", "licence", "grade", "home", "text_public")
"""What people say about a document."""

_SUFFIXES: Final = frozenset((".txt", ".md", ".html", ".htm", ".docx", ".pdf"))
_DAY: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def document_id(place: str, content_hash: str) -> str:
    """The id of a document with this content in an archive: the same bytes give the same id."""
    return hashlib.sha256(f"{place}/{content_hash}".encode()).hexdigest()[:32]


@transaction.atomic
def do_add_document(
    *, actor: Any, place: str, data: bytes | None = None, text: str | None = None, name: str = "", **source: Any
) -> tuple[Document, bool]:
    """
    Bring a document into the archive of a place; it waits to be read.

    Args:
        actor: who brings it, or None for the system.
        place: the region or body whose archive it joins.
        data: its bytes; or else
        text: the text that was pasted.
        name: its file name, or another name that tells it from others.
        source: any of `DESCRIBED`.

    Returns:
        The document, and whether it is new; the same bytes in the same archive are the same document, left as it is.

    Raises:
        ClassifiedError: it bears a mark of secrecy; nothing is kept.
        ArchiveError: it is empty, or its description is wrong.
    """
    allow(actor, "archive.add_document", place)
    if data is None:
        data = (text or "").encode()
    name = (name or source.get("title") or "text.txt").strip()[:300]
    if not data.strip():
        raise ArchiveError(told("“{name}”是空的。", "“{name}” is empty.", name=name))
    if mark := mark_of_secrecy(text if text is not None else data[:200_000].decode("utf-8", "ignore")):
        raise ClassifiedError(name, mark)
    described = describe(source)
    content = hashlib.sha256(data).hexdigest()
    found = Document.objects.filter(place=place, content_hash=content).first()
    if found is not None:
        return found, False
    document = Document(
        id=document_id(place, content),
        content_hash=content,
        name=name,
        place=place,
        uploaded_by=actor,
        uploaded_at=timezone.now(),
        **described,
    )
    document.file.name = _keep(document.id, name, data)
    document.save(force_insert=True)
    note(
        actor=actor,
        action="archive.add_document",
        thing=f"archive.document:{document.pk}",
        place=place,
        after={"name": name, "content_hash": content, **described},
    )
    return document, True


def _keep(identity: str, name: str, data: bytes) -> str:
    """Write the bytes under a path of our own that follows from the content: written twice it is one file."""
    suffix = PurePath(name).suffix.lower()
    path = f"documents/{identity[:2]}/{identity}{suffix if suffix in _SUFFIXES else '.txt'}"
    storage = Document._meta.get_field("file").storage  # noqa: SLF001 - Django's documented way to a field
    if storage.exists(path):
        storage.delete(path)  # half written by a process that was killed
    return str(storage.save(path, ContentFile(data)))


def describe(source: Mapping[str, Any]) -> dict[str, Any]:
    """
    The description of a document, checked.

    Raises:
        ArchiveError: a field is not known, too long, no date, no address, or no grade; names it.
    """
    described: dict[str, Any] = {}
    for field, value in source.items():
        if field not in DESCRIBED:
            raise ArchiveError(told("没有“{field}”这一项。", "There is no field “{field}”.", field=field))
        if field == "text_public":
            described[field] = bool(value)
            continue
        text = str(value or "").strip()
        longest = Document._meta.get_field(field).max_length  # noqa: SLF001 - Django's documented way to a field
        if len(text) > longest:
            raise ArchiveError(
                told("“{field}”最多 {n} 字。", "“{field}” has at most {n} characters.", field=field, n=longest)
            )
        described[field] = text
    _check_source(described)
    return described


def _check_source(described: Mapping[str, Any]) -> None:
    published, url, grade = (described.get(field, "") for field in ("published", "url", "grade"))
    if published and not _DAY.fullmatch(published):
        raise ArchiveError(
            told(
                "发布日期“{day}”应写成 2023-04-10、2023-04 或 2023。",
                "Write the day of publication “{day}” as 2023-04-10, 2023-04 or 2023.",
                day=published,
            )
        )
    if url:
        try:
            URLValidator(schemes=["http", "https"])(url)
        except ValidationError:
            raise ArchiveError(
                told(
                    "网址“{url}”应以 http:// 或 https:// 开头。",
                    "The address “{url}” should begin with http:// or https://.",
                    url=url[:80],
                )
            ) from None
    if "grade" in described and grade not in EvidenceGrade.values():
        raise ArchiveError(told("证据等级应为 A 至 E。", "The evidence grade is one of A to E."))


@transaction.atomic
def do_edit_document(*, actor: Any, document: Document, version: int, why: str = "", **source: Any) -> Document:
    """
    Change what is said about a document.

    Raises:
        ConflictError: somebody changed it since the version that the person saw.
        ArchiveError: a value is wrong.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    allow(actor, "archive.edit_document", document)
    if document.version != version:
        raise ConflictError(document)
    described = {name: value for name, value in describe(source).items() if value != getattr(document, name)}
    if not described:
        return document
    before = {name: getattr(document, name) for name in described}
    for name, value in described.items():
        setattr(document, name, value)
    document.version += 1
    document.save(update_fields=[*described, "version"])
    note(
        actor=actor,
        action="archive.edit_document",
        thing=f"archive.document:{document.pk}",
        place=document.place,
        before=before,
        after=described,
        why=why,
    )
    follow(list(_standing(document)))
    index_documents([document])
    return document


@transaction.atomic
def do_store_reading(*, document: Document, reading: Mapping[str, Any], text: str | None, actor: Any) -> Document:
    """
    Keep what reading gave: the text, and a record for everything found; doing it twice changes nothing.

    What people have reviewed stays as they left it; proposals that a new reading no longer gives go.

    Args:
        document: the document that was read.
        reading: as `tashan.records` writes a reading (docs/records.md).
        text: the decoded text that offsets refer to; None where the document could not be read.
        actor: who had it read, or None.

    Raises:
        ClassifiedError: the text bears a mark of secrecy; nothing of it is kept, see `do_fail_reading`.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    allow(actor, "archive.add_document", document.place)
    if text is None:
        return _failed(document, list(reading.get("problems") or ()), actor)
    if mark := mark_of_secrecy(text):
        raise ClassifiedError(str(document), mark)
    given = {body["id"]: (kind, body) for kind, name in LISTS.items() for body in reading.get(name) or ()}
    kept = {record.record_id: record for record in document.records.all()}
    gone = [
        record.pk
        for record in kept.values()
        if record.state == Record.State.PROPOSED and record.record_id not in given and not record.reviews.exists()
    ]
    Record.objects.filter(pk__in=gone).delete()
    new = [
        Record(
            document=document,
            record_id=record_id,
            kind=kind,
            start=min((span["start"] for span in body["evidence"]), default=0),
            body=body,
            machine=body,
        )
        for record_id, (kind, body) in given.items()
        if record_id not in kept
    ]
    Record.objects.bulk_create(new, batch_size=500)
    document.text = text
    document.language = reading.get("language") or ""
    document.themes = list(reading.get("themes") or ())
    document.problems = list(reading.get("problems") or ())
    document.published = document.published or reading.get("published") or ""
    document.home = document.home or (reading.get("home") or "")[:120]
    document.title = document.title or headline(text)
    if document.state in (Document.State.WAITING, Document.State.READING, Document.State.FAILED):
        document.state = Document.State.READ
    document.version += 1
    document.save()
    count_records(document)
    note(
        actor=actor,
        action="archive.store_reading",
        thing=f"archive.document:{document.pk}",
        place=document.place,
        after={"records": len(given), "new": len(new), "gone": len(gone), "problems": len(document.problems)},
    )
    index_documents([document])
    return document


def headline(text: str) -> str:
    """The first line of a text, as a title where nobody gave one."""
    line = next((line.strip(" #\t\u3000") for line in text.splitlines() if line.strip(" #\t\u3000")), "")
    return line if len(line) <= 60 else line[:59] + "…"


@transaction.atomic
def do_fail_reading(*, document: Document, problems: list[dict[str, Any]], actor: Any, forget: bool = False) -> None:
    """Say why a document could not be read; with `forget` its bytes are destroyed, as secrecy demands."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    allow(actor, "archive.add_document", document.place)
    if forget and document.file:
        document.file.delete(save=False)
        document.text = ""
    _failed(document, problems, actor)


def _failed(document: Document, problems: list[dict[str, Any]], actor: Any) -> Document:
    document.problems = problems
    if document.state in (Document.State.WAITING, Document.State.READING):
        document.state = Document.State.FAILED
    document.version += 1
    document.save()
    index_documents([document])
    note(
        actor=actor,
        action="archive.fail_reading",
        thing=f"archive.document:{document.pk}",
        place=document.place,
        after={"problems": [problem.get("code") for problem in problems]},
    )
    return document


@transaction.atomic
def do_publish(*, document: Document, actor: Any, why: str = "") -> Document:
    """Let the public see a document's accepted records, and its text where the licence allows."""
    return _move(document, Document.State.PUBLISHED, "archive.publish_document", actor, why)


@transaction.atomic
def do_withdraw(*, document: Document, actor: Any, why: str) -> Document:
    """
    Take a document off the public pages; it stays in the archive, and the reason in the chain of changes.

    Raises:
        ArchiveError: no reason was given.
    """
    return _move(document, Document.State.WITHDRAWN, "archive.withdraw_document", actor, reason(why))


def _move(document: Document, state: Any, permission: str, actor: Any, why: str) -> Document:
    document = Document.objects.select_for_update().get(pk=document.pk)
    allow(actor, permission, document)
    before = document.state
    document.state = state
    if state == Document.State.PUBLISHED:
        document.published_at = timezone.now()
    document.version += 1
    document.save(update_fields=["state", "published_at", "version"])
    note(
        actor=actor,
        action=permission,
        thing=f"archive.document:{document.pk}",
        place=document.place,
        before=plain({"state": str(before)}),
        after={"state": str(state)},
        why=why,
    )
    follow(list(_standing(document)))
    index_documents([document])
    return document


def _standing(document: Document) -> Any:
    return Record.objects.filter(document=document, event__isnull=False).select_related("document")
