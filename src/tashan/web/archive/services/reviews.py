"""People look at records: accept, correct, reject, add, and undo within a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tashan.records import RecordError, from_dict, to_dict, validate
from tashan.web.archive.events import follow
from tashan.web.archive.models import Document, Record, Review
from tashan.web.archive.problems import ArchiveError, ConflictError
from tashan.web.archive.record_words import error_told, problems_told
from tashan.web.archive.services.common import allow, count_records, plain, reason
from tashan.web.audit.services import note
from tashan.web.pages.words import told

UNDO_WITHIN: Final = timedelta(hours=24)

_VERBS: Final[dict[Any, str]] = {
    Review.Action.ADD: "archive.add_record",
    Review.Action.ACCEPT: "archive.accept_record",
    Review.Action.CORRECT: "archive.correct_record",
    Review.Action.REJECT: "archive.reject_record",
}


@transaction.atomic
def do_accept(*, record: Record, actor: Any, version: int | None = None, why: str = "") -> Record:
    """
    Let a record stand as it is.

    Raises:
        ConflictError: somebody changed it since the version that the person saw.
    """
    record = _locked(record, actor, version)
    state = Record.State.ACCEPTED if record.body == record.machine or record.machine is None else Record.State.CORRECTED
    return decide(record, Review.Action.ACCEPT, state, record.body, actor, why)


@transaction.atomic
def do_accept_all(*, document: Document, actor: Any, why: str = "") -> int:
    """Let all records of a document stand that nobody has reviewed; how many there were."""
    allow(actor, "archive.review_record", document)
    records = list(document.records.select_for_update().filter(state=Record.State.PROPOSED))
    for record in records:
        record.document = document
        decide(record, Review.Action.ACCEPT, Record.State.ACCEPTED, record.body, actor, why, following=False)
    count_records(document)
    follow(records)
    return len(records)


@transaction.atomic
def do_accept_remaining(*, document: Document, actor: Any, why: str, expected: int) -> int:
    """
    Let all records of a document stand that nobody has reviewed, because a person says that all are right.

    Each gets its own review and its own event in the chain with the reason, and can be undone alone.

    Args:
        document: the document.
        actor: who says so.
        why: the reason.
        expected: how many the person saw.

    Raises:
        ArchiveError: no reason was given, or there are more or fewer by now; nothing was accepted.
    """
    why = reason(why)
    document = Document.objects.select_for_update().get(pk=document.pk)
    allow(actor, "archive.review_record", document)
    number = document.records.filter(state=Record.State.PROPOSED).count()
    if number != expected:
        raise ArchiveError(
            told(
                "您看到的是 {seen} 条未审记录，现在有 {now} 条，没有接受。请看过再试。",
                "You saw {seen} records that nobody had reviewed; now there are {now}. Nothing was accepted; look again.",
                seen=max(expected, 0),
                now=number,
            )
        )
    return int(do_accept_all(document=document, actor=actor, why=why))


@transaction.atomic
def do_correct(
    *, record: Record, body: Mapping[str, Any], actor: Any, version: int | None = None, why: str = ""
) -> Record:
    """
    Let a record stand with other values.

    Args:
        record: the record.
        body: all its values, in the shape of docs/records.md; an `id` is not needed.
        actor: who corrects.
        version: the version that the person saw.
        why: the reason, where the text alone does not show it.

    Raises:
        ArchiveError: the values are not those of a record of this kind, or evidence does not stand in the text.
        ConflictError: somebody changed it since that version.
    """
    record = _locked(record, actor, version)
    new = checked(record.kind, body, record.document.text)
    state = Record.State.ACCEPTED if new == record.machine else Record.State.CORRECTED
    return decide(record, Review.Action.CORRECT, state, new, actor, why)


@transaction.atomic
def do_reject(*, record: Record, actor: Any, version: int | None = None, why: str = "") -> Record:
    """
    Say that the text does not say this.

    Raises:
        ConflictError: somebody changed it since the version that the person saw.
    """
    record = _locked(record, actor, version)
    return decide(record, Review.Action.REJECT, Record.State.REJECTED, record.body, actor, why)


@transaction.atomic
def do_add_record(*, document: Document, kind: str, body: Mapping[str, Any], actor: Any, why: str = "") -> Record:
    """
    Add a record that reading missed; its evidence is what the person selected in the text.

    Raises:
        ArchiveError: the values or the evidence are wrong, or the record stands there already.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    allow(actor, "archive.review_record", document)
    new = checked(kind, body, document.text)
    if document.records.filter(record_id=new["id"]).exists():
        raise ArchiveError(
            told(
                "这条记录已经在了，字段和出处完全相同。",
                "This record is there already, with the same values and evidence.",
            )
        )
    record = Record(
        document=document,
        record_id=new["id"],
        kind=kind,
        start=min(span["start"] for span in new["evidence"]),
        body=new,
        state=Record.State.ACCEPTED,
        reviewed_by=actor,
        reviewed_at=timezone.now(),
        why=why,
    )
    record.save()
    _write(record, Review.Action.ADD, None, actor, why)
    count_records(document)
    follow([record])
    return record


