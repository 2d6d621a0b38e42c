"""Points of divisions, from cpca's list (state of about 2016), rounded to two decimals."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path

from links import Row, level_of
from names import short_name
from published_lists import read_facts

Point = tuple[float, float]


def with_points(rows: list[Row]) -> list[Row]:
    """
    Give points: by code and short name, by short name inside the parent, by short name inside the province.

    What is left takes the point of its only successor, then of a hand-entered fact.
    """
    places = _cpca_places()
    points = {(row.code, row.start): point for row in rows if (point := _own_point(row, places)) is not None}
    facts = {fact["code"]: (float(fact["lon"]), float(fact["lat"])) for fact in read_facts("points.csv")}
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    return [replace(row, point=facts.get(row.code) or _inherited(row, by_code, points)) for row in rows]


def _cpca_places() -> dict[str, tuple[str, Point]]:
    """Read code, short name and point; importing cpca itself would need pandas."""
    path = Path(str(distribution("cpca").locate_file("cpca/resources/adcodes.csv")))
    places = {}
    for line in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        if line["longitude"]:
            point = (round(float(line["longitude"]), 2), round(float(line["latitude"]), 2))
            places[line["adcode"][:6]] = (short_name(line["name"]), point)
    return places


def _own_point(row: Row, places: dict[str, tuple[str, Point]]) -> Point | None:
    known = places.get(row.code)
    if known and known[0] == row.short:
        return known[1]
    for width in (4, 2):
        same = {
            point
            for code, (short, point) in places.items()
            if short == row.short and code[:width] == row.code[:width] and level_of(code) == row.level
        }
        if len(same) == 1:
            return same.pop()
    return None


def _inherited(row: Row, by_code: dict[str, list[Row]], points: dict[tuple[str, int], Point]) -> Point | None:
    """Follow single successors until one has a point."""
    seen = set()
    while (row.code, row.start) not in points:
        if (row.code, row.start) in seen or len(row.successors) != 1 or row.end is None:
            return None
        seen.add((row.code, row.start))
        following = next((other for other in by_code[row.successors[0]] if other.covers(row.end + 1)), None)
        if following is None:
            return None
        row = following
    return points[row.code, row.start]
