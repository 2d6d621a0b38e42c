"""The same network for other programs: GEXF with time (Gephi), GraphML, UCINET DL, statnet and RSiena as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

import numpy as np

from tashan.learning.network import Floats, Network
from tashan.learning.problems import LearningError

FORMATS: Final = ("gexf", "graphml", "dl", "statnet", "rsiena")


def gexf(windows: Mapping[str, Network]) -> str:
    """
    Write networks of years or months as one GEXF 1.3 document; Gephi shows their ties on its timeline.

    Args:
        windows: name of the window (2016, 2016-05; without time one name of any kind) to its network; the same nodes.

    Returns:
        Text; each tie has one spell and one weight for each window in which it is there.
    """
    networks = _alike(list(windows.values()))
    dated = all(name[:4].isdigit() and len(name) in (4, 7) for name in windows)
    first = networks[0]
    root = ET.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    ET.SubElement(ET.SubElement(root, "meta"), "description").text = f"arrow: {first.arrow}"
    settings = {"defaultedgetype": "directed" if first.directed else "undirected"}
    if dated:
        settings |= {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = ET.SubElement(root, "graph", settings)
    if dated:
        declared = ET.SubElement(graph, "attributes", {"class": "edge", "mode": "dynamic"})
        ET.SubElement(declared, "attribute", id="weight", title="weight", type="double")
    nodes = ET.SubElement(graph, "nodes")
    for row, name in enumerate(first.nodes):
        ET.SubElement(nodes, "node", id=str(row), label=name)
    edges = ET.SubElement(graph, "edges")
    total = np.sum([network.weights for network in networks], axis=0)
    for number, (row, column) in enumerate(_ties(total, directed=first.directed)):
        attributes = {"id": str(number), "source": str(row), "target": str(column)}
        edge = ET.SubElement(edges, "edge", attributes | {"weight": f"{total[row, column]:g}"})
        if not dated:
            continue
        values, spells = ET.SubElement(edge, "attvalues"), ET.SubElement(edge, "spells")
        for name, network in windows.items():
            weight = network.weights[row, column]
            if weight:
                start, end = _days(name)
                ET.SubElement(values, "attvalue", {"for": "weight", "value": f"{weight:g}", "start": start, "end": end})
                ET.SubElement(spells, "spell", start=start, end=end)
    return _text(root)


def _days(window: str) -> tuple[str, str]:
    from calendar import monthrange

    if len(window) == 4:
        return f"{window}-01-01", f"{window}-12-31"
    return f"{window}-01", f"{window}-{monthrange(int(window[:4]), int(window[5:7]))[1]:02}"


def graphml(network: Network) -> str:
    """Write a network as GraphML with names and weights."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    keys = {"label": ("node", "string"), "weight": ("edge", "double")}
    for name, (side, kind) in keys.items():
        ET.SubElement(root, "key", {"id": name, "for": side, "attr.name": name, "attr.type": kind})
    kind = "directed" if network.directed else "undirected"
    graph = ET.SubElement(root, "graph", {"id": network.arrow, "edgedefault": kind})
    for row, name in enumerate(network.nodes):
        ET.SubElement(ET.SubElement(graph, "node", id=f"n{row}"), "data", key="label").text = name
    for row, column in _ties(network.weights, directed=network.directed):
        edge = ET.SubElement(graph, "edge", source=f"n{row}", target=f"n{column}")
        ET.SubElement(edge, "data", key="weight").text = f"{network.weights[row, column]:g}"
    return _text(root)


def ucinet(network: Network) -> str:
    """Write a network as UCINET DL, full matrix with labels, rows sending to columns."""
    labels = ",".join('"' + name.replace('"', "'") + '"' for name in network.nodes)
    rows = "\n".join(" ".join(f"{weight:g}" for weight in row) for row in network.weights)
    return f"dl n={network.size} format=fullmatrix\nlabels:\n{labels}\ndata:\n{rows}\n"


def statnet(network: Network) -> str:
    """Write an R script that makes the same `network` object, with names and weights, for statnet."""
    ties = list(_ties(network.weights, directed=network.directed))
    names = ", ".join('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name in network.nodes)
    senders = ", ".join(str(row + 1) for row, _ in ties)
    receivers = ", ".join(str(column + 1) for _, column in ties)
    weights = ", ".join(f"{network.weights[pair]:g}" for pair in ties)
    return (
        "library(network)\n"
        f"nw <- network.initialize({network.size}, directed = {str(network.directed).upper()})\n"
        f"network.vertex.names(nw) <- c({names})\n"
        f"add.edges(nw, tail = as.list(c({senders})), head = as.list(c({receivers})))\n"
        f'set.edge.attribute(nw, "weight", c({weights}))\n'
    )


def rsiena(waves: Sequence[Network]) -> dict[str, str]:
    """
    Write waves for RSiena: one adjacency matrix of 0 and 1 a wave, the names, and the script that reads them.

    Returns:
        File name to text.
    """
    networks = _alike(list(waves))
    if len(networks) < 2:
        raise LearningError("empty_window", "RSiena needs two waves or more. Cut the events into windows.")
    files = {
        f"wave{number}.txt": "\n".join(" ".join(str(int(tie)) for tie in row) for row in network.ties) + "\n"
        for number, network in enumerate(networks, 1)
    }
    size, count = networks[0].size, len(networks)
    files["nodes.txt"] = "\n".join(networks[0].nodes) + "\n"
    files["read.R"] = (
        "library(RSiena)\n"
        f'waves <- lapply(1:{count}, function(w) as.matrix(read.table(paste0("wave", w, ".txt"))))\n'
        f"ties <- sienaDependent(array(unlist(waves), dim = c({size}, {size}, {count})))\n"
        "data <- sienaDataCreate(ties)\n"
    )
    return files


def _alike(networks: list[Network]) -> list[Network]:
    if not networks or any(network.nodes != networks[0].nodes for network in networks):
        raise LearningError("names_wrong", "All windows must have the same nodes. Make each with the same list.")
    return networks


def _ties(weights: Floats, *, directed: bool) -> list[tuple[int, int]]:
    rows, columns = np.nonzero(weights if directed else np.triu(weights))
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _text(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
