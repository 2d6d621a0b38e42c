"""Read a mechanism, its bodies and all that belongs to them out of a strict YAML file; docs/governance.md describes it."""

from __future__ import annotations

from collections.abc import Mapping

from tashan.governance._read_bodies import BodyReader
from tashan.governance._sheet import Sheet
from tashan.governance.bodies import Body, Mechanism, check_mechanism
from tashan.governance.conflicts import Conflict, Side
from tashan.governance.problems import Problem
from tashan.records.codes import BodyLevel
from tashan.rules._yaml import Node

_NEEDED = ("mechanism", "bodies")
_OPTIONAL = ("name", "note", "levels", "sources", "conflicts")


def read_mechanism(data: bytes, file: str) -> Mechanism:
    """
    The mechanism that a file holds.

    Args:
        data: the bytes of the file.
        file: its name, as messages show it.

    Raises:
        GovernanceError: with every problem of the file, each with line, field and remedy: unknown or misplaced keys,
            unknown regions, periods that end before they begin, members twice at a time, chairs that are no members.
    """
    mechanism, sheet = _read(data, file)
    sheet.finish()
    return mechanism


def mechanism_problems(data: bytes, file: str) -> tuple[Problem, ...]:
    """Every problem of a file, in the order of its lines; raises nothing."""
    return _read(data, file)[1].problems


def _read(data: bytes, file: str) -> tuple[Mechanism, Sheet]:
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, _NEEDED, _OPTIONAL, "a mechanism")
    sheet.reader.read_sources(fields.get("sources"))
    bodies: dict[str, Body] = {}
    reader = BodyReader(sheet)
    for key, node in sheet.entries(fields["bodies"], "`bodies`").items():
        bodies[key] = reader.body(key, node)
    mechanism = Mechanism(
        key=sheet.text(fields["mechanism"], "`mechanism`"),
        label=sheet.label(fields.get("name")),
        levels=sheet.texts(fields.get("levels"), "`levels`", BodyLevel.values()),
        bodies=bodies,
        conflicts=_conflicts(sheet, fields, tuple(bodies)),
        file=file,
        note=sheet.words(fields.get("note"), "`note`"),
    )
    if not bodies and sheet.readable and "bodies" in {key for key, _, _ in sheet.root.entries}:
        sheet.report("no_body", fields["bodies"], "The file describes no body. Add one below `bodies`.")
    sheet.note(check_mechanism(mechanism))
    sheet.note(_unknown_sessions(bodies))
    return mechanism, sheet


def _unknown_sessions(bodies: Mapping[str, Body]) -> list[Problem]:
    """Every `body/session` of the file that leads nowhere."""
    keys = {f"{body.key}/{session.key}" for body in bodies.values() for session in body.sessions}
    found = []
    for body in bodies.values():
        named = [(change.decided_by, change.place) for group in body.groups for change in group.changes]
        named += [(event.decided_by, event.place) for case in body.cases for event in case.events]
        named += [(agreement.session, agreement.location) for agreement in body.agreements]
        for text, (file, line, field) in named:
            if "/" in text and text.isascii() and text not in keys:
                message = f"There is no session `{text}`. Write body/session, as {next(iter(keys), 'council/s1')}."
                found.append(Problem("unknown_session", message, file, line, field))
    return found


def _conflicts(sheet: Sheet, fields: Mapping[str, Node], bodies: tuple[str, ...]) -> tuple[Conflict, ...]:
    found = []
    for key, node in sheet.entries(fields.get("conflicts"), "`conflicts`").items():
        own = sheet.fields(node, ("about", "sides", "reason"), ("of", "chosen"), f"conflict `{key}`")
        sides = tuple(_side(sheet, item) for item in sheet.items(own["sides"], "`sides`"))
        chosen, reason = sheet.text(own.get("chosen"), "`chosen`"), sheet.words(own["reason"], "`reason`")
        of = sheet.text(own.get("of"), "`of`", bodies) if bodies else ""
        found.append(Conflict(key, sheet.label(own["about"]), sides, chosen, reason, of, sheet.place(node)))
    return tuple(found)


def _side(sheet: Sheet, node: Node) -> Side:
    fields = sheet.fields(node, ("value",), ("sources", "note"), "a side")
    sources = [sheet.source(item) for item in sheet.items(fields.get("sources"), "`sources`")]
    value, note = sheet.text(fields["value"], "`value`"), sheet.words(fields.get("note"), "`note`")
    return Side(value, tuple(source for source in sources if source is not None), note)
