"""How the registers stand on a day: for pages and programs alike, each thing with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from tashan.governance.acts import CasePanel, ParallelAct
from tashan.governance.borders import Border, Joint, joint
from tashan.governance.investment import Investment, Reached, Share, Step, by_origin, funnel
from tashan.governance.participants import Participant
from tashan.governance.secondments import Secondment, ending_within, seconded_on
from tashan.governance.signings import Once, Told, once, reports_of, shipped_signings
from tashan.governance.standards import Standing, register
from tashan.web.archive.queries import public_events
from tashan.web.governance import queries
from tashan.web.governance.kept import states_of
from tashan.web.governance.models import Body, MatterEvent, Register
from tashan.web.governance.registered import (
    act_of,
    border_of,
    investment_of,
    panel_of,
    secondments_of,
    standard_of,
)
from tashan.web.governance.texts import mechanism_of
from tashan.web.pages.places import covers

SOON: Final = timedelta(180)
"""Secondments that end within this time are named, so that successors can be asked for."""
MOST_EVENTS: Final = 5_000


def entries(person: Any, kind: str = "") -> list[Register]:
    """The entries that somebody may read: those of public bodies, and of bodies that are theirs."""
    rows = Register.objects.select_related("body")
    if kind:
        rows = rows.filter(kind=kind)
    return [row for row in rows if person.has_perm("governance.see", row.body)]


def counts(person: Any) -> dict[str, int]:
    """How many entries of each kind somebody may read."""
    found: dict[str, int] = dict.fromkeys(Register.Kind.values, 0)
    for row in entries(person):
        found[row.kind] += 1
    return found


@dataclass(frozen=True, slots=True)
class BorderOn:
    """Something between regions on a day, with its joint tasks."""

    row: Register
    border: Border
    joint: Joint


def borders_on(person: Any, day: date) -> list[BorderOn]:
    """Rivers, roads and parks with their joint tasks, as far as somebody may see them."""
    rows = entries(person, "border")
    matters = queries.visible_to(person)
    states = [one for one in states_of(matters.filter(pk__in=_bordering(matters))).values() if one.borders]
    found = []
    for row in rows:
        border = border_of(row)
        found.append(BorderOn(row, border, joint(border, states, day)))
    return found


def _bordering(matters: Any) -> Any:
    """The matters that were opened as something between regions."""
    opened = MatterEvent.objects.filter(number=1, matter__in=matters).exclude(content__borders=[])
    return opened.values("matter")


@dataclass(frozen=True, slots=True)
class StandardOn:
    """A standard on a day, for the members of its body."""

    row: Register
    standing: Standing


def standards_on(person: Any, day: date) -> list[StandardOn]:
    """Who applies which version of each standard."""
    found = []
    for row in entries(person, "standard"):
        standard, uses = standard_of(row)
        members = row.body.members or tuple(dict.fromkeys(use.member for use in uses))
        found.append(StandardOn(row, register([standard], uses, members, day)[0]))
    return found


@dataclass(frozen=True, slots=True)
class ActOn:
    """An act made in parallel on a day: where it holds, and whose text is still missing."""

    row: Register
    act: ParallelAct
    in_force: tuple[str, ...]
    missing: tuple[str, ...]


def acts_on(person: Any, day: date) -> list[ActOn]:
    """Acts made in parallel."""
    found = []
    for row in entries(person, "act"):
        act = act_of(row)
        have = {text.jurisdiction for text in act.texts}
        found.append(ActOn(row, act, act.in_force(day), tuple(one for one in act.jurisdictions if one not in have)))
    return found


@dataclass(frozen=True, slots=True)
class PanelOn:
    """A joint case panel on a day."""

    row: Register
    panel: CasePanel
    sits: bool


def panels_on(person: Any, day: date) -> list[PanelOn]:
    """Joint case panels, those that sit on the day first."""
    found = []
    for row in entries(person, "panel"):
        panel = panel_of(row)
        found.append(PanelOn(row, panel, panel.first <= day and (panel.last is None or day <= panel.last)))
    return sorted(found, key=lambda one: not one.sits)


@dataclass(frozen=True, slots=True)
class CadresAt:
    """
    The cadres who work at a body on a day.

    Attributes:
        body: where.
        cadres: who holds a place on the day; names are left out for who is of no member.
        count: how many they are.
        by_sender: how many each member sent; a batch that no source splits stands under all its senders.
        ending: those who leave within half a year.
        earlier: entries that are over.
        sample: whether any of them is invented.
    """

    body: Body
    cadres: tuple[Secondment, ...]
    count: int
    by_sender: tuple[tuple[tuple[Participant, ...], int], ...]
    ending: tuple[Secondment, ...]
    earlier: tuple[Secondment, ...]
    sample: bool


def cadres_on(person: Any, day: date) -> list[CadresAt]:
    """Seconded cadres by body, from the files of mechanisms and from the register."""
    listed: dict[int, list[Register]] = {}
    for row in entries(person, "secondment"):
        listed.setdefault(row.body_id, []).append(row)
    found = []
    for body in Body.objects.select_related("mechanism"):
        own = listed.get(body.pk, [])
        filed = mechanism_of(body.mechanism).body(body.key).secondments
        cadres = (*filed, *(each for row in own for each in secondments_of(row)))
        if cadres and person.has_perm("governance.see", body):
            names = person.has_perm("governance.see_inside", body)
            found.append(_cadres_at(body, cadres, day, names=names, sample=any(row.sample for row in own)))
    return found


def _cadres_at(body: Body, cadres: Sequence[Secondment], day: date, *, names: bool, sample: bool) -> CadresAt:
    now = seconded_on(cadres, day.isoformat())
    until = (day + SOON).isoformat()
    shown = tuple(one if names else _nameless(one) for one in now)
    return CadresAt(
        body,
        shown,
        sum(one.count for one in now),
        _by_sender(now),
        tuple(one if names else _nameless(one) for one in ending_within(now, day.isoformat(), until)),
        tuple(one if names else _nameless(one) for one in cadres if one.end is not None and one.end < day.isoformat()),
        sample,
    )


def _by_sender(cadres: Iterable[Secondment]) -> tuple[tuple[tuple[Participant, ...], int], ...]:
    found: dict[tuple[Participant, ...], int] = {}
    for one in cadres:
        found[one.senders] = found.get(one.senders, 0) + one.count
    return tuple(found.items())


def _nameless(one: Secondment) -> Secondment:
    return Secondment("", one.senders, one.role, one.start, one.end, one.count, one.source, one.place)


@dataclass(frozen=True, slots=True)
class Promotion:
    """
    Investment promotion on a day.

    Attributes:
        projects: entered one by one, with the rows they stand in.
        reached: how many of them have each step proven.
        origins: shares by origin of those that are proven to be signed.
        signings: what reports tell of, each once.
        told: shares and stocks that reports tell beside them.
        read: how many of the signings were read from published documents alone.
    """

    projects: tuple[tuple[Register, Investment], ...]
    reached: tuple[Reached, ...]
    origins: tuple[Share, ...]
    signings: tuple[Once, ...]
    told: tuple[Told, ...]
    read: int

    @property
    def announced(self) -> int:
        """How many projects the signings tell of, as far as they give a number."""
        return sum(one.projects or 0 for one in self.signings)

    @property
    def amount(self) -> int:
        """Their amount in fen, as far as it is given."""
        return sum(one.amount or 0 for one in self.signings)

    @property
    def amount_yuan(self) -> int:
        """The same in yuan."""
        return self.amount // 100

    @property
    def sample(self) -> bool:
        """Whether any project is invented."""
        return any(row.sample for row, _ in self.projects)


def promotion_on(person: Any, day: date, *, host: str = "", origin: str = "") -> Promotion:
    """
    What was signed, and what came of it.

    Args:
        person: who asks; entries of bodies that they may not see are left out.
        day: as of when.
        host: code of where the money goes; regions within it count. Empty for all.
        origin: code of where it comes from, likewise.
    """
    rows = [(row, investment_of(row)) for row in entries(person, "investment")]
    kept = tuple((row, one) for row, one in rows if _lies(one.host, host) and _lies(one.origin, origin))
    shipped = shipped_signings()
    events = public_events().filter(kind="signing")[:MOST_EVENTS]
    read = reports_of({**event.body, "id": event.key} for event in events)
    known = [one for one in (*shipped.reports, *read) if one.day is None or one.day <= day]
    signings = tuple(
        one
        for one in once(known)
        if _any_lies(one.recipients, host) and _any_lies(one.investors, origin) and (one.projects or one.amount)
    )
    projects = [one for _, one in kept]
    typed = {one.id for one in shipped.reports}
    return Promotion(
        kept,
        funnel(projects, day),
        by_origin(projects, Step.SIGNED, day),
        tuple(sorted(signings, key=lambda one: one.day or date.min, reverse=True)),
        tuple(one for one in shipped.told if _lies(one.host, host) and not origin),
        sum(not typed & {report.id for report in one.reports} for one in signings),
    )


def _lies(place: str, within: str) -> bool:
    return not within or covers(within, place)


def _any_lies(places: Iterable[str], within: str) -> bool:
    return not within or any(_lies(place, within) for place in places)
