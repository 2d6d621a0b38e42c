"""
Objections to statements: who may object until when, and what a reply does.

An objection that is accepted leads to a new base with `corrects` and `reason`; the statement objected to stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tashan.rules import RuleBook
from tashan.sharing.contracts import Contract
from tashan.sharing.numbers import Numbers
from tashan.sharing.problems import failure

#: What a reply may say, with the meaning of each.
REPLIES = ("accepted", "accepted_in_part", "refused", "too_late")


@dataclass(frozen=True, slots=True)
class Objection:
    """A party objects to a statement on a day; `claims` says what it thinks right."""

    id: str
    statement: str
    party: str
    day: str
    claims: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to an objection: one of `REPLIES`, the reason, and the correcting base where there is one."""

    objection: str
    day: str
    answer: str
    reason: str
    base: str = ""


def objection_term(contract: Contract, day: str, books: Mapping[str, RuleBook], *, otherwise: int) -> int:
    """
    Working days within which a party may object to a statement of a day, as its contract says.

    Args:
        contract: the contract.
        day: YYYY-MM-DD, on which the statement is issued.
        books: rule books by name.
        otherwise: what holds where the contract says nothing.

    Raises:
        ShareError: the contract names a rule that has no accepted value on that day, or no whole number from 1.
    """
    if contract.objection_days is None:
        return otherwise
    exact = Numbers(books, contract.accepted).get(contract.objection_days, (day, day))
    if exact.denominator != 1 or exact < 1:
        message = f"`objection_days` is {exact}, no whole number from 1. State how many working days."
        raise failure("bad_number", message, contract.file)
    return exact.numerator


def last_day_to_object(
    issued: str, working_days: int, *, holidays: Collection[str] = (), extra_days: Collection[str] = ()
) -> str:
    """
    The last day of a term counted in working days from the day after a statement was issued.

    Args:
        issued: YYYY-MM-DD.
        working_days: how many; at least 1.
        holidays: weekdays on which nobody works.
        extra_days: Saturdays and Sundays on which people work.
    """
    if working_days < 1:
        raise failure("bad_number", f"A term of {working_days} working days ends before it begins. State at least 1.")
    day, left = date.fromisoformat(issued), working_days
    while left:
        day += timedelta(days=1)
        text = day.isoformat()
        left -= text in extra_days or (day.weekday() < 5 and text not in holidays)
    return day.isoformat()


def check_reply(objection: Objection, reply: Reply, last_day: str) -> Reply:
    """
    The reply itself, once it fits its objection.

    Raises:
        ShareError: a reply to another objection, an unknown answer, `too_late` to one in time or another answer to one
            that came too late, or an acceptance without a correcting base.
    """
    if reply.objection != objection.id or reply.answer not in REPLIES:
        message = (
            f"{reply.answer} to {reply.objection} is no reply to {objection.id}. Answer it with {', '.join(REPLIES)}."
        )
        raise failure("bad_reply", message)
    late = objection.day > last_day
    if late != (reply.answer == "too_late"):
        when = f"came on {objection.day}, and the last day was {last_day}"
        raise failure(
            "bad_reply", f"Objection {objection.id} {when}, so `{reply.answer}` does not fit. Correct the reply."
        )
    if reply.answer.startswith("accepted") and not reply.base:
        message = (
            f"Objection {objection.id} was {reply.answer}, but no base corrects the figures. Name it under `base`."
        )
        raise failure("bad_reply", message)
    return reply
