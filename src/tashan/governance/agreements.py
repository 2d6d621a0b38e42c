"""Agreements as objects: who is bound, how firmly, from when to when, how it is renewed, and what each clause says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tashan.governance.days import add_days, add_months
from tashan.governance.participants import Participant
from tashan.governance.problems import Problem
from tashan.rules import Label, Source
from tashan.rules.days import LAST_DAY

RENEWALS: Final = ("none", "automatic", "by_decision")


@dataclass(frozen=True, slots=True)
class Clause:
    """
    What an agreement says in one place, word for word.

    Attributes:
        number: as in the agreement (第三条); "" where it has none.
        quote: its words.
        agreement: the key of the agreement.
    """

    number: str
    quote: str
    agreement: str

    @property
    def id(self) -> str:
        """32 hexadecimal digits derived from agreement, number and quote; the same words give the same id anywhere."""
        text = "\x1f".join(("clause", self.agreement, self.number, " ".join(self.quote.split())))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Renewal:
    """
    What happens at the end of the term.

    Attributes:
        kind: `none`; `automatic`: goes on unless somebody gives notice; `by_decision`: goes on only by the dates given.
        months: by how long it is prolonged each time.
        notice_days: how many days before the end notice is due.
        decided: for `by_decision`, the days on which it was prolonged.
        ended_by_notice: for `automatic`, the day notice was given; None while nobody did.
    """

    kind: str = "none"
    months: int = 0
    notice_days: int = 0
    decided: tuple[str, ...] = ()
    ended_by_notice: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    What regions and others agreed in writing.

    Attributes:
        key: its name in the file.
        title: its title.
        parties: who is bound.
        strength: one of `AgreementStrength`, weakest first: memorandum, framework, specific, contract, parallel legislation.
        signed: the day it was signed; "" where not known.
        start, end: first and last day of its first term; end None where it is open.
        renewal: what happens at the end.
        clauses: word for word, as far as known.
        session: the key of the session at which it was signed; "" where at none.
        note: a remark.
        source: where it is written.
        location: file, line and field.
    """

    key: str
    title: Label
    parties: tuple[Participant, ...]
    strength: str
    signed: str
    start: str
    end: str | None = None
    renewal: Renewal = Renewal()
    clauses: tuple[Clause, ...] = ()
    session: str = ""
    note: str = ""
    source: Source | None = None
    location: tuple[str, int, str] = ("", 0, "")


@dataclass(frozen=True, slots=True)
class Term:
    """
    How an agreement stands on a day.

    Attributes:
        state: `not_yet`, `in_force` or `expired`.
        end: last day of the term that holds on that day, or held last; None where it is open.
        renewals: how often it was prolonged by then.
        notice_by: the last day on which notice can be given, or a prolongation asked for; None where nothing ends.
    """

    state: str
    end: str | None
    renewals: int
    notice_by: str | None


def term_on(agreement: Agreement, day: str) -> Term:
    """How an agreement stands on a day, with the renewals up to then; terms follow each other without a gap."""
    if day < agreement.start:
        return Term("not_yet", agreement.end, 0, None)
    if agreement.end is None:
        return Term("in_force", None, 0, None)
    renewal = agreement.renewal
    first_after = add_days(agreement.end, 1)
    end, count = agreement.end, 0
    while renewal.months > 0 and _goes_on(renewal, end, count, day):
        count += 1
        later = add_months(first_after, renewal.months * count)
        end = later if later == LAST_DAY else add_days(later, -1)
    state = "in_force" if day <= end else "expired"
    return Term(state, end, count, add_days(end, -renewal.notice_days) if state == "in_force" else None)


def _goes_on(renewal: Renewal, end: str, count: int, day: str) -> bool:
    """Whether a term that ends on a day is followed by another, as known on `day`."""
    if renewal.kind == "automatic":
        notice = renewal.ended_by_notice
        in_time = notice is not None and notice <= add_days(end, -renewal.notice_days)
        return day > end and not in_time
    if renewal.kind == "by_decision":
        made = [each for each in sorted(renewal.decided) if each <= day]
        return count < len(made) and made[count] <= end
    return False


def check_agreements(agreements: Iterable[Agreement]) -> tuple[Problem, ...]:
    """
    What is wrong with agreements, each with its place.

    `too_few_parties`; `party_twice`; `date_order`: signed after it ends; `bad_renewal`: prolonged without a length, or
    without an end to prolong; `clause_twice`.
    """
    problems = []
    for each in agreements:
        keys = [party.key for party in each.parties]
        title = each.title.zh or each.key
        found: list[tuple[str, str]] = []
        if len(set(keys)) < 2:
            found.append(("too_few_parties", f"{title} binds fewer than two parties. Add the others."))
        elif len(set(keys)) < len(keys):
            found.append(("party_twice", f"{title} names a party twice. Delete one."))
        if each.signed and each.end and each.end < each.signed:
            found.append(("date_order", f"{title} ends on {each.end}, before it was signed. Correct one of the dates."))
        if each.renewal.kind != "none" and (each.renewal.months <= 0 or each.end is None):
            found.append(("bad_renewal", f"{title} is to be prolonged. Give `months` of a new term, and `to`."))
        ids = [clause.id for clause in each.clauses]
        if len(set(ids)) < len(ids):
            found.append(("clause_twice", f"{title} has the same clause twice. Delete one, or number them."))
        problems += [Problem(code, message, *each.location) for code, message in found]
    return tuple(problems)
