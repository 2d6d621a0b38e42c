"""Where the nodes of a network stand on a page, in which order those of a matrix, and where names find room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, pi, sin, sqrt
from typing import Final

import numpy as np

from tashan.learning.groups import communities
from tashan.learning.network import Floats, Network
from tashan.learning.problems import LearningError
from tashan.pictures.canvas import Point
from tashan.pictures.room import Box, Traffic

READABLE: Final = 300
"""Nodes up to which the picture of a network can be read; above it roll up or filter."""

_ROUNDS: Final = 80
_SPRINGS: Final = 120
_SEEDS: Final = 5


@dataclass(frozen=True, slots=True)
class Places:
    """
    Where nodes stand.

    Attributes:
        points: row of a tied node to its point, in pixels.
        isolates: rows of the nodes without a tie, which stand apart.
        radii: row to the radius of its mark.
    """

    points: Mapping[int, Point]
    isolates: tuple[int, ...]
    radii: Mapping[int, float]


def places(network: Network, *, width: float, height: float, seed: int = 0) -> Places:
    """
    Place tied nodes so that those with strong ties are near (springs: Fruchterman and Reingold 1991), without overlap.

    Args:
        network: directed or not; both directions pull.
        width: of the room in pixels.
        height: of it.
        seed: the same seed gives the same places.

    Raises:
        LearningError: more tied nodes than can be read.
    """
    both = network.weights + network.weights.T
    tied = np.flatnonzero(both.any(axis=1))
    if len(tied) > READABLE:
        raise LearningError(
            "too_many_nodes",
            f"{len(tied)} tied nodes; a picture is read up to {READABLE}. Roll up, or filter by years.",
        )
    isolates = tuple(row for row in range(network.size) if row not in set(tied.tolist()))
    if not len(tied):
        return Places({}, isolates, {})
    strength = both[tied].sum(axis=1)
    radii = 3.5 + 9.5 * np.sqrt(strength / strength.max()) * min(1.0, sqrt(60 / len(tied)))
    found = _sprung(_pull(both[np.ix_(tied, tied)]), np.random.default_rng(seed))
    points = _fitted(_levelled(found), radii, width, height)
    rows = tied.tolist()
    return Places(
        {row: (float(x), float(y)) for row, (x, y) in zip(rows, points, strict=True)},
        isolates,
        dict(zip(rows, radii.tolist(), strict=True)),
    )


def _pull(both: Floats) -> Floats:
    """Ties pull by the logarithm of their weight; a faint thread holds each component near the strongest node."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    pull = np.log1p(both)
    np.fill_diagonal(pull, 0)
    strength = both.sum(axis=1)
    hub = int(strength.argmax())
    count, part = connected_components(csr_array(both), directed=False)
    for each in range(count):
        if each != part[hub]:
            members = np.flatnonzero(part == each)
            nearest = int(members[strength[members].argmax()])
            pull[hub, nearest] = pull[nearest, hub] = 0.1
    return pull


def _sprung(pull: Floats, random: np.random.Generator) -> Floats:
    """
    Places under springs: ties pull by the square of their length, all nodes push apart, ever smaller steps are taken.

    Two flat matrices of differences, rather than one of pairs, keep 300 nodes to a fraction of a second.
    """
    count = len(pull)
    x, y = random.random((2, count))
    rest = 2.2 / sqrt(count)
    heat = 0.1 * max(float(np.ptp(x)), float(np.ptp(y)), 1e-3)
    for step in np.linspace(heat, 0, _SPRINGS + 1)[:-1]:
        across, down = x[:, None] - x[None, :], y[:, None] - y[None, :]
        far = np.maximum(np.sqrt(across**2 + down**2), 0.01)
        force = rest**2 / far**2 - pull * far / rest
        sideways, upright = (across * force).sum(axis=1), (down * force).sum(axis=1)
        length = np.maximum(np.hypot(sideways, upright), 0.01)
        x, y = x + step * sideways / length, y + step * upright / length
    return np.column_stack([x, y])


def _levelled(points: Floats) -> Floats:
    """Turn places so that they spread most from left to right, where a page has most room."""
    centred = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return np.asarray(centred @ axes[:, ::-1])


def _fitted(points: Floats, radii: Floats, width: float, height: float) -> Floats:
    """Stretch places over the room by halves of value and rank, so that crowds open, then push overlaps apart."""
    count = len(points)
    placed = np.empty_like(points)
    for axis, room in ((0, width), (1, height)):
        values = points[:, axis]
        spread = (values - values.min()) / max(float(np.ptp(values)), 1e-9)
        ranks = values.argsort().argsort() / max(count - 1, 1)
        edge = float(radii.max()) + 6
        placed[:, axis] = edge + (0.5 * spread + 0.5 * ranks if count > 2 else spread) * (room - 2 * edge)
    least = radii[:, None] + radii[None, :] + 5
    np.fill_diagonal(least, 0)
    x, y = placed.T.copy()
    for _ in range(_ROUNDS):
        across, down = x[:, None] - x[None, :], y[:, None] - y[None, :]
        far = np.sqrt(across**2 + down**2) + 1e-6
        short = np.maximum(least - far, 0)
        if not short.any():
            break
        push = 0.35 * short / far
        x = (x + (across * push).sum(axis=1)).clip(radii, width - radii)
        y = (y + (down * push).sum(axis=1)).clip(radii, height - radii)
    return np.column_stack([x, y])


