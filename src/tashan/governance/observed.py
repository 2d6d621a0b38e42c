"""
What is watched for fade-out? Matters and agreements in one form, whether kept here or read from documents.

Where a document gives a month or a year only, the last day of it is taken: nothing is made to look older than it is.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from tashan.governance.events import Fact, NodeKind
from tashan.governance.evidence import counted
from tashan.governance.matters import STAGES, MatterState
from tashan.records.codes import Completion, EvidenceGrade, SideState, Stage, TypologyLead

_ORDER: Final = {stage: place for place, stage in enumerate(STAGES)}


@dataclass(frozen=True, slots=True)
class Observed:
    """
    One matter or agreement.

    Attributes:
        id: its name.
        kind: `matter` or `agreement`.
        opened: proposed or signed.
        owner: who leads; "" where unknown.
        parties: all who take part.
        themes: what it is about.
        lead: who drives it, where known.
        reached: first day of each stage.
        ended: the day it left its chain for good, or None.
        side_state: why.
        completion: as coded and confirmed.
        first_due, due, done: first due day, the one in force, the day done.
        testable: owner, due day and measure are there.
        evidence: whether any evidence of grade A to C is there; for agreements, of what came after signing.
        last_update: of any kind.
        project: the first day of a project that came of it, or None.
        results: how many results with evidence; `copied`: how many of them others took over.
        closed: whether its chain is at an end.
        timed: whether its days are those of its stages, not only of the document that tells of them.
    """

    id: str
    kind: str
    opened: date
    owner: str = ""
    parties: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    lead: TypologyLead | None = None
    reached: Mapping[Stage, date] = field(default_factory=dict)
    ended: date | None = None
    side_state: SideState | None = None
    completion: Completion = Completion.NO_EVIDENCE
    first_due: date | None = None
    due: date | None = None
    done: date | None = None
    testable: bool = False
    evidence: bool = False
    last_update: date | None = None
    project: date | None = None
    results: int = 0
    copied: int = 0
    closed: bool = False
    timed: bool = True
    _came: tuple[date | None, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note once the first day at each stage or a later one; measures ask for it many times."""
        came: list[date | None] = []
        first: date | None = None
        for stage in reversed(STAGES):
            day = self.reached.get(stage)
            first = day if first is None or (day is not None and day < first) else first
            came.append(first)
        object.__setattr__(self, "_came", tuple(reversed(came)))

    def came_to(self, stage: Stage) -> date | None:
        """The first day at a stage or a later one."""
        return self._came[_ORDER[stage]]


def observed(state: MatterState) -> Observed:
    """Give a matter kept here as it is watched; its project is what started, or the first proven start."""
    started = state.facts.get(Fact.STARTED)
    days = [day for day in (state.reached.get(Stage.STARTED), started.on if started else None) if day]
    over = state.side_state not in (None, SideState.ON_HOLD)
    return Observed(
        state.id,
        "matter",
        state.opened,
        state.owner,
        frozenset((state.owner, *state.participants)),
        frozenset(str(theme) for theme in state.themes),
        state.lead,
        dict(state.reached),
        state.since if over else None,
        state.side_state,
        state.completion,
        state.first.due if state.first else None,
        state.due,
        state.done_on,
        state.testable,
        bool(counted(state.evidence.values())),
        state.last_update,
        min(days, default=None),
        len(state.results),
        sum(bool(result.adoptions) for result in state.results.values()),
        state.stage in (Stage.CLOSED, Stage.REPLICATED),
    )


def agreements_of(states: Iterable[MatterState], signed: Mapping[str, date]) -> tuple[Observed, ...]:
    """
    Give the agreements to which matters kept here are linked.

    Args:
        states: of the matters.
        signed: day of signing by id of the agreement; also of agreements to which no matter is linked.
    """
    linked: dict[str, list[Observed]] = {}
    for state in states:
        one = observed(state)
        for name in {node.id for node in state.links if node.kind is NodeKind.AGREEMENT}:
            linked.setdefault(name, []).append(one)
    return agreements_from(linked, signed)


def agreements_from(
    linked: Mapping[str, Sequence[Observed]],
    signed: Mapping[str, date],
    parties: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Observed, ...]:
    """
    Give agreements with what came of them: the first project of the matters that are linked to each.

    Args:
        linked: matters by id of the agreement.
        signed: day of signing by id; also of agreements to which no matter is linked. Others are left out.
        parties: of agreements whose text names them; of others the parties of their matters are taken.
    """
    found = []
    for name, day in signed.items():
        matters = linked.get(name, ())
        of_matters = frozenset().union(*(one.parties for one in matters))
        found.append(
            Observed(
                name,
                "agreement",
                day,
                parties=(parties or {}).get(name) or of_matters,
                themes=frozenset().union(*(one.themes for one in matters)),
                project=min((one.project for one in matters if one.project), default=None),
                evidence=any(one.evidence for one in matters),
            )
        )
    return tuple(found)


def last_day(text: str | None) -> date | None:
    """Give the last day that a partial date may mean (2021-06 → 30 June 2021); None for none or a bad one."""
    parts = (text or "").split("-")
    try:
        if len(parts) == 1:
            return date(int(parts[0]), 12, 31)
        year, month = int(parts[0]), int(parts[1])
        return date(year, month, int(parts[2]) if len(parts) == 3 else calendar.monthrange(year, month)[1])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class FromRecords:
    """What records give: what is watched, signings for signs of competition, and how many lacked a day."""

    watched: tuple[Observed, ...]
    signings: tuple[Courted, ...]
    undated: int
    reports: int


