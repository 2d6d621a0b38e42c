"""The queue of those who still have to host, and what each session does to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tashan.governance.days import holds_on
from tashan.governance.membership import Membership, roll
from tashan.governance.problems import failure
from tashan.governance.rotations import Change, Checked, Held, Queue, Rotation, Slot, Turn


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


class Engine:
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

    def holding(self, turn: int) -> tuple[Change, ...]:
        """The decisions by which somebody does not host this turn: skipped at it, or deferred beyond it."""
        return tuple(
            change
            for change in self.changes
            if (change.kind == "skip" and change.turn == turn)
            or (change.kind == "defer" and change.turn <= turn and (change.until is None or turn < change.until))
        )

    def waiting(self, turn: int) -> frozenset[str]:
        """Keys of those who do not host this turn."""
        return frozenset(change.member for change in self.holding(turn))

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

    def idle(self, queue: Queue, turn: int, day: str, *, on_record: bool) -> tuple[Checked, Queue]:
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
        deferred = {each.member for each in self.holding(turn) if each.kind == "defer"}
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
        """The name of a member, its key where it has none."""
        return self.names.get(key, key) if key else "nobody"

    def listed(self, keys: Sequence[str]) -> str:
        """Members with their verb, as the beginning of a sentence."""
        return f"{'、'.join(self.name(key) for key in keys)} {'was' if len(keys) == 1 else 'were'}"

    def told(self, slot: Slot, turn: int, passed: Sequence[str]) -> str:
        """Whose turn it is, by which order, and who was passed over and why."""
        rule = {"joining": "the order of joining", "cycle": "the fixed cycle", "pairing": "the pairs"}
        whom = f" {self.name(slot.guest)}" if slot.guest else ""
        text = f"{self.name(slot.host)} hosts{whom}: next in {rule[self.rotation.order]}"
        text += ", passed over before" if slot.owed else ""
        if passed:
            reasons = [_because(each) for each in self.holding(turn) if each.member in passed]
            text += f"; {self.listed(passed)} passed over{''.join(dict.fromkeys(reasons))}"
        return text + "."


def _because(change: Change) -> str:
    parts = [change.reason, f"decided by {change.decided_by}" if change.decided_by else ""]
    told = ", ".join(part for part in parts if part)
    return f" ({told})" if told else ""
