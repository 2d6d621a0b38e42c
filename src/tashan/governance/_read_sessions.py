"""Read one session of a mechanism's file."""

from __future__ import annotations

from tashan.governance._sheet import Sheet
from tashan.governance.days import When
from tashan.governance.participants import NOBODY, Participant, read_participant
from tashan.governance.sessions import (
    ALL_MEMBERS,
    DECISIONS,
    FORMS,
    PARTS,
    RANKS,
    AgendaItem,
    Announced,
    Attendance,
    Decision,
    Paper,
    Session,
)
from tashan.records.codes import DocumentStatus
from tashan.rules._yaml import Node

_OPTIONAL = (
    "key number name announced held until form host place agenda attendance papers decisions next_host note source"
).split()


def read_session(sheet: Sheet, node: Node) -> Session:
    """One session, as far as it can be read; its key is the one given, else its number or its year (`s4`, `y2014`)."""
    fields = sheet.fields(node, (), _OPTIONAL, "a session")
    number = sheet.whole(fields.get("number"), "`number`")
    held = sheet.when(fields.get("held"), "held")
    announced = tuple(_announced(sheet, item) for item in sheet.items(fields.get("announced"), "`announced`"))
    if not held.known and not announced and sheet.readable:
        sheet.report("missing_key", node, "The session has no date. Add `held`, or `announced` for one to come.")
    day = held.first or (announced[0].when.first if announced else "")
    host, next_host = _one(sheet, fields.get("host"), day), _one(sheet, fields.get("next_host"), day)
    return Session(
        key=sheet.text(fields.get("key"), "`key`") or (f"s{number}" if number is not None else f"y{day[:4]}"),
        number=number,
        name=sheet.label(fields["name"]) if "name" in fields else None,
        announced=announced,
        held=held,
        until=sheet.when(fields.get("until"), "until").last,
        form=sheet.text(fields.get("form"), "`form`", FORMS),
        host=host,
        place=sheet.text(fields.get("place"), "`place`"),
        agenda=tuple(_agenda_item(sheet, item) for item in sheet.items(fields.get("agenda"), "`agenda`")),
        attendance=tuple(_attendance(sheet, item, day) for item in sheet.items(fields.get("attendance"), "it")),
        papers=tuple(_paper(sheet, item) for item in sheet.items(fields.get("papers"), "`papers`")),
        decisions=tuple(_decision(sheet, item, held) for item in sheet.items(fields.get("decisions"), "`decisions`")),
        next_host=next_host,
        note=sheet.text(fields.get("note"), "`note`"),
        source=sheet.source(fields.get("source")),
        location=sheet.place(node),
    )


def _one(sheet: Sheet, node: Node | None, day: str) -> Participant | None:
    if node is None:
        return None
    found = read_participant(sheet, node, day)
    return None if found == NOBODY else found


def _announced(sheet: Sheet, node: Node) -> Announced:
    fields = sheet.fields(node, ("for",), ("said", "source"), "an announcement")
    said = sheet.when(fields.get("said"), "said").first
    return Announced(sheet.when(fields["for"], "for"), said, sheet.source(fields.get("source")))


def _agenda_item(sheet: Sheet, node: Node) -> AgendaItem:
    fields = sheet.fields(node, ("title", "part"), ("presenter",), "an item of the agenda")
    part, presenter = sheet.text(fields["part"], "`part`", PARTS), sheet.text(fields.get("presenter"), "`presenter`")
    return AgendaItem(sheet.text(fields["title"], "`title`"), part, presenter)


def _attendance(sheet: Sheet, node: Node, day: str) -> Attendance:
    fields = sheet.fields(node, ("who", "rank"), ("note",), "an entry of `attendance`")
    everyone = fields["who"].form == "text" and fields["who"].text == "members"
    who = ALL_MEMBERS if everyone else read_participant(sheet, fields["who"], day)
    rank = sheet.text(fields["rank"], "`rank`", RANKS) or "absent"
    return Attendance(who, rank, sheet.text(fields.get("note"), "`note`"))


def _paper(sheet: Sheet, node: Node) -> Paper:
    fields = sheet.fields(node, ("title",), ("status", "count", "signed_by", "note"), "a paper")
    count = sheet.whole(fields.get("count"), "`count`")
    return Paper(
        sheet.text(fields["title"], "`title`"),
        sheet.text(fields.get("status"), "`status`", DocumentStatus.values()),
        1 if count is None else count,
        sheet.whole(fields.get("signed_by"), "`signed_by`"),
        sheet.text(fields.get("note"), "`note`"),
    )


def _decision(sheet: Sheet, node: Node, held: When) -> Decision:
    fields = sheet.fields(node, ("kind", "text"), ("who",), "a decision")
    nodes = fields["who"].items if "who" in fields and fields["who"].form == "list" else []
    who = [read_participant(sheet, each, held.first) for each in nodes]
    kind, text = sheet.text(fields["kind"], "`kind`", DECISIONS), sheet.text(fields["text"], "`text`")
    return Decision(kind, text, tuple(each for each in who if each != NOBODY))
