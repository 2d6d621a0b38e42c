"""What the commands of sharing have in common: reading their files, printing amounts, ending with an error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tashan.cli.messages import fail

if TYPE_CHECKING:
    from tashan.rules import RuleBook
    from tashan.sharing import Contract

FORMS = ("json", "table")

#: A file larger than this is none that these commands read.
MOST_BYTES = 20_000_000


def bytes_of(path: str) -> bytes:
    """The bytes of a file; an error where it cannot be read or is too large."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        fail(f"{path} cannot be read: {error.strerror}. Check the name.")
    if len(data) > MOST_BYTES:
        fail(f"{path} is larger than {MOST_BYTES} bytes. Give a smaller file.")
    return data


def contract_named(name: str) -> Contract:
    """A contract: a file, or one of those that come with Tashan."""
    from tashan.sharing import read_contract, shipped_contract, shipped_contracts

    if not Path(name).exists() and name in shipped_contracts():
        return shipped_contract(name)
    if not Path(name).exists():
        fail(f"There is no file {name}, and no contract of that name. Shipped are: {', '.join(shipped_contracts())}.")
    return read_contract(bytes_of(name), name)


def rule_books(files: Sequence[str]) -> Mapping[str, RuleBook]:
    """The rule books that come with Tashan, and those of files, which take the place of shipped ones of their name."""
    from tashan.rules import load_rules
    from tashan.sharing import shipped_rules

    books = dict(shipped_rules())
    for file in files:
        book = load_rules(bytes_of(file), file)
        books[book.name] = book
    return books


def json_of(path: str) -> Any:
    """The content of a JSON file."""
    try:
        return json.loads(bytes_of(path))
    except UnicodeDecodeError:
        fail(f"{path} is not UTF-8. Give a file that `tashan statement` wrote.")
    except (ValueError, RecursionError) as error:
        fail(f"{path} is no JSON: {error}. Give a file that `tashan statement` wrote.")


@contextmanager
def problems_shown(*, unconfirmed: str = "") -> Iterator[None]:
    """End the command with the problems that a room raises, one a line, and with what helps where a rule is unconfirmed."""
    from tashan.clearing import MoneyError
    from tashan.rules import RuleError

    try:
        yield
    except (MoneyError, RuleError) as error:
        fail(f"{error} {unconfirmed if error.code == 'unconfirmed' else ''}".rstrip())


def print_json(content: Any) -> None:
    """Print as JSON that people can read."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2))


def print_rows(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table for people; all columns but the first two to the right."""
    from rich.table import Table

    from tashan.cli.tables import print_table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", justify="left" if index < 2 else "right")
    for row in rows:
        table.add_row(*row)
    print_table(table)
