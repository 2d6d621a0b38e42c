"""Files of mechanisms: kept, and their bodies made known to lists and permissions."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.governance import bodies as pure
from tashan.governance.mechanism_file import read_mechanism
from tashan.governance.problems import GovernanceError as FileError
from tashan.web.audit.services import note
from tashan.web.governance.models import Body, Mechanism
from tashan.web.governance.services.matters import GovernanceError, stale
from tashan.web.pages.access import check
from tashan.web.pages.words import say

MOST_BYTES = 2_000_000


@transaction.atomic
def do_keep_mechanism(*, actor: Any, text: str, key: str = "", version: int | None = None) -> Mechanism:
    """
    Keep the file of a mechanism, new or changed; who acts for one of its bodies may.

    Args:
        actor: the person; None for what comes along.
        text: the file (docs/governance.md).
        key: of the mechanism to change; a new one without it.
        version: that was read.

    Raises:
        FileError: the file has problems; each with line, field and remedy.
        StaleError: somebody else changed it meanwhile.
        GovernanceError: it is too long, calls itself otherwise, or leaves out a body that has matters or sessions.
    """
    if len(text.encode()) > MOST_BYTES:
        raise GovernanceError(say("文件过长。", "The file is too long."))
    read = read_mechanism(text.encode(), f"{key or 'mechanism'}.yaml")
    kept = Mechanism.objects.select_for_update().filter(key=key or read.key).first()
    places = [f"body:{read.key}.{body}" for body in read.bodies]
    if actor is not None:
        check(actor, "governance.edit_mechanism", kept or _At(tuple(places)))
    if kept and kept.key != read.key:
        raise GovernanceError(
            say("文件自称“{other}”，应为“{key}”。", "The file calls itself {other}; it should be {key}.", other=read.key, key=kept.key)
        )  # fmt: skip
    if kept and version is not None and kept.version != version:
        raise stale()
    before = {"version": kept.version} if kept else None
    kept = kept or Mechanism(key=read.key, version=0)
    kept.text, kept.version = text, kept.version + 1
    kept.changed_by, kept.changed_at = actor, timezone.now()
    kept.save()
    _bodies(kept, read)
    note(
        actor=actor,
        action="governance.keep_mechanism",
        thing=f"governance.mechanism:{kept.pk}",
        place=places[0],
        before=before,
        after={"key": kept.key, "version": kept.version},
    )
    return kept


def _bodies(mechanism: Mechanism, read: pure.Mechanism) -> None:
    """Write the rows of the bodies; one that is gone from the file goes only if nothing hangs on it."""
    today = timezone.localdate().isoformat()
    for key, body in read.bodies.items():
        Body.objects.update_or_create(
            mechanism=mechanism,
            key=key,
            defaults={
                "place": f"body:{read.key}.{key}",
                "title": body.label.zh,
                "title_en": body.label.en,
                "level": body.level,
                "reports_to": f"body:{read.key}.{body.reports_to}" if body.reports_to else "",
                "members": [one.key for one in pure.members_on(body, today) if one.kind == "region"],
            },
        )
    for gone in mechanism.bodies.exclude(key__in=list(read.bodies)):
        held = (gone.matters, gone.sessions, gone.agreements, gone.plans, gone.registers)
        if any(rows.exists() for rows in held):
            raise GovernanceError(
                say(
                    "文件中没有“{name}”，但它名下有事项、会议或协议；请保留它并写明截止日期。",
                    "The file leaves out {name}, which has matters, sessions or agreements; keep it and give its last day.",
                    name=gone.name,
                )
            )
        gone.delete()


class _At:
    """Places that a permission is asked for."""

    def __init__(self, places: tuple[str, ...]) -> None:
        self.places = places


__all__ = ["FileError", "do_keep_mechanism"]
