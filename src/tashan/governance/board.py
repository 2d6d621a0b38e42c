"""What is promised, late, proven? The board of matters on a day: one row a matter, counted by stage, owner and light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.governance.lights import Signal, Thresholds, signal_of
from tashan.governance.matters import MatterState
from tashan.governance.transitions import confirmed
from tashan.records.codes import Completion, EvidenceGrade, Light, SelfReport, SideState, Stage


@dataclass(frozen=True, slots=True)
class Row:
    """
    One matter on the board.

    Attributes:
        matter, title, owner, participants, parent: of the matter.
        position: its stage, or its side state.
        due: by the baseline in force.
        signal: light, word and days; None beside the chain.
        slip: days since the first baseline.
        completion, confirmed: as coded, and whether a second member confirmed it.
        self_report: what the owner says; kept apart.
        grade: of its best evidence.
        silent: days since its last event.
    """

    matter: str
    title: str
    owner: str
    participants: tuple[str, ...]
    parent: str
    position: Stage | SideState
    due: date | None
    signal: Signal | None
    slip: int | None
    completion: Completion
    confirmed: bool
    self_report: SelfReport | None
    grade: EvidenceGrade
    silent: int

    @property
    def light(self) -> Light | None:
        """The light alone."""
        return self.signal.light if self.signal else None


@dataclass(frozen=True, slots=True)
class Board:
    """
    Rows on a day, the most pressing first, and how many there are.

    `by_light` counts matters beside their chain under "".
    """

    day: date
    rows: tuple[Row, ...]
    by_position: Mapping[str, int]
    by_owner: Mapping[str, int]
    by_light: Mapping[str, int]

    def sentence(self, language: str = "zh", soon: int = 30) -> str:
        """Say the answer in one sentence, in Chinese or English."""
        proven = sum(row.confirmed for row in self.rows)
        late = self.by_light.get(Light.RED, 0)
        near = sum(
            1 for row in self.rows if row.light is Light.YELLOW and row.signal and row.signal.timing == "due_soon"
        )
        if language == "zh":
            return f"{len(self.rows)} 项合作事项中，{proven} 项已核实；{late} 项逾期，{near} 项 {soon} 天内到期。"
        return (
            f"Of {len(self.rows)} matters, {proven} are proven; {late} are overdue, {near} fall due within {soon} days."
        )


_URGENCY = {Light.RED: 0, Light.YELLOW: 1, Light.BLUE: 2, Light.GREEN: 3, None: 4}


def row(state: MatterState, day: date, thresholds: Thresholds | None = None) -> Row:
    """Give the row of one matter."""
    return Row(
        state.id,
        state.title,
        state.owner,
        state.participants,
        state.parent,
        state.position,
        state.due,
        signal_of(state, day, thresholds),
        state.slip,
        state.completion,
        confirmed(state),
        state.self_report,
        state.grade,
        (day - state.last_update).days,
    )


def board(
    states: Iterable[MatterState],
    day: date,
    thresholds: Thresholds | None = None,
    *,
    keep: Callable[[Row], bool] = lambda _: True,
) -> Board:
    """
    Give the board of matters on a day.

    Args:
        states: of the matters as of that day.
        day: the day for lights and silence.
        thresholds: of the lights.
        keep: which rows to show and count.
    """
    rows = [one for one in (row(state, day, thresholds) for state in states) if keep(one)]
    rows.sort(key=_urgency)
    return Board(
        day,
        tuple(rows),
        Counter(str(one.position) for one in rows),
        Counter(one.owner for one in rows),
        Counter("" if one.signal is None else str(one.signal.light) for one in rows),
    )


def work_of(one: Board, member: str) -> tuple[Row, ...]:
    """Give the rows that concern a member, as owner or participant, most pressing first."""
    return tuple(each for each in one.rows if each.owner == member or member in each.participants)


def _urgency(one: Row) -> tuple[int, int, str]:
    days = one.signal.days if one.signal and one.signal.days is not None else 10**6
    return (_URGENCY[one.light], -days if one.light is Light.RED else days, one.matter)
