"""Reads of matters for pages: who sees which, the board with its counts, and one matter as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from tashan.governance.lights import Thresholds, signal
from tashan.governance.matters import STAGES
from tashan.records.codes import Stage, Theme
from tashan.web.accounts.queries import places_held
from tashan.web.governance.models import Body, Matter, Party, Session
from tashan.web.governance.told import position_name
from tashan.web.pages.places import EVERYWHERE, place_name, within
from tashan.web.pages.words import label, say

LIMITS: Final = Thresholds()
CARDS: Final = 8
"""Matters of a stage that the board shows; the others stand in its table."""
ROWS: Final = 50


def visible_to(person: Any) -> QuerySet[Matter]:
    """The matters that somebody may see: public ones, and those of their places and bodies."""
    places = places_held(person)
    if EVERYWHERE in places:
        return Matter.objects.all()
    seen = Q(visibility="public")
    if places:
        bodies = Body.objects.filter(place__in=places).values("pk")
        seen |= Q(body__in=bodies) | Q(pk__in=Party.objects.filter(within("place", places)).values("matter"))
    return Matter.objects.filter(seen)


def lit(light: str, today: date) -> Q:
    """The condition that a matter shows a light on a day; the same as `tashan.governance.lights.signal`."""
    soon, later = today + timedelta(LIMITS.yellow), today + timedelta(LIMITS.blue)
    going = Q(side_state="", finished=None)
    late_done = Q(side_state="", finished__gt=F("due"))
    conditions = {
        "red": going & Q(due__lt=today),
        "yellow": (going & Q(due__gte=today, due__lte=soon)) | late_done,
        "blue": (going & Q(due__gt=soon, due__lte=later)) | (going & Q(due=None)),
        "green": (going & Q(due__gt=later))
        | (Q(side_state="", finished__isnull=False) & (Q(due=None) | Q(finished__lte=F("due")))),
    }
    return conditions.get(light, Q(pk__in=[]))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a board is asked for; empty shows all."""

    body: str = ""
    member: str = ""
    stage: str = ""
    light: str = ""
    theme: str = ""
    words: str = ""

    def of(self, matters: QuerySet[Matter], today: date) -> QuerySet[Matter]:
        """The matters asked for."""
        if self.body:
            matters = matters.filter(body__place=self.body)
        if self.member:
            matters = matters.filter(pk__in=Party.objects.filter(within("place", [self.member])).values("matter"))
        if self.stage:
            beside = self.stage not in Stage.values()
            matters = (
                matters.filter(side_state=self.stage) if beside else matters.filter(stage=self.stage, side_state="")
            )
        if self.light:
            matters = matters.filter(lit(self.light, today))
        if self.theme:
            matters = matters.filter(themes__icontains=f'"{self.theme}"')
        return matters.filter(title__icontains=self.words) if self.words else matters


@dataclass(frozen=True, slots=True)
class Card:
    """A matter as boards and lists show it."""

    matter: Matter
    light: str
    words: str

    @property
    def owner(self) -> str:
        """The owner's name."""
        return place_name(self.matter.owner)

    @property
    def position(self) -> str:
        """Its stage or side state, in words."""
        return position_name(self.matter.position)


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage of the board: its first matters and how many there are."""

    key: str
    name: str
    count: int
    cards: tuple[Card, ...] = ()

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A board with its counts on a day."""

    total: int
    proven: int
    late: int
    soon: int
    sample: bool
    lanes: tuple[Lane, ...]
    beside: tuple[Lane, ...]
    lights: tuple[tuple[str, str, int], ...] = field(default_factory=tuple)


LIGHTS: Final = (
    ("red", "逾期", "overdue"),
    ("yellow", "临期", "nearly due"),
    ("blue", "提醒", "reminder"),
    ("green", "按期", "on time"),
)


