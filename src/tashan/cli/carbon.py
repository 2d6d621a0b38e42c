"""`tashan carbon`: how many tonnes of offsets a scheme admits, by where they come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from tashan.cli.messages import chosen, fail, for_people
from tashan.cli.options import Form
from tashan.cli.sharing_files import FORMS, print_json, print_rows, problems_shown

if TYPE_CHECKING:
    from tashan.sharing.carbon import Offset


def carbon(
    scheme: Annotated[str, typer.Argument(metavar="SCHEME", help="The scheme in the rules, as beijing.")],
    allowances: Annotated[int, typer.Option(help="Tonnes of allowances issued for the year.", min=0)],
    on: Annotated[str, typer.Option(help="The day or year asked for.")],
    accept: Annotated[
        str, typer.Option(help="Why limits that nobody confirmed at the issuing body are accepted.")
    ] = "",
    offer: Annotated[
        list[str] | None,
        typer.Option(help="Offsets handed in: REGION=TONNES, or REGION:own=TONNES for the scheme's own region."),
    ] = None,
    form: Form = None,
) -> None:
    """
    The most tonnes of offsets for a year's allowances, in all and from outside, and what of those handed in is taken.

    Examples:
    - `tashan carbon beijing --allowances 100000 --on 2015 --accept "read in a re-print"`

    - `tashan carbon beijing --allowances 100000 --on 2015 --accept "read in a re-print" --offer 河北省=3000`
    """
    from tashan.sharing import shipped_rules
    from tashan.sharing.carbon import offset_limits, surrender

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    offered = [_offset(text) for text in offer or ()]
    with problems_shown(unconfirmed="Here that is --accept with the reason."):
        book = shipped_rules()["carbon"]
        limits = offset_limits(allowances, scheme, on, book, accepts=accept)
        first = book.value(f"{scheme}.first", on=on, allow_unconfirmed=bool(accept)).value if offered else ()
        found = surrender(offered, limits, first if isinstance(first, tuple) else ())
    if picked == "json":
        print_json(
            {
                "total": limits.total,
                "outside": limits.outside,
                "taken": dict(found.taken),
                "refused": {region: {"tonnes": part, "why": why} for region, (part, why) in found.refused.items()},
                "rules": [rule.to_dict() for rule in limits.rules],
            }
        )
        return
    typer.echo(f"At most {limits.total:,} t of offsets, {limits.outside:,} t of them from outside.")
    if offered:
        print_rows(
            ["region", "", "taken, t", "refused, t"],
            [
                (
                    region,
                    found.refused.get(region, (0, ""))[1],
                    f"{part:,}",
                    f"{found.refused.get(region, (0, ''))[0]:,}",
                )
                for region, part in found.taken.items()
            ],
        )
    for rule in limits.rules:
        typer.echo(f"{rule.rule} = {rule.value} ({rule.status}): {rule.document}")


def _offset(text: str) -> Offset:
    from tashan.sharing.carbon import Offset

    found = re.fullmatch(r"([^=:]+)(:own)?=(\d+)", text)
    if found is None:
        fail(f"--offer {text} is not REGION=TONNES. Write it like 河北省=3000.")
    return Offset(found[1], int(found[3]), own=bool(found[2]))
