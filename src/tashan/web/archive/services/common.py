"""What all changes of the archive share."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tashan.web.archive.models import Document, Record
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.queries import COUNTING
from tashan.web.pages.access import check
from tashan.web.pages.words import told


def allow(actor: Any, permission: str, thing: Any) -> None:
    """
    Refuse to go on when the actor lacks the permission.

    `actor=None` stands for the system itself: a job that goes on with what a person was allowed to start, or whoever
    sets up the machine.
    """
    if actor is not None:
        check(actor, permission, thing)


def reason(why: str) -> str:
    """
    The reason given, which may not be empty.

    Raises:
        ArchiveError: it is.
    """
    if not why.strip():
        raise ArchiveError(
            told("请写明理由；理由会留在变更记录里。", "Give a reason; it stays with the record of changes.")
        )
    return why.strip()


def count_records(document: Document) -> None:
    """Bring a document's counts of records up to date; called in the transaction that changed one."""
    states = Counter(document.records.order_by().values_list("state", flat=True))
    document.open_records = states[Record.State.PROPOSED]
    document.standing_records = sum(states[state] for state in COUNTING)
    Document.objects.filter(pk=document.pk).update(
        open_records=document.open_records, standing_records=document.standing_records
    )


def plain(value: Any) -> Any:
    """A value for the chain of changes: floats become their shortest text, since the chain holds none."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value
