"""
What was done with an event, out of the chain of changes, for whoever may read the event.

The public reads what made it public as it is: published and taken down, merged and split, values chosen, corrections,
answers to requests, each with the organisation that did it. Who works in the archive of a report reads everything that
was done with the reports there, with names and reasons. The whole chain stays with administrators.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tashan.web.accounts.models import Person
from tashan.web.archive.models import Event, Record, Request
from tashan.web.archive.shapes import field_of
from tashan.web.audit.gate import whole_chain
from tashan.web.audit.models import Event as Change
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say, spoken

MOST: Final = 60
"""Changes that are listed, the latest."""

_FOR_ALL: Final[Mapping[str, tuple[str, str]]] = {
    "archive.publish_document": ("公开了一份报道", "published a report"),
    "archive.withdraw_document": ("撤下了一份报道", "took a report down"),
    "archive.correct_record": ("改正了报道的记录", "corrected the record of a report"),
    "archive.merge_events": ("合并了另一个事件的报道", "merged the reports of another event"),
    "archive.split_event": ("把一份报道拆分出去", "split a report off"),
    "archive.choose_value": ("选定了采用的值", "chose the value that is taken"),
    "archive.answer_request": ("答复了公众请求", "answered a request of the public"),
}
_FOR_WORKERS: Final[Mapping[str, tuple[str, str]]] = {
    "archive.add_document": ("收进了一份文献", "brought a document in"),
    "archive.store_reading": ("读出了文献的记录", "read the records of a document"),
    "archive.edit_document": ("修改了文献的来源信息", "changed what is said about a document"),
    "archive.add_record": ("补充了一条记录", "added a record"),
    "archive.accept_record": ("接受了一条记录", "accepted a record"),
    "archive.reject_record": ("驳回了一条记录", "rejected a record"),
    "archive.undo_review": ("撤销了一次审核", "undid a review"),
}
_WORDS: Final = {**_FOR_ALL, **_FOR_WORKERS}
_WITH_REASON: Final = frozenset(("archive.merge_events", "archive.split_event", "archive.choose_value"))
"""What a person writes as the reason of these is read by everybody; it stands beside the values anyway."""
_WITH_FIELDS: Final = ("archive.record:", "archive.event:")


@dataclass(frozen=True, slots=True)
class Step:
    """
    One change.

    Attributes:
        number: its number in the chain.
        day: the day (UTC).
        who: the organisation, or the person for those who work here; the archive's place where neither is known.
        what: what was done, in words; `fields` which fields it concerned.
        why: the reason, where the reader may know it.
    """

    number: int
    day: str
    who: str
    what: str
    fields: str
    why: str


def history_of(event: Event, reports: Sequence[Record], reader: Any) -> list[Step]:
    """
    The changes of an event that somebody may read, the latest first.

    Args:
        event: the event.
        reports: those of its reports that the reader may see.
        reader: who asks.
    """
    own = {report.document.place for report in reports if reader.has_perm("archive.see_archive", report.document)}
    changes = Change.objects.filter(thing__in=_things(event, reports), action__in=list(_WORDS)).order_by("-number")
    with whole_chain():
        shown = [each for each in changes if each.action in _FOR_ALL or each.place in own][:MOST]
    people = {
        person.username: person
        for person in Person.objects.filter(username__in={each.actor for each in shown}).select_related("organisation")
    }
    return [_step(event.kind, each, people.get(each.actor), known=each.place in own) for each in shown]


def _things(event: Event, reports: Sequence[Record]) -> list[str]:
    requests = Request.objects.filter(event=event).values_list("pk", flat=True)
    absorbed = Event.objects.filter(merged_into=event).values_list("key", flat=True)
    return [
        *(f"archive.event:{key}" for key in (event.key, *absorbed)),
        *(f"archive.record:{report.pk}" for report in reports),
        *(f"archive.document:{row}" for row in dict.fromkeys(report.document_id for report in reports)),
        *(f"archive.request:{row}" for row in requests),
    ]


def _step(kind: str, change: Change, person: Person | None, *, known: bool) -> Step:
    zh, en = _WORDS[change.action]
    organisation = str(person.organisation) if person is not None and person.organisation else ""
    fields = [field.label for name in change.after or () if (field := field_of(kind, name)) is not None]
    return Step(
        number=change.number,
        day=change.at[:10],
        who=(str(person) if known and person is not None else organisation) or place_name(change.place),
        what=spoken(zh, en),
        fields=say("、", ", ").join(fields) if change.thing.startswith(_WITH_FIELDS) else "",
        why=change.why if known or change.action in _WITH_REASON else "",
    )
