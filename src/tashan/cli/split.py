"""`tashan split`: what each party gets of a base by a contract."""

from __future__ import annotations

from typing import Annotated

import typer

from tashan.cli.messages import chosen, for_people
from tashan.cli.options import ContractName, MoneyForm, RuleFiles
from tashan.cli.sharing_files import FORMS, bytes_of, contract_named, print_json, print_rows, problems_shown, rule_books


def split(
    contract: ContractName,
    base: Annotated[str, typer.Argument(metavar="BASE", help="The file with what is shared in a period.")],
    rules: RuleFiles = None,
    form: MoneyForm = None,
) -> None:
    """
    Split a base by a contract: what each party gets, step by step. Nothing is issued and no confirmation is needed.

    Earlier periods are not known here, so caps and repayments begin anew; `tashan statement` carries them on.

    Examples:
    - `tashan split contract.yaml base-2016.yaml`

    - `tashan split chishui base.yaml --format table`
    """
    from tashan.clearing import yuan
    from tashan.sharing import read_base, split_base

    picked = chosen(form, FORMS, "table" if for_people() else "json")
    with problems_shown():
        found = split_base(contract_named(contract), read_base(bytes_of(base), base), rule_books(rules or []))
    if picked == "json":
        print_json(found.to_dict())
        return
    parties = list(found.lines[0].parts)
    print_rows(
        ["split", "counts", "base", *parties],
        [
            (line.split, line.counts, yuan(line.base), *(yuan(line.parts[party]) for party in parties))
            for line in found.lines
        ],
    )
    typer.echo()
    print_rows(
        ["step", "why", "amount", *parties],
        [
            (step.path, step.note, yuan(step.amount), *(yuan(step.parts.get(party, 0)) for party in parties))
            for step in found.steps
        ],
    )
