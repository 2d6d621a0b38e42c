"""Events as rows of tables: when, who, whom, what, how sure, and for each value the record that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tashan.briefs.wording import Words, day_words
from tashan.records.codes import AgreementStrength, BodyLevel, EventStatus, Flag, RecordKind, SignatureStatus, Theme
from tashan.web.archive.models import Event, Record
from tashan.web.archive.shapes import field_of, themes_of
from tashan.web.atlas.behind import public_reports
from tashan.web.atlas.results import Result, results_of
from tashan.web.pages.places import covers
from tashan.web.pages.words import label, spoken
from tashan.web.search.titles import name_of, title_of

_WHO: Final = {"visit": "visitors", "agreement": "parties", "meeting": "participants", "body": "members"}
_WHO_ELSE: Final = {"signing": "investors", "practice": "region"}
_WHOM: Final = {"visit": "hosts", "signing": "recipients", "meeting": "place"}
_WHEN: Final = {"visit": "start", "meeting": "date", "agreement": "date", "signing": "date", "body": "founded"}
_WHAT: Final = {"agreement": "title", "meeting": "name", "signing": "projects", "body": "name", "figure": "value"}


@dataclass(frozen=True, slots=True)
class Name:
    """A region or party as a table names it."""

    text: str
    code: str
    full: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Row:
    """
    One event as a table shows it.

    Attributes:
        event: the event.
        when: its day in words; empty where nothing is known.
        days: how many days it lasted; 0 where that is not known.
        who, whom: regions on both sides; `whom` is empty for what has no direction.
        title: its title in the reader's language.
        proof: for each part of the row (`when`, `who`, `whom`, `what`, `themes`, `leaders`) the record and its field.
        doubts: flags in words.
        results: what came of a visit, where that was asked for.
    """

    event: Event
    when: str
    days: int
    who: tuple[Name, ...]
    whom: tuple[Name, ...]
    title: str
    proof: Mapping[str, tuple[int, str]]
    doubts: tuple[str, ...]
    results: tuple[Result, ...] = ()

    @property
    def kind(self) -> str:
        """Its kind in words."""
        return label(RecordKind(self.event.kind))

    @property
    def themes(self) -> tuple[str, ...]:
        """Its themes in words."""
        return tuple(label(Theme(theme)) for theme in themes_of(self.event.kind, self.event.body))

    @property
    def theme_words(self) -> str:
        """Its themes in words, in a row."""
        return spoken("、", ", ").join(self.themes)

    @property
    def leaders(self) -> list[dict[str, Any]]:
        """Who led, as spelled."""
        return list(self.event.body.get("leaders") or ())

    @property
    def status(self) -> str:
        """Its status in words."""
        return status_words(self.event.kind, self.event.status)

    @property
    def strength(self) -> str:
        """How firmly an agreement binds; empty where that is not stated."""
        value = self.event.body.get("strength")
        return label(AgreementStrength(value)) if value else ""

    @property
    def level(self) -> str:
        """What a body does; empty where that is not stated."""
        value = self.event.body.get("level") if self.event.kind == "body" else None
        return label(BodyLevel(value)) if value else ""

    @property
    def mine(self) -> bool:
        """Whether the reader's region takes part."""
        return any(name.mine for name in (*self.who, *self.whom))


def rows_of(events: Sequence[Event], mine: str = "", *, results: bool = False) -> list[Row]:
    """
    Events as rows, in the order given.

    Args:
        events: events that the reader may see.
        mine: the code of the reader's region, which is marked.
        results: whether what came of visits is wanted, too.
    """
    reports = public_reports(events)
    came = results_of(events, reports) if results else {}
    return [row_of(event, reports.get(event.pk, []), mine, came.get(event.pk, ())) for event in events]


def row_of(event: Event, reports: Sequence[Record], mine: str = "", results: tuple[Result, ...] = ()) -> Row:
    """
    One event as a row.

    Args:
        event: the event.
        reports: the records that the reader may see, the best first.
        mine: the code of the reader's region.
        results: what came of it.
    """
    kind, body = event.kind, event.body
    fields = {
        "when": _WHEN.get(kind, ""),
        "who": _WHO.get(kind) or _WHO_ELSE.get(kind, ""),
        "whom": _WHOM.get(kind, ""),
        "what": _WHAT.get(kind, ""),
        "themes": "fields" if kind == "agreement" else "themes",
        "leaders": "leaders",
    }
    whole_span = sorted(reports, key=lambda record: record.body.get("end") != body.get("end"))  # both days, if one has
    proof = {
        part: (found.pk, field)
        for part, field in fields.items()
        if field and (found := proving(event, field, whole_span if part == "when" else reports)) is not None
    }
    words = title_of(kind, body)
    return Row(
        event=event,
        when=when_words(event),
        days=days_of(event),
        who=_names(body.get(fields["who"]), mine),
        whom=_names(body.get(fields["whom"]), mine),
        title=spoken(words.zh, words.en),
        proof=proof,
        doubts=tuple(label(Flag(flag)) for flag in body.get("flags") or () if flag in Flag.values()),
        results=results,
    )


def proving(event: Event, field: str, reports: Iterable[Record]) -> Record | None:
    """The best report that says of a field what the event says; None where no report says it."""
    value = event.body.get(field)
    if value is None or value in ("", []):
        return None
    telling = [record for record in reports if record.body.get(field) not in (None, "", [])]
    same = [record for record in telling if record.body.get(field) == value]
    return next(iter([*same, *telling]), None)


def when_words(event: Event) -> str:
    """The day or days of an event in words; empty where nothing is known."""
    words = day_words(event.day or None, event.body.get("end") if event.kind == "visit" else None)
    return said(words)


def said(words: Words | None) -> str:
    """Words in the reader's language; empty for none."""
    return spoken(words.zh, words.en) if words else ""


def days_of(event: Event) -> int:
    """How many days an event lasted, both ends included; 0 where one of them is not known to the day."""
    start, end = event.body.get("start") or "", event.body.get("end") or ""
    if len(start) != 10 or len(end) != 10:
        return 0
    return max(0, (date.fromisoformat(end) - date.fromisoformat(start)).days + 1)


def status_words(kind: str, status: str) -> str:
    """A status in words."""
    if not status:
        return ""
    codes = SignatureStatus if kind in ("agreement", "signing") else EventStatus
    return label(codes(status)) if status in codes.values() else status


def field_label(kind: str, field: str) -> str:
    """The name of a field in the reader's language."""
    found = field_of(kind, field)
    return found.label if found else field


def _names(value: Any, mine: str) -> tuple[Name, ...]:
    given = value if isinstance(value, list) else [value]
    return tuple(_name(each, mine) for each in given if each and each.get("name"))


def _name(region: Mapping[str, Any], mine: str) -> Name:
    words = name_of(region)
    code = str(region.get("code") or (region.get("region") or {}).get("code") or "")
    return Name(spoken(words.zh, words.en), code, str(region["name"]), bool(mine and code and covers(mine, code)))
