"""Flows, the tile grid, the map and the timeline."""

from __future__ import annotations

import re
from math import hypot
from typing import Any

import pytest

from tashan.pictures import Event, boundary_map, flows, legs, standard, tile_map, timeline
from tashan.pictures.arcs import arc
from tashan.pictures.maps import project
from tashan.pictures.provinces import TILES, province_name, province_of
from tashan.pictures.render import svg
from tashan.records import Region, Span, Visit
from tashan.regions import resolve_home


def _region(name: str) -> Region:
    found = resolve_home(name)
    assert found is not None
    return found


def _visit(visitor: str, *hosts: str, start: str | None = "2023-03-17", status: str = "done", at: int = 0) -> Visit:
    return Visit(
        evidence=(Span(at, at + 2, "考察"),),
        visitors=(_region(visitor),),
        hosts=tuple(_region(host) for host in hosts),
        start=start,
        status=status,
    )


FLOWS = flows(legs([_visit("上海市", "江苏省", "浙江省"), _visit("苏州市", "上海市", start="2023-04-01")]))


def _parts(spec: dict[str, Any]) -> list[str]:
    return [row["part"] for rows in spec["datasets"].values() for row in rows]


def test_one_trip_to_two_hosts_is_two_legs() -> None:
    assert 2 == len(legs([_visit("北京市", "天津市", "河北省")]))


def test_two_reports_of_one_visit_are_one_leg() -> None:
    """Same visitor, same host, same first day; both records are kept."""
    found = legs([_visit("北京市", "天津市"), _visit("北京市", "天津市", at=9)])

    assert [2] == [len(leg.records) for leg in found]


def test_undated_visits_are_never_taken_for_one() -> None:
    assert 2 == len(legs([_visit("北京市", "天津市", start=None), _visit("北京市", "天津市", start=None, at=9)]))


def test_planned_visits_draw_no_arc() -> None:
    assert () == legs([_visit("北京市", "天津市", status="planned")])


def test_cities_flow_with_their_province() -> None:
    assert {("31", "32"), ("31", "33"), ("32", "31")} == {(flow.visitor, flow.host) for flow in FLOWS}


def test_visits_inside_a_province_are_no_flow() -> None:
    assert () == flows(legs([_visit("苏州市", "南京市")]))


def test_the_corps_lies_in_xinjiang() -> None:
    assert "65" == province_of(Region(None, "新疆生产建设兵团第十二师", "other"))


def test_the_grid_has_34_squares_of_their_own() -> None:
    """One square a province, no two in one place."""
    assert 34 == len(TILES) == len(set(TILES.values()))
    assert {"台湾", "香港", "澳门"} <= {province_name(key) for key in TILES}


@pytest.mark.parametrize("build", [tile_map, lambda *a, **k: boundary_map(a[0], standard(), **k)])
def test_direction_is_one_or_the_other(build: Any) -> None:
    """A picture by itself shows one direction; a page takes both and switches."""
    visit, both = _parts(build(FLOWS)), _parts(build(FLOWS, directions=("visit", "knowledge")))

    assert 3 == sum(part.startswith("arc|visit|") for part in visit)
    assert 0 == sum(part.startswith("arc|knowledge|") for part in visit)
    assert 3 == sum(part.startswith("arc|knowledge|") for part in both)


def test_arcs_taper() -> None:
    """Thick at the start, thin at the end, closed."""
    ring = arc((0, 0), (100, 0), count=4)
    half = len(ring) // 2

    def width(i: int) -> float:
        (x, y), (u, v) = ring[i], ring[2 * half - 1 - i]
        return hypot(x - u, y - v)

    assert ring[0] == ring[-1]
    assert width(0) > 3 * width(half - 1)


def test_arcs_there_and_back_bend_apart() -> None:
    there, back = arc((0, 0), (100, 0)), arc((100, 0), (0, 0))

    assert sum(y for _, y in there) * sum(y for _, y in back) < 0


def test_the_map_holds_the_whole_country() -> None:
    """From the north of Heilongjiang to the southernmost dash, nothing is cut off."""
    points = [project(x, y) for shape in standard().provinces.values() for ring in shape for x, y in ring[0]]
    points += [project(x, y) for line in standard().lines for x, y in line]

    assert all(0 <= x <= 766 and 0 <= y <= 680 for x, y in points)


def test_timeline_marks_what_is_known() -> None:
    """Month known: full; only the year or nothing: pale; planned: hollow."""
    some = [
        Event("visit", "2023-03-17", "done", "a"),
        Event("visit", "2023", "done", "b"),
        Event("meeting", None, "done", "c"),
        Event("meeting", "2024-01", "planned", "d"),
    ]

    boxes = [row for rows in timeline(some)["datasets"].values() for row in rows if row.get("look")]

    assert {"a": "plain", "b": "pale", "c": "pale", "d": "hollow"} == {box["part"][-1]: box["look"] for box in boxes}


def test_marks_of_one_month_stack() -> None:
    some = [Event("visit", "2023-03-17", "done", str(number)) for number in range(3)]

    boxes = [row for rows in timeline(some)["datasets"].values() for row in rows if row.get("look")]

    assert 1 == len({box["x"] for box in boxes})
    assert 3 == len({box["y"] for box in boxes})


def test_pictures_without_anything_are_still_drawn() -> None:
    assert "<svg" in svg(tile_map(()))
    assert "<svg" in svg(timeline(()))


def test_chinese_labels_are_in_the_picture() -> None:
    """Texts stay texts, in the face that is registered."""
    drawn = svg(tile_map(FLOWS))

    assert [] == [name for name in map(province_name, TILES) if name not in drawn]
    assert {"Noto Sans SC"} == set(re.findall(r'font-family="([^"]*)"', drawn))
