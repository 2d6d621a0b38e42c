"""An existing list comes in: rows become matters, the others are parked with their reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from tashan.governance.events import Opened
from tashan.governance.sheet_columns import guess_columns, remapped
from tashan.governance.sheets import Import, import_rows
from tashan.regions.query import query
from tashan.web.audit.services import note
from tashan.web.governance.models import Body, Matter
from tashan.web.governance.services.matters import open_matter, refused
from tashan.web.pages.access import check


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a list: the matters made, and the whole answer with parked and filled cells."""

    matters: tuple[Matter, ...]
    listed: Import


@transaction.atomic
def do_import_list(
    *,
    actor: Any,
    body: Body,
    rows: Sequence[Sequence[Any]],
    corrections: Mapping[int, str],
    merged: Any = None,
    file: str = "",
) -> Brought:
    """
    Make matters of the rows of a list, as its columns were confirmed.

    Args:
        actor: of the body.
        body: under which they run.
        rows: the sheet.
        corrections: column number to meaning, "" for none.
        merged: merged cells, where the file tells.
        file: its name, for reasons.

    Raises:
        GovernanceError: no column is the title or the owner.
    """
    check(actor, "governance.import_list", body.place)
    mapping = remapped(guess_columns(rows), corrections)
    if mapping.problems:
        raise refused(mapping.problems)
    listed = import_rows(
        rows, mapping, body=body.place, actor=actor.username, day=timezone.localdate(), member=member_named,
        merged=merged, file=file,
    )  # fmt: skip
    stem = f"l{body.pk}-{Matter.objects.count()}"
    keys = {one.matter: f"{stem}-{number}" for number, one in enumerate(listed.imported, 1)}
    made = []
    for one in listed.imported:
        events = [replace(event, change=_parent(event.change, keys)) for event in one.events]
        made.append(open_matter(actor=actor, body=body, events=events, key=keys[one.matter], visibility="members"))
    note(
        actor=actor,
        action="governance.import_list",
        thing=f"governance.body:{body.pk}",
        place=body.place,
        after={"file": file, "imported": len(made), "parked": len(listed.parked), "empty": listed.empty},
    )
    return Brought(tuple(made), listed)


def member_named(name: str) -> str | None:
    """The code of a member by its name or code; None where nobody or several are called so."""
    found = [row for row in query(name) if row["code"] and row["to"] is None]
    exact = [row for row in found if str(row["name"]).endswith((name, f"{name}市"))]
    codes = {str(row["code"]) for row in exact or found}
    return codes.pop() if len(codes) == 1 else None


def _parent(change: Any, keys: Mapping[str, str]) -> Any:
    if isinstance(change, Opened) and change.parent:
        return replace(change, parent=keys.get(change.parent, change.parent))
    return change
