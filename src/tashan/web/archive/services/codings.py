"""A second coder gives values without seeing those of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.web.archive.coding import dimensions
from tashan.web.archive.models import Coding, Record
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.services.common import allow
from tashan.web.audit.services import note
from tashan.web.pages.words import told


@transaction.atomic
def do_code(*, record: Record, values: Mapping[str, str], actor: Any) -> list[Coding]:
    """
    Keep what a coder gives the fields of a record; once given it stays, so that nobody can adapt to others.

    Args:
        record: the record, which the coder has not reviewed.
        values: dimension (`coding.dimensions`) to value, empty where the coder finds none.
        actor: the coder.

    Raises:
        ArchiveError: the coder has reviewed or coded it, or a value is not in its code list.
    """
    record = Record.objects.select_for_update(of=("self",)).select_related("document").get(pk=record.pk)
    allow(actor, "archive.code_record", record)
    if record.reviews.filter(person=actor).exists():
        raise ArchiveError(
            told("您审过这条记录，不能再盲编。", "You have reviewed this record, so you cannot code it blind.")
        )
    if record.codings.filter(coder=actor).exists():
        raise ArchiveError(told("您已编过这条记录。", "You have coded this record already."))
    known = {each.key: each for each in dimensions(record.kind)}
    for key, value in values.items():
        if key not in known or (value and value not in known[key].values):
            raise ArchiveError(
                told("“{key}”没有“{value}”这个取值。", "“{key}” has no value “{value}”.", key=key, value=value)
            )
    now = timezone.now()
    made = Coding.objects.bulk_create(
        Coding(record=record, coder=actor, field=key, value=values.get(key) or "", coded_at=now) for key in known
    )
    note(
        actor=actor,
        action="archive.code_record",
        thing=f"archive.record:{record.pk}",
        place=record.document.place,
        after={key: values.get(key) or "" for key in known},
    )
    return list(made)
