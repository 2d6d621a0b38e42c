"""`tashan replay`: compute an old statement again from what it carries."""

from __future__ import annotations

from typing import Annotated

import typer

from tashan.cli.sharing_files import json_of, problems_shown


def replay(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="A statement as `tashan statement` wrote it.")],
) -> None:
    """
    Compute a statement again from the contract, bases and rules that it carries, and compare every figure.

    Exit status 1 where something differs: then each difference is a line.

    Examples:
    - `tashan replay 1.json`
    """
    from tashan.cli.messages import fail
    from tashan.sharing import replay as compute

    content = json_of(statement)
    if not isinstance(content, dict) or "format" not in content:
        fail(f"{statement} holds no statement. Give a file that `tashan statement` wrote.")
    with problems_shown():
        differences = compute(content)
    for difference in differences:
        typer.echo(difference)
    if differences:
        raise typer.Exit(1)
    typer.echo(f"Statement {content['statement']}: every figure was computed again and is the same.")