def matrix_order(network: Network) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """
    Order nodes for a matrix: by community, the largest first, inside it by strength; isolates last.

    Returns:
        Rows in order, and the number of nodes of each community in the same order.
    """
    both = network.weights + network.weights.T
    strength = both.sum(axis=1)
    tied = np.flatnonzero(strength)
    if not len(tied):
        return tuple(range(network.size)), ()
    part = Network(
        tuple(network.nodes[row] for row in tied),
        network.weights[np.ix_(tied, tied)],
        network.arrow,
        network.directed,
    )
    groups = communities(part, seeds=_SEEDS).groups
    order = sorted(range(len(tied)), key=lambda place: (groups[place], -strength[tied[place]], place))
    sizes = tuple(int(size) for size in np.bincount(groups))
    rest = [row for row in range(network.size) if not strength[row]]
    return (*(int(tied[place]) for place in order), *rest), sizes


@dataclass(frozen=True, slots=True)
class Label:
    """A name that found room: the row of its node, where its text begins or ends, and its alignment."""

    row: int
    x: float
    y: float
    text: str
    align: str


def labels(
    names: Mapping[int, str],
    order: Sequence[int],
    marks: Places,
    *,
    size: float,
    width: float,
    height: float,
    traffic: Traffic | None = None,
) -> tuple[Label, ...]:
    """
    Place names beside their nodes so that they cover neither each other nor a node; those without room are left out.

    Args:
        names: row to text.
        order: rows, the most important first: they choose their side first.
        marks: the nodes.
        size: of the letters in pixels.
        width: of the room.
        height: of it.
        traffic: where ties run: a name takes the side where the fewest do.
    """
    taken: list[tuple[float, float, float, float]] = []
    dots = np.array([(*marks.points[row], marks.radii[row]) for row in marks.points]).reshape(-1, 3)
    found = []
    for row in order:
        x, y = marks.points[row]
        gap = marks.radii[row] + 3
        long, tall = text_width(names[row], size), size * 1.15
        free: list[tuple[float, int, Box, Label]] = []
        for side, (dx, dy) in enumerate(_SIDES):
            align = "left" if dx > 0 else "right" if dx < 0 else "center"
            at = x + dx * gap
            left = at if dx > 0 else at - long if dx < 0 else at - long / 2
            middle = y + dy * (gap + tall / 2)
            box = (left, middle - tall / 2, left + long, middle + tall / 2)
            if _has_room(box, taken, dots, (x, y), width, height):
                met = traffic.under(box) if traffic else 0.0
                free.append((met, side, box, Label(row, round(at, 1), round(middle, 1), names[row], align)))
        if free:
            _, _, box, label = min(free, key=lambda each: each[:2])
            taken.append(box)
            found.append(label)
    return tuple(found)


_SIDES: Final = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.75, -0.75), (0.75, 0.75), (-0.75, -0.75), (-0.75, 0.75))
"""Where a name may stand beside its node, the best first."""


def _has_room(
    box: tuple[float, float, float, float],
    taken: Sequence[tuple[float, float, float, float]],
    dots: Floats,
    own: Point,
    width: float,
    height: float,
) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > width or bottom > height:
        return False
    if any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken):
        return False
    dx = np.maximum(np.maximum(left - dots[:, 0], dots[:, 0] - right), 0)
    dy = np.maximum(np.maximum(top - dots[:, 1], dots[:, 1] - bottom), 0)
    near = np.hypot(dx, dy) < dots[:, 2]
    return not bool((near & ~((dots[:, 0] == own[0]) & (dots[:, 1] == own[1]))).any())


def text_width(text: str, size: float) -> float:
    """About how wide a text is: a Chinese character is as wide as it is high, a Latin letter a little over half."""
    return sum(size if ord(letter) > 0x2E7F else 0.56 * size for letter in text)


@cache
def _short_names() -> Mapping[str, tuple[str, str]]:
    from tashan.regions.divisions import divisions, region_of

    return {region_of(unit).name: (unit.short, unit.english) for unit in divisions()}


def short_name(name: str, language: str = "zh") -> str:
    """Give the short name of a region by its full one (四川省成都市: 成都, Chengdu); other names stay as they are."""
    chinese, english = _short_names().get(name, (name, name))
    return (chinese if language == "zh" else english) or name


def ring(centre: Point, radius: float, corners: int = 20, *, turn: float = 0.0) -> list[Point]:
    """Give the closed outline of a circle, or with few corners of a polygon that stands on its tip."""
    x, y = centre
    angles = [2 * pi * step / corners - pi / 2 + turn for step in range(corners)]
    points = [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]
    return [*points, points[0]]


def between(start: Point, end: Point, leave: float, arrive: float) -> tuple[Point, Point]:
    """Shorten a way from one mark to another by what it leaves free at either end, at most by a third each."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    first, last = min(leave, length / 3), min(arrive, length / 3)
    return (
        (start[0] + along[0] * first, start[1] + along[1] * first),
        (end[0] - along[0] * last, end[1] - along[1] * last),
    )


def star(centre: Point, radius: float) -> list[Point]:
    """Give the closed outline of a five-pointed star."""
    outer, inner = ring(centre, radius * 1.25, 5), ring(centre, radius * 0.6, 5, turn=pi / 5)
    points = [point for pair in zip(outer[:-1], inner[:-1], strict=True) for point in pair]
    return [*points, points[0]]