@dataclass(frozen=True, slots=True)
class Courted:
    """One signing: its year, investors, recipients and sectors."""

    year: int
    investors: frozenset[str]
    recipients: frozenset[str]
    sectors: frozenset[str]


def from_readings(readings: Iterable[Mapping[str, Any]]) -> FromRecords:
    """
    Give what the lines of `tashan read` hold: agreements, matters, signings.

    What is only planned or recalled is left out; reports of one agreement (same parties, days at most three apart, and
    no different titles) count once. A matter that arises from an agreement, or names its id, is its project once it
    started.
    """
    agreements: list[Observed] = []
    titles: dict[str, set[str]] = {}
    same: dict[str, str] = {}
    matters: list[tuple[Observed, str]] = []
    signings: list[Courted] = []
    undated = reports = 0
    for reading in readings:
        for record in reading.get("agreements") or ():
            if record.get("background") or record.get("status") == "planned":
                continue
            reports += 1
            day = last_day(record.get("date"))
            if day is None:
                undated += 1
                continue
            agreed = _agreement(record, day)
            title = str(record.get("title") or "")
            home = next((each for each in agreements if _one_agreement(each, agreed, titles[each.id], title)), None)
            if home is None:
                agreements.append(agreed)
                titles[agreed.id] = {title} - {""}
            same[agreed.id] = (home or agreed).id
            titles[same[agreed.id]] |= {title} - {""}
        for record in reading.get("matters") or ():
            found = _matter(record, last_day(reading.get("published")))
            undated += found is None
            if found is not None:
                matters.append((found, str(record.get("arises_from") or "")))
        signings += [each for record in reading.get("signings") or () if (each := _courted(record)) is not None]
    projects: dict[str, date] = {}
    for found, source in matters:
        if source in same and found.project is not None:
            projects[same[source]] = min(found.project, projects.get(same[source], date.max))
    linked = [_with_project(one, projects.get(one.id)) for one in agreements]
    return FromRecords((*linked, *(found for found, _ in matters)), tuple(signings), undated, reports)


def _with_project(one: Observed, project: date | None) -> Observed:
    if project is None:
        return one
    return Observed(
        one.id,
        one.kind,
        one.opened,
        parties=one.parties,
        themes=one.themes,
        lead=one.lead,
        project=project,
        evidence=True,
    )


def _agreement(record: Mapping[str, Any], day: date) -> Observed:
    lead = (record.get("typology") or {}).get("lead")
    return Observed(
        str(record.get("id")),
        "agreement",
        day,
        parties=codes_of(record.get("parties") or ()),
        themes=frozenset(record.get("fields") or ()),
        lead=TypologyLead(lead) if lead in TypologyLead.values() else None,
    )


def _one_agreement(one: Observed, other: Observed, titles: set[str], title: str) -> bool:
    near = bool(one.parties) and one.parties == other.parties and abs((one.opened - other.opened).days) <= 3
    return near and (not title or not titles or title in titles)


def _matter(record: Mapping[str, Any], published: date | None) -> Observed | None:
    """A matter read from a document; its document's day is the day on which its stage is known."""
    stage = Stage(record["stage"]) if record.get("stage") in Stage.values() else Stage.PROPOSED
    if published is None:
        return None
    side = record.get("side_state")
    due = last_day(record.get("due"))
    owner = codes_of([record["owner"]] if record.get("owner") else ())
    lead = (record.get("typology") or {}).get("lead")
    grade = record.get("evidence_grade") or "E"
    completion = record.get("completion")
    reached = dict.fromkeys(STAGES[: STAGES.index(stage) + 1], published)
    return Observed(
        str(record.get("id")),
        "matter",
        published,
        next(iter(owner), ""),
        owner | codes_of(record.get("participants") or ()),
        frozenset(record.get("themes") or ()),
        TypologyLead(lead) if lead in TypologyLead.values() else None,
        reached,
        published if side and side != SideState.ON_HOLD else None,
        SideState(side) if side in SideState.values() else None,
        Completion(completion) if completion in Completion.values() else Completion.NO_EVIDENCE,
        due,
        due,
        None,
        bool(owner and due and record.get("measure")),
        grade <= EvidenceGrade.C,
        published,
        reached.get(Stage.STARTED),
        timed=False,
    )


def _courted(record: Mapping[str, Any]) -> Courted | None:
    day = last_day(record.get("date"))
    if day is None or record.get("background") or record.get("status") == "planned":
        return None
    investors, recipients = codes_of(record.get("investors") or ()), codes_of(record.get("recipients") or ())
    if not investors or not recipients:
        return None
    return Courted(day.year, investors, recipients, frozenset(record.get("sectors") or ()))


def codes_of(parties: Sequence[Any]) -> frozenset[str]:
    """Codes of regions; an organ stands for its region, and what has no code for its name."""
    found = set()
    for party in parties:
        region = party.get("region") or party if party.get("kind") == "organ" else party
        found.add(str(region.get("code") or region.get("name")))
    return frozenset(found)
