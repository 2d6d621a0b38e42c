"""Who should hear of it? The calm ladder by which a late matter rises through the levels of the mechanism."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tashan.governance.matters import MatterState
from tashan.records.codes import BodyLevel


@dataclass(frozen=True, slots=True)
class Rung:
    """
    One step of the ladder.

    Attributes:
        days: past the due day; below 0 before it.
        to: whom it goes to: `owner`, `parties`, or the level's name.
        level: the level of bodies that acts.
        tone: remind, ask, help, discuss, report or decide.
        zh: what is said, in Chinese.
        en: the same in English.
    """

    days: int
    to: str
    level: BodyLevel
    tone: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A rung that a matter reached, and the day on which it did."""

    matter: str
    day: date
    rung: Rung


@cache
def ladder() -> tuple[Rung, ...]:
    """Give the ladder that comes with Tashan."""
    text = (files("tashan.governance") / "data" / "matters_escalation.yaml").read_text(encoding="utf-8")
    return ladder_of(yaml.safe_load(text)["ladder"])


def ladder_of(rows: Iterable[Any]) -> tuple[Rung, ...]:
    """Make a ladder of rows; days that do not rise, or a level that falls, are an error (ValueError)."""
    rungs = tuple(
        Rung(row["days"], row["to"], BodyLevel(row["level"]), row["tone"], row["zh"], row["en"]) for row in rows
    )
    order = {BodyLevel.EXECUTE: 0, BodyLevel.COORDINATE: 1, BodyLevel.DECIDE: 2, BodyLevel.CONSULT: 3}
    for lower, upper in itertools.pairwise(rungs):
        if upper.days <= lower.days or order[upper.level] < order[lower.level]:
            message = f"After {lower.days} days at {lower.level} comes {upper.days} at {upper.level}. Let both rise."
            raise ValueError(message)
    return rungs


def rung_on(due: date | None, today: date, rungs: Sequence[Rung] | None = None) -> Rung | None:
    """Give the highest rung reached on a day; None where there is no due day or none is reached."""
    if due is None:
        return None
    past = (today - due).days
    return max((rung for rung in rungs or ladder() if rung.days <= past), key=lambda rung: rung.days, default=None)


def notices(state: MatterState, after: date, until: date, rungs: Sequence[Rung] | None = None) -> tuple[Notice, ...]:
    """
    Give the notices that fall due for a matter in a span of days, the first day excluded, the last included.

    A matter that is done or closed, or stands beside its chain gets none; new dates (a new baseline) start the ladder anew.
    """
    if state.side_state is not None or state.finished_on is not None or state.due is None:
        return ()
    fixed = state.baselines[-1].day
    found = []
    for rung in rungs or ladder():
        day = state.due + timedelta(rung.days)
        if after < day <= until and day >= fixed:
            found.append(Notice(state.id, day, rung))
    return tuple(found)
