"""The map with boundaries: provinces in an equal-area projection, arcs between the places themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, hypot, radians, sin, sqrt
from typing import Any, Final

from tashan.pictures.boundaries import Boundaries, Line, Shape
from tashan.pictures.canvas import Canvas, Point
from tashan.pictures.flows import Flow
from tashan.pictures.provinces import point_of, province_name
from tashan.pictures.room import Named, Traffic, settle
from tashan.pictures.tiles import arcs_of, rings_of, tally
from tashan.pictures.tokens import LIGHT

_SCALE: Final = 768.0
_CENTRE: Final = (105.0, 36.0)
_LABELS: Final = {
    "81": (34, 10), "82": (-36, 12), "12": (30, 4), "11": (-4, -13), "13": (-14, 22), "31": (28, 0), "15": (-30, 34),
    "62": (-70, -40), "61": (2, -12), "64": (0, -10), "50": (10, 8), "46": (0, 14), "34": (-6, 12), "32": (16, -16),
}  # fmt: skip
"""Where a name is moved to, in pixels, so that names do not lie on each other."""


def boundary_map(
    flows: Sequence[Flow],
    boundaries: Boundaries,
    *,
    directions: Iterable[str] = ("visit",),
    languages: Iterable[str] = ("zh",),
) -> dict[str, Any]:
    """
    Who visited whom, on a map with boundaries.

    The source, date and review number of the boundary set belong under every map; `Boundaries` holds them.

    Args:
        flows: between provinces.
        boundaries: the boundary set.
        directions: as for the tile grid.
        languages: as for the tile grid.

    Returns:
        A Vega-Lite specification. Parts are `region|33`, `dash`, `zh|name|33`, `arc|visit|33|51`.
    """
    canvas, directions = Canvas(766, 680), list(directions)
    out, received = tally(flows)
    busy = sorted(set(out) | set(received))
    outlines = [(key, _planar(shape)) for key, shape in boundaries.provinces.items()]
    dashes = [
        ("dash", {"type": "LineString", "coordinates": _thin(_projected(line), 0.2)}) for line in boundaries.lines
    ]
    points = {key: _middle(key) for key in boundaries.provinces}
    rest = [(f"region|{key}", shape) for key, shape in outlines if key not in busy]
    own = [(f"region|{key}", shape) for key, shape in outlines if key in busy]
    charts = [
        canvas.shapes(rest, fill=LIGHT["sunk"], stroke=LIGHT["rule-strong"], width=0.5),
        canvas.shapes(own, fill=LIGHT["tint"], stroke=LIGHT["rule-strong"], width=0.5),
        canvas.shapes(dashes, fill=None, stroke=LIGHT["rule-strong"], width=1.6),
    ]
    charts += [arcs_of(canvas, flows, direction, points, gap=3) for direction in directions]
    traffic = Traffic()
    for direction in directions:
        for _, ring in rings_of(flows, direction, points, gap=3):
            traffic.add(ring[: len(ring) // 2])
    order = sorted(busy, key=lambda key: (-out.get(key, 0) - received.get(key, 0), key))
    for language in languages:
        size = 12 if language == "zh" else 10
        names = [_named(key, language, points[key]) for key in order]
        room = settle(names, traffic, size=size, width=canvas.width, height=canvas.height)
        rows = [_label(name, language, room[name.key]) for name in names if name.key in room]
        charts += canvas.haloed(rows, ground=LIGHT["tint"], align="center", size=size)
    return canvas.layered(charts)


def project(longitude: float, latitude: float) -> Point:
    """
    Pixels of a point in degrees: Albers equal-area conic, standard parallels 25 and 47 degrees north.

    Source: Snyder 1987, Map Projections: A Working Manual, p. 100 (sphere).
    """
    n = (sin(radians(25)) + sin(radians(47))) / 2
    c = cos(radians(25)) ** 2 + 2 * n * sin(radians(25))
    theta = n * radians(longitude - _CENTRE[0])
    rho = sqrt(c - 2 * n * sin(radians(latitude))) / n
    rho_0 = sqrt(c - 2 * n * sin(radians(_CENTRE[1]))) / n
    return 372 + _SCALE * rho * sin(theta), 255 - _SCALE * (rho_0 - rho * cos(theta))


def _projected(line: Line) -> Line:
    return [project(x, y) for x, y in line]


def _planar(shape: Shape) -> dict[str, Any]:
    """A shape in pixels, without what is smaller than the drawing shows."""
    polygons = []
    for polygon in shape:
        rings = [thin for ring in polygon if len(thin := _thin(_projected(_sparse(ring)), 0.7)) >= 4]
        if rings:
            polygons.append([[[x, y] for x, y in ring] for ring in rings])
    return {"type": "MultiPolygon", "coordinates": polygons}


def _sparse(line: Line) -> Line:
    """The line without points that lie less than 0.03 degrees from the one before; its ends stay."""
    kept = [line[0]]
    for x, y in line[1:-1]:
        u, v = kept[-1]
        if abs(x - u) + abs(y - v) > 0.03:
            kept.append((x, y))
    kept.append(line[-1])
    return kept


def _thin(line: Line, tolerance: float) -> Line:
    """
    The line with fewer points, none of them further than the tolerance from where it ran, rounded to 0.1 pixel.

    Source: Douglas and Peucker 1973.
    """
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    open_ends = [(0, len(line) - 1)]
    if line[0] == line[-1] and len(line) > 3:  # a ring: split it at the point furthest from its start
        far = max(range(len(line)), key=lambda i: hypot(line[i][0] - line[0][0], line[i][1] - line[0][1]))
        keep[far] = True
        open_ends = [(0, far), (far, len(line) - 1)]
    while open_ends:
        first, last = open_ends.pop()
        (x, y), (u, v) = line[first], line[last]
        length = hypot(u - x, v - y) or 1e-9
        worst, at = 0.0, -1
        for i in range(first + 1, last):
            away = abs((v - y) * (line[i][0] - x) - (u - x) * (line[i][1] - y)) / length
            if away > worst:
                worst, at = away, i
        if worst > tolerance:
            keep[at] = True
            open_ends += [(first, at), (at, last)]
    return [(round(x, 1), round(y, 1)) for (x, y), kept in zip(line, keep, strict=True) if kept]


@lru_cache(maxsize=64)
def _middle(key: str) -> Point:
    """Where a province's arcs end: its seat."""
    return project(*point_of(key))


def _named(key: str, language: str, point: Point) -> Named:
    across, down = _LABELS.get(key, (0, 12))
    return Named(key, province_name(key, language), point, (point[0] + across, point[1] + down))


def _label(name: Named, language: str, middle: Point) -> dict[str, Any]:
    x, y = (round(place, 1) for place in middle)
    return {"x": x, "y": y, "text": name.text, "part": f"{language}|name|{name.key}"}
