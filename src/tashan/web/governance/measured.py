"""
What came of it, counted: measures of fade-out and score cards for a selection of matters, for pages and programs alike.

Today is counted from columns that are written with each event; a day that is past from the histories as of that day.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from tashan.governance.bodies import members_on
from tashan.governance.days import holds_on
from tashan.governance.events import Fact, NodeKind
from tashan.governance.fadeout import FadeOut, Figure, Sitting, fade_out
from tashan.governance.folding import fold
from tashan.governance.matters import MatterState
from tashan.governance.observed import Observed, agreements_from, from_readings, observed
from tashan.governance.participants import Participant
from tashan.governance.problems import Problem
from tashan.governance.scorecards import Scorecard, Scored, scorecards, scored
from tashan.governance.sessions import ALL_MEMBERS, in_order, intervals, promised_months
from tashan.governance.sessions import Session as PureSession
from tashan.web.accounts.queries import places_held
from tashan.web.archive.queries import public_events
from tashan.web.audit.queries import last_hash
from tashan.web.governance import queries
from tashan.web.governance.kept import events_of_many
from tashan.web.governance.models import Agreement, Body, Matter
from tashan.web.governance.queries import Wanted
from tashan.web.governance.texts import body_of
from tashan.web.governance.watched import COLUMNS, observed_of, scored_of, signings_of

MOST: Final = 20_000
"""Matters that are measured at once."""
MOST_EVENTS: Final = 5_000
MONTH: Final = 365.25 / 12

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Measured:
    """
    Measures of fade-out, and of what they are.

    Attributes:
        found: the measures.
        matters, records: how many matters of this site, and how many of published records.
        undated: records that have no day and are left out.
        sample: whether any of the matters is invented.
        sessions: how many sessions of the chosen body were held.
        intervals: the days between them against what was promised, the time since the last one at the end.
    """

    found: FadeOut
    matters: int
    records: int
    undated: int
    sample: bool
    sessions: int
    intervals: tuple[Figure, ...]


def fade_out_for(person: Any, wanted: Wanted, day: date, source: str = "all") -> Measured:
    """
    Measure what somebody may see; measured once for each state of the data, until something is recorded.

    Args:
        person: who asks.
        wanted: which matters.
        day: as of when.
        source: `matters` of this site, `records` of published documents, or all.
    """
    return _once(("fade-out", source), person, wanted, day, lambda: _fade_out(person, wanted, day, source))


def _fade_out(person: Any, wanted: Wanted, day: date, source: str) -> Measured:
    rows = _Rows(person, wanted, day) if source in ("all", "matters") else None
    # Published records tell of no body, so they are left out where one is chosen.
    read = from_readings(_readings()) if source == "records" or (source == "all" and not wanted.body) else None
    watched = [*(rows.watched if rows else ()), *(rows.agreements() if rows else ()), *(read.watched if read else ())]
    body = Body.objects.select_related("mechanism").filter(place=wanted.body).first() if wanted.body else None
    sessions = _Sessions(body, day) if body and person.has_perm("governance.see", body) else None
    sittings = sessions.sittings if sessions else ()
    found = fade_out(watched, day, signings=read.signings if read else (), sittings=sittings)
    waited = sessions.intervals() if sessions else ()
    return Measured(
        replace(found, figures=(*found.figures, *waited)),
        len(rows.watched) if rows else 0,
        len(read.watched) if read else 0,
        read.undated if read else 0,
        rows.sample if rows else False,
        len(sessions.held) if sessions else 0,
        waited,
    )


Scores = tuple[tuple[Scorecard, ...], tuple[Problem, ...], dict[str, str], int]


def scores_for(person: Any, wanted: Wanted, day: date) -> Scores:
    """Score cards of what somebody may see, what is wrong with them, titles by id, and how many matters there are."""

    def count() -> Scores:
        rows = _Rows(person, wanted, day)
        cards, problems = scorecards(rows.scored, day)
        return cards, problems, rows.titles, len(rows.scored)

    return _once(("scores",), person, wanted, day, count)


_KEPT: Final[OrderedDict[Any, Any]] = OrderedDict()
_MOST_KEPT: Final = 64


def _once(what: tuple[str, ...], person: Any, wanted: Wanted, day: date, count: Callable[[], Found]) -> Found:
    """
    What was counted before for the same question, reader's places and state of the data; else count it now.

    Everything that changes is noted in the chain of changes in the same transaction, so its head stands for the state.
    """
    key = (
        *what,
        last_hash(),
        connection.settings_dict["NAME"],
        tuple(sorted(places_held(person))),
        wanted,
        day,
        timezone.localdate(),
    )
    found: Found | None = _KEPT.get(key)
    if found is None:
        _KEPT[key] = found = count()
        while len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return found


class _Rows:
    """The matters of a selection as of a day, as measures count them."""

    def __init__(self, person: Any, wanted: Wanted, day: date) -> None:
        self.person, self.wanted, self.day = person, wanted, day
        matters = wanted.of(queries.visible_to(person), day).filter(opened__lte=day)
        if day >= timezone.localdate():
            self._now(matters)
        else:
            self._then(matters, day)

    def _now(self, matters: QuerySet[Matter]) -> None:
        rows = list(matters.values(*COLUMNS)[:MOST])
        self.watched: list[Observed] = list(map(observed_of, rows))
        self.scored: list[Scored] = list(map(scored_of, rows))
        self.titles = {row["key"]: row["title"] for row in rows}
        self.sample = any(row["sample"] for row in rows)
        self._signed = [signings_of(row) for row in rows]

    def _then(self, matters: QuerySet[Matter], day: date) -> None:
        rows = list(matters[:MOST])
        events = events_of_many(rows)
        states = [state for row in rows if (state := fold(events.get(row.pk, ()), day=day)) is not None]
        self.watched = list(map(observed, states))
        self.scored = list(map(scored, states))
        self.titles = {state.id: state.title for state in states}
        self.sample = any(row.sample for row in rows)
        self._signed = list(map(_signings, states))

    def agreements(self) -> tuple[Observed, ...]:
        """The agreements to which the matters are tied, and those that are kept here; each with its day of signing."""
        linked: dict[str, list[Observed]] = {}
        signed: dict[str, date] = {}
        for one, tied in zip(self.watched, self._signed, strict=True):
            for name, day in tied.items():
                linked.setdefault(name, []).append(one)
                signed[name] = min(day, signed.get(name, day))
        kept = [row for row in self._kept() if row.signed <= self.day and self.person.has_perm("governance.see", row)]
        signed.update({row.key: row.signed for row in kept})
        return agreements_from(linked, signed, {row.key: frozenset(row.parties) for row in kept})

    def _kept(self) -> QuerySet[Agreement]:
        """The agreements of the selection; what is narrowed to a stage, a light, a theme or words has only those tied to it."""
        rows = Agreement.objects.select_related("body")
        wanted = self.wanted
        if wanted.stage or wanted.light or wanted.theme or wanted.words:
            return rows.none()
        if wanted.body:
            rows = rows.filter(body__place=wanted.body)
        return rows.filter(parties__icontains=f'"{wanted.member}"') if wanted.member else rows


def _signings(state: MatterState) -> dict[str, date]:
    fact = state.facts.get(Fact.SIGNED)
    day = fact.on if fact else state.opened
    return {node.id: day for node in state.links if node.kind is NodeKind.AGREEMENT}


def _readings() -> list[dict[str, Any]]:
    """Published events in the form of the lines of `tashan read`."""
    found: dict[str, list[Any]] = {"agreements": [], "matters": [], "signings": []}
    kinds = {"agreement": "agreements", "matter": "matters", "signing": "signings"}
    for event in public_events().filter(kind__in=kinds)[:MOST_EVENTS]:
        found[kinds[event.kind]].append({**event.body, "id": event.body.get("id") or event.key})
    return [{"id": "archive", "document": "archive", **found}]


class _Sessions:
    """The sessions of a body that were held by a day, from its file and from the site."""

    def __init__(self, row: Body, day: date) -> None:
        self.body, self.day = body_of(row), day
        sessions = in_order(self.body.sessions)
        self.held = [one for one in sessions if one.held.known and one.held.first <= day.isoformat()]

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """Those of a known day, with the ranks that came; of most the ranks are not known."""
        return tuple(
            Sitting(date.fromisoformat(one.held.first), _ranks(one, [each.key for each in self._members(one)]))
            for one in self.held
            if one.held.exact
        )

    def intervals(self) -> tuple[Figure, ...]:
        """Days between sessions that follow each other and whose days are known, and since the last, against the promise."""
        by_key = {one.key: one for one in self.held}
        found = []
        for one in intervals(self.held, self.body.promises):
            earlier, later = by_key[one.earlier], by_key[one.later]
            if one.promised and one.days.least == one.days.most and self._follows(earlier, later):
                found.append(_interval(later.held.first, one.days.least, one.promised))
        months = promised_months(self.body.promises, self.day.isoformat())
        # That none is on record since is said only where all sessions up to the day are on record.
        if self.held and months and self.body.complete and holds_on(self.day.isoformat(), *self.body.complete):
            last = self.held[-1].held
            waited = (self.day - date.fromisoformat(last.first)).days
            due = round(months * MONTH)
            if last.exact and waited > due:
                found.append(_interval(f"since {last.first}", waited, due, ("仍在等待", "still waiting")))
        return tuple(found)

    def _follows(self, earlier: PureSession, later: PureSession) -> bool:
        """Whether no session lies between: by their numbers, or because all sessions of that time are on record."""
        if earlier.number is not None and later.number is not None:
            return later.number == earlier.number + 1
        whole = self.body.complete
        return whole is not None and all(holds_on(one.held.first, *whole) for one in (earlier, later))

    def _members(self, session: PureSession) -> Iterable[Participant]:
        return members_on(self.body, session.held.first)


def _interval(group: str, days: int, due: int, note: tuple[str, str] = ("", "")) -> Figure:
    return Figure("interval", group, Fraction(days, due), days, due, 0, "ratio", note[1], note[0])


def _ranks(session: PureSession, members: Iterable[str]) -> dict[str, str]:
    """The rank with which each member was there, as far as it is known."""
    ranks = {one.participant.key: one.rank for one in session.attendance if one.participant != ALL_MEMBERS}
    everybody = next((one.rank for one in session.attendance if one.participant == ALL_MEMBERS), "")
    found = {key: ranks.get(key) or everybody for key in members}
    return {key: rank for key, rank in found.items() if rank}
