"""Objections to statements and their answers: each whole or not at all, with its event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from tashan.sharing.objections import Objection as ObjectionFile
from tashan.sharing.objections import Reply, check_reply
from tashan.web.pages.access import check
from tashan.web.pages.words import say
from tashan.web.sharing.models import Base, Objection, Statement
from tashan.web.sharing.services import Of, SharingError, note_of
from tashan.web.sharing.telling import tell_of_answer, tell_of_objection
from tashan.web.sharing.terms import last_day_of


@transaction.atomic
def do_object(*, actor: Any, statement: Statement, party: str, claims: str, day: date) -> Objection:
    """
    Object to a statement for one party.

    Raises:
        SharingError: there is no such party, nothing is claimed, or an objection of the party waits for its answer.
    """
    place = statement.contract.party_places.get(party)
    if place is None:
        raise SharingError(say("协议中没有这一方。", "The contract has no such party."))
    check(actor, "sharing.object", place)
    if not claims.strip():
        raise SharingError(say("请写明哪里不对、应为多少。", "Say what is wrong and what it should be."))
    if statement.objections.filter(party=party, answer="").exists():
        raise SharingError(say("这一方已有一项异议待答复。", "An objection of this party waits for its answer."))
    made = Objection.objects.create(
        statement=statement,
        party=party,
        claims=claims.strip(),
        day=day,
        last_day=last_day_of(statement),
        raised_by=actor,
    )
    note_of(actor, "object", statement.contract, place=place, after={"statement": statement.digest, "claims": claims})
    tell_of_objection(made, actor)
    return made


@transaction.atomic
def do_answer(
    *, actor: Any, objection: Objection, answer: str, reason: str, day: date, base: Base | None = None
) -> Objection:
    """
    Answer an objection; another party answers than the one that objects.

    Raises:
        SharingError: it is answered already, the person acts for the objecting party alone, or no reason is given.
        RuleError: the answer does not fit the objection.
    """
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    places = objection.statement.contract.party_places
    others = tuple(place for party, place in places.items() if party != objection.party)
    check(actor, "sharing.answer_objection", Of(others))
    if objection.answer:
        raise SharingError(say("这项异议已有答复。", "This objection is answered already."))
    if not reason.strip():
        raise SharingError(say("请写明理由。", "Please give a reason."))
    said = ObjectionFile(
        str(objection.pk), objection.statement.digest, objection.party, objection.day.isoformat(), objection.claims
    )
    reply = Reply(str(objection.pk), day.isoformat(), answer, reason.strip(), base.name if base else "")
    check_reply(said, reply, objection.last_day.isoformat())
    objection.answer, objection.reason, objection.base = answer, reason.strip(), base
    objection.answered_by, objection.answered_on = actor, day
    objection.save()
    note_of(actor, "answer_objection", objection.statement.contract, why=reason, after={"answer": answer})
    tell_of_answer(objection, actor)
    return objection
