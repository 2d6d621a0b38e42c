"""Files for other programs say the same as the network."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from tashan.learning.exports import gexf, graphml, rsiena, statnet, ucinet
from tashan.learning.network import network_of_edges
from tashan.learning.problems import LearningError

NODES = ["上海市", "浙江省杭州市", "孤立市"]
FIRST = network_of_edges([("上海市", "浙江省杭州市", 2)], NODES, arrow="visit")
SECOND = network_of_edges([("上海市", "浙江省杭州市", 1), ("浙江省杭州市", "上海市", 1)], NODES, arrow="visit")


def test_gexf_has_a_spell_for_each_year_of_a_tie() -> None:
    """Time as days, weights by year, isolates as nodes."""
    root = ET.fromstring(gexf({"2015": FIRST, "2016-02": SECOND}))
    space = {"g": "http://gexf.net/1.3"}
    spells = [(each.get("start"), each.get("end")) for each in root.findall(".//g:edge[@id='0']//g:spell", space)]
    weights = [each.get("value") for each in root.findall(".//g:edge[@id='0']//g:attvalue", space)]

    assert [("2015-01-01", "2015-12-31"), ("2016-02-01", "2016-02-29")] == spells
    assert ["2", "1"] == weights
    assert 3 == len(root.findall(".//g:node", space))
    assert "spell" not in gexf({"all": FIRST})


def test_graphml_reads_back() -> None:
    """networkx reads the same ties, weights and names."""
    graph = nx.read_graphml(io.BytesIO(graphml(SECOND).encode()))

    assert NODES == [graph.nodes[node]["label"] for node in graph]
    assert [("n0", "n1", 1.0), ("n1", "n0", 1.0)] == sorted(graph.edges(data="weight"))
    assert 1 == len(nx.read_graphml(io.BytesIO(graphml(SECOND.undirected()).encode())).edges)


def test_ucinet_statnet_and_rsiena_texts() -> None:
    """Full matrix with labels; an R script with tails and heads; a wave a file."""
    assert (
        'dl n=3 format=fullmatrix\nlabels:\n"上海市","浙江省杭州市","孤立市"\ndata:\n0 2 0\n0 0 0\n0 0 0\n'
        == ucinet(FIRST)
    )
    assert "tail = as.list(c(1)), head = as.list(c(2))" in statnet(FIRST)
    assert "directed = TRUE" in statnet(FIRST)
    files = rsiena([FIRST, SECOND])
    assert "0 1 0\n1 0 0\n0 0 0\n" == files["wave2.txt"]
    assert "dim = c(3, 3, 2)" in files["read.R"]


def test_windows_must_have_the_same_nodes() -> None:
    """Different nodes, or a single wave for RSiena: said."""
    with pytest.raises(LearningError, match="same nodes"):
        gexf({"2015": FIRST, "2016": network_of_edges([("a", "b")])})
    with pytest.raises(LearningError, match="two waves"):
        rsiena([FIRST])
