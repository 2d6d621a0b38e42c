"""Plans, and registers: what lies between regions, standards, acts, panels, cadres, investment projects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from tashan.web.audit.services import note
from tashan.web.governance.entries import read_entry
from tashan.web.governance.models import Body, Plan, Register
from tashan.web.governance.registered import entry_problems
from tashan.web.governance.services.matters import GovernanceError, refused, stale
from tashan.web.governance.texts import plans_of
from tashan.web.pages.access import check
from tashan.web.pages.words import say

_KEY: Final = re.compile(r"[A-Za-z0-9._-]{1,60}", re.ASCII)


@transaction.atomic
def do_keep_plan(
    *,
    actor: Any,
    body: Body,
    title: str,
    text: str,
    plan: Plan | None = None,
    version: int | None = None,
    visibility: str = "members",
    sample: bool = False,
) -> Plan:
    """
    Keep a file of plans (docs/matters.md), new or changed.

    Raises:
        FileError: the file has problems; each with line, field and remedy.
        StaleError: somebody else changed it meanwhile.
    """
    if actor is not None:
        check(actor, "governance.keep_plan", body.place)
    if plan and plan.body_id != body.pk:
        raise GovernanceError(say("这份规划属于另一机构。", "These plans belong to another body."))
    plans_of(text, title)
    if plan and version is not None and version != plan.version:
        raise stale()
    kept = plan or Plan(body=body, version=0, sample=sample)
    kept.title, kept.text, kept.visibility, kept.version = title, text, visibility, kept.version + 1
    kept.save()
    note(
        actor=actor,
        action="governance.keep_plan",
        thing=f"governance.plan:{kept.pk}",
        place=body.place,
        after={"title": title, "version": kept.version},
    )
    return kept


@transaction.atomic
def do_keep_register(
    *,
    actor: Any,
    body: Body,
    kind: str,
    key: str,
    title: str,
    content: Mapping[str, Any],
    version: int | None = None,
    sample: bool = False,
) -> Register:
    """
    Keep an entry of a register.

    Args:
        actor: of the body; None for the sample.
        body: whose register.
        kind: border, standard, act, panel, secondment or investment.
        key: its short name.
        title: what it is called.
        content: as `entries` describes it for the kind.
        version: that was read.
        sample: whether it is invented.

    Raises:
        StaleError: somebody else changed it meanwhile.
        GovernanceError: every reason of the pure room against it.
    """
    if actor is not None:
        check(actor, "governance.keep_register", body.place)
    if not _KEY.fullmatch(key):
        raise GovernanceError(
            say(
                "编号只能用字母、数字和 . _ -，最多60位。",
                "A short name has letters, digits and . _ - only, 60 at most.",
            )
        )
    kept = Register.objects.select_for_update().filter(kind=kind, key=key).first()
    if kept and kept.body_id != body.pk:
        raise GovernanceError(say("这个编号属于另一机构。", "This short name belongs to another body."))
    if kept and version != kept.version:
        raise stale()
    kept = kept or Register(kind=Register.Kind(kind), key=key, version=0, sample=sample)
    before = {"content": kept.content} if kept.pk else None
    kept.body, kept.title, kept.content = body, title, dict(content)
    kept.version += 1
    _fits(kept)
    kept.save()
    note(
        actor=actor,
        action="governance.keep_register",
        thing=f"governance.register:{kept.pk}",
        place=body.place,
        before=before,
        after={"kind": kind, "key": key, "title": title, "content": kept.content},
    )
    return kept


def _fits(entry: Register) -> None:
    read = read_entry(entry.kind, entry.content)
    if read.reasons:
        raise GovernanceError(*read.reasons)
    entry.content = read.content
    problems = entry_problems(entry)
    if problems:
        raise refused(problems)
