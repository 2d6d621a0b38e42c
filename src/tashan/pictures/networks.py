"""
The picture of a whole network: who learns from whom.

Networks of visits to 300 tied regions stay readable: the strongest ties come first, those left out are counted,
regions without a tie stand apart, names never cover each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from tashan.learning.kinds import KINDS
from tashan.learning.network import Network
from tashan.pictures.arcs import arc
from tashan.pictures.canvas import Canvas, Point, polygon
from tashan.pictures.network_places import (
    Places,
    between,
    labels,
    places,
    ring,
    short_name,
    star,
    text_width,
)
from tashan.pictures.network_words import NAME_SIZE, worded
from tashan.pictures.room import Traffic
from tashan.pictures.tokens import LIGHT

_WIDTH: Final = 960
_HEIGHT: Final = 620
_ARCS: Final = 60
LOOKS: Final = {
    "star": ("orange", "明星型", "star"),
    "sponge": ("blue", "海绵型", "sponge"),
    "learning": ("jade", "学习型", "learning"),
    "isolated": ("rule-strong", "孤立型", "isolated"),
}
"""Kind of city to its colour and names; each has its own shape too: star, diamond, circle, small ring."""


def network_picture(
    network: Network,
    *,
    kinds: Mapping[str, str] | None = None,
    most_ties: int = 400,
    languages: Iterable[str] = ("zh",),
    seed: int = 0,
) -> dict[str, Any]:
    """
    The whole network: marks sized by strength, tapered ties, names where there is room.

    Args:
        network: at most 300 nodes with ties.
        kinds: node to kind of city (`KINDS`), for shape and colour.
        most_ties: the strongest so many ties are drawn; the picture says how many there are.
        languages: `zh`, `en`; a page takes both.
        seed: of the layout.

    Returns:
        A Vega-Lite specification. Parts are `tie|<from>|<to>`, `node|<name>`, `zh|name|<name>`, `zh|note|ties`.

    Raises:
        LearningError: more tied nodes than can be read.
    """
    height = _HEIGHT if len(network.nodes) > 40 else 480
    marks = places(network, width=_WIDTH, height=height, seed=seed)
    ties = _strongest(network, most_ties)
    foot = 18 * (1 + bool(marks.isolates) + bool(kinds)) + 10
    canvas = Canvas(_WIDTH, height + foot)
    lines = _outlines(network, ties, marks)
    charts = [_ties(canvas, network, lines), *_marks(canvas, network, marks, kinds or {})]
    traffic = Traffic()
    for _, outline in lines:
        traffic.add(outline[: len(outline) // 2])
    strength = (network.weights + network.weights.T).sum(axis=1)
    order = sorted(marks.points, key=lambda row: (-strength[row], row))
    for language in languages:
        names = {row: short_name(network.nodes[row], language) for row in marks.points}
        found = labels(names, order, marks, size=NAME_SIZE, width=_WIDTH, height=height, traffic=traffic)
        for align in ("left", "right", "center"):
            rows = [
                {"x": each.x, "y": each.y, "text": each.text, "part": f"{language}|name|{network.nodes[each.row]}"}
                for each in found
                if each.align == align
            ]
            charts += canvas.haloed(rows, ground=LIGHT["panel"], align=align, size=NAME_SIZE)
        lost = len(marks.points) - len(found)
        notes = _notes(network, ties, marks, lost, language)
        charts.append(canvas.texts(_lines(notes, height + 16, language), colour=LIGHT["ink-2"], size=NAME_SIZE))
        if kinds:
            charts += _legend(canvas, height + 16 + len(notes) * 18, language)
    return canvas.layered(charts)


Ties = Sequence[tuple[int, int]]


def _strongest(network: Network, most: int) -> list[tuple[int, int]]:
    """The strongest ties, the weakest of them first so that strong ones lie on top."""
    rows, columns = np.nonzero(network.weights if network.directed else np.triu(network.weights))
    found = sorted(zip(rows.tolist(), columns.tolist(), strict=True), key=lambda pair: (-network.weights[pair], pair))
    return found[:most][::-1]


def _outlines(network: Network, ties: Ties, marks: Places) -> list[tuple[str, list[Point]]]:
    """The outline of each tie: tapered arcs where there are few, straight tapers where there are many."""
    top = float(network.weights.max()) if ties else 1.0
    scale = 9 if len(ties) <= _ARCS else 3
    outlines = []
    for i, j in ties:
        count = max(1, round(scale * network.weights[i, j] / top))
        start, end = between(marks.points[i], marks.points[j], marks.radii[i], marks.radii[j] + 2)
        few = len(ties) <= _ARCS
        outline = arc(start, end, count=count if few else 0, bend=0.2 if few else 0.08)
        outlines.append((f"tie|{network.nodes[i]}|{network.nodes[j]}", outline))
    return outlines


def _ties(canvas: Canvas, network: Network, outlines: Sequence[tuple[str, list[Point]]]) -> Any:
    """The ties as they are drawn, paler where there are many."""
    shapes = [(part, polygon(outline)) for part, outline in outlines]
    colour = LIGHT["orange"] if network.arrow == "knowledge" else LIGHT["jade"]
    return canvas.shapes(shapes, fill=colour, opacity=0.55 if len(outlines) <= _ARCS else 0.28)


def _marks(canvas: Canvas, network: Network, marks: Places, kinds: Mapping[str, str]) -> list[Any]:
    charts = []
    for kind in (*KINDS, ""):
        rows = [row for row in marks.points if kinds.get(network.nodes[row], "") == kind]
        colour = LIGHT[LOOKS[kind][0]] if kind else LIGHT["ink-2"]
        shapes = [
            (f"node|{network.nodes[row]}", polygon(_outline(kind, marks.points[row], marks.radii[row]))) for row in rows
        ]
        if shapes:
            charts.append(canvas.shapes(shapes, fill=colour, stroke=LIGHT["panel"], width=1))
    return charts


def _outline(kind: str, centre: Point, radius: float) -> list[Point]:
    if kind == "star":
        return star(centre, radius)
    if kind == "sponge":
        return ring(centre, radius * 1.15, 4)
    return ring(centre, radius * (0.7 if kind == "isolated" else 1))


def _notes(network: Network, ties: Ties, marks: Places, lost: int, language: str) -> list[str]:
    """What the picture shows and what it leaves out, in lines that fit."""
    everything = int(np.count_nonzero(network.weights)) // (1 if network.directed else 2)
    first = worded("ties" if len(ties) < everything else "all", language, shown=len(ties), all=everything)
    if network.directed:
        first += ("；" if language == "zh" else "; ") + worded(
            network.arrow if network.arrow in ("visit", "knowledge") else "tie", language
        )
    lines = [first + (("；" if language == "zh" else "; ") + worded("unnamed", language, count=lost) if lost else "")]
    if marks.isolates:
        names = [short_name(network.nodes[row], language) for row in marks.isolates]
        shown = _within(names, "、" if language == "zh" else ", ", _WIDTH - 190)
        lines.append(worded("isolates", language, count=len(names), names=shown))
    return lines


def _within(names: Sequence[str], comma: str, room: float) -> str:
    """As many names as fit in a line."""
    text = ""
    for number, name in enumerate(names):
        longer = text + (comma if number else "") + name
        if text_width(longer, NAME_SIZE) > room:
            return text + " …"
        text = longer
    return text


def _lines(texts: Sequence[str], top: float, language: str) -> list[dict[str, Any]]:
    return [
        {"x": 6, "y": top + 18 * number, "text": text, "part": f"{language}|note|{number}"}
        for number, text in enumerate(texts)
    ]


def _legend(canvas: Canvas, y: float, language: str) -> list[Any]:
    """Shape, colour and name of each kind."""
    charts, x = [], 12.0
    texts = []
    for kind, (colour, chinese, english) in LOOKS.items():
        name = chinese if language == "zh" else english
        shape = [(f"{language}|legend|{kind}", polygon(_outline(kind, (x, y), 6)))]
        charts.append(canvas.shapes(shape, fill=LIGHT[colour]))
        texts.append({"x": x + 12, "y": y, "text": name, "part": f"{language}|legend|{kind}"})
        x += 34 + text_width(name, NAME_SIZE)
    return [*charts, canvas.texts(texts, colour=LIGHT["ink-2"], size=NAME_SIZE)]
