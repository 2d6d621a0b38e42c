"""`tashan industry`: may an industry move to a place on a day, and who would receive it?"""

from __future__ import annotations

from typing import Annotated

import typer

from tashan.cli.messages import chosen, for_people
from tashan.cli.options import Form
from tashan.cli.sharing_files import FORMS, bytes_of, print_json, print_rows, problems_shown


def industry(
    lists: Annotated[list[str], typer.Argument(metavar="LIST", help="Files with lists of industries.")],
    code: Annotated[str, typer.Option(help="Code of GB/T 4754 with its letter, as C2611.")],
    region: Annotated[str, typer.Option(help="Full name of the place it would move to.")],
    on: Annotated[str, typer.Option(help="The day, YYYY-MM-DD.")],
    platforms: Annotated[str | None, typer.Option(help="File with the register of receiving platforms.")] = None,
    land: Annotated[int, typer.Option(help="Land that is needed, square metres.", min=0)] = 0,
    form: Form = None,
) -> None:
    """
    Check an industry against lists of the forbidden, restricted and encouraged, by date, and find receiving platforms.

    Examples:
    - `tashan industry beijing.yaml --code C2611 --region 北京市 --on 2022-06-01`

    - `tashan industry list.yaml --code C36 --region 安徽省 --on 2026-01-01 --platforms platforms.yaml --land 20000`
    """
    from tashan.sharing.industry import check_industry, open_platforms, read_list, read_platforms

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    with problems_shown():
        entries = [entry for name in lists for entry in read_list(bytes_of(name), name)]
        verdict = check_industry(entries, code, region, on)
        register = read_platforms(bytes_of(platforms), platforms) if platforms else ()
    receiving = open_platforms(register, code, on, land=land)
    if picked == "json":
        print_json(
            {
                "code": code,
                "region": region,
                "on": on,
                "verdict": verdict.verdict,
                "reason": verdict.reason,
                "platforms": [
                    {"name": each.name, "region": each.region, "land": each.land, "document": each.document}
                    for each in receiving
                ],
            }
        )
        return
    typer.echo(f"{code} in {region} on {on}: {verdict.verdict}. {verdict.reason}")
    if platforms:
        print_rows(
            ["platform", "region", "land, m²", "named by"],
            [(each.name, each.region, f"{each.land:,}", each.document) for each in receiving],
        )
