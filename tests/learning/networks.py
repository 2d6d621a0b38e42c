"""Networks with known values, for the tests of the room; the data stand beside the repository or not at all."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tashan.learning.network import Network, network_of_edges, network_of_matrix

DATA = Path(__file__).resolve().parents[2] / "../shared/data/networks"

Floats = npt.NDArray[np.float64]


def data(name: str) -> Path:
    """A file with reference data, or a skipped test where it is not there."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"reference data {name} are not beside the repository")
    return path


def rows(name: str) -> list[dict[str, str]]:
    with data(name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def matrix(name: str) -> Floats:
    return np.loadtxt(data(name))


def florentine(which: str = "marriage") -> Network:
    """Sixteen families, Pucci isolated."""
    nodes = [row["family"] for row in rows("florentine_nodes.csv")]
    edges = [(row["source"], row["target"]) for row in rows(f"florentine_{which}_edges.csv")]
    return network_of_edges(edges, nodes, directed=False)


def wealth() -> Floats:
    return np.array([float(row["wealth"]) for row in rows("florentine_nodes.csv")])


def krackhardt(which: str) -> Network:
    """Twenty-one managers: advice, friend or reports; rows send to columns."""
    return network_of_matrix(matrix(f"krackhardt_{which}.txt"))


def managers(column: str) -> Floats:
    return np.array([float(row[column]) for row in rows("krackhardt_attributes.csv")])


def sampson() -> Network:
    nodes = [row["id"] for row in rows("sampson_nodes.csv")]
    return network_of_edges([(row["source"], row["target"]) for row in rows("sampson_edges.csv")], nodes)


def sampson_groups() -> list[str]:
    return [row["group"] for row in rows("sampson_nodes.csv")]


def g4() -> Network:
    return network_of_edges([(row["V1"], row["V2"]) for row in rows("g4_edges.csv")], ["1", "2", "3", "4"])


def trade(which: str) -> Network:
    return network_of_matrix(matrix(f"trade_{which}.txt"))


def pupils(wave: int) -> Network:
    """
    Fifty pupils, with the marks undone that the files carry for an exercise.

    9 is a missing answer and 10 a tie that cannot be; 11 is a fixed tie in wave 1, and in wave 2 one the plain data lack.
    """
    found = matrix(f"s50_wave{wave}.txt")
    return network_of_matrix(((found == 1) | ((found == 11) & (wave == 1))).astype(float))


def karate() -> Network:
    import networkx as nx

    return network_of_matrix((nx.to_numpy_array(nx.karate_club_graph()) > 0).astype(float), directed=False)


def exports() -> Network:
    """Exports between 130 countries, 1990s; two ordered pairs without a distance are left out, as in the reference."""
    table = rows("ir90s_dyads.csv")
    nodes = [row["country"] for row in rows("ir90s_nodes.csv")]
    return network_of_edges(
        [(row["origin"], row["destination"], float(row["exports"])) for row in table if row["distance"] != "0"], nodes
    )
