"""The 34 province-level divisions as pictures name them, and the square that each has on the tile grid."""

from __future__ import annotations

from typing import Final

from tashan.regions import Region
from tashan.regions.divisions import Division, by_code, divisions

CORPS: Final = "新疆生产建设兵团"
"""The Xinjiang corps has no code of its own; pictures show it in its province."""

TILES: Final[dict[str, tuple[int, int]]] = {
    "23": (8, 0), "15": (4, 1), "22": (8, 1),
    "65": (0, 2), "62": (2, 2), "64": (3, 2), "14": (4, 2), "13": (5, 2), "11": (6, 2), "12": (7, 2), "21": (8, 2),
    "63": (2, 3), "61": (3, 3), "41": (4, 3), "37": (5, 3),
    "54": (1, 4), "51": (2, 4), "50": (3, 4), "42": (4, 4), "34": (5, 4), "32": (6, 4), "31": (7, 4),
    "53": (2, 5), "52": (3, 5), "43": (4, 5), "36": (5, 5), "33": (6, 5),
    "45": (3, 6), "44": (4, 6), "35": (5, 6), "71": (7, 6),
    "46": (3, 7), "82": (4, 7), "81": (5, 7),
}  # fmt: skip
"""Column and row of each province's square, by the first two digits of its code; places roughly as they lie."""


def province_of(region: Region) -> str | None:
    """
    The first two digits of the code of the province a region lies in.

    Returns:
        None for a cluster and for a region outside all provinces.
    """
    if region.level == "cluster":
        return None
    if region.code:
        return region.code[:2]
    if region.name.startswith(CORPS):
        return "65"
    return next((key for key, unit in _provinces().items() if region.name.startswith(unit.name)), None)


def province_name(key: str, language: str = "zh") -> str:
    """The short name of a province: 江苏, Jiangsu."""
    unit = _provinces()[key]
    return unit.short if language == "zh" else unit.english


def point_of(key: str) -> tuple[float, float]:
    """Longitude and latitude of the seat of a province, in degrees."""
    unit = _provinces()[key]
    if unit.lon is None or unit.lat is None:  # the table has a point for every province
        raise LookupError(f"The table of divisions has no point for {unit.name}.")
    return unit.lon, unit.lat


_CACHE: dict[str, Division] = {}


def _provinces() -> dict[str, Division]:
    if not _CACHE:
        found = (by_code(unit.code) for unit in divisions() if unit.level == "province")
        _CACHE.update({unit.code[:2]: unit for unit in found if unit and unit.end is None})
    return _CACHE
