"""Is it on time? Lights from dates alone: what the owner says of a matter never changes its light."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.governance.matters import MatterState
from tashan.records.codes import Code, Light


class Timing(Code):
    """Why a light shows: the word that stands beside it, so that colour is never alone."""

    ON_TIME = "on_time", "按期", "on time"
    REMINDER = "reminder", "提醒", "reminder"
    DUE_SOON = "due_soon", "将到期", "due soon"
    OVERDUE = "overdue", "逾期", "overdue"
    UNDATED = "undated", "无期限", "no due day"
    DONE_IN_TIME = "done_in_time", "按期完成", "done in time"
    DONE_LATE = "done_late", "逾期完成", "done late"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """
    From how many days before the due day a light changes; on the due day itself it is not yet red.

    Attributes:
        yellow: nearly due.
        blue: a first reminder; not less than `yellow`.
    """

    yellow: int = 30
    blue: int = 60

    def __post_init__(self) -> None:
        """Refuse thresholds that contradict each other."""
        if not 0 <= self.yellow <= self.blue:
            message = f"Yellow at {self.yellow} and blue at {self.blue} days contradict. Give 0 ≤ yellow ≤ blue."
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Signal:
    """
    A light, its word, and days: until the due day, or, where overdue or late, past it.

    `days` is None where there is no due day.
    """

    light: Light
    timing: Timing
    days: int | None


def signal(due: date | None, today: date, done_on: date | None = None, thresholds: Thresholds | None = None) -> Signal:
    """
    Give the light of a due day.

    Green: done, or further off than `blue` days; blue: within `blue` days, or no due day to go by; yellow: within
    `yellow` days, and done late; red: past.
    """
    limits = thresholds or Thresholds()
    if done_on is not None:
        late = 0 if due is None else (done_on - due).days
        if late > 0:
            return Signal(Light.YELLOW, Timing.DONE_LATE, late)
        return Signal(Light.GREEN, Timing.DONE_IN_TIME, None if due is None else -late)
    if due is None:
        return Signal(Light.BLUE, Timing.UNDATED, None)
    left = (due - today).days
    if left < 0:
        return Signal(Light.RED, Timing.OVERDUE, -left)
    if left <= limits.yellow:
        return Signal(Light.YELLOW, Timing.DUE_SOON, left)
    if left <= limits.blue:
        return Signal(Light.BLUE, Timing.REMINDER, left)
    return Signal(Light.GREEN, Timing.ON_TIME, left)


def signal_of(state: MatterState, today: date, thresholds: Thresholds | None = None) -> Signal | None:
    """Give the light of a matter by its due day in force; None for one that stands beside its chain."""
    if state.side_state is not None:
        return None
    return signal(state.due, today, state.finished_on, thresholds)
