"""Points of divisions, from cpca's list (state of about 2016), rounded to two decimals."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path
from statistics import fmean

from links import Row, is_common, level_of
from names import short_name
from published_lists import LAST_YEAR, read_facts

Point = tuple[float, float]
Relatives = Callable[[Row], list[Row]]


def with_points(rows: list[Row]) -> list[Row]:
    """
    Give every row a point, the best that is known.

    In this order: a hand-entered fact; cpca's point of the code and short name; of the short name inside the parent,
    then inside the province, where only one is so named; the mean of those that took the area in; the mean of those
    it came from; the point of the parent.
    """
    places = _cpca_places()
    facts = {fact["code"]: (float(fact["lon"]), float(fact["lat"])) for fact in read_facts("points.csv")}
    points = {(row.code, row.start): facts.get(row.code) or _own_point(row, places) for row in rows}
    for relatives in (_successors_of, _predecessors_of, _parents_of):
        index = relatives(rows)
        for _ in range(3):
            for row in rows:
                key = (row.code, row.start)
                near = [point for other in index(row) if (point := points[other.code, other.start])]
                if points[key] is None and near:
                    points[key] = _mean(near)
    return [replace(row, point=points[row.code, row.start]) for row in rows]


def _mean(points: list[Point]) -> Point:
    return (round(fmean(lon for lon, _ in points), 2), round(fmean(lat for _, lat in points), 2))


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
    for width in (4,) if is_common(row.name) else (4, 2):
        same = {
            point
            for code, (short, point) in places.items()
            if short == row.short and code[:width] == row.code[:width] and level_of(code) == row.level
        }
        if len(same) == 1:
            return same.pop()
    return None


def _by_code(rows: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.code].append(row)
    return groups


def _successors_of(rows: list[Row]) -> Relatives:
    by_code = _by_code(rows)

    def find(row: Row) -> list[Row]:
        after = (row.end or LAST_YEAR) + 1
        return [other for code in row.successors for other in by_code[code] if other.covers(after)]

    return find


def _predecessors_of(rows: list[Row]) -> Relatives:
    before: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for code in row.successors:
            before[code].append(row)
    return lambda row: [other for other in before[row.code] if other.end == row.start - 1]


def _parents_of(rows: list[Row]) -> Relatives:
    by_code = _by_code(rows)
    return lambda row: [other for other in by_code[row.parent or ""] if other.covers(row.start)]
