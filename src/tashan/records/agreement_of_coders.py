"""How far coders agree beyond chance: Krippendorff's α, for any number of coders, with values that are missing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

LEVELS: Final = ("nominal", "ordinal", "interval", "ratio")
"""How values differ: not at all or wholly; by the values ranked between them; by distance; by distance over sum."""

RELIABLE: Final = 0.800
"""From here up Krippendorff (2004, p. 241) calls codings reliable."""

TENTATIVE: Final = 0.667
"""From here up they bear tentative conclusions (the same page)."""


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """
    How far coders agree.

    Attributes:
        alpha: 1 where all agree, 0 where they agree as by chance, below 0 where they disagree systematically; None
            where nothing can be told: no unit has two values, or all values are the same.
        units: units with two values or more, which alone count.
        values: values in those units.
        left_out: units with one value or none.
        level: one of `LEVELS`.
        verdict: "reliable", "tentative", "unreliable" or "unknown", by `RELIABLE` and `TENTATIVE`.
    """

    alpha: float | None
    units: int
    values: int
    left_out: int
    level: str
    verdict: str


def agreement_of_coders(
    units: Sequence[Sequence[Hashable | None]], level: str = "nominal", order: Sequence[Hashable] | None = None
) -> CoderAgreement:
    """
    Compute Krippendorff's α = 1 − observed / expected disagreement (Krippendorff, Content Analysis, 2004, chapter 11).

    Args:
        units: one row a unit, one value a coder in the same order; None where a coder gave none.
        level: one of `LEVELS`; interval and ratio need numbers.
        order: all values from lowest to highest, for ordinal codes that do not sort by themselves.

    Returns:
        α with what it rests on.

    Raises:
        ValueError: an unknown level, a value outside `order`, or no number where one is needed.
    """
    if level not in LEVELS:
        raise ValueError(f"Level {level} is not known. Choose {', '.join(LEVELS)}.")
    given = [[value for value in unit if value is not None] for unit in units]
    kept = [unit for unit in given if len(unit) > 1]
    coincidences: dict[tuple[Hashable, Hashable], float] = {}
    for unit in kept:
        for one, first in enumerate(unit):
            for other, second in enumerate(unit):
                if one != other:
                    pair = (first, second)
                    coincidences[pair] = coincidences.get(pair, 0.0) + 1 / (len(unit) - 1)
    totals: dict[Hashable, float] = {}
    for (value, _), count in coincidences.items():
        totals[value] = totals.get(value, 0.0) + count
    distance = _distance(level, totals, order)
    whole = sum(totals.values())
    observed = sum(count * distance(one, other) for (one, other), count in coincidences.items())
    expected = sum(totals[one] * totals[other] * distance(one, other) for one in totals for other in totals)
    alpha = 1 - (whole - 1) * observed / expected if expected else None
    counted = sum(len(unit) for unit in kept)
    return CoderAgreement(alpha, len(kept), counted, len(units) - len(kept), level, _verdict(alpha))


def agreement_by_dimension(
    first: Mapping[str, Mapping[str, str]], second: Mapping[str, Mapping[str, str]], dimensions: Sequence[str]
) -> dict[str, CoderAgreement]:
    """
    Compare two coders who gave records codes in several dimensions (as the typology of cooperation).

    Args:
        first: record's id to dimension to code, of the first coder.
        second: the same of the second coder.
        dimensions: those to compare.

    Returns:
        Dimension to agreement over the records that both have coded; there "no code" is a value like any other.
    """
    both = sorted(first.keys() & second.keys())
    return {
        dimension: agreement_of_coders(
            [[first[record].get(dimension, ""), second[record].get(dimension, "")] for record in both]
        )
        for dimension in dimensions
    }


def _verdict(alpha: float | None) -> str:
    if alpha is None:
        return "unknown"
    return "reliable" if alpha >= RELIABLE else "tentative" if alpha >= TENTATIVE else "unreliable"


def _distance(
    level: str, totals: Mapping[Hashable, float], order: Sequence[Hashable] | None
) -> Callable[[Hashable, Hashable], float]:
    """The squared difference of two values; of ordinal ones by how many values lie between them."""
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "ordinal":
        values: list[Any] = list(totals) if order is None else list(order)
        if strange := [value for value in totals if value not in values]:
            raise ValueError(f"{strange[0]} is not among the ordered values. Add it where it belongs.")
        ranked = sorted(values) if order is None else values
        place, below, running = {}, {}, 0.0
        for rank, value in enumerate(ranked):
            place[value], below[value] = rank, running
            running += totals.get(value, 0.0)

        def ordinal(one: Hashable, other: Hashable) -> float:
            low, high = sorted((one, other), key=place.__getitem__)
            between = below[high] + totals[high] - below[low]
            return (between - (totals[low] + totals[high]) / 2) ** 2

        return ordinal
    if strange := [value for value in totals if isinstance(value, bool) or not isinstance(value, int | float)]:
        raise ValueError(f"{strange[0]!r} is no number, which level {level} needs.")
    return _interval if level == "interval" else _ratio


def _interval(one: Any, other: Any) -> float:
    return float((one - other) ** 2)


def _ratio(one: Any, other: Any) -> float:
    return float(((one - other) / (one + other)) ** 2) if one + other else 0.0
