"""What a rotation is made of: the rule, decisions to depart from it, turns, and sessions held against it."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.governance.conflicts import UNSAID
from tashan.rules import Label, Source

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
        place: file, line and field.
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
    note: Label = UNSAID
    source: Source | None = None
    place: tuple[str, int, str] = ("", 0, "")


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
        place: file, line and field.
    """

    turn: int
    kind: str
    member: str
    until: int | None = None
    reason: str = ""
    decided_by: str = ""
    place: tuple[str, int, str] = ("", 0, "")


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
        return self.decided or self.verdict in {"passes_over", "out_of_turn", "not_a_member"}


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
