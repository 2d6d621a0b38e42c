"""`tashan fund`: a guidance or industry fund on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import chosen, for_people
from tashan.cli.sharing_files import FORMS, bytes_of, print_json, print_rows, problems_shown

if TYPE_CHECKING:
    from tashan.sharing.funds import FundStatement


def fund(
    register: Annotated[str, typer.Argument(metavar="REGISTER", help="The file with the fund's register.")],
    on: Annotated[str, typer.Option(help="The day, YYYY-MM-DD; later entries do not count.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="json (fen) or table (yuan). [table on a terminal, else json]", show_default=False
        ),
    ] = None,
) -> None:
    """
    A fund's statement on a day: what each member committed, was called for, paid and still owes, where money was used.

    Examples:
    - `tashan fund fund.yaml --on 2025-06-30`

    - `tashan fund fund.yaml --on 2025-06-30 --format json`
    """
    from tashan.sharing.fund_files import read_register
    from tashan.sharing.funds import fund_statement

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    with problems_shown():
        read = read_register(bytes_of(register), register)
        found = fund_statement(read.entries, on, due_days=read.due_days)
    if picked == "json":
        print_json({"fund": read.name, **_plain(found)})
        return
    _show(read.name, found)


def _show(name: str, found: FundStatement) -> None:
    from tashan.clearing import yuan

    typer.echo(f"{name} on {found.day}: {yuan(found.cash)} yuan in the fund")
    fields = ("committed", "called", "paid", "overdue", "open", "received")
    print_rows(
        ["member", "share", *fields],
        [
            (member, str(line.share), *(yuan(getattr(line, field)) for field in fields))
            for member, line in found.members.items()
        ],
    )
    for region, used in found.uses.items():
        typer.echo(f"Used in {region}: {yuan(used)} yuan")
    for problem in found.problems:
        typer.echo(f"Note: {problem}")


def _plain(found: FundStatement) -> dict[str, Any]:
    fields = ("committed", "called", "paid", "overdue", "open", "received")
    return {
        "day": found.day,
        "unit": "fen",
        "members": {
            member: {"share": str(line.share), **{field: getattr(line, field) for field in fields}}
            for member, line in found.members.items()
        },
        "calls": {call: dict(parts) for call, parts in found.calls.items()},
        "uses": dict(found.uses),
        "cash": found.cash,
        "problems": list(found.problems),
    }
