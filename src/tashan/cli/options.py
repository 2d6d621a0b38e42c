"""Options and arguments that several commands take, each written once."""

from __future__ import annotations

from typing import Annotated

import typer

Form = Annotated[
    str | None,
    typer.Option("--format", "-f", help="json or table. [table on a terminal, else json]", show_default=False),
]

MoneyForm = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        help="json (amounts in fen) or table (yuan). [table on a terminal, else json]",
        show_default=False,
    ),
]

ContractName = Annotated[
    str, typer.Argument(metavar="CONTRACT", help="A contract's file, or the name of a shipped one.")
]

RuleFiles = Annotated[
    list[str] | None, typer.Option(help="A rule file to use as well; takes the place of a shipped one of its name.")
]
