"""A fund's register as a file: what `tashan fund` reads."""

from __future__ import annotations

from tashan.clearing import yuan
from tashan.regions.divisions import by_code
from tashan.web.sharing.models import Fund, FundEntry
from tashan.web.sharing.texts import quoted


def as_file(fund: Fund) -> str:
    """The register in the form of docs/commands.md, in yuan, with places by their Chinese names."""
    entries = list(fund.entries.all())
    lines = [f"fund: {quoted(fund.name)}", "unit: 元"]
    due = [f'  "{each.number}": {each.due}' for each in entries if each.due]
    if due:
        lines += ["due:", *due]
    return "\n".join([*lines, "entries:", *map(_entry, entries)]) + "\n"


def _entry(entry: FundEntry) -> str:
    parts = {
        "id": quoted(str(entry.number)),
        "day": entry.day.isoformat(),
        "kind": entry.kind,
        "amount": yuan(entry.amount),
        "member": quoted(_name(entry.member)),
        "call": quoted(str(entry.call or "")),
        "region": quoted(_name(entry.region)),
        "purpose": quoted(entry.purpose),
        "corrects": quoted(str(entry.corrects or "")),
    }
    return "  - {" + ", ".join(f"{key}: {value}" for key, value in parts.items() if value != '""') + "}"


def _name(place: str) -> str:
    unit = by_code(place) if place.isdigit() else None
    return f"{unit.name}（{place}）" if unit else place
