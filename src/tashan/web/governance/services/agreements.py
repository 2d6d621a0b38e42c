"""Agreements and their clauses; a clause becomes a matter with its quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.governance.agreements import Clause as PureClause
from tashan.governance.agreements import check_agreements
from tashan.governance.clauses import Promise, matter_of
from tashan.records.codes import AgreementStrength
from tashan.web.audit.services import note
from tashan.web.governance.models import Agreement, Body, Clause, Matter, Session
from tashan.web.governance.services.matters import GovernanceError, known_members, open_matter, refused
from tashan.web.governance.texts import agreement_of
from tashan.web.pages.access import check
from tashan.web.pages.words import say

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@transaction.atomic
def do_keep_agreement(
    *,
    actor: Any,
    body: Body,
    key: str,
    title: str,
    parties: Sequence[str],
    strength: str,
    signed: date,
    document: str,
    sha256: str,
    clauses: Sequence[tuple[str, str]],
    title_en: str = "",
    start: date | None = None,
    end: date | None = None,
    renewal: str = "none",
    renewal_months: int = 0,
    notice_days: int = 0,
    session: Session | None = None,
    visibility: str = "members",
    sample: bool = False,
) -> Agreement:
    """
    Keep an agreement with its clauses, word for word.

    Args:
        actor: of the body; None for the sample.
        body: under which it was made.
        key: its short name, once in the installation.
        title: its title; `title_en` in English.
        parties: codes of regions, or names of others.
        strength: how firmly it binds.
        signed: the day; `start` and `end` of its term, from that day on without end where they are not given.
        document: address or id of its text.
        sha256: of the text as kept.
        clauses: number and words of each.
        title_en: the title in English.
        start: first day of the term.
        end: last day of the term.
        renewal: none, automatic or by_decision.
        renewal_months: for how long it is renewed.
        notice_days: how long before the end notice is given.
        session: at which it was made.
        visibility: who may see it.
        sample: whether it is invented.

    Raises:
        GovernanceError: every reason against it: parties, dates, strength, a hash that is none, no clauses, a key twice.
    """
    if actor is not None:
        check(actor, "governance.keep_agreement", body.place)
    if Agreement.objects.filter(key=key).exists():
        raise GovernanceError(say("编号“{key}”已有。", "There is an agreement {key} already.", key=key))
    if not _SHA256.fullmatch(sha256):
        raise GovernanceError(
            say("请给出文本的SHA-256（64位十六进制）。", "Give the SHA-256 of the text (64 hexadecimal digits).")
        )
    if strength not in AgreementStrength.values():
        raise GovernanceError(say("请选择约束力。", "Choose how firmly it binds."))
    if not clauses or any(not quote.strip() for _, quote in clauses):
        raise GovernanceError(say("请逐条录入原文。", "Enter the clauses, word for word."))
    known_members([one for one in parties if one.isdigit()])
    made = Agreement.objects.create(
        body=body, session=session, key=key, title=title, title_en=title_en, parties=list(parties), strength=strength,
        signed=signed, start=start or signed, end=end, renewal=renewal, renewal_months=renewal_months,
        notice_days=notice_days, document=document, sha256=sha256, visibility=visibility, sample=sample,
    )  # fmt: skip
    for number, quote in clauses:
        pure = PureClause(number, quote.strip(), key)
        Clause.objects.create(agreement=made, number=number, quote=quote.strip(), digest=pure.id)
    problems = check_agreements([agreement_of(made)])
    if problems:
        raise refused(problems)
    note(
        actor=actor,
        action="governance.keep_agreement",
        thing=f"governance.agreement:{made.pk}",
        place=body.place,
        after={"key": key, "title": title, "clauses": len(clauses), "sha256": sha256},
    )
    return made


@transaction.atomic
def do_read_clause(
    *,
    actor: Any,
    clause: Clause,
    title: str,
    owner: str,
    measure: str,
    participants: Sequence[str] = (),
    start: date | None = None,
    due: date | None = None,
    visibility: str | None = None,
) -> Matter:
    """
    Make a matter of a clause; it keeps the clause's words as its first evidence.

    Args:
        actor: of the body.
        clause: the clause.
        title: what is promised, in short.
        owner: the member that leads.
        measure: the act or result by which it can be tested.
        participants: the other members; the other parties where none are named.
        start: first day, where stated.
        due: last day, where stated.
        visibility: who may see it; as the agreement's without it.

    Raises:
        GovernanceError: the clause is a matter already, or names no owner or measure: then it is only a statement.
    """
    agreement = clause.agreement
    if actor is not None:
        check(actor, "governance.read_clause", agreement.body.place)
    if matter_from(clause):
        raise GovernanceError(say("这一条已成事项。", "This clause is a matter already."))
    others = tuple(participants) or tuple(one for one in agreement.parties if one.isdigit() and one != owner)
    known_members([one for one in (owner, *others) if one])
    promise = Promise(
        PureClause(clause.number, clause.quote, agreement.key), title.strip(), owner, others, measure.strip(), start,
        due, meeting=agreement.session.key if agreement.session else "",
    )  # fmt: skip
    key = f"c-{clause.digest[:12]}"
    events, problems = matter_of(
        promise, key, body=agreement.body.place, actor=getattr(actor, "username", "system"), signed=agreement.signed,
        recorded=timezone.localdate(), document=agreement.document, sha256=agreement.sha256,
    )  # fmt: skip
    if problems:
        raise refused(problems)
    return open_matter(
        actor=actor, body=agreement.body, events=events, key=key, visibility=visibility or agreement.visibility,
        sample=agreement.sample,
    )  # fmt: skip


def matter_from(clause: Clause) -> Matter | None:
    """The matter that a clause became."""
    return Matter.objects.filter(key=f"c-{clause.digest[:12]}").first()
