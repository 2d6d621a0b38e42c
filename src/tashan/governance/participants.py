"""Who can belong to a body: regions by their codes of GB/T 2260, and alliances, associations, firms, think tanks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tashan.governance._sheet import Sheet
from tashan.records.codes import ActorKind
from tashan.regions.divisions import FIRST_YEAR, LAST_YEAR, Division, by_code
from tashan.regions.naming import region_at
from tashan.rules._yaml import Node

#: What a participant can be: a region, an organ of a region or of the state, or one of the actors of records.
KINDS = ("region", "organ", *ActorKind.values())

_REGION = re.compile(r"(\d{6})(?:\s+(\S+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Participant:
    """
    A region or another who takes part.

    Attributes:
        key: six digits of GB/T 2260 for a region, else the name; never pinyin, which several cities share.
        name: official full chain (浙江省台州市), or the name of the other.
        kind: `region`, `organ`, or a kind of actor (`firm`, `association`, `alliance`, `university`, `institute`).
    """

    key: str
    name: str
    kind: str = "region"


#: Stands where nobody could be read.
NOBODY = Participant("", "", "other")


def region_participant(code: str, day: str) -> Participant | None:
    """The region that a code means on a day, with the name of that day; None where the code was not in force then."""
    year = min(max(int(day[:4]), FIRST_YEAR), LAST_YEAR)
    unit = by_code(code, year)
    return None if unit is None else Participant(code, region_at(unit, year).name)


def read_participant(sheet: Sheet, node: Node, day: str) -> Participant:
    """
    A participant as a file names it: `331000 台州市`, `"331000"`, or `{name: …, kind: firm}`.

    A name beside the code is checked against it, since 台州 and 泰州, 苏州 and 宿州 are easily mistaken.
    """
    if node.form == "mapping":
        fields = sheet.fields(node, ("name", "kind"), (), "a participant")
        name = sheet.text(fields["name"], "`name`")
        kind = sheet.text(fields["kind"], "`kind`", KINDS[1:])
        return Participant(name, name, kind or "other")
    text = sheet.text(node, "A region")
    match = _REGION.fullmatch(text)
    if match is None:
        if text:
            message = f"`{text}` is no region. Write its code of GB/T 2260 and name, like 331000 台州市."
            sheet.report("unknown_region", node, message)
        return NOBODY
    code, name = match.group(1), match.group(2)
    found = region_participant(code, day or f"{LAST_YEAR}")
    if found is None:
        sheet.report(*_not_in_force(code, day, node))
        return NOBODY
    if name and not found.name.endswith(name):
        message = f"{code} is {found.name}, not {name}. Correct the code or the name."
        sheet.report("region_name", node, message)
    return found


def _not_in_force(code: str, day: str, node: Node) -> tuple[str, Node, str]:
    unit: Division | None = by_code(code)
    if unit is None:
        message = f"No region has the code {code}. `tashan regions NAME` gives the code of a name."
        return "unknown_region", node, message
    span = f"{unit.start} to {unit.end or 'now'}"
    message = f"{code} ({unit.name}) was no region on {day}: it is known from {span}. Correct the code or the date."
    return "region_not_in_force", node, message
