"""`tashan statement`: issue a statement for a confirmed base."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from tashan.cli.messages import chosen, fail, for_people, say
from tashan.cli.options import ContractName, MoneyForm, RuleFiles
from tashan.cli.sharing_files import (
    FORMS,
    bytes_of,
    contract_named,
    json_of,
    print_json,
    print_rows,
    problems_shown,
    rule_books,
)


def statement(
    contract: ContractName,
    base: Annotated[str, typer.Argument(metavar="BASE", help="The file with the base, confirmed by all parties.")],
    issued: Annotated[str, typer.Option(help="The day of issue, YYYY-MM-DD.")],
    after: Annotated[str | None, typer.Option(help="The statement before this one, as this command wrote it.")] = None,
    rules: RuleFiles = None,
    out: Annotated[str | None, typer.Option(help="Write the statement as JSON to this new file.")] = None,
    form: MoneyForm = None,
) -> None:
    """
    Issue a statement: opening, corrections, this period, cumulative, and what is left of a cap, with the whole trace.

    A base that not all parties confirmed, or a rule that nobody confirmed or accepted, gives no statement. A base with
    `corrects` gives corrections. The statement carries all it was made from: `tashan replay` computes it again.

    Examples:
    - `tashan statement contract.yaml 2016.yaml --issued 2017-02-01 --out 1.json`

    - `tashan statement contract.yaml 2017.yaml --issued 2018-02-01 --after 1.json --out 2.json`
    """
    from tashan.sharing import issue_after, read_base

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    try:
        date.fromisoformat(issued)
    except ValueError:
        fail(f"--issued {issued} is no day. Write it as 2017-02-01.")
    with problems_shown():
        previous = json_of(after) if after is not None else None
        found = issue_after(
            previous, contract_named(contract), read_base(bytes_of(base), base), rule_books(rules or []), issued
        )
    if out is not None:
        _write(out, found)
    if out is None or form is not None:
        if picked == "json":
            print_json(found)
        else:
            show_statement(found)


def show_statement(content: dict[str, Any]) -> None:
    """Print a statement as tables, amounts in yuan."""
    from tashan.clearing import yuan

    period = " – ".join(content["period"])
    typer.echo(f"{content['contract']}  no. {content['number']}  {period}  issued {content['issued']}")
    fields = ("opening", "corrections", "period", "cumulative", "cap", "cap_left")
    print_rows(
        ["split", "party", *(field.replace("_", " ") for field in fields)],
        [
            (name, party, *("" if line[field] is None else yuan(line[field]) for field in fields))
            for name, one in content["splits"].items()
            for party, line in one["parties"].items()
        ],
    )
    for item in content["items"]:
        typer.echo(f"{item['payer']} pays {item['payee']} {yuan(item['amount'])} yuan ({item['line']})")
    for note in content["notes"]:
        typer.echo(f"Note: {note}")


def _write(out: str, content: dict[str, Any]) -> None:
    try:
        with Path(out).open("x", encoding="utf-8") as stream:
            json.dump(content, stream, ensure_ascii=False, indent=2)
            stream.write("\n")
    except FileExistsError:
        fail(f"{out} is there already, and a statement is never overwritten. Name a new file.")
    except OSError as error:
        fail(f"{out} cannot be written: {error.strerror}. Check the folder.")
    say(f"Statement {content['statement']} written to {out}.")
