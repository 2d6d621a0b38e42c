"""
Whose turn is it? One engine for the order of joining, a fixed cycle and pairs that visit each other in turn.

A round is a queue of turns. Each member of the body stands in it once a round, in order; those who join later go to its
end; those who left drop out. A member that is passed over keeps its turn: it comes next, or at the end of the round, as
the rotation says. A member that defers keeps its place and is waited for. When the queue is empty a new round begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tashan.governance.days import holds_on
from tashan.governance.membership import Membership, roll
from tashan.governance.problems import failure
from tashan.rules import Source

ORDERS = ("joining", "cycle", "pairing")
COUNTED_BY = ("session", "year")
IDLE_YEARS = ("keeps", "passes")
RETURNS = ("next", "end_of_round")
OUT_OF_TURN = ("keeps_turn", "uses_turn")
CHANGES = ("skip", "defer", "out_of_turn")


@dataclass(frozen=True, slots=True)
class Rotation:
    """
    The rule by which hosts or chairs follow each other.

    Attributes:
        order: `joining` (the members in their order), `cycle` (a list) or `pairing` (pairs, each at home once a round).
        cycle: keys of the participants, for `cycle`; for `pairing` the partners, or all members where empty.
        by: whether turns are counted by `session` or by `year`.
        anchor_turn: a session or year whose host is known; None: the first one of the history with a known host.
        anchor: the key of that host.
        idle: what a year without a session does to its turn, counted by year: `keeps` it for the next, or `passes`.
        skipped: when one who was passed over comes: `next`, or at the `end_of_round`.
        out_of_turn: whether hosting out of turn leaves one's own turn (`keeps_turn`) or takes its place (`uses_turn`).
        excluded: keys of members that never host.
        start, end: first and last day on which the rule holds; end None while it does.
        note: a remark, such as what is assumed.
        source: where it is written.
    """

    order: str
    cycle: tuple[str, ...] = ()
    by: str = "session"
    anchor_turn: int | None = None
    anchor: str = ""
    idle: str = "keeps"
    skipped: str = "next"
    out_of_turn: str = "keeps_turn"
    excluded: tuple[str, ...] = ()
    start: str = ""
    end: str | None = None
    note: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """
    A decision to depart from the rule.

    Attributes:
        turn: the session or year it is about.
        kind: `skip`, `defer` or `out_of_turn`.
        member: the key of whom it is about.
        until: for `defer`, the first session or year at which the member can host.
        reason: why.
        decided_by: the session or body that decided it.
    """

    turn: int
    kind: str
    member: str
    until: int | None = None
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A session of the record: its number or year, a day in it, and the key of the host (None: not known)."""

    turn: int
    day: str
    host: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """
    Whose turn it is, and why.

    Attributes:
        turn: number of the session, or year.
        day: the day on which the members were counted.
        host: key of the host; None where nobody is left.
        guest: for pairs, the key of the other side; "" otherwise.
        reason: `in_order`, `returned` (was passed over before), `out_of_turn`, `nobody`.
        passed_over: keys of those whose turn came before and who keep it.
        explanation: the same for people.
    """

    turn: int
    day: str
    host: str | None
    guest: str
    reason: str
    passed_over: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Checked:
    """
    One session, or year without one, held against the rule.

    Attributes:
        turn, day: as recorded; the day is "" for a year without a session.
        host: key of the recorded host; None where it is not known or there was no session.
        expected: key of the host by the rule; None where the rule says nothing.
        verdict: `in_order`, `returned`, `passes_over`, `out_of_turn`, `not_a_member`, `host_unknown`, `no_session`,
            `not_on_record`, `no_rule`.
        passed_over: keys of those who were passed over.
        decided: whether a recorded decision says so.
        explanation: the same for people.
    """

    turn: int
    day: str
    host: str | None
    expected: str | None
    verdict: str
    passed_over: tuple[str, ...]
    decided: bool
    explanation: str

    @property
    def exception(self) -> bool:
        """Whether it departs from the rule."""
        return self.verdict in {"passes_over", "out_of_turn", "not_a_member"} or (
            self.decided and self.verdict != "no_session"
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the queue: who hosts, whom (for pairs), whether it was passed over before, and in which round it stands."""

    host: str
    guest: str = ""
    owed: bool = False
    round: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """
    Who still has to host.

    Attributes:
        slots: in order; empty before a new round.
        seen: keys of the members at the last turn, so that joiners are known.
        used: keys of those whose next turn is used up already.
        round: number of the newest round.
    """

    slots: tuple[Slot, ...] = ()
    seen: frozenset[str] = frozenset()
    used: tuple[str, ...] = ()
    round: int = 0


def pairs(keys: Sequence[str]) -> tuple[Slot, ...]:
    """
    Every pair at home once with each side: first all pairs once, then again with home and away changed.

    Source: the circle method of round-robin tournaments; one partner stays, the others move on by one place.
    """
    circle = [*keys] if len(keys) % 2 == 0 else [*keys, ""]
    first = []
    for round_number in range(len(circle) - 1):
        half = len(circle) // 2
        for one, other in zip(circle[:half], reversed(circle[half:]), strict=True):
            if one and other:
                first.append(Slot(one, other) if round_number % 2 == 0 else Slot(other, one))
        circle = [circle[0], circle[-1], *circle[1:-1]]
    return (*first, *(Slot(slot.guest, slot.host) for slot in first))


def plan(
    rotation: Rotation,
    memberships: Sequence[Membership],
    turns: Sequence[tuple[int, str]],
    changes: Sequence[Change] = (),
) -> tuple[Turn, ...]:
    """
    Who hosts each of the turns by the rule and the decisions that depart from it.

    Args:
        rotation: the rule; without an anchor the first of its order hosts the first turn.
        memberships: of the body.
        turns: number or year, and the day on which members count; they follow each other.
        changes: decisions.

    Returns:
        One turn each, in the order given.
    """
    engine = _Engine(rotation, memberships, changes)
    first = Held(*turns[0], None) if turns else None
    queue = engine.opening(first) if first else Queue()
    found = []
    for number, day in turns:
        turn, queue = engine.take(queue, number, day)
        found.append(turn)
    return tuple(found)


def check(
    rotation: Rotation,
    memberships: Sequence[Membership],
    history: Iterable[Held],
    changes: Sequence[Change] = (),
    *,
    complete_from: str = "",
) -> tuple[Checked, ...]:
    """
    A recorded history held against the rule: one entry a session, and one for each that is missing.

    Args:
        rotation: the rule.
        memberships: of the body.
        history: what was held; the order in which it is given does not matter.
        changes: decisions.
        complete_from: the day from which nothing is missing in the history; earlier years without a session, and
            numbers that are missing, are `not_on_record`, and their turn is taken to have been used.

    Returns:
        Sessions before the first one whose host is known, or outside the rule's dates, are `no_rule`. Where a host is
        not known the rule is taken to have been followed.
    """
    return _replay(rotation, memberships, history, changes, complete_from)[0]


def next_turn(
    rotation: Rotation,
    memberships: Sequence[Membership],
    history: Iterable[Held],
    at: tuple[int, str],
    changes: Sequence[Change] = (),
) -> Turn:
    """
    Who hosts the next session.

    Args:
        rotation: the rule.
        memberships: of the body.
        history: what was held so far.
        at: number or year of the next session, and the day on which members count.
        changes: decisions.

    Raises:
        GovernanceError: `no_history`: no session with a known host, and no anchor, from which to count.
    """
    checked, queue = _replay(rotation, memberships, history, changes)
    engine = _Engine(rotation, memberships, changes)
    if queue is None:
        if not rotation.anchor:
            raise failure(
                "no_history", "No host is known from which to count. Add `anchor` to the rotation, or a session's host."
            )
        queue = engine.opening(Held(at[0], at[1], None))
    by_year = rotation.by == "year"
    for missing in range(checked[-1].turn + 1, at[0]) if checked else ():
        queue = engine.idle(queue, missing, f"{missing}-12-31" if by_year else at[1], on_record=by_year)[1]
    return engine.take(queue, *at)[0]


def _replay(
    rotation: Rotation,
    memberships: Sequence[Membership],
    history: Iterable[Held],
    changes: Sequence[Change],
    complete_from: str = "",
) -> tuple[tuple[Checked, ...], Queue | None]:
    engine = _Engine(rotation, memberships, changes)
    found: list[Checked] = []
    queue: Queue | None = None
    last = None
    ordered = sorted(history, key=lambda held: (held.turn, held.day))
    for turn, group in groupby(ordered, key=lambda held: held.turn):
        held = [*group]
        if not engine.rules(held[0]) or (queue is None and not engine.opens(held[0])):
            found += [_no_rule(each) for each in held]
            continue
        if queue is None:
            queue = engine.opening(held[0])
        elif last is not None:
            for missing in range(last + 1, turn):
                by_year = rotation.by == "year"
                on_record = by_year and bool(complete_from) and complete_from <= f"{missing}-12-31"
                day = f"{missing}-12-31" if by_year else held[0].day
                idle, queue = engine.idle(queue, missing, day, on_record=on_record)
                found.append(idle)
        before = queue
        for each in held:  # a second session of a year has the same chair
            checked, queue = engine.judge(before, each)
            found.append(checked)
        last = turn
    return tuple(found), queue


def _no_rule(held: Held) -> Checked:
    why = "No rule is known for this session, or no host from which to count."
    return Checked(held.turn, held.day, held.host, None, "no_rule", (), decided=False, explanation=why)


class _Engine:
    """The rule, the members and the decisions of one replay; it holds no state of its own."""

    def __init__(self, rotation: Rotation, memberships: Sequence[Membership], changes: Sequence[Change]) -> None:
        self.rotation = rotation
        self.memberships = memberships
        self.changes = changes
        self.names = {each.participant.key: each.participant.name for each in memberships}

    # --- who can host ---

    def members(self, day: str) -> tuple[str, ...]:
        """Keys of those who can host on a day, in the order of joining."""
        keys = [each.participant.key for each in roll(self.memberships, day)]
        return tuple(key for key in dict.fromkeys(keys) if key not in self.rotation.excluded)

    def round(self, day: str) -> tuple[Slot, ...]:
        """A whole round as it begins on a day."""
        members = self.members(day)
        if self.rotation.order == "joining":
            return tuple(Slot(key) for key in members)
        listed = tuple(key for key in self.rotation.cycle or members if key in members)
        return pairs(listed) if self.rotation.order == "pairing" else tuple(Slot(key) for key in listed)

    def rules(self, held: Held) -> bool:
        """Whether the rule holds on the day of a session."""
        return holds_on(held.day, self.rotation.start, self.rotation.end)

    def opens(self, held: Held) -> bool:
        """Whether counting can begin at a session: its host is known, or the anchor says where the order stands."""
        rotation = self.rotation
        if rotation.anchor_turn is None:
            return held.host is not None
        return rotation.order != "joining" or held.turn >= rotation.anchor_turn

    def opening(self, held: Held) -> Queue:
        """The queue right before a session from which counting begins."""
        rotation = self.rotation
        slots = self.round(held.day)
        hosts = [slot.host for slot in slots]
        anchor = rotation.anchor or held.host or (hosts[0] if hosts else "")
        if anchor not in hosts:
            if rotation.anchor:
                name = self.names.get(anchor, anchor)
                message = f"{name} cannot host on {held.day}, so counting cannot begin there. Correct the anchor."
                raise failure("bad_anchor", message)
            return Queue(slots, frozenset(self.members(held.day)))
        distance = held.turn - rotation.anchor_turn if rotation.anchor_turn is not None else 0
        place = hosts.index(anchor) + distance
        if rotation.order == "joining":
            return Queue(slots[place % len(slots) :], frozenset(self.members(held.day)))
        place %= len(slots)
        return Queue((*slots[place:], *slots[:place]), frozenset(self.members(held.day)))

    def freshened(self, queue: Queue, turn: int, day: str) -> Queue:
        """The queue with leavers gone, joiners at its end, and a new round where nobody in it can host."""
        members = self.members(day)
        slots = [slot for slot in queue.slots if slot.host in members and (not slot.guest or slot.guest in members)]
        if self.rotation.order == "joining":
            slots += [Slot(key, round=queue.round) for key in members if key not in queue.seen]
        used, number = [*queue.used], queue.round
        blocked = self.waiting(turn)
        again = self.round(day)
        if all(slot.host in blocked for slot in slots) and not all(slot.host in blocked for slot in again):
            number += 1
            for slot in again:
                if slot.host in used:
                    used.remove(slot.host)
                else:
                    slots.append(replace(slot, round=number))
        return Queue(tuple(slots), frozenset(members), tuple(used), number)

    def waiting(self, turn: int) -> frozenset[str]:
        """Keys of those who do not host this turn: skipped at it, or deferred beyond it."""
        return frozenset(
            change.member
            for change in self.changes
            if (change.kind == "skip" and change.turn == turn)
            or (change.kind == "defer" and change.turn <= turn and (change.until is None or turn < change.until))
        )

    # --- turns ---

    def take(self, queue: Queue, turn: int, day: str) -> tuple[Turn, Queue]:
        """The turn by the rule and the decisions, and the queue after it."""
        queue = self.freshened(queue, turn, day)
        jump = next((each for each in self.changes if each.kind == "out_of_turn" and each.turn == turn), None)
        if jump is not None:
            why = f"{self.name(jump.member)} hosts out of turn{_because(jump)}."
            return Turn(turn, day, jump.member, "", "out_of_turn", (), why), self.jumped(queue, jump.member)
        waiting = self.waiting(turn)
        place = next((number for number, slot in enumerate(queue.slots) if slot.host not in waiting), None)
        if place is None:
            return Turn(turn, day, None, "", "nobody", (), "No member can host."), queue
        slot = queue.slots[place]
        passed = tuple(dict.fromkeys(each.host for each in queue.slots[:place]))
        reason = "returned" if slot.owed else "in_order"
        return Turn(turn, day, slot.host, slot.guest, reason, passed, self.told(slot, turn, passed)), self.hosted(
            queue, place, turn
        )

    def judge(self, queue: Queue, held: Held) -> tuple[Checked, Queue]:
        """A session held against the rule, and the queue after it."""
        queue = self.freshened(queue, held.turn, held.day)
        expected, after = self.take(queue, held.turn, held.day)
        decided = bool(expected.passed_over) or expected.reason == "out_of_turn"

        def checked(verdict: str, passed: tuple[str, ...], why: str, *, by_decision: bool = False) -> Checked:
            return Checked(held.turn, held.day, held.host, expected.host, verdict, passed, by_decision, why)

        if held.host is None:
            why = f"The host is not known; by the rule it was {self.name(expected.host)}."
            return checked("host_unknown", (), why), after
        if held.host == expected.host:
            verdict = "passes_over" if expected.passed_over else expected.reason
            return checked(verdict, expected.passed_over, expected.explanation, by_decision=decided), after
        if held.host not in self.members(held.day):
            why = (
                f"{self.name(held.host)} hosted, but could not on {held.day}; it was {self.name(expected.host)}'s turn."
            )
            return checked("not_a_member", (), why), queue
        place = next((number for number, slot in enumerate(queue.slots) if slot.host == held.host), None)
        if place is None:
            why = (
                f"{self.name(held.host)} hosted out of turn; it was {self.name(expected.host)}'s turn, which it keeps."
            )
            return checked("out_of_turn", (), why), self.jumped(queue, held.host)
        passed = tuple(dict.fromkeys(slot.host for slot in queue.slots[:place]))
        why = f"{self.name(held.host)} hosted and {self.listed(passed)} passed over; they keep their turn."
        return checked("passes_over", passed, why), self.hosted(queue, place, held.turn)

    def idle(self, queue: Queue, turn: int, day: str, *, on_record: bool = True) -> tuple[Checked, Queue]:
        """A year without a session, or without one on record, and the queue after it."""
        expected, after = self.take(queue, turn, day)
        if not on_record:
            what = f"No session of {turn}" if self.rotation.by == "year" else f"Session {turn}"
            what += " is on record" if self.rotation.by == "year" else " is not on record"
            why = f"{what}; by the rule it was {self.name(expected.host)}'s turn."
            return Checked(turn, "", None, expected.host, "not_on_record", (), decided=False, explanation=why), after
        passes = self.rotation.idle == "passes"
        what = "its turn passes" if passes else "it keeps its turn"
        why = f"No session in {turn}; it was {self.name(expected.host)}'s turn, and {what}."
        found = Checked(turn, "", None, expected.host, "no_session", (), decided=False, explanation=why)
        return found, after if passes else queue

    def hosted(self, queue: Queue, place: int, turn: int) -> Queue:
        """The queue after the one at a place hosted: those before it are owed their turn."""
        deferred = {each.member for each in self.changes if each.kind == "defer"} & self.waiting(turn)
        before = [replace(slot, owed=True) for slot in queue.slots[:place]]
        after = queue.slots[place + 1 :]
        if self.rotation.skipped == "next":
            return replace(queue, slots=(*before, *after))
        stay: list[Slot] = []
        queued = [*after]
        for slot in before:
            same = [number for number, each in enumerate(queued) if each.round == slot.round]
            if same and slot.host not in deferred:
                queued.insert(same[-1] + 1, slot)
            else:
                stay.append(slot)
        return replace(queue, slots=(*stay, *queued))

    def jumped(self, queue: Queue, host: str) -> Queue:
        """The queue after somebody hosted out of turn."""
        if self.rotation.out_of_turn == "keeps_turn":
            return queue
        place = next((number for number, slot in enumerate(queue.slots) if slot.host == host), None)
        if place is None:
            return replace(queue, used=(*queue.used, host))
        return replace(queue, slots=(*queue.slots[:place], *queue.slots[place + 1 :]))

    # --- words ---

    def name(self, key: str | None) -> str:
        return self.names.get(key, key) if key else "nobody"

    def listed(self, keys: Sequence[str]) -> str:
        return f"{'、'.join(self.name(key) for key in keys)} {'was' if len(keys) == 1 else 'were'}"

    def told(self, slot: Slot, turn: int, passed: Sequence[str]) -> str:
        rule = {"joining": "the order of joining", "cycle": "the fixed cycle", "pairing": "the pairs"}
        whom = f" {self.name(slot.guest)}" if slot.guest else ""
        text = f"{self.name(slot.host)} hosts{whom}: next in {rule[self.rotation.order]}"
        text += ", passed over before" if slot.owed else ""
        if passed:
            reasons = [
                _because(each) for each in self.changes if each.member in passed and each.member in self.waiting(turn)
            ]
            text += f"; {self.listed(passed)} passed over{''.join(dict.fromkeys(reasons))}"
        return text + "."


def _because(change: Change) -> str:
    parts = [change.reason, f"decided by {change.decided_by}" if change.decided_by else ""]
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""
