"""
Calendars that other programs subscribe to: iCalendar (RFC 5545).

Rooms register providers of occasions (sessions, deadlines of matters); what waits for a person stands in it by due date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tashan.web.notices import work
from tashan.web.pages.words import say


@dataclass(frozen=True, slots=True)
class Occasion:
    """
    Something with a day or an hour.

    Attributes:
        uid: the same for the same occasion, for ever.
        title: what it is, in the reader's language.
        start: a day, or an instant with its time zone.
        end: the last day (inclusive), or an instant; None for one day or an instant without length.
        detail, address, place: more words; its page; where it is held.
        changed: when it last changed; None where that is not known.
    """

    uid: str
    title: str
    start: date | datetime
    end: date | datetime | None = None
    detail: str = ""
    address: str = ""
    place: str = ""
    changed: datetime | None = None


Provider = Callable[[Any], Iterable[Occasion]]

_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this provider, too, for a person's occasions."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def forget(provider: Provider) -> None:
    """Ask it no more; for tests."""
    _PROVIDERS.remove(provider)


def occasions_for(person: Any) -> list[Occasion]:
    """All occasions of a person from all rooms, by start."""
    found = [occasion for provider in (of_work, *_PROVIDERS) for occasion in provider(person)]
    return sorted(found, key=lambda occasion: (_day(occasion.start), occasion.uid))


def of_work(person: Any) -> Iterator[Occasion]:
    """What waits for a person, each on its last day."""
    for item in work.work_for(person):
        if item.due:
            uid = hashlib.sha256((item.key or f"{item.title}{item.address}").encode()).hexdigest()[:32]
            title = say("截止：{title}", "Due: {title}", title=item.title)
            yield Occasion(f"{uid}@tashan", title, item.due, detail=item.detail, address=item.address)


def linked(occasion: Occasion, base: str) -> Occasion:
    """The occasion with the whole address of its page."""
    return replace(occasion, address=base + occasion.address) if occasion.address.startswith("/") else occasion


def calendar_text(occasions: Iterable[Occasion], *, name: str, stamp: datetime) -> str:
    """
    A calendar as RFC 5545 writes it: lines end in CRLF and are folded at 75 octets.

    Args:
        occasions: what stands in it.
        name: its name.
        stamp: when it was made.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tashan//Tashan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
    ]  # fmt: skip
    for occasion in occasions:
        lines += _event(occasion, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def escape(text: str) -> str:
    """Text as a value (RFC 5545, 3.3.11)."""
    plain = "".join(
        letter for letter in text.replace("\r\n", "\n").replace("\r", "\n") if letter >= " " or letter in "\n\t"
    )
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none of which cuts a character (RFC 5545, 3.1)."""
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > 75:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += octets
    yield piece


def _event(occasion: Occasion, stamp: datetime) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{escape(occasion.uid)}", f"DTSTAMP:{_instant(occasion.changed or stamp)}"]
    lines += _times(occasion)
    lines.append(f"SUMMARY:{escape(occasion.title)}")
    lines += [
        f"{key}:{escape(value)}"
        for key, value in (("DESCRIPTION", occasion.detail), ("LOCATION", occasion.place))
        if value
    ]
    if occasion.address:
        lines.append(f"URL:{occasion.address}")
    return [*lines, "END:VEVENT"]


def _times(occasion: Occasion) -> list[str]:
    """Days are half-open in iCalendar: an event of one day ends on the next."""
    if isinstance(occasion.start, datetime):
        end = occasion.end if isinstance(occasion.end, datetime) else occasion.start
        return [f"DTSTART:{_instant(occasion.start)}", f"DTEND:{_instant(end)}"]
    last = _day(occasion.end) if occasion.end else occasion.start
    after = last + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{occasion.start:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at
