"""
Did all who must agree agree? Joint approval of equal governments: N of M members, each once, all or nothing.

An approval holds what it is about; that takes effect as a whole when the N-th member agrees, or not at all. Whoever
asked never answers. One member that returns it stops it; asking again begins anew, with no answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from tashan.governance._wrong import wrong
from tashan.governance.problems import Problem
from tashan.records.codes import Code

Subject = TypeVar("Subject")


class Answer(Code):
    """What a member says to what it was asked to approve."""

    APPROVE = "approve", "同意", "approve"
    RETURN = "return", "退回", "return"


class ApprovalState(Code):
    """How far a joint approval has come."""

    OPEN = "open", "待各方同意", "waiting for members"
    GRANTED = "granted", "各方已同意", "granted"
    RETURNED = "returned", "已退回", "returned"


@dataclass(frozen=True, slots=True)
class Given:
    """One member's answer: who gave it, on which day, and why."""

    member: str
    actor: str
    answer: Answer
    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Approval(Generic[Subject]):
    """
    Something that several equal members have to agree to.

    Attributes:
        id: its name.
        subject: what takes effect once it is granted.
        members: whose agreement counts; equals, in no order of rank.
        needed: how many of them have to agree.
        asked_by: who asked; never one of those who answer.
        day: when it was asked.
        round: 1, and one more each time it was asked again.
        given: the answers of this round, in order.
        earlier: the answers of earlier rounds.
    """

    id: str
    subject: Subject
    members: tuple[str, ...]
    needed: int
    asked_by: str
    day: date
    round: int = 1
    given: tuple[Given, ...] = ()
    earlier: tuple[Given, ...] = ()

    @property
    def state(self) -> ApprovalState:
        """Open, granted or returned, from the answers alone."""
        if any(one.answer is Answer.RETURN for one in self.given):
            return ApprovalState.RETURNED
        return ApprovalState.GRANTED if len(self.given) >= self.needed else ApprovalState.OPEN

    @property
    def waiting(self) -> tuple[str, ...]:
        """The members that have not answered; none once it is decided."""
        if self.state is not ApprovalState.OPEN:
            return ()
        answered = {one.member for one in self.given}
        return tuple(member for member in self.members if member not in answered)

    @property
    def effect(self) -> Subject | None:
        """What takes effect: the whole subject once granted, nothing before."""
        return self.subject if self.state is ApprovalState.GRANTED else None


def asking_faults(members: Iterable[str], needed: int) -> tuple[Problem, ...]:
    """Say what is wrong with the terms of an approval: fewer than two members, one twice, an N outside 2 to M."""
    names = tuple(members)
    found = []
    if len(set(names)) != len(names):
        found.append(wrong("approval_member_twice", "A member stands twice. Name each once.", field="members"))
    if len(set(names)) < 2:
        message = "A joint approval needs two members or more. Name them."
        found.append(wrong("approval_members_missing", message, field="members"))
    elif not 2 <= needed <= len(set(names)):
        message = f"{needed} of {len(set(names))} members is no joint approval. Ask for 2 to {len(set(names))}."
        found.append(wrong("approval_number", message, field="needed"))
    return tuple(found)


def answer_faults(approval: Approval[Subject], given: Given) -> tuple[Problem, ...]:
    """Say why an answer cannot be taken: not a member, own work, answered already, decided already, no reason, too early."""
    found = []
    if given.member not in approval.members:
        message = f"{given.member} is not among the members asked: {', '.join(approval.members)}."
        found.append(wrong("approval_not_asked", message, field="member"))
    if given.actor == approval.asked_by:
        message = f"{given.actor} asked for approval {approval.id} and cannot answer it. Another person has to."
        found.append(wrong("approval_own_work", message, field="actor"))
    if approval.state is not ApprovalState.OPEN:
        message = f"Approval {approval.id} is {approval.state}. Ask again with a reason to open it anew."
        found.append(wrong("approval_decided", message, field="answer"))
    elif any(one.member == given.member for one in approval.given):
        message = f"{given.member} has answered already. A member answers once in a round."
        found.append(wrong("approval_answered", message, field="member"))
    elif any(one.actor == given.actor for one in approval.given):
        message = f"{given.actor} has answered for another member. One person speaks for one member."
        found.append(wrong("approval_one_person", message, field="actor"))
    if given.answer is Answer.RETURN and not given.reason.strip():
        found.append(wrong("reason_missing", "A return needs a reason. Say what has to change.", field="reason"))
    if given.day < approval.day:
        message = f"The answer is of {given.day}, before it was asked on {approval.day}. Check the day."
        found.append(wrong("approval_before_asked", message, field="day"))
    return tuple(found)


def answered(approval: Approval[Subject], given: Given) -> Approval[Subject]:
    """Give the approval with one more answer; `answer_faults` says first whether it can be taken."""
    return replace(approval, given=(*approval.given, given))


def asked_again(approval: Approval[Subject], subject: Subject, actor: str, day: date) -> Approval[Subject]:
    """Open a returned approval anew, with what was changed; earlier answers are kept apart and no longer count."""
    return replace(
        approval,
        subject=subject,
        asked_by=actor,
        day=day,
        round=approval.round + 1,
        given=(),
        earlier=(*approval.earlier, *approval.given),
    )
