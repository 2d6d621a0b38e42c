"""Opening, voting, withdrawing, opening again: each whole or not at all, with its event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.web.approvals import kinds
from tashan.web.approvals.models import Approval, Party, Vote
from tashan.web.approvals.tally import outcome
from tashan.web.approvals.telling import tell_approvers, tell_result
from tashan.web.audit.services import note
from tashan.web.pages.access import check
from tashan.web.pages.words import say


class ApprovalError(Exception):
    """The request cannot be opened, voted on or changed as it stands; says why and what to do."""


@dataclass(frozen=True, slots=True)
class _At:
    """What is to be opened, as far as permissions ask."""

    places: tuple[str, ...]


@transaction.atomic
def do_open(
    *,
    actor: Any,
    kind: str,
    thing: str,
    title: str,
    effect: str,
    rule: str,
    parties: Sequence[str],
    title_en: str = "",
    effect_en: str = "",
    rule_en: str = "",
    needed: int | None = None,
    place: str = "",
    due: date | None = None,
    facts: Sequence[Mapping[str, str]] = (),
    content: Any = None,
    address: str = "",
) -> Approval:
    """
    Ask equal parties to approve something.

    Args:
        actor: who asks; holds a role for one of the parties or for `place`, and will not vote on it.
        kind: a kind that a room registered.
        thing: `room.kind:ID`.
        title: what it is about.
        effect: what happens when it is approved, in a sentence that is shown above the buttons.
        rule: the rule under which it is decided.
        parties: regions (codes) or bodies (`body:ID`), each once.
        title_en: the title in English.
        effect_en: the effect in English.
        rule_en: the rule in English.
        needed: how many have to approve; all of them without it.
        place: the body or region on whose behalf it is opened.
        due: the last day to vote.
        facts: what is agreed, as {"zh", "en", "value"}.
        content: exactly what will be applied; JSON.
        address: the page of the thing.

    Raises:
        ApprovalError: the kind is not known, a party is named twice, more approvals are needed than there are parties,
            or the thing already waits for approval.
    """
    places = tuple(parties)
    needed = len(places) if needed is None else needed
    check(actor, "approvals.open_request", _At((*places, *((place,) if place else ()))))
    _can_open(kind, thing, places, needed)
    approval = Approval.objects.create(
        kind=kind, thing=thing, title=title, title_en=title_en, effect=effect, effect_en=effect_en, rule=rule,
        rule_en=rule_en, facts=[dict(fact) for fact in facts], content=content, address=address, place=place,
        needed=needed, due=due, opened_by=actor, opened_at=timezone.now(), party_places=f" {' '.join(places)} ",
    )  # fmt: skip
    Party.objects.bulk_create(
        Party(approval=approval, place=each, position=position) for position, each in enumerate(places)
    )
    _note(
        actor,
        "approvals.open_request",
        approval,
        after={"kind": kind, "of": thing, "title": title, "parties": list(places), "needed": needed, "rule": rule},
    )
    tell_approvers(approval)
    return approval


@transaction.atomic
def do_vote(
    *, actor: Any, approval: Approval, party: str, verdict: str, reason: str = "", seen_round: int | None = None
) -> Approval:
    """
    Vote for one party; when this decides the request, what it stands for happens now, or nothing is kept.

    Args:
        actor: an approver of the party who did not open the request and has not voted for another party.
        approval: the request.
        party: for whom.
        verdict: `approve`, `return` or `reject`.
        reason: needed for all but `approve`.
        seen_round: the round that the voter read; a vote on what was opened again meanwhile is refused.

    Returns:
        The request as it stands after the vote.

    Raises:
        ApprovalError: it is not open, the party has voted, four eyes are missing, or a reason is.
    """
    check(actor, "approvals.vote", party)
    approval = _locked(approval)
    place = approval.parties.filter(place=party).first()
    reason = reason.strip()
    _can_vote(actor, approval, place, verdict, reason, seen_round)
    Vote.objects.create(
        approval=approval, round=approval.round, party=place, person=actor, opener=approval.opened_by,
        verdict=verdict, reason=reason, at=timezone.now(),
    )  # fmt: skip
    note(
        actor=actor,
        action="approvals.vote",
        thing=thing_of(approval),
        place=party,
        why=reason,
        after={"verdict": verdict, "round": approval.round},
    )
    verdicts = approval.votes.filter(round=approval.round).values_list("verdict", flat=True)
    state = outcome(verdicts, needed=approval.needed, parties=approval.parties.count())
    if state != "open":
        _decide(actor, approval, state)
    return approval


@transaction.atomic
def do_withdraw(*, actor: Any, approval: Approval, reason: str) -> Approval:
    """
    Take an open request back; only who opened it can.

    Raises:
        ApprovalError: it is not open, or no reason is given.
    """
    approval = _locked(approval)
    check(actor, "approvals.withdraw_request", approval)
    _must_be_open(approval)
    _needs(reason)
    _decide(actor, approval, "withdrawn", why=reason.strip())
    return approval


@transaction.atomic
def do_reopen(
    *,
    actor: Any,
    approval: Approval,
    reason: str,
    due: date | None = None,
    facts: Sequence[Mapping[str, str]] | None = None,
    content: Any = None,
) -> Approval:
    """
    Open a returned, rejected or withdrawn request again, as a new round; the votes of earlier rounds stay.

    Args:
        actor: who asks again; becomes the one who cannot vote.
        approval: the request.
        reason: what has been completed or changed.
        due: the last day to vote in this round.
        facts: what is agreed now, where it changed.
        content: what will be applied now, where it changed.

    Raises:
        ApprovalError: it is open or approved, the thing waits in another request, or no reason is given.
    """
    approval = _locked(approval)
    check(actor, "approvals.reopen_request", approval)
    _needs(reason)
    if approval.state in ("open", "approved"):
        raise ApprovalError(
            say(
                "只有退回、未通过或撤回的请求可以重新提交。",
                "Only what was returned, rejected or withdrawn can be opened again.",
            )
        )
    _can_open(approval.kind, approval.thing, tuple(party.place for party in approval.parties.all()), approval.needed)
    before = {"state": approval.state, "round": approval.round}
    approval.state, approval.decided_at = "open", None
    approval.round += 1
    approval.opened_by, approval.opened_at, approval.due = actor, timezone.now(), due
    if facts is not None:
        approval.facts = [dict(fact) for fact in facts]
    if content is not None:
        approval.content = content
    approval.save()
    _note(
        actor,
        "approvals.reopen_request",
        approval,
        why=reason.strip(),
        before=before,
        after={"state": approval.state, "round": approval.round},
    )
    _kind(approval.kind).reopened(approval, actor)
    tell_approvers(approval)
    return approval


def thing_of(approval: Approval) -> str:
    """The name of a request in the chain of changes."""
    return f"approvals.approval:{approval.pk}"


def _decide(actor: Any, approval: Approval, state: str, *, why: str = "") -> None:
    approval.state, approval.decided_at = state, timezone.now()
    approval.save(update_fields=["state", "decided_at"])
    _note(actor, f"approvals.{state}", approval, why=why, before={"state": "open"}, after={"state": state})
    kind = _kind(approval.kind)
    (kind.approved if state == "approved" else kind.closed)(approval, actor)
    tell_result(approval, actor)


def _locked(approval: Approval) -> Approval:
    """The request as it is now, kept from others until the transaction ends."""
    return Approval.objects.select_for_update().get(pk=approval.pk)


def _kind(key: str) -> kinds.Kind:
    found = kinds.find(key)
    if found is None:
        raise ApprovalError(
            say(
                "系统不认识“{key}”这类请求；请安装相应模块。",
                "Requests of the kind {key} are not known here; install the room.",
                key=key,
            )
        )
    return found


def _can_open(kind: str, thing: str, places: Sequence[str], needed: int) -> None:
    _kind(kind)
    if not places or len(set(places)) != len(places):
        raise ApprovalError(say("各方须各列一次，且至少一方。", "Name every party once, and at least one."))
    if not 1 <= needed <= len(places):
        raise ApprovalError(
            say(
                "须{n}方同意，但共有{m}方。",
                "{n} approvals are needed, but there are {m} parties.",
                n=needed,
                m=len(places),
            )
        )
    if Approval.objects.filter(kind=kind, thing=thing, state="open").exists():
        raise ApprovalError(
            say("此事已在表决中；请先撤回原请求。", "This already waits for approval; withdraw that request first.")
        )


def _can_vote(
    actor: Any, approval: Approval, party: Party | None, verdict: str, reason: str, seen_round: int | None
) -> None:
    _must_be_open(approval)
    if party is None:
        raise ApprovalError(say("这一方不参加表决。", "This party has no vote in it."))
    if seen_round is not None and seen_round != approval.round:
        raise ApprovalError(
            say(
                "您阅读后，该请求已重新提交；请看过新内容再表决。",
                "It was opened again after you read it; read it anew, then vote.",
            )
        )
    if approval.opened_by_id == actor.pk:
        raise ApprovalError(
            say(
                "提交人不能表决；请本方另一位审批人表决。",
                "Who opened a request does not vote on it; another approver has to.",
            )
        )
    if verdict not in Vote.Verdict.values:
        raise ApprovalError(say("表决只能是同意、退回或反对。", "A vote is approve, return or reject."))
    if verdict != "approve":
        _needs(reason)
    votes = approval.votes.filter(round=approval.round)
    if votes.filter(party=party).exists():
        raise ApprovalError(say("{who}已经表决。", "{who} has voted already.", who=party.name))
    if votes.filter(person=actor).exists():
        raise ApprovalError(say("每人只能代表一方表决。", "One person votes for one party only."))


def _must_be_open(approval: Approval) -> None:
    if approval.state != "open":
        raise ApprovalError(
            say(
                "该请求已有结果（{state}），不能再改。",
                "This is decided already ({state}).",
                state=approval.get_state_display(),
            )
        )


def _needs(reason: str) -> None:
    if not reason.strip():
        raise ApprovalError(say("请写明理由。", "Please give a reason."))


def _note(actor: Any, action: str, approval: Approval, *, why: str = "", before: Any = None, after: Any = None) -> None:
    first = approval.parties.first()
    note(
        actor=actor,
        action=action,
        thing=thing_of(approval),
        place=approval.place or (first.place if first else ""),
        why=why,
        before=before,
        after=after,
    )
