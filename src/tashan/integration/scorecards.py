"""Score cards of indices with baselines and targets: how far, and whether in time."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.integration.problems import MeasureError


@dataclass(frozen=True, slots=True)
class Goal:
    """A target of an indicator: baseline and target with their years, and the document that sets it."""

    indicator: str
    baseline: float
    baseline_year: int
    target: float
    target_year: int
    document: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """
    Where a goal stands.

    Attributes:
        goal: the goal.
        year: of the latest figure; None where there is none.
        value: the latest figure.
        attained: share of the way from baseline to target, below 0 where it moved away, above 1 where it went beyond.
        due: share of the time that has passed.
        verdict: reached, on_track (attained is at least due), behind, away, or no_evidence.
    """

    goal: Goal
    year: int | None
    value: float | None
    attained: float | None
    due: float | None
    verdict: str


def score(goal: Goal, series: dict[int, float], *, until: int) -> Score:
    """
    Judge a goal by the latest figure up to a year; a straight path from baseline to target is the yardstick.

    Raises:
        MeasureError: `bad_goal` where target and baseline, or their years, are equal or reversed.
    """
    if goal.target == goal.baseline or goal.target_year <= goal.baseline_year:
        message = f"{goal.indicator}: the target must differ from the baseline and lie after it. Correct the goal."
        raise MeasureError("bad_goal", message)
    years = [year for year in series if goal.baseline_year < year <= until]
    if not years:
        return Score(goal, None, None, None, None, "no_evidence")
    year = max(years)
    attained = (series[year] - goal.baseline) / (goal.target - goal.baseline)
    due = min((year - goal.baseline_year) / (goal.target_year - goal.baseline_year), 1.0)
    verdict = "reached" if attained >= 1 else "away" if attained < 0 else "on_track" if attained >= due else "behind"
    return Score(goal, year, series[year], attained, due, verdict)


def no_evidence_share(scores: tuple[Score, ...]) -> float:
    """Share of goals without any figure; it stands beside every summary of a score card."""
    return sum(each.verdict == "no_evidence" for each in scores) / len(scores) if scores else 0.0