@transaction.atomic
def do_undo(*, record: Record, actor: Any) -> Record:
    """
    Take back the last decision on a record, within 24 hours; a record that was added is rejected.

    Raises:
        ArchiveError: there is none, or it is older.
    """
    record = _locked(record, actor, None)
    review = undoable(record)
    if review is None:
        raise ArchiveError(
            told(
                "没有可撤销的决定：只能撤销 24 小时内的最后一次。需要改时，请直接修改或驳回并写明理由。",
                "There is nothing to undo: only the last decision of the past 24 hours can be. Correct or reject the "
                "record instead, with a reason.",
            )
        )
    before = review.before or {"state": Record.State.REJECTED, "body": record.body, "why": "", "by": None, "at": None}
    old = {"state": record.state, "body": record.body}
    record.state, record.body, record.why = before["state"], before["body"], before["why"]
    record.reviewed_by_id = before["by"] if review.before else getattr(actor, "pk", None)
    record.reviewed_at = parse_datetime(before["at"]) if before["at"] else None
    if record.state != Record.State.PROPOSED and record.reviewed_at is None:
        record.reviewed_at = timezone.now()
    record.version += 1
    record.save()
    review.undone_at = timezone.now()
    review.save(update_fields=["undone_at"])
    note(
        actor=actor,
        action="archive.undo_review",
        thing=f"archive.record:{record.pk}",
        place=record.document.place,
        before=changes(old, {"state": record.state, "body": record.body})[0],
        after=changes(old, {"state": record.state, "body": record.body})[1],
    )
    count_records(record.document)
    follow([record])
    return record


def undoable(record: Record) -> Review | None:
    """The decision on a record that can still be undone, or None."""
    last = record.reviews.filter(undone_at=None).first()
    return last if last is not None and timezone.now() - last.at <= UNDO_WITHIN else None


def checked(kind: str, body: Mapping[str, Any], text: str) -> dict[str, Any]:
    """
    The dictionary of a record, checked against its text and its code lists.

    Raises:
        ArchiveError: what is wrong, all of it.
    """
    try:
        record = from_dict(kind, {name: value for name, value in body.items() if name != "id"})
    except RecordError as error:
        raise ArchiveError(error_told(kind, error)) from error
    if problems := validate(record, text):
        raise ArchiveError(problems_told(kind, problems))
    return dict(to_dict(record))


def _locked(record: Record, actor: Any, version: int | None) -> Record:
    record = Record.objects.select_for_update(of=("self",)).select_related("document").get(pk=record.pk)
    allow(actor, "archive.review_record", record)
    if version is not None and record.version != version:
        raise ConflictError(record)
    return record


def decide(
    record: Record, action: Any, state: Any, body: Mapping[str, Any], actor: Any, why: str, *, following: bool = True
) -> Record:
    """Write a decision on a record that the caller has locked and checked."""
    if action == Review.Action.REJECT and record.counts and record.document.is_public:
        why = reason(why)  # what the public has seen does not go without a word
    before = {
        "state": str(record.state),
        "body": record.body,
        "why": record.why,
        "by": record.reviewed_by_id,
        "at": record.reviewed_at.isoformat() if record.reviewed_at else None,
    }
    record.state, record.body, record.why = state, dict(body), why
    record.reviewed_by, record.reviewed_at = actor, timezone.now()
    record.start = min((span["start"] for span in record.body["evidence"]), default=record.start)
    record.version += 1
    record.save()
    _write(record, action, before, actor, why)
    if following:
        count_records(record.document)
        follow([record])
    return record


def _write(record: Record, action: Any, before: dict[str, Any] | None, actor: Any, why: str) -> None:
    Review.objects.create(
        record=record, action=action, before=before, why=why, person=actor, at=record.reviewed_at or timezone.now()
    )
    old, new = changes(before, {"state": record.state, "body": record.body})
    note(
        actor=actor,
        action=_VERBS[Review.Action(action)],
        thing=f"archive.record:{record.pk}",
        place=record.document.place,
        before=old,
        after=new,
        why=why,
    )


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """State and the fields that differ, before and after, for the chain."""
    new = after["body"]
    old = before["body"] if before else {}
    names = [name for name in new if name != "id" and new[name] != old.get(name)]
    return (
        plain({"state": str(before["state"]), **{name: old.get(name) for name in names}}) if before else None,
        plain({"state": str(after["state"]), **{name: new[name] for name in names}}),
    )
