"""Equal parties approve together: whole or not at all, one vote each, four eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashan.web.accounts.models import Grant, Person
from tashan.web.approvals import kinds
from tashan.web.approvals.models import Approval, Vote
from tashan.web.approvals.services import ApprovalError, do_open, do_reopen, do_vote, do_withdraw
from tashan.web.audit.models import Event

from ..conftest import JIANGSU, ROLES, SUZHOU, ZHEJIANG  # noqa: TID252

SHANGHAI = "310000"
PARTIES = (JIANGSU, ZHEJIANG, SHANGHAI)


@pytest.fixture
def applied() -> Iterator[list[tuple[str, Any]]]:
    """What the handlers of the kind `tests.apply` did: (state, content)."""
    done: list[tuple[str, Any]] = []

    def act(approval: Approval, actor: Any) -> None:
        done.append((approval.state, approval.content))

    kinds.register(kinds.Kind("tests.apply", "测试", "test", approved=act, closed=act, reopened=act))
    yield done
    kinds.forget("tests.apply")


@pytest.fixture
def opened(person: Callable[..., Any], applied: list[Any]) -> Callable[..., Approval]:
    """Open a request of three provinces by an officer of Jiangsu."""

    def make(**changes: Any) -> Approval:
        given_ = {
            "actor": person("officer", JIANGSU),
            "kind": "tests.apply",
            "thing": "tests.thing:1",
            "title": "饮用水源应急联通工程二期",
            "effect": "本事项由“提出”转为“议定”",
            "rule": "联席会议章程第9条",
            "parties": PARTIES,
            "content": {"stage": "agreed"},
        }
        return do_open(**{**given_, **changes})

    return make


def _vote(person: Callable[..., Any], approval: Approval, place: str, verdict: str = "approve") -> Approval:
    return do_vote(
        actor=person("approver", place),
        approval=approval,
        party=place,
        verdict=verdict,
        reason="" if verdict == "approve" else "needs data",
    )


def test_what_was_voted_on_is_applied_when_the_last_party_approves(
    person: Callable[..., Any], opened: Callable[..., Approval], applied: list[Any]
) -> None:
    approval = opened()

    states = [_vote(person, approval, place).state for place in PARTIES]

    assert ["open", "open", "approved"] == states
    assert [("approved", {"stage": "agreed"})] == applied
    assert [
        "approvals.open_request",
        *["approvals.vote"] * 3,
        "approvals.approved",
    ] == list(Event.objects.values_list("action", flat=True))


def test_two_of_three_are_enough_where_the_rule_says_so(
    person: Callable[..., Any], opened: Callable[..., Approval]
) -> None:
    approval = opened(needed=2)

    _vote(person, approval, JIANGSU, "reject")
    _vote(person, approval, ZHEJIANG)

    assert "approved" == _vote(person, approval, SHANGHAI).state


def test_one_return_sends_it_back_with_the_reason(
    person: Callable[..., Any], opened: Callable[..., Approval], applied: list[Any]
) -> None:
    approval = _vote(person, opened(), JIANGSU, "return")

    assert "returned" == approval.state
    assert [("returned", {"stage": "agreed"})] == applied
    assert "needs data" == Event.objects.get(action="approvals.vote").why


def test_a_decided_request_takes_no_more_votes(person: Callable[..., Any], opened: Callable[..., Approval]) -> None:
    approval = opened()
    _vote(person, approval, JIANGSU, "reject")

    with pytest.raises(ApprovalError, match="已有结果"):
        _vote(person, approval, ZHEJIANG)


def test_a_party_votes_once(person: Callable[..., Any], opened: Callable[..., Approval]) -> None:
    approval = opened()
    _vote(person, approval, JIANGSU)

    with pytest.raises(ApprovalError, match="江苏省已经表决"):
        do_vote(
            actor=person("approver", JIANGSU, name="second approver"),
            approval=approval,
            party=JIANGSU,
            verdict="approve",
        )


def test_one_person_votes_for_one_party(person: Callable[..., Any], opened: Callable[..., Approval]) -> None:
    """Also when the role reaches several of them."""
    approval = opened()
    everywhere = person("approver", "*")
    do_vote(actor=everywhere, approval=approval, party=JIANGSU, verdict="approve")

    with pytest.raises(ApprovalError, match="每人只能代表一方"):
        do_vote(actor=everywhere, approval=approval, party=ZHEJIANG, verdict="approve")


def test_who_opened_it_does_not_vote_on_it(person: Callable[..., Any], opened: Callable[..., Approval]) -> None:
    approver = person("approver", JIANGSU)
    approval = opened(actor=approver)

    with pytest.raises(ApprovalError, match="提交人不能表决"):
        do_vote(actor=approver, approval=approval, party=JIANGSU, verdict="approve")


@pytest.mark.parametrize("verdict", ["return", "reject"])
def test_no_refusal_without_a_reason(person: Callable[..., Any], opened: Callable[..., Approval], verdict: str) -> None:
    with pytest.raises(ApprovalError, match="理由"):
        do_vote(actor=person("approver"), approval=opened(), party=JIANGSU, verdict=verdict, reason="  ")


def test_a_handler_that_fails_leaves_nothing(person: Callable[..., Any], opened: Callable[..., Approval]) -> None:
    """Neither the vote, nor the decision, nor an event."""

    def fail(approval: Approval, actor: Any) -> None:
        Grant.objects.create(
            person=actor, role="reader", place="*", valid_from=date(2026, 1, 1), granted_at=timezone.now()
        )
        raise RuntimeError("the matter has gone")

    kinds.register(kinds.Kind("tests.fail", "失败", "fails", approved=fail))
    try:
        approval = opened(kind="tests.fail", needed=1)
        voter = person("approver", JIANGSU)
        grants = Grant.objects.count()
        with pytest.raises(RuntimeError, match="gone"):
            do_vote(actor=voter, approval=approval, party=JIANGSU, verdict="approve")
    finally:
        kinds.forget("tests.fail")

    approval.refresh_from_db()
    assert ("open", 0, grants) == (approval.state, approval.votes.count(), Grant.objects.count())
    assert ["approvals.open_request"] == list(Event.objects.values_list("action", flat=True))


def test_opening_again_starts_a_round_and_keeps_the_old_votes(
    person: Callable[..., Any], opened: Callable[..., Approval], applied: list[Any]
) -> None:
    approval = opened()
    _vote(person, approval, JIANGSU, "return")

    approval = do_reopen(
        actor=person("officer", ZHEJIANG), approval=approval, reason="data added", content={"stage": "agreed, v2"}
    )
    for place in PARTIES:
        approval = _vote(person, approval, place)

    assert ("approved", 2) == (approval.state, approval.round)
    assert [1, 2, 2, 2] == list(approval.votes.values_list("round", flat=True))
    assert [
        ("returned", {"stage": "agreed"}),
        ("open", {"stage": "agreed, v2"}),
        ("approved", {"stage": "agreed, v2"}),
    ] == applied


def test_a_vote_on_an_earlier_round_is_refused(person: Callable[..., Any], opened: Callable[..., Approval]) -> None:
    """The voter read something else than what is open now."""
    approval = _vote(person, opened(), JIANGSU, "return")
    do_reopen(actor=person("officer", JIANGSU), approval=approval, reason="data added")

    with pytest.raises(ApprovalError, match="重新提交"):
        do_vote(actor=person("approver", ZHEJIANG), approval=approval, party=ZHEJIANG, verdict="approve", seen_round=1)


def test_a_thing_waits_in_one_request(opened: Callable[..., Approval]) -> None:
    opened()

    with pytest.raises(ApprovalError, match="已在表决中"):
        opened()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": "tests.unknown"}, "不认识"),
        ({"parties": (), "place": JIANGSU}, "至少一方"),
        ({"parties": (JIANGSU, JIANGSU)}, "各列一次"),
        ({"needed": 4}, "须4方同意，但共有3方"),
        ({"needed": 0}, "须0方同意"),
    ],
)
def test_what_cannot_be_decided_is_not_opened(
    opened: Callable[..., Approval], changes: dict[str, Any], expected: str
) -> None:
    with pytest.raises(ApprovalError, match=expected):
        opened(**changes)


def test_only_who_opened_it_takes_it_back(
    person: Callable[..., Any], opened: Callable[..., Approval], applied: list[Any]
) -> None:
    approval = opened()

    with pytest.raises(PermissionDenied):
        do_withdraw(actor=person("officer", ZHEJIANG), approval=approval, reason="a mistake")

    assert "withdrawn" == do_withdraw(actor=person("officer", JIANGSU), approval=approval, reason="a mistake").state
    assert [("withdrawn", {"stage": "agreed"})] == applied


# --- the table: role × place × state --------------------------------------------------------------------------------


STATES = ("open", "approved", "returned", "rejected", "withdrawn")


@pytest.mark.parametrize("place", [JIANGSU, SUZHOU, ZHEJIANG, "440000", "*"])
@pytest.mark.parametrize("role", ROLES)
def test_only_an_approver_of_the_party_votes_and_only_while_it_is_open(
    person: Callable[..., Any], opened: Callable[..., Approval], role: str, place: str
) -> None:
    """A province's approver votes for its city; a city's does not vote for its province."""
    voted = {}
    for state in STATES:
        approval = opened(actor=person("officer", JIANGSU, name="opener"), thing=f"tests.thing:{state}")
        if state != "open":
            Approval.objects.filter(pk=approval.pk).update(state=state, decided_at=timezone.now())
        with suppress(PermissionDenied, ApprovalError):
            do_vote(actor=person(role, place), approval=approval, party=JIANGSU, verdict="approve")
        voted[state] = approval.votes.exists()

    allowed = role == "approver" and place in (JIANGSU, "*")
    assert {state: allowed and state == "open" for state in STATES} == voted


@pytest.mark.parametrize("place", [JIANGSU, SUZHOU, "440000"])
@pytest.mark.parametrize("role", ROLES)
def test_who_opens(person: Callable[..., Any], opened: Callable[..., Approval], role: str, place: str) -> None:
    allowed = role in ("officer", "finance", "approver") and place == JIANGSU

    if allowed:
        assert "open" == opened(actor=person(role, place)).state
    else:
        with pytest.raises(PermissionDenied):
            opened(actor=person(role, place))


# --- the database holds without the services ------------------------------------------------------------------------


def test_the_database_refuses_second_votes_and_two_eyes(
    person: Callable[..., Any], opened: Callable[..., Approval]
) -> None:
    approval = opened()
    one, two = approval.parties.all()[:2]
    voter = person("approver", JIANGSU)
    base = {"approval": approval, "round": 1, "opener": approval.opened_by, "at": timezone.now()}
    Vote.objects.create(**base, party=one, person=voter, verdict="approve")

    for wrong in (
        {"party": one, "person": person("approver", ZHEJIANG), "verdict": "approve"},
        {"party": two, "person": voter, "verdict": "approve"},
        {"party": two, "person": approval.opened_by, "verdict": "approve"},
        {"party": two, "person": person("approver", ZHEJIANG), "verdict": "reject"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vote.objects.create(**base, **wrong)


# --- any order of votes ---------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["vote", "vote", "vote", "vote", "reopen", "withdraw"]),
        st.integers(0, 4),  # which person
        st.integers(0, 3),  # for which party; the last is none of them
        st.sampled_from(["approve", "approve", "approve", "return", "reject"]),
        st.booleans(),  # whether the handler fails
    ),
    max_size=14,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS, needed=st.integers(1, 3))
@pytest.mark.django_db
def test_no_order_of_votes_applies_half_or_twice(person: Callable[..., Any], steps: list[Any], needed: int) -> None:
    """What is applied is applied once, when N parties approved; a failing handler leaves the request as it was."""
    applied: list[int] = []
    failing = False

    def act(approval: Approval, actor: Any) -> None:
        note_of_work = Grant.objects.create(
            person=actor,
            role="reader",
            place=f"round {approval.round}",
            valid_from=date(2026, 1, 1),
            granted_at=timezone.now(),
        )
        if failing:
            raise RuntimeError
        applied.append(note_of_work.pk)

    kinds.register(kinds.Kind("tests.any_order", "任意", "any", approved=act))
    try:
        with transaction.atomic():
            opener = person("officer", JIANGSU)
            people = [opener, *(person("approver", place) for place in PARTIES), person("approver", "*")]
            approval = do_open(
                actor=opener, kind="tests.any_order", thing="tests.thing:9", title="x", effect="y", rule="z",
                parties=PARTIES, needed=needed,
            )  # fmt: skip
            for step, who, party, verdict, failing in steps:  # noqa: B007 - read by the handler
                approval.refresh_from_db()
                before = (
                    approval.state,
                    approval.round,
                    approval.votes.count(),
                    Grant.objects.count(),
                    Event.objects.count(),
                )
                try:
                    _step(step, people[who], approval, (*PARTIES, "440000")[party], verdict)
                except (ApprovalError, PermissionDenied, RuntimeError):
                    approval.refresh_from_db()
                    assert before == (
                        approval.state, approval.round, approval.votes.count(), Grant.objects.count(), Event.objects.count(),
                    )  # fmt: skip
                approval.refresh_from_db()
                _holds(approval, needed, applied)
            transaction.set_rollback(True)
    finally:
        kinds.forget("tests.any_order")


def _step(step: str, who: Person, approval: Approval, party: str, verdict: str) -> None:
    if step == "vote":
        do_vote(actor=who, approval=approval, party=party, verdict=verdict, reason="because")
    elif step == "reopen":
        do_reopen(actor=who, approval=approval, reason="because")
    else:
        do_withdraw(actor=who, approval=approval, reason="because")


def _holds(approval: Approval, needed: int, applied: list[int]) -> None:
    votes = list(approval.votes.filter(round=approval.round))
    approvals = [vote for vote in votes if vote.verdict == "approve"]
    assert (approval.state == "approved") == (len(approvals) >= needed)
    assert (1 if approval.state == "approved" else 0) == len(applied)
    assert len(votes) == len({vote.party_id for vote in votes}) == len({vote.person_id for vote in votes})
    assert approval.opened_by_id not in {vote.person_id for vote in votes}
    assert Grant.objects.filter(place__startswith="round").count() == len(applied)
