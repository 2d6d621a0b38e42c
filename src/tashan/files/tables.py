"""Rows as JSON Lines to the other forms: Parquet with nested columns, and one JSON array."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tashan.records.schema import columns

GROUP = 5_000
"""Readings held at a time: what bounds the memory of making a Parquet file."""


def write_parquet(rows: Path, target: Path) -> None:
    """
    Make a Parquet file of readings, one row a document.

    Lists of records are lists of structs that Arrow, DuckDB, pandas and Polars read; `candidates` are JSON in a text.

    Args:
        rows: readings as JSON Lines.
        target: the Parquet file.
    """
    import polars as pl
    from polars.io.plugins import register_io_source

    names = dict(columns("reading"))
    schema = pl.Schema({name: _polars_type(kind) for name, kind in names.items()})

    def source(*_asked_for: Any) -> Iterator[pl.DataFrame]:  # a whole file is written, so nothing is left out
        for group in _groups(rows):
            yield pl.DataFrame([_fitted(row, names) for row in group], schema=schema, orient="row")

    frame = register_io_source(source, schema=schema)
    frame.sink_parquet(target)


def write_json(rows: Path, target: Path) -> None:
    """Make one JSON array of readings, one line each."""
    with rows.open(encoding="utf-8") as source, target.open("w", encoding="utf-8") as stream:
        stream.write("[")
        for number, row in enumerate(source):
            stream.write(("," if number else "") + "\n" + row.rstrip("\n"))
        stream.write("\n]\n")


def readings(rows: Path) -> Iterator[dict[str, Any]]:
    """The readings in a file of JSON Lines."""
    with rows.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _groups(rows: Path) -> Iterator[list[dict[str, Any]]]:
    """The readings in groups of a bounded number."""
    group: list[dict[str, Any]] = []
    for row in readings(rows):
        group.append(row)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group


def _polars_type(kind: Any) -> Any:
    """The Polars type of a column type of `tashan.records.columns`."""
    import polars as pl

    if isinstance(kind, str):
        return {"int64": pl.Int64, "float64": pl.Float64, "bool": pl.Boolean}.get(kind, pl.String)
    form, inner = kind
    if form == "list":
        return pl.List(_polars_type(inner))
    return pl.Struct({name: _polars_type(each) for name, each in inner})


def _fitted(row: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """A reading with every column there, and JSON texts where a column holds JSON."""
    return {name: _value(row.get(name), kind) for name, kind in names.items()}


def _value(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if kind == "json":
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if kind == "float64":
        return float(value)
    if isinstance(kind, str):
        return value
    form, inner = kind
    if form == "list":
        return [_value(each, inner) for each in value]
    return {name: _value(value.get(name), each) for name, each in inner}