def board(matters: QuerySet[Matter], today: date, *, cards: bool = True) -> BoardPage:
    """The board of matters: counts in two queries, the first cards of each stage in one."""
    sums = matters.aggregate(
        total=Count("pk"),
        proven=Count("pk", filter=Q(confirmed=True)),
        invented=Count("pk", filter=Q(sample=True)),
        soon=Count("pk", filter=Q(side_state="", finished=None, due__gte=today, due__lte=today + timedelta(30))),
        **{name: Count("pk", filter=lit(name, today)) for name, _, _ in LIGHTS},
    )
    counts: dict[str, int] = {}
    for row in matters.order_by().values("stage", "side_state").annotate(n=Count("pk")):
        key = row["side_state"] or row["stage"]
        counts[key] = counts.get(key, 0) + row["n"]
    shown = _first_cards(matters, today) if cards else {}
    return BoardPage(
        total=sums["total"],
        proven=sums["proven"],
        late=sums["red"],
        soon=sums["soon"],
        sample=bool(sums["invented"]),
        lanes=tuple(
            Lane(one.value, label(one), counts.get(one.value, 0), tuple(shown.get(one.value, ()))) for one in STAGES
        ),
        beside=tuple(
            Lane(key, position_name(key), number) for key, number in counts.items() if key not in Stage.values()
        ),
        lights=tuple((key, say(zh, en), sums[key]) for key, zh, en in LIGHTS),
    )


def _first_cards(matters: QuerySet[Matter], today: date) -> dict[str, list[Card]]:
    """The first cards of each stage: their numbers alone are ranked, then these few rows are read."""
    order = (F("finished").asc(nulls_first=True), F("due").asc(nulls_last=True), F("pk").asc())
    ranked = matters.filter(side_state="").order_by().annotate(
        place_in_stage=Window(RowNumber(), partition_by=F("stage"), order_by=order)
    )  # fmt: skip
    first = list(ranked.filter(place_in_stage__lte=CARDS).values_list("pk", flat=True))
    found: dict[str, list[Card]] = {}
    for matter in Matter.objects.filter(pk__in=first).order_by(*order):
        found.setdefault(matter.stage, []).append(card(matter, today))
    return found


def card(matter: Matter, today: date) -> Card:
    """A matter with its light and the words beside it."""
    if matter.side_state:
        return Card(matter, "", position_name(matter.side_state))
    found = signal(matter.due, today, matter.finished, LIMITS)
    return Card(matter, found.light.value, light_words(found.timing.value, found.days))


def light_words(timing: str, days: int | None) -> str:
    """The words beside a light."""
    n = days or 0
    words = {
        "on_time": ("按期，还有{n}天", "on time, {n} days left"),
        "reminder": ("提醒，还有{n}天", "{n} days left"),
        "due_soon": ("将到期，{n}天", "due in {n} days"),
        "overdue": ("逾期{n}天", "{n} days late"),
        "undated": ("未定期限", "no due day"),
        "done_in_time": ("按期完成", "done in time"),
        "done_late": ("逾期{n}天完成", "done {n} days late"),
    }
    return say(*words[timing], n=n)


def choices(matters: QuerySet[Matter]) -> dict[str, list[tuple[str, str]]]:
    """What a board can be narrowed to: bodies with matters, members, stages, lights, themes."""
    bodies = Body.objects.filter(pk__in=matters.order_by().values("body").distinct())
    owners = Party.objects.order_by("place").values_list("place", flat=True).distinct()
    stages: Iterable[Any] = STAGES
    return {
        "bodies": [(one.place, one.name) for one in bodies],
        "members": [(one, place_name(one)) for one in owners],
        "stages": [(one.value, label(one)) for one in stages],
        "lights": [(key, say(zh, en)) for key, zh, en in LIGHTS],
        "themes": [(one.value, label(one)) for one in Theme],
    }


def told_of(session: Session, *, inside: bool) -> dict[str, list[dict[str, Any]]]:
    """
    Agenda, papers, decisions and attendance of a session, as far as somebody may see them.

    Args:
        session: which.
        inside: whether the reader is of a member; others see the open part of the agenda, and the rest but attendance
            once it was held.
    """
    told = inside or session.state == Session.State.HELD
    return {
        "agenda": [one for one in session.agenda if inside or one["part"] == "open"],
        "papers": list(session.papers) if told else [],
        "decisions": list(session.decisions) if told else [],
        "attendance": list(session.attendance),
    }
