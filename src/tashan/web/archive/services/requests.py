"""The public asks for a correction or a take-down; staff answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tashan.web.accounts.wall import as_the_system
from tashan.web.archive.events import follow
from tashan.web.archive.models import Document, Event, Record, Request, Review
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.services.common import allow, count_records, reason
from tashan.web.archive.services.documents import do_withdraw
from tashan.web.archive.services.reviews import decide
from tashan.web.archive.waiting import tell_of
from tashan.web.archive.wording import title
from tashan.web.audit.services import note
from tashan.web.pages.words import told

MOST_IN_AN_HOUR: Final = 5
LONGEST: Final = 4_000


def sender_hash(address: str) -> str:
    """A keyed hash of an address on the present day: enough to stop a flood, and leading to nobody."""
    day = timezone.localdate().isoformat()
    return salted_hmac("tashan.archive.request", f"{day}/{address}", algorithm="sha256").hexdigest()


@transaction.atomic
@as_the_system()
def do_request(
    *, kind: str, text: str, contact: str, sender: str, document: Document | None = None, event: Event | None = None
) -> Request:
    """
    Take a request of the public about a published document or a public event.

    Raises:
        ArchiveError: it says nothing, is too long, is about nothing public, or too many came from there.
    """
    text = text.strip()
    if kind not in Request.Kind.values:
        raise ArchiveError(told("请选择更正或撤下。", "Choose a correction or a take-down."))
    if not text:
        raise ArchiveError(told("请写明哪里不对、依据是什么。", "Say what is wrong and on what you rest that."))
    if len(text) > LONGEST or len(contact) > 200:
        raise ArchiveError(told("最多 {n} 字。", "At most {n} characters.", n=LONGEST))
    document = Document.objects.get(pk=document.pk) if document else None
    event = Event.objects.get(pk=event.pk) if event else None
    if not (document and document.is_public) and not (event and event.public):
        raise ArchiveError(told("这里没有公开内容。", "There is nothing public here."))
    hour_ago = timezone.now() - timedelta(hours=1)
    if Request.objects.filter(sender=sender, received_at__gte=hour_ago).count() >= MOST_IN_AN_HOUR:
        raise ArchiveError(
            told(
                "一小时内已收到您的 {n} 件请求，请稍后再提。",
                "{n} requests came from you within an hour. Please try again later.",
                n=MOST_IN_AN_HOUR,
            )
        )
    made = Request.objects.create(
        kind=kind,
        text=text,
        contact=contact.strip(),
        sender=sender,
        document=document,
        event=event,
        received_at=timezone.now(),
    )
    note(
        actor=None,
        action="archive.receive_request",
        thing=f"archive.request:{made.pk}",
        place=next(iter(made.places), ""),
        after={"kind": kind, "about": _about(made)},
    )
    tell_of(made, str(document) if document else title(event.kind, event.body) if event else "")
    return made


@transaction.atomic
def do_answer(*, request: Request, accepted: bool, answer: str, actor: Any) -> Request:
    """
    Answer a request; the answer stands on the public page.

    A take-down that is accepted takes the document off the public pages; one about an event rejects its reports in
    the archives that the actor answers for. Both take the permission to take down.

    Raises:
        ArchiveError: it has been answered, or the answer is empty.
    """
    request = Request.objects.select_for_update(of=("self",)).select_related("document", "event").get(pk=request.pk)
    allow(actor, "archive.answer_request", request)
    answer = reason(answer)
    if request.state != Request.State.OPEN:
        raise ArchiveError(told("这件请求已有答复。", "This request has been answered."))
    request.state = Request.State.ACCEPTED if accepted else Request.State.REFUSED
    request.answer, request.answered_by, request.answered_at = answer, actor, timezone.now()
    request.save()
    note(
        actor=actor,
        action="archive.answer_request",
        thing=f"archive.request:{request.pk}",
        place=next(iter(request.places), ""),
        after={"state": str(request.state), "about": _about(request)},
        why=answer,
    )
    if accepted and request.kind == Request.Kind.TAKE_DOWN:
        _take_down(request, actor, answer)
    return request


def _take_down(request: Request, actor: Any, why: str) -> None:
    if request.document is not None:
        if request.document.is_public:
            do_withdraw(document=request.document, actor=actor, why=why)
        return
    if request.event is None:
        return
    records = [
        record
        for record in Record.objects.select_for_update(of=("self",))
        .filter(event=request.event)
        .select_related("document")
        if record.counts and (actor is None or actor.has_perm("archive.withdraw_document", record.document.place))
    ]
    if not records:
        allow(actor, "archive.withdraw_document", request.event)
    for record in records:
        decide(record, Review.Action.REJECT, Record.State.REJECTED, record.body, actor, why, following=False)
    for record in records:
        count_records(record.document)
    follow(records)


def _about(request: Request) -> str:
    if request.document_id:
        return f"archive.document:{request.document_id}"
    return f"archive.event:{request.event.key if request.event else ''}"
