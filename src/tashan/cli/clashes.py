"""`tashan clashes`: where plans contradict each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.matter_files import day_of, member_name
from tashan.cli.messages import chosen, for_people
from tashan.cli.options import Form
from tashan.cli.sharing_files import FORMS, bytes_of, print_json, print_rows, problems_shown

if TYPE_CHECKING:
    from tashan.governance.clashes import Clash, Place
    from tashan.governance.plans import Changed, Plan


def clashes(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files of plans (.yaml).", show_default=False)],
    as_of: Annotated[
        str | None, typer.Option(help="Versions in force on this day. [today]", show_default=False)
    ] = None,
    form: Form = None,
) -> None:
    """
    Find where plans contradict each other, and how each moved since its first version.

    Same indicator with different targets or years, same project with different dates, a counterpart that is missing in
    the other member's plans; units are converted first. The exit status is 1 where something clashes.

    Examples:
    - `tashan clashes plans.yaml --as-of 2024-06-30`

    - `tashan clashes ours.yaml theirs.yaml --format json`
    """
    from tashan.governance.clashes import clashes as find
    from tashan.governance.plan_file import read_plans
    from tashan.governance.plans import changes

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    day = day_of("--as-of", as_of)
    with problems_shown():
        read = [read_plans(bytes_of(str(file)), file.name) for file in files]
    plans: list[Plan] = [plan for one in read for plan in one.plans]
    aliases = {name: meant for one in read for name, meant in one.aliases.items()}
    found = find(plans, day, aliases)
    moved = [change for plan in plans for change in changes(plan, day)]
    if picked == "json":
        print_json(_json(day.isoformat(), plans, found, moved))
    else:
        _table(found, moved)
    if found:
        raise typer.Exit(1)


def _json(day: str, plans: list[Plan], found: tuple[Clash, ...], moved: list[Changed]) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "as_of": day,
        "plans": len(plans),
        "clashes": [asdict(one) for one in found],
        "changes": list(map(asdict, moved)),
    }


def _table(found: tuple[Clash, ...], moved: list[Changed]) -> None:
    typer.echo(f"{len(found)} 处冲突 · {len(found)} clashes")
    print_rows(
        ["冲突", "对象", "甲", "乙", "相差"],
        [(one.kind.zh, one.subject, _place(one.left), _place(one.right), one.gap) for one in found],
    )
    if moved:
        typer.echo(f"{len(moved)} 处较首版变动 · {len(moved)} changes since the first version")
        print_rows(
            ["规划", "事项", "变动", "首版", "现行", "理由"],
            [(one.plan, one.item, one.field, one.first, one.now, one.reason) for one in moved],
        )


def _place(place: Place) -> str:
    members = "、".join(map(member_name, place.members))
    where = f"{place.plan}#{place.item}" if place.item else place.plan or "–"
    return f"{members} {where} {place.field} {place.value}".strip()
