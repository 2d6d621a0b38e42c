"""
What came of it? Fade-out measures: 高开低走, 三多三少 and their kin, computed from matters and agreements.

Every figure carries numerator, denominator, how many of these have no evidence at all, and a definition card. Where there
is nothing to count, the value is None, not 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import pairwise
from statistics import median
from typing import Any

import yaml

from tashan.governance.matters import STAGES
from tashan.governance.observed import Courted, Observed
from tashan.governance.survival import Comparison, Curve, Watched, kaplan_meier, log_rank
from tashan.records.codes import Completion, Stage, Theme, TypologyLead

#: Fields of much and of little cooperation in the middle Yangtze, after 刘陶、陈丽媛 2021.
MANY = frozenset({Theme.INFRASTRUCTURE_TRANSPORT, Theme.ECOLOGY_ENVIRONMENT, Theme.EDUCATION_HEALTH_SOCIAL})
FEW = frozenset(
    {
        Theme.ECONOMY_INDUSTRY,
        Theme.SCIENCE_TECHNOLOGY,
        Theme.URBANISATION,
        Theme.AGRICULTURE_RURAL,
        Theme.PARTY_BUILDING_GOVERNMENT,
    }
)
#: How much the rank of who attends counts.
RANKS: Mapping[str, Fraction] = {
    "leader": Fraction(1),
    "deputy": Fraction(3, 5),
    "department": Fraction(3, 10),
    "absent": Fraction(0),
}
HORIZONS = (180, 365, 730)


@dataclass(frozen=True, slots=True)
class Card:
    """What a measure is: names, formula, what is counted, source; in both languages."""

    key: str
    zh: str
    en: str
    formula_zh: str
    formula: str
    denominator_zh: str
    denominator: str
    source_zh: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One figure.

    Attributes:
        key: of its card.
        group: which part it is of: cohort, stages, horizon, field …; "" for all.
        value: a share or ratio exactly, or days; None where nothing can be said.
        numerator, denominator: what was counted.
        no_evidence: how many of the denominator have no evidence of grade A to C.
        unit: `share`, `ratio` or `days`.
        note: what the reader has to know; `note_zh` in Chinese.
    """

    key: str
    group: str
    value: Fraction | None
    numerator: int
    denominator: int
    no_evidence: int
    unit: str = "share"
    note: str = ""
    note_zh: str = ""

    @property
    def no_evidence_share(self) -> Fraction | None:
        """The part of the denominator without evidence; None where nothing was counted."""
        return Fraction(self.no_evidence, self.denominator) if self.denominator else None

    def to_dict(self) -> dict[str, Any]:
        """The figure as JSON holds it, with its share without evidence."""
        exact = {"value": self.value, "no_evidence_share": self.no_evidence_share}
        return {**asdict(self), **{name: None if one is None else float(one) for name, one in exact.items()}}


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session as it is needed here: its day, and by what rank each invited member attended."""

    day: date
    ranks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FadeOut:
    """All measures of a set of matters and agreements on a day, the curves behind them, and the cards."""

    day: date
    figures: tuple[Figure, ...]
    curves: Mapping[str, Curve]
    compared: Comparison | None
    cards: Mapping[str, Card]

    def of(self, key: str, group: str | None = None) -> tuple[Figure, ...]:
        """The figures of a measure, or the one of a group."""
        return tuple(one for one in self.figures if one.key == key and group in (None, one.group))


@cache
def cards() -> Mapping[str, Card]:
    """Give the definition cards by key."""
    text = (files("tashan.governance") / "data" / "matters_cards.yaml").read_text(encoding="utf-8")
    return {key: Card(key, **card) for key, card in yaml.safe_load(text)["cards"].items()}


def fade_out(
    watched: Iterable[Observed],
    day: date,
    *,
    signings: Sequence[Courted] = (),
    sittings: Sequence[Sitting] = (),
    promised: int | None = None,
    statements: int | None = None,
    silent_after: int = 180,
    horizons: Sequence[int] = HORIZONS,
) -> FadeOut:
    """
    Compute all measures.

    Args:
        watched: matters and agreements as of `day`; what was opened later is left out.
        day: as of when; nothing is known beyond it.
        signings: for signs of competition.
        sittings: sessions held, for attendance and intervals.
        promised: promised days between sessions.
        statements: promises that are no matters, where they were counted.
        silent_after: days without an event after which a matter is silent.
        horizons: days within which an agreement should have a project.
    """
    known = [one for one in watched if one.opened <= day]
    matters = [one for one in known if one.kind == "matter"]
    agreements = [one for one in known if one.kind == "agreement"]
    figures = [
        *_conversions(matters),
        *_slips(matters, day),
        *_shares(matters, day, silent_after),
        *_leads(matters, day),
        *_fields(matters),
        *_three(matters, agreements, day),
        *_agreements(agreements, known, day, horizons),
        *_opens_high(known, day),
        *_sessions(sittings, day, promised),
        *_competition(signings),
    ]
    if statements is not None:
        figures.append(_figure("statements", "", statements, matters, unit="ratio"))
    timed = [one for one in matters if one.timed]
    curves = {stage.value: kaplan_meier(times(timed, stage, day)) for stage in STAGES[1:8]}
    figures += [_median(stage, curve, timed) for stage, curve in curves.items()]
    by_lead = [
        times([one for one in timed if one.lead is lead], Stage.STARTED, day)
        for lead in (TypologyLead.GOVERNMENT, TypologyLead.ENTERPRISE)
    ]
    compared = log_rank(*by_lead) if all(by_lead) else None
    return FadeOut(day, tuple(figures), curves, compared, cards())


def times(matters: Iterable[Observed], stage: Stage, day: date) -> list[Watched]:
    """Give for each matter the days until it came to a stage; censored on the day, or when it left its chain."""
    found = []
    for one in matters:
        came = one.came_to(stage)
        if came is not None and came <= day:
            found.append(Watched((came - one.opened).days, event=True))
        else:
            last = min(day, one.ended) if one.ended else day
            found.append(Watched(max(0, (last - one.opened).days), event=False))
    return found


def _figure(
    key: str,
    group: str,
    numerator: int,
    of: Sequence[Observed],
    *,
    value: Fraction | None = None,
    unit: str = "share",
    note: tuple[str, str] = ("", ""),
) -> Figure:
    """A figure over units: the value is numerator ÷ number of units, unless it is given."""
    if value is None and unit != "days" and of:
        value = Fraction(numerator, len(of))
    return Figure(key, group, value, numerator, len(of), sum(not one.evidence for one in of), unit, note[1], note[0])


def _conversions(matters: Sequence[Observed]) -> Iterable[Figure]:
    """By pair of stages, over all and by cohort (the year proposed)."""
    cohorts: dict[str, list[Observed]] = defaultdict(list)
    for one in matters:
        cohorts[str(one.opened.year)].append(one)
    for cohort, group in (("", list(matters)), *sorted(cohorts.items())):
        for before, after in pairwise(STAGES):
            here = [one for one in group if one.came_to(before)]
            label = f"{cohort} {before}→{after}".strip()
            yield _figure("conversion", label, sum(bool(one.came_to(after)) for one in here), here)


def _median(stage: str, curve: Curve, matters: Sequence[Observed]) -> Figure:
    note = (f"{curve.units} 项中有 {curve.censored} 项未到达", f"{curve.censored} of {curve.units} had not come to it")
    value = None if curve.median is None else Fraction(curve.median)
    return _figure("time_to_stage", stage, curve.events, matters, value=value, unit="days", note=note)


def _slips(matters: Sequence[Observed], day: date) -> Iterable[Figure]:
    based = [one for one in matters if one.first_due and not one.ended]
    slips = [slip_of(one, day) for one in based]
    middle = Fraction(median(slips)) if slips else None
    yield _figure("slip", "", sum(slip > 0 for slip in slips), based, value=middle, unit="days")
    yield _figure("slipped", "", sum(slip > 0 for slip in slips), based)
    done = [one for one in based if one.completion is Completion.COMPLETE and one.done]
    yield _figure("done_late", "", sum(one.done > one.first_due for one in done if one.done and one.first_due), done)


def slip_of(one: Observed, day: date) -> int:
    """Give the days by which a matter is behind its first due day; negative where it was done or moved ahead."""
    if one.first_due is None:
        return 0
    until = one.done or one.due or one.first_due
    if one.done is None and until < day and not one.closed:
        until = day
    return (until - one.first_due).days


def _shares(matters: Sequence[Observed], day: date, silent_after: int) -> Iterable[Figure]:
    going = [one for one in matters if not one.closed and not one.ended and one.side_state is None]
    quiet = [one for one in going if one.last_update and (day - one.last_update).days > silent_after]
    yield _figure("silent", f"{silent_after}", len(quiet), going)
    yield _figure("testable", "", sum(one.testable for one in matters), matters)
    yield _figure("evidence", "", sum(one.evidence for one in matters), matters)
    results = [one for one in matters if one.results]
    total = sum(one.results for one in results)
    copied = sum(one.copied for one in results)
    share = Fraction(copied, total) if total else None
    yield Figure(
        "replication",
        "",
        share,
        copied,
        total,
        0,
        note="results are recorded with evidence only",
        note_zh="成果有证据才登记",
    )


def _leads(matters: Sequence[Observed], day: date) -> Iterable[Figure]:
    for lead in (TypologyLead.GOVERNMENT, TypologyLead.ENTERPRISE, None):
        name = lead.value if lead else "unknown"
        led = [one for one in matters if one.lead is lead]
        yield _figure("led_by", name, len(led), matters)
        yield _figure("started_by_lead", name, sum(_started(one, day) for one in led), led)


def _started(one: Observed, day: date) -> bool:
    came = one.came_to(Stage.STARTED)
    return came is not None and came <= day


def _fields(matters: Sequence[Observed]) -> Iterable[Figure]:
    themed = [one for one in matters if one.themes]
    counts = Counter(theme for one in themed for theme in one.themes)
    for theme in Theme:
        if counts[theme]:
            yield _figure("field", theme.value, counts[theme], themed)


def _three(matters: Sequence[Observed], agreements: Sequence[Observed], day: date) -> Iterable[Figure]:
    """The three ratios of 三多三少: above 1 there is more of what the paper finds much of."""
    many = [one for one in matters if one.themes & MANY]
    few = [one for one in matters if one.themes & FEW]
    yield _figure("many_few_fields", "", len(many), few, unit="ratio")
    begun = [one for one in agreements if one.project and one.project <= day]
    yield _figure("many_few_projects", "", len(agreements), begun, unit="ratio")
    market = [one for one in matters if one.lead is TypologyLead.ENTERPRISE]
    government = sum(one.lead is TypologyLead.GOVERNMENT for one in matters)
    yield _figure("many_few_lead", "", government, market, unit="ratio")


def _agreements(
    agreements: Sequence[Observed], known: Sequence[Observed], day: date, horizons: Sequence[int]
) -> Iterable[Figure]:
    for days in horizons:
        old = [one for one in agreements if (day - one.opened).days >= days]
        young = len(agreements) - len(old)
        note = (f"未满 {days} 天的 {young} 份不计", f"{young} younger than {days} days are not counted")
        without = sum(one.project is None or (one.project - one.opened).days > days for one in old)
        yield _figure("without_project", f"{days}", without, old, note=note)
    longest = max(horizons, default=0)
    old = [one for one in agreements if one.parties and (day - one.opened).days >= longest]
    again: dict[frozenset[str], list[Observed]] = defaultdict(list)
    for one in known:
        again[one.parties].append(one)
    once = sum(not _went_on(one, again[one.parties], timedelta(longest)) for one in old)
    yield _figure("signed_once", f"{longest}", once, old)


def _went_on(one: Observed, same_parties: Iterable[Observed], within: timedelta) -> bool:
    if one.project is not None and one.project - one.opened <= within:
        return True
    return any(one.opened < other.opened <= one.opened + within for other in same_parties)


def _opens_high(known: Sequence[Observed], day: date) -> Iterable[Figure]:
    """New matters and agreements of the last full year against those of the best year."""
    last = day.year if (day.month, day.day) == (12, 31) else day.year - 1
    full = [one for one in known if one.opened.year <= last]
    counts = Counter(one.opened.year for one in full)
    if not counts:
        yield _figure("opens_high", "", 0, ())
        return
    peak = max(counts, key=lambda year: (counts[year], -year))
    best = [one for one in full if one.opened.year == peak]
    note = "; ".join(f"{year} {counts[year]}" for year in range(min(counts), last + 1))
    bare = sum(one.kind == "matter" and not one.evidence for one in best)  # a signing has its own report
    share = Fraction(counts[last], len(best))
    yield Figure("opens_high", f"{last}/{peak}", share, counts[last], len(best), bare, note=note, note_zh=note)


def attendance(sitting: Sitting, weights: Mapping[str, Fraction] = RANKS) -> Fraction | None:
    """Give the attendance index of a session: 1 if every member's leader came; None where nobody was invited."""
    if not sitting.ranks:
        return None
    return sum((weights[rank] for rank in sitting.ranks.values()), Fraction(0)) / len(sitting.ranks)


