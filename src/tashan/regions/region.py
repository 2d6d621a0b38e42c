"""What a region is, wherever it is named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """
    An administrative division or a cluster, as a record names it.

    Attributes:
        code: six digits of GB/T 2260, or None outside that standard.
        name: official full chain from the province down, in Simplified Chinese (浙江省金华市东阳市).
        level: province, prefecture, county, township, zone, cluster or other.
    """

    code: str | None
    name: str
    level: str
