"""The room's answers as Polars frames, for notebooks and for files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tashan.learning.events import EventTable
from tashan.learning.models import Estimate
from tashan.learning.network import Network
from tashan.learning.structure import degrees, strengths

if TYPE_CHECKING:
    import polars as pl


def events_frame(table: EventTable) -> pl.DataFrame:
    """Give the visits: one row for each pair of visitor and host; `themes` is a list."""
    import polars as pl

    columns = ("visit", "visitor", "host", "start", "end", "year", "days", "themes", "leader", "kind", "source")
    rows = [
        {name: getattr(event, name) for name in columns}
        | {"visitor": event.visitor.name, "host": event.host.name, "themes": list(event.themes)}
        for event in table.events
    ]
    special: dict[str, Any] = {"year": pl.Int64, "days": pl.Int64, "themes": pl.List(pl.String)}
    return pl.DataFrame(rows, schema={name: special.get(name, pl.String) for name in columns}, orient="row")


def ties_frame(network: Network) -> pl.DataFrame:
    """Give the ties with source, target and weight, the strongest first; an undirected tie once."""
    import polars as pl

    rows, columns = np.nonzero(network.weights if network.directed else np.triu(network.weights))
    frame = pl.DataFrame(
        {
            "source": [network.nodes[row] for row in rows],
            "target": [network.nodes[column] for column in columns],
            "weight": network.weights[rows, columns],
        },
        schema=pl.Schema({"source": pl.String, "target": pl.String, "weight": pl.Float64}),
    )
    return frame.sort(["weight", "source", "target"], descending=[True, False, False])


def nodes_frame(network: Network) -> pl.DataFrame:
    """Give all nodes, isolates included, with degrees and strengths out of and into the network's arrow."""
    import polars as pl

    return pl.DataFrame(
        {
            "node": list(network.nodes),
            "out_degree": degrees(network, "out"),
            "in_degree": degrees(network, "in"),
            "out_strength": strengths(network, "out"),
            "in_strength": strengths(network, "in"),
        }
    )


def estimate_frame(found: Estimate) -> pl.DataFrame:
    """Give the coefficients of a model with all standard errors, and p by the dyadic-robust one where there is one."""
    import polars as pl

    kind = "dyadic" if "dyadic" in found.errors else "robust"
    errors = {f"se_{name}": values for name, values in found.errors.items()}
    p_values = [found.p_value(name, kind) for name in found.names]
    return pl.DataFrame({"name": list(found.names), "b": found.coefficients} | errors | {f"p_{kind}": p_values})


def frame_of(rows: Iterable[Any]) -> pl.DataFrame:
    """
    Give any list of the room's answers (standings, sensitivities, goodness of fit, changes by type) as a frame.

    Raises:
        TypeError: a row is no dataclass.
    """
    import polars as pl

    listed = list(rows)
    if strange := [row for row in listed if not is_dataclass(row)]:
        raise TypeError(f"{type(strange[0]).__name__} is no answer of this room. Give a list of its dataclasses.")
    return pl.DataFrame([{each.name: _plain(getattr(row, each.name)) for each in fields(row)} for row in listed])


def _plain(value: Any) -> Any:
    """A value that stands in a cell: numbers and texts as they are, anything else as its text."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
