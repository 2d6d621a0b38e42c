"""
Pictures of who learns from whom: the whole network, its matrix, and one region's own ties.

Networks of visits to 300 tied regions stay readable: the strongest ties come first, those left out are counted,
regions without a tie stand apart, names never cover each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
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
    matrix_order,
    places,
    ring,
    short_name,
    star,
    text_width,
)
from tashan.pictures.tokens import LIGHT

_WIDTH: Final = 960
_HEIGHT: Final = 620
_SIZE: Final = 12
_ARCS: Final = 60

LOOKS: Final = {
    "star": ("orange", "明星型", "star"),
    "sponge": ("blue", "海绵型", "sponge"),
    "learning": ("jade", "学习型", "learning"),
    "isolated": ("rule-strong", "孤立型", "isolated"),
}
"""Kind of city to its colour and names; each has its own shape too: star, diamond, circle, small ring."""

_WORDS: Final = {
    "ties": ("最强的 {shown} 条，共 {all} 条", "the strongest {shown} of {all} ties"),
    "all": ("{all} 条", "{all} ties"),
    "visit": ("箭尾（粗）为来访方，箭头（细）为接待方", "thick end: visitor, thin end: host"),
    "knowledge": ("箭尾（粗）为输出方，箭头（细）为学习方", "thick end: source, thin end: learner"),
    "tie": ("粗端为起点，细端为终点", "from the thick end to the thin one"),
    "isolates": ("无往来的 {count} 个：{names}", "{count} without a tie: {names}"),
    "unnamed": ("{count} 个名称因拥挤未标", "{count} names left out for want of room"),
    "came": ("来访 {count} 地 {weight} 次", "came: {count} regions, {weight} times"),
    "went": ("出访 {count} 地 {weight} 次", "went to: {count} regions, {weight} times"),
    "more": ("另有 {count} 地", "{count} more"),
    "rows": ("行：来访方；列：接待方", "rows: visitors; columns: hosts"),
    "rows_other": ("行为起点，列为终点", "from rows to columns"),
    "dark": ("颜色越深次数越多（{steps}）", "the darker, the more ({steps})"),
}


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
    charts = [_ties(canvas, network, ties, marks), *_marks(canvas, network, marks, kinds or {})]
    strength = (network.weights + network.weights.T).sum(axis=1)
    order = sorted(marks.points, key=lambda row: (-strength[row], row))
    for language in languages:
        names = {row: short_name(network.nodes[row], language) for row in marks.points}
        found = labels(names, order, marks, size=_SIZE, width=_WIDTH, height=height)
        for align in ("left", "right", "center"):
            rows = [
                {"x": each.x, "y": each.y, "text": each.text, "part": f"{language}|name|{network.nodes[each.row]}"}
                for each in found
                if each.align == align
            ]
            charts += canvas.haloed(rows, ground=LIGHT["panel"], align=align, size=_SIZE)
        lost = len(marks.points) - len(found)
        notes = _notes(network, ties, marks, lost, language)
        charts.append(canvas.texts(_lines(notes, height + 16, language), colour=LIGHT["ink-2"], size=_SIZE))
        if kinds:
            charts += _legend(canvas, height + 16 + len(notes) * 18, language)
    return canvas.layered(charts)


Ties = Sequence[tuple[int, int]]


def _strongest(network: Network, most: int) -> list[tuple[int, int]]:
    """The strongest ties, the weakest of them first so that strong ones lie on top."""
    rows, columns = np.nonzero(network.weights if network.directed else np.triu(network.weights))
    found = sorted(zip(rows.tolist(), columns.tolist(), strict=True), key=lambda pair: (-network.weights[pair], pair))
    return found[:most][::-1]


def _ties(canvas: Canvas, network: Network, ties: Ties, marks: Places) -> Any:
    """Tapered arcs where there are few, straight tapers where there are many; paler the more there are."""
    top = float(network.weights.max()) if ties else 1.0
    scale = 9 if len(ties) <= _ARCS else 3
    shapes = []
    for i, j in ties:
        count = max(1, round(scale * network.weights[i, j] / top))
        start, end = between(marks.points[i], marks.points[j], marks.radii[i], marks.radii[j] + 2)
        few = len(ties) <= _ARCS
        outline = arc(start, end, count=count if few else 0, bend=0.2 if few else 0.08)
        shapes.append((f"tie|{network.nodes[i]}|{network.nodes[j]}", polygon(outline)))
    colour = LIGHT["orange"] if network.arrow == "knowledge" else LIGHT["jade"]
    return canvas.shapes(shapes, fill=colour, opacity=0.55 if len(ties) <= _ARCS else 0.28)


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


def _say(key: str, language: str, **parts: object) -> str:
    return _WORDS[key][0 if language == "zh" else 1].format(**parts)


def _notes(network: Network, ties: Ties, marks: Places, lost: int, language: str) -> list[str]:
    """What the picture shows and what it leaves out, in lines that fit."""
    everything = int(np.count_nonzero(network.weights)) // (1 if network.directed else 2)
    first = _say("ties" if len(ties) < everything else "all", language, shown=len(ties), all=everything)
    if network.directed:
        first += ("；" if language == "zh" else "; ") + _say(
            network.arrow if network.arrow in ("visit", "knowledge") else "tie", language
        )
    lines = [first + (("；" if language == "zh" else "; ") + _say("unnamed", language, count=lost) if lost else "")]
    if marks.isolates:
        names = [short_name(network.nodes[row], language) for row in marks.isolates]
        shown = _within(names, "、" if language == "zh" else ", ", _WIDTH - 190)
        lines.append(_say("isolates", language, count=len(names), names=shown))
    return lines


def _within(names: Sequence[str], comma: str, room: float) -> str:
    """As many names as fit in a line."""
    text = ""
    for number, name in enumerate(names):
        longer = text + (comma if number else "") + name
        if text_width(longer, _SIZE) > room:
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
        x += 34 + text_width(name, _SIZE)
    return [*charts, canvas.texts(texts, colour=LIGHT["ink-2"], size=_SIZE)]


def matrix_picture(network: Network, *, languages: Iterable[str] = ("zh",)) -> dict[str, Any]:
    """
    The network as a matrix: who (row) visited whom (column), in communities; names where rows are high enough.

    Args:
        network: nodes without a tie are left out.
        languages: `zh`, `en`; a page takes both.

    Returns:
        A Vega-Lite specification. Parts are `cell|<from>|<to>`, `zh|row|<name>`, `zh|column|<number>`.
    """
    order, groups = matrix_order(network)
    order = order[: sum(groups)]
    count = max(len(order), 1)
    side = max(2.4, min(22.0, 660 / count))
    edge, head = (118.0, 24.0) if side >= 9 else (12.0, 12.0)
    canvas = Canvas(max(int(edge + side * count + 12), 420), int(head + side * count + 36))
    ground = {"x": edge, "y": head, "x2": edge + side * count, "y2": head + side * count, "part": "ground"}
    charts = [canvas.boxes([ground], fill=LIGHT["sunk"], radius=0)]
    steps = _steps(network)
    for step, shade in enumerate(("jade-soft", "jade", "ink")):
        cells = [
            {
                "x": edge + column * side,
                "y": head + row * side,
                "x2": edge + (column + 1) * side,
                "y2": head + (row + 1) * side,
                "part": f"cell|{network.nodes[order[row]]}|{network.nodes[order[column]]}",
            }
            for row in range(len(order))
            for column in range(len(order))
            if _step(network.weights[order[row], order[column]], steps) == step
        ]
        charts.append(canvas.boxes(cells, fill=LIGHT[shade], radius=0))
    charts.append(canvas.lines(_borders(groups, (edge, head), side), colour=LIGHT["orange"], width=1.2))
    for language in languages:
        charts += _matrix_names(canvas, network, order, (edge, head), side, language)
    return canvas.layered(charts)


def _steps(network: Network) -> tuple[float, float]:
    """Weights above which a cell is darker: weights that occur, at two thirds and nine tenths of all above 0."""
    some = network.weights[network.weights > 0]
    if not len(some):
        return 1.0, 1.0
    low, high = np.quantile(some, (2 / 3, 0.9), method="lower")
    return float(low), float(high)


def _step(weight: float, steps: tuple[float, float]) -> int:
    return -1 if weight <= 0 else sum(weight > step for step in steps)


def _borders(groups: Sequence[int], corner: Point, side: float) -> list[dict[str, Any]]:
    """Squares of the communities along the diagonal, as four lines each."""
    found, first = [], 0
    for number, size in enumerate(groups):
        left, top = corner[0] + first * side, corner[1] + first * side
        right, bottom = left + size * side, top + size * side
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        for (x, y), (u, v) in pairwise(corners):
            found.append({"x": x, "y": y, "x2": u, "y2": v, "part": f"group|{number}"})
        first += size
    return found


def _matrix_names(
    canvas: Canvas, network: Network, order: Sequence[int], corner: Point, side: float, language: str
) -> list[Any]:
    """Names of the rows, numbers above the columns that stand before the names; and what the shades mean."""
    charts = []
    edge, head = corner
    if side >= 9:
        names = [short_name(network.nodes[row], language) for row in order]
        rows = [
            {
                "x": edge - 5,
                "y": head + (place + 0.5) * side,
                "text": f"{_clipped(name, edge - 30)} {place + 1}",
                "part": f"{language}|row|{network.nodes[row]}",
            }
            for place, (row, name) in enumerate(zip(order, names, strict=True))
        ]
        columns = [
            {
                "x": edge + (place + 0.5) * side,
                "y": head - 9,
                "text": str(place + 1),
                "part": f"{language}|column|{place}",
            }
            for place in range(len(order))
            if side >= 15 or place % 5 == 4
        ]
        size = min(_SIZE, int(side))
        charts.append(canvas.texts(rows, align="right", size=size))
        charts.append(canvas.texts(columns, align="center", size=min(size, 10), colour=LIGHT["ink-2"]))
    low, high = _steps(network)
    rows_are = _say("rows" if network.arrow == "visit" else "rows_other", language)
    steps = f"≤ {low:g}, ≤ {high:g}, > {high:g}" if low < high else f"≤ {low:g}, > {low:g}"
    shades = _say("dark", language, steps=steps)
    stop = "；" if language == "zh" else "; "
    note = {"x": 6, "y": head + side * len(order) + 20, "text": rows_are + stop + shades, "part": f"{language}|note|0"}
    return [*charts, canvas.texts([note], colour=LIGHT["ink-2"], size=_SIZE)]


def _clipped(name: str, room: float) -> str:
    while text_width(name, _SIZE) > room and len(name) > 2:
        name = name[:-2].rstrip() + "…"
    return name


def ego_picture(network: Network, node: str, *, most: int = 18, languages: Iterable[str] = ("zh",)) -> dict[str, Any]:
    """
    One region's own ties: who came on the left, where it went on the right, the most frequent first, with numbers.

    Args:
        network: of visits or of any ties.
        node: name of the region.
        most: regions shown on each side; how many more there are is said.
        languages: `zh`, `en`; a page takes both.

    Returns:
        A Vega-Lite specification. Parts are `in|<name>`, `out|<name>`, `zh|in|<name>`, `zh|note|in`.

    Raises:
        LearningError: the region is no node.
    """
    row = network.index(node)
    sides = {"in": network.weights[:, row], "out": network.weights[row]}
    shown = {
        side: sorted(np.flatnonzero(weights).tolist(), key=lambda other: (-weights[other], other))[:most]
        for side, weights in sides.items()
    }
    height = max(220, 30 * max(map(len, shown.values())) + 70)
    canvas = Canvas(760, height)
    centre = (380.0, (height - 30) / 2 + 26)
    top = max(float(network.weights[:, row].max()), float(network.weights[row].max()), 1.0)
    points = {
        side: {
            other: (230.0 if side == "in" else 530.0, _level(place, len(some), centre[1]))
            for place, other in enumerate(some)
        }
        for side, some in shown.items()
    }
    charts: list[Any] = []
    for side, colour in (("in", "orange"), ("out", "jade")):
        shapes = []
        for other, point in points[side].items():
            count = max(1, round(9 * sides[side][other] / top))
            start, end = between(point, centre, 2, 18) if side == "in" else between(centre, point, 18, 2)
            shapes.append((f"{side}|{network.nodes[other]}", polygon(arc(start, end, count=count, bend=0.06))))
        charts.append(canvas.shapes(shapes, fill=LIGHT[colour], opacity=0.7))
    charts.append(canvas.shapes([(f"node|{node}", polygon(ring(centre, 14)))], fill=LIGHT["ink-2"]))
    for language in languages:
        charts += _ego_names(canvas, network, node, points, sides, centre, language)
    return canvas.layered(charts)


def _level(place: int, count: int, middle: float) -> float:
    return middle + (place - (count - 1) / 2) * 30


def _ego_names(
    canvas: Canvas,
    network: Network,
    node: str,
    points: Mapping[str, Mapping[int, Point]],
    sides: Mapping[str, Any],
    centre: Point,
    language: str,
) -> list[Any]:
    own = [{"x": centre[0], "y": centre[1] - 26, "text": short_name(node, language), "part": f"{language}|node|{node}"}]
    charts = canvas.haloed(own, ground=LIGHT["panel"], align="center", weight=700)
    for side, align, shift in (("in", "right", -8), ("out", "left", 8)):
        rows = [
            {
                "x": x + shift,
                "y": y,
                "text": f"{short_name(network.nodes[other], language)} {sides[side][other]:g}",
                "part": f"{language}|{side}|{network.nodes[other]}",
            }
            for other, (x, y) in points[side].items()
        ]
        charts.append(canvas.texts(rows, align=align))
        total = int(np.count_nonzero(sides[side]))
        head = _say("came" if side == "in" else "went", language, count=total, weight=f"{sides[side].sum():g}")
        if total > len(rows):
            head += ("，" if language == "zh" else ", ") + _say("more", language, count=total - len(rows))
        note = {"x": 6 if side == "in" else canvas.width - 6, "y": 14, "text": head, "part": f"{language}|note|{side}"}
        charts.append(
            canvas.texts([note], align="left" if side == "in" else "right", colour=LIGHT["ink-2"], size=_SIZE)
        )
    return charts
