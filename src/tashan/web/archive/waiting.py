"""What waits for a person in the archive, and what people are told: requests of the public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Q
from django.urls import reverse

from tashan.web.accounts.models import Grant, Person
from tashan.web.archive.models import Document, Request
from tashan.web.archive.queries import own_places, requests_to_answer
from tashan.web.notices import kinds
from tashan.web.notices.services import do_notify
from tashan.web.notices.work import Item
from tashan.web.pages.places import covers
from tashan.web.pages.words import say

_MOST: Final = 30
RECEIVED: Final = kinds.Kind(
    "archive.request_received",
    "公众请求更正或撤下",
    "the public asks for a correction or a take-down",
    "公众就“{name}”提出请求，等待答复。",
    "Somebody asks for a correction or a take-down of “{name}”; it waits for an answer.",
)
ANSWERING: Final = ("officer", "approver", "administrator")


def work_for(person: Any) -> Iterator[Item]:
    """Documents whose records wait for review, documents that could be published, and requests to answer."""
    reviewing = own_places("place", person, ("analyst", "officer")) & Q(state=Document.State.READ)
    fields = ("pk", "title", "name", "place", "open_records", "standing_records")
    for document in Document.objects.filter(reviewing, open_records__gt=0).only(*fields)[:_MOST]:
        yield Item(
            title=say("审核“{name}”", "Review “{name}”", name=document),
            due=None,
            address=reverse("archive-review", args=[document.pk]),
            action=say("审核", "review"),
            detail=say("{n} 条记录未审", "records not reviewed: {n}", n=document.open_records),
            key=f"archive.document:{document.pk}",
            place=document.place,
        )
    publishing = own_places("place", person, ("officer", "approver")) & Q(state=Document.State.READ)
    ready = Document.objects.filter(publishing, open_records=0, standing_records__gt=0).only(*fields)[:_MOST]
    for document in ready:
        yield Item(
            title=say("公开“{name}”", "Publish “{name}”", name=document),
            due=None,
            address=reverse("archive-document", args=[document.pk]),
            action=say("看过再公开", "look and publish"),
            detail=say("{n} 条记录已审", "{n} records reviewed", n=document.standing_records),
            key=f"archive.document:{document.pk}",
            place=document.place,
        )
    if any(grant.role in ANSWERING for grant in person.grants.filter(withdrawn_at=None)):
        for asked in requests_to_answer(person).filter(state=Request.State.OPEN)[:_MOST]:
            yield Item(
                title=say("答复公众请求：{kind}", "Answer the public: {kind}", kind=asked.get_kind_display()),
                due=None,
                address=reverse("archive-requests"),
                action=say("答复", "answer"),
                detail=asked.text[:80],
                key=f"archive.request:{asked.pk}",
                place=next(iter(asked.places), ""),
            )


def tell_of(request: Request, name: str) -> int:
    """Tell those who may answer a request that it came; how many were told."""
    places = request.places
    grants = Grant.objects.filter(role__in=ANSWERING, withdrawn_at=None).select_related("person")
    rows = {grant.person_id for grant in grants if any(covers(grant.place, place) for place in places)}
    return do_notify(
        kind=RECEIVED.key,
        people=Person.objects.filter(pk__in=rows),
        values={"name": name[:80]},
        address=reverse("archive-requests"),
        thing=f"archive.request:{request.pk}",
        key=f"archive.request:{request.pk}",
    )
