"""A fund's register as a file in the strict form of docs/sharing.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tashan.clearing import UNITS
from tashan.rules._yaml import Node
from tashan.sharing._sheet import Sheet
from tashan.sharing.funds import KINDS, FundEntry

_NEEDED_BY = {"commitment": ("member",), "payment": ("member", "call"), "use": ("region", "purpose")}


@dataclass(frozen=True, slots=True)
class FundRegister:
    """
    The register of a fund.

    Attributes:
        name: the fund's.
        entries: oldest first, as the file has them.
        due_days: the last day for paying a call, by its id.
    """

    name: str
    entries: tuple[FundEntry, ...]
    due_days: Mapping[str, str]


def read_register(data: bytes, file: str) -> FundRegister:
    """
    The register that a file holds.

    Raises:
        ShareError: with every problem of the file, each with its line: unknown keys, kinds or units, amounts that are no
            whole fen, an entry that lacks what its kind needs.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, ("fund", "entries"), ("note", "unit", "due"), "a fund's register")
    unit = sheet.text(fields.get("unit"), "`unit`", tuple(UNITS)) or "元"
    unit = unit if unit in UNITS else "元"
    nodes = sheet.reader.items(fields["entries"], "`entries`") if fields["entries"].form == "list" else []
    entries = tuple(_entry(sheet, node, unit) for node in nodes)
    due = sheet.entries(fields["due"], "`due`") if "due" in fields else {}
    days = {call: sheet.days(node, "due")[1] for call, node in due.items()}
    calls = {entry.id for entry in entries if entry.kind == "call"}
    for call, node in due.items():
        if call not in calls:
            sheet.report("unknown_call", node, f"There is no call `{call}`. Write the id of a call of this register.")
    sheet.finish()
    return FundRegister(sheet.text(fields["fund"], "`fund`"), entries, days)


def _entry(sheet: Sheet, node: Node, unit: str) -> FundEntry:
    optional = ("member", "call", "region", "purpose", "corrects")
    own = sheet.fields(node, ("id", "day", "kind", "amount"), optional, "an entry")
    kind = sheet.text(own["kind"], "`kind`", KINDS)
    for key in _NEEDED_BY.get(kind, ()):
        if key not in own:
            sheet.report("missing_key", own["kind"], f"A {kind} needs `{key}`. Add it to this entry.")
    texts = {key: sheet.text(own.get(key), f"`{key}`") for key in optional}
    day = sheet.days(own["day"], "day")[0]
    return FundEntry(sheet.text(own["id"], "`id`"), day, kind, sheet.money(own["amount"], unit), **texts)
