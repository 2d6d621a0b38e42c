"""What programs get of the measures: investment promotion, fade-out and score cards, with exact numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tashan.governance.investment import Investment, Reached, Share, Step, proven_steps
from tashan.governance.scorecards import Line, Scorecard
from tashan.governance.signings import Once, Told
from tashan.web.governance.measured import Measured
from tashan.web.governance.models import Register
from tashan.web.governance.standing import Promotion


def promotion_row(found: Promotion, day: date) -> dict[str, Any]:
    """Investment promotion on a day; amounts are integer fen."""
    return {
        "day": day,
        "reached": [_reached(one) for one in found.reached],
        "origins": [_origin(one) for one in found.origins],
        "projects": [_project(row, one, day) for row, one in found.projects],
        "signings": [_signing(one) for one in found.signings],
        "told": [_told(one) for one in found.told],
    }


def _reached(one: Reached) -> dict[str, Any]:
    return {"step": one.step, "projects": one.projects, "amount": one.amount, "without_amount": one.without_amount}


def _origin(one: Share) -> dict[str, Any]:
    return {
        "origin": one.origin, "projects": one.projects, "share": float(one.share), "amount": one.amount,
        "amount_share": None if one.amount_share is None else float(one.amount_share),
    }  # fmt: skip


def _project(row: Register, one: Investment, day: date) -> dict[str, Any]:
    return {
        "key": row.key, "title": one.title, "origin": one.origin, "host": one.host, "amount": one.amount,
        "sample": row.sample, "steps": {step: one.steps[step].on for step in Step if step in one.steps},
        "proven": [step.value for step in proven_steps(one, day)],
    }  # fmt: skip


def _signing(one: Once) -> dict[str, Any]:
    return {
        "day": one.day, "event": one.event, "investors": sorted(one.investors), "recipients": sorted(one.recipients),
        "projects": one.projects, "amount": one.amount, "reports": [report.id for report in one.reports],
        "differ_on": list(one.conflicts),
    }  # fmt: skip


def _told(one: Told) -> dict[str, Any]:
    return {
        "host": one.host, "origin": one.origin, "period": one.period, "projects": one.projects, "amount": one.amount,
        "share": None if one.share is None else float(one.share), "qualifier": one.qualifier, "quote": one.quote,
        "source": one.source.document if one.source else "",
    }  # fmt: skip


def figures_row(found: Measured, day: date) -> dict[str, Any]:
    """Measures of fade-out, and of what they were taken."""
    curves = {
        stage: {"matters": curve.units, "came": curve.events, "not_yet": curve.censored, "median_days": curve.median}
        for stage, curve in found.found.curves.items()
    }
    return {
        "day": day, "matters": found.matters, "records": found.records, "undated": found.undated, "sample": found.sample,
        "figures": [one.to_dict() for one in found.found.figures], "curves": curves,
    }  # fmt: skip


def scores_row(cards: Iterable[Scorecard], matters: int, day: date) -> dict[str, Any]:
    """Score cards, and how many matters they were counted from."""
    return {"day": day, "matters": matters, "cards": [_card(card) for card in cards]}


def _card(card: Scorecard) -> dict[str, Any]:
    lines = [_line(line) for line in card.lines]
    return {"member": card.member, "year": card.year, "overclaimed": list(card.overclaimed), "lines": lines}


def _line(line: Line) -> dict[str, Any]:
    return {
        "indicator": line.indicator, "value": None if line.value is None else float(line.value),
        "numerator": line.numerator, "denominator": line.denominator, "no_evidence": line.no_evidence,
    }  # fmt: skip
