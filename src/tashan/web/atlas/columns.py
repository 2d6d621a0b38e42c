"""
The public events as columns in memory: a hundred thousand of them are filtered, counted and ranked in milliseconds.

Every page that counts asks here, so that all pages give the same numbers. The columns follow the database: each
request compares a stamp, and only events that changed since are read again. What is not public never enters.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any, Final

import numpy as np
from django.db.models import Count, Max, QuerySet
from numpy.typing import NDArray

from tashan.pictures.provinces import province_of
from tashan.records import Region
from tashan.records.codes import EvidenceGrade, RecordKind, Theme
from tashan.web.archive.models import Event, EventPlace, EventTheme
from tashan.web.archive.queries import public_events

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

KINDS: Final = RecordKind.values()
GRADES: Final = EvidenceGrade.values()
THEMES: Final = Theme.values()
STATUSES: Final = ("", "done", "signed", "planned")
ROLES: Final = ("visitor", "host", "party", "participant", "place", "member", "investor", "recipient")

LED, INFERRED, SUSPECT = 1, 2, 4
"""Marks of an event: its leader is known; its year is inferred; its numerals are suspect."""


@dataclass(frozen=True, slots=True)
class Columns:
    """
    Events as columns, one entry an event, in the order of their rows; places and themes as columns of their own.

    Attributes:
        ids: the row of each event in the database, ascending.
        kind, status, grade: positions in KINDS, STATUSES, GRADES.
        day: YYYYMMDD; zeros stand for a day or month that is not known, 0 for nothing known.
        sources, health: as in the archive.
        marks: LED, INFERRED and SUSPECT added up.
        place_event, place_code, place_province, place_role: an entry a region that takes part: the event's row in the
            database, the code (0 where it has none), the first two digits of its province's code (0 outside all), and
            the position in ROLES.
        theme_event, theme: an entry a theme: the event's row in the database, and the position in THEMES.
        stamp: when the youngest of them was changed.
    """

    ids: Whole
    kind: Whole
    status: Whole
    grade: Whole
    day: Whole
    sources: Whole
    health: Whole
    marks: Whole
    place_event: Whole
    place_code: Whole
    place_province: Whole
    place_role: Whole
    theme_event: Whole
    theme: Whole
    stamp: datetime | None

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def place_at(self) -> Whole:
        """The position of each place's event among the columns."""
        return np.searchsorted(self.ids, self.place_event)

    @property
    def theme_at(self) -> Whole:
        """The position of each theme's event among the columns."""
        return np.searchsorted(self.ids, self.theme_event)


_EVENT: Final = ("ids", "kind", "status", "grade", "day", "sources", "health", "marks")
_PLACE: Final = ("place_event", "place_code", "place_province", "place_role")
_THEME: Final = ("theme_event", "theme")

_kept: Columns | None = None
_lock = Lock()


def current() -> Columns:
    """The columns of all public events as the database has them now."""
    global _kept  # noqa: PLW0603 - one set of columns a process, guarded by the lock
    with _lock:
        now = Event.objects.aggregate(stamp=Max("changed_at"))["stamp"]
        count = public_events().aggregate(count=Count("pk"))["count"]
        if _kept is None or now is None or _kept.stamp is None or now < _kept.stamp:
            _kept = load(public_events(), now)
        elif now != _kept.stamp:
            _kept = _followed(_kept, now)
        if len(_kept) != count:
            _kept = load(public_events(), now)
        return _kept


def forget() -> None:
    """Drop the columns, so that they are read anew; for tests and restores."""
    global _kept  # noqa: PLW0603 - see above
    with _lock:
        _kept = None


def load(events: QuerySet[Event], stamp: datetime | None = None) -> Columns:
    """Read some events into columns; who may see them is the caller's choice."""
    rows = list(
        events.order_by("pk").values_list(
            "pk", "kind", "status", "grade", "day", "sources", "health", "body__leaders", "body__flags"
        )
    )
    table = np.array([_coded(row) for row in rows], dtype=np.int64).reshape(-1, len(_EVENT))
    wanted = events.order_by().values("pk")
    return _columns(table, _places(wanted), _themes(wanted), stamp)


def _followed(old: Columns, now: datetime) -> Columns:
    """The columns with every event read again that changed at or after their stamp."""
    changed = Event.objects.filter(changed_at__gte=old.stamp)
    gone = np.array(list(changed.order_by().values_list("pk", flat=True)), dtype=np.int64)
    fresh = load(changed.filter(public=True, merged_into=None), now)
    stay, places, themes = (~np.isin(rows, gone) for rows in (old.ids, old.place_event, old.theme_event))
    merged: dict[str, Whole] = {}
    for names, mask in ((_EVENT, stay), (_PLACE, places), (_THEME, themes)):
        for name in names:
            merged[name] = np.concatenate([getattr(old, name)[mask], getattr(fresh, name)])
    order = np.argsort(merged["ids"], kind="stable")
    for name in _EVENT:
        merged[name] = merged[name][order]
    return Columns(**merged, stamp=now)


def _columns(events: Whole, places: Whole, themes: Whole, stamp: datetime | None) -> Columns:
    parts = {name: events[:, column].copy() for column, name in enumerate(_EVENT)}
    parts |= {name: places[:, column].copy() for column, name in enumerate(_PLACE)}
    parts |= {name: themes[:, column].copy() for column, name in enumerate(_THEME)}
    return Columns(**parts, stamp=stamp)


def _coded(row: tuple[Any, ...]) -> tuple[int, ...]:
    pk, kind, status, grade, day, sources, health, leaders, flags = row
    doubts = flags or ()
    marks = LED * bool(leaders) + INFERRED * ("year_inferred" in doubts) + SUSPECT * ("numerals_suspect" in doubts)
    return (
        pk,
        KINDS.index(kind),
        STATUSES.index(status) if status in STATUSES else 0,
        GRADES.index(grade) if grade in GRADES else len(GRADES) - 1,
        number_of(day),
        sources,
        health,
        marks,
    )


def number_of(day: str) -> int:
    """A day as far as known as one number: 2023-03-20 → 20230320, 2023-03 → 20230300, 2023 → 20230000, "" → 0."""
    digits = day.replace("-", "")
    return int(digits.ljust(8, "0")) if digits.isdigit() else 0


def day_of(number: int) -> str:
    """The day of such a number, as far as it says."""
    if not number:
        return ""
    year, month, day = number // 10000, number // 100 % 100, number % 100
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _places(events: Any) -> Whole:
    found = EventPlace.objects.filter(event__in=events).values_list("event_id", "code", "name", "role")
    rows = [
        (event, int(code) if code.isdigit() else 0, _province(code, name), ROLES.index(role))
        for event, code, name, role in found.iterator(chunk_size=5000)
        if role in ROLES
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, len(_PLACE))


@lru_cache(maxsize=20_000)
def _province(code: str, name: str) -> int:
    """The first two digits of the province's code; units without a code lie where their name says."""
    key = province_of(Region(code or None, name, "other"))
    return int(key) if key else 0


def _themes(events: Any) -> Whole:
    found = EventTheme.objects.filter(event__in=events).values_list("event_id", "theme")
    rows = [(event, THEMES.index(theme)) for event, theme in found.iterator(chunk_size=5000) if theme in THEMES]
    return np.array(rows, dtype=np.int64).reshape(-1, len(_THEME))
