"""One event, one document, one public role: everything that is known of it, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tashan.records.codes import Flag, Theme
from tashan.web.archive.events import basis
from tashan.web.archive.health import health
from tashan.web.archive.models import Choice, Document, Event, Record
from tashan.web.archive.queries import COUNTING, public_events
from tashan.web.archive.shapes import FIELDS, Field
from tashan.web.atlas.evidence import Place, places, spans_for
from tashan.web.atlas.rows import proving, said
from tashan.web.pages.numbers import large
from tashan.web.pages.words import label, say, spoken
from tashan.web.search.queries import entries, find
from tashan.web.search.titles import names


@dataclass(frozen=True, slots=True)
class Value:
    """What one report says of a field."""

    record: Record
    words: str
    exact: str
    used: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Line:
    """
    One field of an event.

    Attributes:
        field: the field.
        words: the value that the event takes; empty where nobody says anything.
        proof: the record that says so, or None.
        values: what every report says, the best first.
        choice: why this one was chosen, where people chose.
    """

    field: Field
    words: str
    exact: str
    proof: Record | None
    values: tuple[Value, ...]
    choice: Choice | None

    @property
    def differs(self) -> bool:
        """Whether reports contradict each other."""
        return any(value.differs for value in self.values)


def lines_of(event: Event, reports: Sequence[Record]) -> list[Line]:
    """
    The fields of an event with what every report says of them.

    Args:
        event: the event.
        reports: the records that the reader may see, the best first.
    """
    used = {record.pk for record in basis(list(reports))}
    choices: dict[str, Choice] = {}
    for choice in Choice.objects.filter(event=event).select_related("chosen_by__organisation"):
        choices[choice.field] = choice
    return [_line(event, field, reports, used, choices.get(field.name)) for field in FIELDS.get(event.kind, ())]


def _line(event: Event, field: Field, reports: Sequence[Record], used: set[int], choice: Choice | None) -> Line:
    value = event.body.get(field.name)
    united = field.holds in ("texts", "themes", "actors")
    values = []
    for record in reports:
        said_here = record.body.get(field.name)
        differs = not united and said_here not in (None, "", []) and value is not None and said_here != value
        values.append(
            Value(record, value_words(field, said_here), exact(said_here), record.pk in used and not differs, differs)
        )
    return Line(
        field, value_words(field, value), exact(value), proving(event, field.name, reports), tuple(values), choice
    )


def value_words(field: Field, value: Any) -> str:
    """A value of a field in words of the reader's language; empty where there is none."""
    from tashan.briefs.wording import day_words

    if value is None or value in ("", []):
        return ""
    joint = spoken("、", ", ")
    match field.holds:
        case "regions" | "parties":
            return said(names(value))
        case "region":
            return said(names([value]))
        case "people":
            return joint.join(" ".join(filter(None, (each.get("title"), each["name"]))) for each in value)
        case "actors":
            return joint.join(each["name"] for each in value)
        case "texts":
            return joint.join(value)
        case "themes":
            return joint.join(label(Theme(theme)) for theme in value if theme in Theme.values())
        case "code":
            return label(field.codes(value)) if field.codes and value in field.codes.values() else str(value)
        case "date":
            return said(day_words(value))
        case "number" | "whole":
            return large(value)
    return str(value)


def exact(value: Any) -> str:
    """The exact value of a number, to be shown beside its short form; empty for anything else."""
    return f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def health_of(event: Event, reports: Sequence[Record]) -> dict[str, Any]:
    """The record-health score with what it is made of, the missing fields in words."""
    used = basis(list(reports))
    contents = {record.document.content_hash for record in used}
    publishers = {record.document.publisher for record in used if record.document.publisher}
    found = health(event.kind, event.body, sources=len(contents), publishers=len(publishers))
    labels = {field.name: field.label for field in FIELDS.get(event.kind, ())}
    return {"health": found, "missing": [labels[name] for name in found.missing]}


def flags_of(body: Mapping[str, Any]) -> list[str]:
    """The doubts of a record in words."""
    return [label(Flag(flag)) for flag in body.get("flags") or () if flag in Flag.values()]


def quotes_of(record: Record, field: str, *, whole: bool) -> tuple[Place, ...]:
    """
    The quotes that prove a field of a record.

    Args:
        record: with its document's text.
        field: the field, or `all`.
        whole: whether the reader may see the text.
    """
    return places(record.document.text, spans_for(record.body, field), whole=whole)


def may_see_text(person: Any, document: Document) -> bool:
    """Whether a person may read a document's text: where its licence lets all, and in the person's own archives."""
    return (document.is_public and document.text_public) or bool(person.has_perm("archive.see_archive", document))


def may_see_record(person: Any, record: Record) -> bool:
    """Whether a person may see a record: the public sees those that people let stand, in published documents."""
    if person.has_perm("archive.see_archive", record.document):
        return True
    return record.document.is_public and record.state in COUNTING


def other_values(record: Record, field: str, reports: Sequence[Record]) -> list[dict[str, Any]]:
    """What other reports of the same event say of a field, and whether the event takes it."""
    event = record.event
    found = next((each for each in FIELDS.get(record.kind, ()) if each.name == field), None)
    if event is None or found is None:
        return []
    line = _line(event, found, reports, {each.pk for each in basis(list(reports))}, None)
    return [
        {
            "record": value.record,
            "words": value.words or say("未述", "not stated"),
            "used": value.used and bool(value.words),
            "differs": value.differs,
            "own": value.record.pk == record.pk,
        }
        for value in line.values
    ]


def roles_of(name: str) -> list[tuple[Event, str]]:
    """
    The public events that somebody led, with the title as spelled in each, the latest first.

    Only what documents say of a public office is shown; the events are found by the index and checked one by one.
    """
    from django.contrib.auth.models import AnonymousUser

    keys = [entry.key for entry in entries(find(name, AnonymousUser(), {"kind": "visit"}).rows[:400])]
    found = []
    for event in public_events().filter(key__in=keys):
        for person in event.body.get("leaders") or ():
            if person["name"] == name:
                found.append((event, person.get("title") or ""))
                break
    return found
