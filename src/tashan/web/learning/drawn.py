"""Pictures of networks for pages: drawn once, in the page's colours and as files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np

from tashan.learning.kinds import standings
from tashan.learning.network import Network
from tashan.pictures.drawing import Drawing
from tashan.pictures.inline import inline
from tashan.pictures.network_ego import ego_picture
from tashan.pictures.network_matrix import matrix_picture
from tashan.pictures.network_places import READABLE
from tashan.pictures.networks import network_picture
from tashan.pictures.render import svg
from tashan.web.learning.asked import Question, network_of, visit_network

ARROWS: Final = 100
"""Regions with ties up to which arrows are shown first; above it the matrix is."""


MOST_ROWS: Final = 600
"""Regions of a matrix at most; of more those with most visits are drawn, and the page says so."""


class Rendered(Drawing):
    """A picture that the renderer draws, with the manners of a drawing."""

    def __init__(self, spec: Mapping[str, Any], title: str) -> None:
        super().__init__(0, 0, title)
        self._spec = spec
        self._svg = ""
        self._page = ""

    def svg(self) -> str:
        """The picture to stand alone."""
        self._svg = self._svg or svg({**self._spec, "background": "#F8F5EE", "padding": 12})
        return self._svg

    def page(self) -> str:
        """The picture for a page."""
        self._page = self._page or inline(self._spec)
        return self._page


def tied(question: Question) -> int:
    """How many regions have a tie."""
    ties = network_of(question).ties
    return int((ties.any(axis=0) | ties.any(axis=1)).sum())


def view_of(question: Question, wanted: str) -> str:
    """Arrows or matrix: what is asked for, else the one that can be read."""
    count = tied(question)
    if wanted in ("arrows", "matrix"):
        return wanted
    return "arrows" if count <= ARROWS else "matrix"


def strongest(network: Network, most: int = READABLE) -> Network:
    """The part of a network among the regions with most visits, where there are too many for arrows."""
    total = network.weights.sum(axis=0) + network.weights.sum(axis=1)
    if int((total > 0).sum()) <= most:
        return network
    kept = np.sort(np.argsort(-total, kind="stable")[:most])
    names = tuple(network.nodes[place] for place in kept.tolist())
    return Network(names, network.weights[np.ix_(kept, kept)], network.arrow, network.directed)


@lru_cache(maxsize=48)
def network_drawing(question: Question, view: str, language: str, title: str) -> Rendered:
    """The whole network as arrows or as a matrix."""
    network = network_of(question)
    if view == "matrix":
        return Rendered(matrix_picture(strongest(network, MOST_ROWS), languages=(language,)), title)
    network = strongest(network)
    kinds = (
        {each.region: each.kind for each in standings(visit_network(question))}
        if np.count_nonzero(network.weights)
        else {}
    )
    return Rendered(network_picture(network, kinds=kinds, languages=(language,)), title)


@lru_cache(maxsize=48)
def ego_drawing(question: Question, node: str, language: str, title: str) -> Rendered:
    """One region's own ties; always from visitor to host."""
    return Rendered(ego_picture(visit_network(question), node, languages=(language,)), title)