def _sessions(sittings: Sequence[Sitting], day: date, promised: int | None) -> Iterable[Figure]:
    held = sorted((one for one in sittings if one.day <= day), key=lambda one: one.day)
    for one in held:
        index = attendance(one)
        came = sum(rank != "absent" for rank in one.ranks.values())
        yield Figure(
            "attendance",
            str(one.day),
            index,
            came,
            len(one.ranks),
            0,
            note="numerator: members that came",
            note_zh="分子为到会的成员",
        )
    if promised:
        for before, after in pairwise(held):
            days = (after.day - before.day).days
            yield Figure("interval", str(after.day), Fraction(days, promised), days, promised, 0, "ratio")
        if held and (waited := (day - held[-1].day).days) > promised:
            yield Figure(
                "interval",
                f"since {held[-1].day}",
                Fraction(waited, promised),
                waited,
                promised,
                0,
                "ratio",
                "still waiting",
                "仍在等待",
            )


def _competition(signings: Sequence[Courted]) -> Iterable[Figure]:
    courted: dict[tuple[int, str, str], set[frozenset[str]]] = defaultdict(set)
    for one in signings:
        for name in _courts(one):
            courted[name].add(one.recipients)
    rivals = sum(any(len(courted[name]) > 1 for name in _courts(one)) for one in signings)
    share = Fraction(rivals, len(signings)) if signings else None
    yield Figure("competition", "", share, rivals, len(signings), 0, note="signings are read with their quotes")


def _courts(one: Courted) -> Iterable[tuple[int, str, str]]:
    return ((one.year, investor, sector) for investor in one.investors for sector in one.sectors)
