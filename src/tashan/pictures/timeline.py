"""The timeline: one mark an event, a row a kind, stacked where a month has several; the undated stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tashan.pictures.canvas import Canvas
from tashan.pictures.tokens import LIGHT
from tashan.records import Agreement, Meeting, Reading, Signing
from tashan.records.codes import RecordKind

ROWS: Final = ("visit", "meeting", "agreement", "signing")
_WIDTH: Final = 1240
_LEFT: Final = 84
_UNDATED: Final = 96
_MARK: Final = 8
_HEAD: Final = 30


@dataclass(frozen=True, slots=True)
class Event:
    """
    Something that happened or is planned, with what is known of its day.

    Attributes:
        kind: visit, meeting, agreement or signing.
        date: YYYY-MM-DD, YYYY-MM, YYYY or None.
        status: done, signed or planned.
        record: the id of its record.
    """

    kind: str
    date: str | None
    status: str
    record: str


def events(readings: Iterable[Reading]) -> tuple[Event, ...]:
    """The events of readings, the earliest first, the undated last; what a text only recalls is among them."""
    found: list[Event] = []
    for reading in readings:
        found += [Event("visit", each.start, each.status, each.id) for each in reading.visits]
        others: tuple[Meeting | Agreement | Signing, ...] = (*reading.meetings, *reading.agreements, *reading.signings)
        found += [Event(each.KIND, each.date, each.status, each.id) for each in others]
    return tuple(sorted(found, key=lambda event: (event.date is None, event.date or "", ROWS.index(event.kind))))


def timeline(some: Sequence[Event], *, languages: Iterable[str] = ("zh",)) -> dict[str, Any]:
    """
    When it happened: a column a year, a row a kind of event.

    An event of known day or month stands in its month, one of known year in the middle of its year, paler; a planned
    one is hollow.

    Returns:
        A Vega-Lite specification. Parts are `event|visit|<record>`, `zh|kind|visit`, `zh|year|2023`.
    """
    years = sorted({int(event.date[:4]) for event in some if event.date})
    first, last = (years[0], years[-1]) if years else (2000, 2000)
    columns = last - first + 1 if years else 0
    room = _WIDTH - _LEFT - _UNDATED
    year_width = room / columns if columns else room
    cells = _cells(some, first, year_width)
    heights = [max([2, *(stack for row, stack in cells.values() if row == number)]) for number in range(len(ROWS))]
    bottoms = []
    y = float(_HEAD)
    for height in heights:
        y += height * (_MARK + 1) + 16
        bottoms.append(y - 4)
    canvas = Canvas(_WIDTH, int(y + 4))
    boxes = _boxes(some, first, year_width, bottoms)
    plain = [box for box in boxes if box["look"] == "plain"]
    charts = [
        canvas.boxes(_bands(first, columns, year_width, canvas.height), fill=LIGHT["sunk"], radius=0),
        canvas.lines(
            [{"x": 0, "y": b + 2, "x2": _WIDTH, "y2": b + 2, "part": "line"} for b in bottoms], colour=LIGHT["rule"]
        ),
        canvas.boxes(plain, fill=LIGHT["jade"], radius=1),
        canvas.boxes([box for box in boxes if box["look"] == "pale"], fill=LIGHT["jade-soft"], radius=1),
        canvas.boxes(
            [box for box in boxes if box["look"] == "hollow"],
            fill=LIGHT["panel"],
            stroke=LIGHT["jade"],
            radius=1,
            width=1.5,
        ),
    ]
    for language in languages:
        charts += _labels(canvas, language, first, columns, year_width, bottoms)
    return canvas.layered(charts)


def _slot(event: Event, first: int, year_width: float) -> float:
    """The left edge of an event's column, in pixels."""
    if event.date is None:
        return _WIDTH - _UNDATED + 14
    year, month = int(event.date[:4]), int(event.date[5:7]) if len(event.date) >= 7 else 6
    columns = max(1, int(year_width // (_MARK + 1)))
    column = min(columns - 1, (month - 1) * columns // 12)
    return _LEFT + (year - first) * year_width + 2 + column * (_MARK + 1)


def _cells(some: Sequence[Event], first: int, year_width: float) -> dict[tuple[int, float], tuple[int, int]]:
    """How many marks stand in each column of each row."""
    found: dict[tuple[int, float], tuple[int, int]] = {}
    counted: dict[tuple[int, float], int] = {}
    for event in some:
        key = (ROWS.index(event.kind), _slot(event, first, year_width))
        counted[key] = counted.get(key, 0) + 1
        found[key] = (key[0], 1 + (counted[key] - 1) // _wide(event))
    return found


def _wide(event: Event) -> int:
    """How many marks stand beside each other before they stack: the undated have room."""
    return 8 if event.date is None else 1


def _boxes(some: Sequence[Event], first: int, year_width: float, bottoms: Sequence[float]) -> list[dict[str, Any]]:
    counted: dict[tuple[int, float], int] = {}
    boxes = []
    for event in some:
        row = ROWS.index(event.kind)
        slot = _slot(event, first, year_width)
        place = counted.get((row, slot), 0)
        counted[row, slot] = place + 1
        x = slot + place % _wide(event) * (_MARK + 1)
        y = bottoms[row] - place // _wide(event) * (_MARK + 1)
        known = event.date is not None and len(event.date) > 4
        look = "hollow" if event.status == "planned" else "plain" if known else "pale"
        part = f"event|{event.kind}|{event.record}"
        boxes.append({"x": x, "y": y - _MARK, "x2": x + _MARK, "y2": y, "part": part, "look": look})
    return boxes


def _bands(first: int, columns: int, year_width: float, height: int) -> list[dict[str, Any]]:
    """Every second year on a darker ground."""
    return [
        {
            "x": _LEFT + index * year_width,
            "y": _HEAD - 6,
            "x2": _LEFT + (index + 1) * year_width,
            "y2": height - 2,
            "part": f"band|{first + index}",
        }
        for index in range(0, columns, 2)
    ]


def _labels(
    canvas: Canvas, language: str, first: int, columns: int, year_width: float, bottoms: Sequence[float]
) -> list[Any]:
    kinds = [
        {"x": 0, "y": bottom - 5, "text": _kind(kind, language), "part": f"{language}|kind|{kind}"}
        for kind, bottom in zip(ROWS, bottoms, strict=True)
    ]
    years = [
        {
            "x": _LEFT + (index + 0.5) * year_width,
            "y": 11,
            "text": str(first + index),
            "part": f"{language}|year|{first + index}",
        }
        for index in range(columns)
    ]
    undated = "日期未述" if language == "zh" else "no date"
    years.append({"x": _WIDTH - _UNDATED / 2 + 4, "y": 11, "text": undated, "part": f"{language}|year|none"})
    return [canvas.texts(kinds), canvas.texts(years, align="center", colour=LIGHT["ink-3"])]


def _kind(kind: str, language: str) -> str:
    return RecordKind(kind).zh if language == "zh" else RecordKind(kind).en.capitalize() + "s"
