"""What all commands on networks take: the file, which visits count, and the form of the answer, said once."""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from tashan.cli.messages import chosen, fail, for_people
from tashan.cli.network_files import Choice, choice_of, chosen_events, read_network, stated
from tashan.cli.options import Form

if TYPE_CHECKING:
    from tashan.learning.network import Network
    from tashan.regions import Region

FORMS: Final = ("json", "table")

_FILE: Final = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="Readings (.jsonl), a table of visits or ties (.csv, .xlsx), or a matrix (.txt).",
        show_default=False,
    ),
]
_SHARED: Final[dict[str, tuple[Any, Any]]] = {
    "level": (
        Annotated[
            str | None,
            typer.Option(help="prefecture or province: raise regions to it; county: keep those.", show_default=False),
        ],
        None,
    ),
    "nodes_year": (
        Annotated[
            int | None,
            typer.Option(help="With --level: all its regions of this year are nodes.", show_default=False),
        ],
        None,
    ),
    "years": (Annotated[str | None, typer.Option(help="First and last year, as 2014-2018.", show_default=False)], None),
    "theme": (Annotated[str | None, typer.Option(help="Only visits with this theme.", show_default=False)], None),
    "leader": (
        Annotated[
            str | None,
            typer.Option(help="Only visits led by: joint, secretary, governor, deputy, other.", show_default=False),
        ],
        None,
    ),
    "kind": (
        Annotated[str | None, typer.Option(help="Only visits of this kind, as party_government.", show_default=False)],
        None,
    ),
    "undirected": (
        Annotated[bool, typer.Option("--undirected", help="Ties of a matrix or list have no direction.")],
        False,
    ),
}

Matrices = Annotated[
    list[str] | None,
    typer.Option("--matrix", help="NAME=FILE: a regressor, in the order of nodes.", show_default=False),
]
Permutations = Annotated[int, typer.Option(help="How many permutations.", min=1)]
Seed = Annotated[int, typer.Option(help="Of the random numbers.", min=0)]
Model = Annotated[str, typer.Option(help="linear, logit or poisson.")]


@dataclass(frozen=True)
class Source:
    """The file a command works on, and what of it counts; the form of the answer."""

    file: Path
    choice: Choice
    undirected: bool
    form: str | None = None

    def network(self) -> tuple[Network, list[Region] | None]:
        """The network, and the regions its nodes are, where it is one of visits."""
        return read_network(self.file, self.choice, undirected=self.undirected)

    def windows(self, network: Network, regions: list[Region]) -> dict[str, Network]:
        """The networks of its years on the same nodes, empty years included."""
        import numpy as np

        from tashan.learning.network import Network, network_of_events, windows

        return {
            name: network_of_events(part, regions)
            if part.events
            else Network(network.nodes, np.zeros_like(network.weights), network.arrow)
            for name, part in windows(chosen_events(self.file, self.choice), "year")
        }

    @property
    def day(self) -> str:
        """The year whose clusters count: the last one of the visits asked for, else that of the nodes."""
        return str(self.choice.years[1] if self.choice.years else self.choice.year or 2024)

    def show(self, rows: Sequence[dict[str, Any]]) -> None:
        """Print rows of an answer as JSON or as a table."""
        self.show_parts({"": rows})

    def show_parts(self, parts: Mapping[str, Sequence[dict[str, Any]]]) -> None:
        """Print several lists of rows under their names; one list alone stands by itself."""
        if chosen(self.form, FORMS, "table" if for_people() else "json") == "json":
            whole = {name: list(rows) for name, rows in parts.items()}
            typer.echo(json.dumps(whole.get("", whole), ensure_ascii=False, indent=2))
            return
        for name, rows in parts.items():
            if name:
                typer.echo(name)
            _print(rows)


def _print(rows: Sequence[dict[str, Any]]) -> None:
    from rich.table import Table

    from tashan.cli.tables import print_table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in rows[0] if rows else ():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(_shown, row.values()))
    print_table(table)


def _shown(value: object) -> str:
    return "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)


def on_network(command: Callable[..., None], *, answers: bool = True) -> Callable[..., None]:
    """
    Give a command the file and the options that all commands on networks share; it takes a `Source` first.

    Args:
        command: its own parameters follow the source.
        answers: False for one that writes a file, and so has no form of answer.
    """

    @functools.wraps(command)
    def run(**options: Any) -> None:
        shared = {name: options.pop(name) for name in _SHARED}
        undirected = shared.pop("undirected")
        source = Source(options.pop("file"), choice_of(**shared), undirected, options.pop("form", None))
        command(source, **options)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    kind = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("file", kind, annotation=_FILE),
        *(parameter.replace(kind=kind) for parameter in own),
        *(inspect.Parameter(name, kind, annotation=hint, default=value) for name, (hint, value) in _SHARED.items()),
        *([inspect.Parameter("form", kind, annotation=Form, default=None)] if answers else []),
    ]
    made: Any = run
    made.__signature__ = inspect.Signature(parameters)
    made.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return stated(made)


def needs_visits(source: Source, regions: list[Region] | None, what: str) -> list[Region]:
    """The regions of a network of visits; an error where the file holds other ties."""
    if regions is None:
        fail(f"{source.file} holds ties that are no visits. {what} needs a table with visitor and host.")
    return regions
