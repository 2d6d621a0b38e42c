"""The public says that something is wrong; the secretariat takes it up, on the record, or says why not."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.governance.events import Objected, Settled
from tashan.web.audit.services import note
from tashan.web.governance.models import Correction, Matter
from tashan.web.governance.services.matters import GovernanceError, do_record
from tashan.web.pages.access import check
from tashan.web.pages.words import say

MOST_OPEN = 20
"""Corrections of a matter that can wait at a time; more are asked to come later."""


@transaction.atomic
def do_ask_correction(*, matter: Matter, text: str, link: str = "") -> Correction:
    """
    Keep what somebody outside says about a public matter; nobody's permission is needed.

    Raises:
        GovernanceError: the matter is not public, nothing is said, or too many wait already.
    """
    if matter.visibility != "public" or not text.strip():
        raise GovernanceError(say("请写明哪里不对。", "Say what is wrong."))
    if matter.corrections.filter(state=Correction.State.OPEN).count() >= MOST_OPEN:
        raise GovernanceError(
            say(
                "这一事项待处理的意见已满，请过几天再来。",
                "Too many remarks wait here; please come back in a few days.",
            )
        )
    made = Correction.objects.create(matter=matter, text=text.strip()[:2000], link=link[:300], at=timezone.now())
    note(
        actor=None,
        action="governance.ask_correction",
        thing=f"governance.matter:{matter.pk}",
        place=matter.body.place,
        after={"correction": made.pk},
    )
    return made


@transaction.atomic
def do_answer_correction(*, actor: Any, correction: Correction, upheld: bool, answer: str) -> Correction:
    """
    Answer a correction; one that is taken up enters the history of the matter as an objection with its answer.

    Raises:
        GovernanceError: it is answered already, or no answer is written.
    """
    check(actor, "governance.answer_correction", correction)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.state != Correction.State.OPEN:
        raise GovernanceError(say("已有答复。", "It is answered already."))
    if not answer.strip():
        raise GovernanceError(say("请写明答复。", "Please write an answer."))
    correction.answer = answer.strip()
    correction.state = Correction.State.TAKEN_UP if upheld else Correction.State.REFUSED
    correction.save()
    if upheld:
        matter = do_record(actor=actor, matter=correction.matter, changes=[Objected(correction.text)])
        do_record(actor=actor, matter=matter, changes=[Settled(matter.version, upheld=True)], reason=answer)
    note(
        actor=actor,
        action="governance.answer_correction",
        thing=f"governance.matter:{correction.matter_id}",
        place=correction.matter.body.place,
        why=answer,
        after={"correction": correction.pk, "state": correction.state},
    )
    return correction
