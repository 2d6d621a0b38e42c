"""`tashan game`: what fair division says about a split, and who would lose by it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import chosen, for_people
from tashan.cli.sharing_files import FORMS, bytes_of, print_json, print_rows, problems_shown

if TYPE_CHECKING:
    from tashan.sharing.fair import Opinion


def game(
    game_file: Annotated[
        str, typer.Argument(metavar="GAME", help="The file with players, values of coalitions, and a split.")
    ],
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="json (exact fractions) or table. [table on a terminal, else json]",
            show_default=False,
        ),
    ] = None,
) -> None:
    """
    Compare a split with fair division: Shapley value, nucleolus, tau and Banzhaf value; and say who would lose by it.

    Preconditions are tested and reported: whether joining ever hurts, whether the core is empty, who gets less than alone.

    Examples:
    - `tashan game basin.yaml`

    - `tashan game basin.yaml --format json`
    """
    from tashan.sharing.fair import read_game, second_opinion

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    with problems_shown():
        read = read_game(bytes_of(game_file), game_file)
        opinion = second_opinion(read.game, read.split)
    if picked == "json":
        print_json({"game": read.name, "unit": read.unit, **_plain(opinion)})
        return
    unit = f" in {read.unit}" if read.unit else ""
    typer.echo(f"{read.name}: {_decimal(read.game.total)}{unit} to divide")
    print_rows(
        ["solution", "worst objection", *read.game.players],
        [
            (
                each.name,
                "none"
                if not each.objections
                else f"{'+'.join(each.objections[0][0])} lacks {_decimal(each.objections[0][1])}",
                *(_decimal(each.payoffs[player]) for player in read.game.players),
            )
            for each in opinion.solutions
        ],
    )
    for warning in opinion.warnings:
        typer.echo(f"Note: {warning}")
    for name, reason in opinion.refused.items():
        typer.echo(f"No {name}: {reason}")


def _plain(opinion: Opinion) -> dict[str, Any]:
    def numbers(payoffs: Any) -> dict[str, str]:
        return {player: str(value) for player, value in payoffs.items()}

    return {
        "solutions": [
            {
                "name": each.name,
                "payoffs": numbers(each.payoffs),
                "losers": numbers(each.losers),
                "objections": [{"coalition": list(names), "lacks": str(gap)} for names, gap in each.objections],
            }
            for each in opinion.solutions
        ],
        "superadditive": not opinion.superadditivity,
        "core_is_empty": opinion.core_is_empty,
        "refused": dict(opinion.refused),
        "warnings": list(opinion.warnings),
    }


def _decimal(value: Fraction) -> str:
    """A number for reading, to two places."""
    whole = round(value * 100)
    sign, size = ("-", -whole) if whole < 0 else ("", whole)
    return f"{sign}{size // 100}" + (f".{size % 100:02d}" if size % 100 else "")
