"""
The public events as columns in memory: a hundred thousand of them are filtered, counted and ranked in milliseconds.

Every page that counts asks here, so that all pages give the same numbers. The columns follow the database: each
request compares the number of the edition, and only events that changed since are read again. What is not public never
enters.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any, Final, TypeVar

import numpy as np
from django.db.models import Max, QuerySet
from numpy.typing import NDArray

from tashan.pictures.provinces import province_of
from tashan.records import Region
from tashan.records.codes import EvidenceGrade, RecordKind, Theme
from tashan.web.archive.models import Event, EventPlace, EventTheme
from tashan.web.pages.editions import edition

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

KINDS: Final = RecordKind.values()
GRADES: Final = EvidenceGrade.values()
THEMES: Final = Theme.values()
STATUSES: Final = ("", "done", "signed", "planned")
ROLES: Final = ("visitor", "host", "party", "participant", "place", "member", "investor", "recipient")

LED, INFERRED, SUSPECT = 1, 2, 4
"""Marks of an event: its leader is known; its year is inferred; its numerals are suspect."""


@dataclass(frozen=True, slots=True, eq=False)
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
        place_at, theme_at: the position of each place's and theme's event among the columns.
        codes, code_at: the codes that occur, ascending, and for each place the position of its own among them.
        province_at, province: an entry an event and province that takes part in it: position and first two digits.
        newest: all positions, the latest day first, those without a day last.
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
    place_at: Whole
    theme_at: Whole
    codes: Whole
    code_at: Whole
    province_at: Whole
    province: Whole
    newest: Whole

    def __len__(self) -> int:
        return len(self.ids)


_EVENT: Final = ("ids", "kind", "status", "grade", "day", "sources", "health", "marks")
_PLACE: Final = ("place_event", "place_code", "place_province", "place_role")
_THEME: Final = ("theme_event", "theme")

Answer = TypeVar("Answer")

_kept: Columns | None = None
_counted: dict[tuple[Hashable, ...], Any] = {}
_edition: int | None = None
_lock = Lock()

_MOST: Final = 300
"""Answers that are remembered at a time."""


def current() -> Columns:
    """The columns of all public events as the database has them now."""
    now = edition()
    kept = _kept
    if kept is not None and now is not None and now == _edition:
        return kept
    with _lock:
        return _brought_up_to_date(now)


def _brought_up_to_date(now: int | None) -> Columns:
    """
    The columns of an edition at least as new as a number that was read before they are.

    What changed of an event changes its time; who vanished without a trace is noticed by counting.
    """
    global _kept, _edition
    if _kept is not None and now is not None and now == _edition:
        return _kept  # somebody else did it while we waited for the lock
    stamp: datetime | None = Event.objects.aggregate(stamp=Max("changed_at"))["stamp"]
    number, fresh = _public().count(), _kept
    if fresh is None or stamp is None or fresh.stamp is None or stamp < fresh.stamp:
        fresh = load(_public(), stamp)
    elif stamp != fresh.stamp or len(fresh) != number:
        fresh = _followed(fresh, stamp)
        if len(fresh) != number:
            fresh = load(_public(), stamp)
    _counted.clear()
    _kept, _edition = fresh, now
    return fresh


def _public() -> QuerySet[Event]:
    return Event.objects.filter(public=True)


def forget() -> None:
    """Drop the columns, so that they are read anew; for tests and restores."""
    global _kept, _edition  # noqa: PLW0603 - see above
    with _lock:
        _kept = _edition = None
        _counted.clear()


def remembered(columns: Columns, key: tuple[Hashable, ...], count: Callable[[], Answer]) -> Answer:
    """
    What was counted of the columns before, or what is counted now; forgotten with every edition.

    Args:
        columns: the columns that are counted; only the current ones are remembered.
        key: what is counted, with all settings; nothing of it may depend on the reader's language.
        count: counts it.
    """
    if columns is not _kept:
        return count()
    if key not in _counted:
        if len(_counted) >= _MOST:
            _counted.clear()
        _counted[key] = count()
    found: Answer = _counted[key]
    return found


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
    fresh = load(changed.filter(public=True), now)
    stay, places, themes = (~np.isin(rows, gone) for rows in (old.ids, old.place_event, old.theme_event))
    merged: dict[str, Whole] = {}
    for names, mask in ((_EVENT, stay), (_PLACE, places), (_THEME, themes)):
        for name in names:
            merged[name] = np.concatenate([getattr(old, name)[mask], getattr(fresh, name)])
    order = np.argsort(merged["ids"], kind="stable")
    for name in _EVENT:
        merged[name] = merged[name][order]
    return _placed(merged, now)


def _columns(events: Whole, places: Whole, themes: Whole, stamp: datetime | None) -> Columns:
    parts = {name: events[:, column].copy() for column, name in enumerate(_EVENT)}
    parts |= {name: places[:, column].copy() for column, name in enumerate(_PLACE)}
    parts |= {name: themes[:, column].copy() for column, name in enumerate(_THEME)}
    return _placed(parts, stamp)


def _placed(parts: dict[str, Whole], stamp: datetime | None) -> Columns:
    """The columns with every place and theme led to its event."""
    place_at = np.searchsorted(parts["ids"], parts["place_event"])
    theme_at = np.searchsorted(parts["ids"], parts["theme_event"])
    codes, code_at = np.unique(parts["place_code"], return_inverse=True)
    pairs = np.unique(place_at * 100 + parts["place_province"])
    return Columns(
        **parts,
        stamp=stamp,
        place_at=place_at,
        theme_at=theme_at,
        codes=codes,
        code_at=code_at,
        province_at=pairs // 100,
        province=pairs % 100,
        newest=np.lexsort((parts["ids"], -parts["day"])),
    )


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
    return int(digits.ljust(8, "0")) if digits.isdecimal() else 0


def day_of(number: int) -> str:
    """The day of such a number, as far as it says."""
    if not number:
        return ""
    year, month, day = number // 10000, number // 100 % 100, number % 100
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _places(events: Any) -> Whole:
    found = EventPlace.objects.filter(event__in=events).values_list("event_id", "code", "name", "role")
    rows = [
        (event, int(code) if code.isdecimal() else 0, _province(code, name), ROLES.index(role))
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
