"""
Allotment: split whole fen by exact shares so that the parts add up to the whole, by a rule that is stated.

Which party gets the fen that are left over is part of a contract: 15 by 4/5, 2/25 and 3/25 is 12, 1, 2 by largest
remainder, and 13, 1, 1 in listed order. A negative amount is the mirror image of the positive one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from tashan.clearing.amounts import fen
from tashan.clearing.problems import MoneyError

#: How left-over fen are given out.
RULES = ("largest_remainder", "listed_order", "half_up", "half_even", "down")


@dataclass(frozen=True, slots=True)
class Remainder:
    """
    A stated rule for left-over fen.

    Attributes:
        rule: `largest_remainder` (ties: by the parties' keys, so never by row order), `listed_order` (each part
            down, then one fen each in the parties' order), or a rounding (`half_up`: half away from zero, `half_even`,
            `down`: towards zero) with which every part but that of `to` is made.
        to: for a rounding, the party that takes what the rounded parts leave; the last listed one if None.
    """

    rule: str = "largest_remainder"
    to: str | None = None

    def __post_init__(self) -> None:
        """Refuse a rule that nobody knows."""
        if self.rule not in RULES:
            raise MoneyError(
                "bad_remainder", f"`{self.rule}` is no rule for left-over fen. Write {' or '.join(RULES)}."
            )
        if self.to is not None and self.rule in RULES[:2]:
            raise MoneyError(
                "bad_remainder", f"`{self.rule}` gives to no single party. Delete `to`, or name a rounding."
            )


LARGEST = Remainder()


def check_shares(shares: Mapping[str, Fraction]) -> None:
    """
    Refuse shares that are no exact fractions from 0 to 1 with the sum 1.

    Raises:
        MoneyError: `no_parties`, `float_share`, `negative_share` or `shares_sum`; names the parties and the sum.
    """
    if not shares:
        raise MoneyError("no_parties", "There is nobody to share between. Name at least one party.")
    for party, share in shares.items():
        _check_exact(party, share)
    total = sum(shares.values())
    if total != 1:
        written = ", ".join(f"{party} {share}" for party, share in shares.items())
        raise MoneyError("shares_sum", f"The shares add up to {total}, not to 1: {written}. Correct one of them.")


def allot(total: int, shares: Mapping[str, Fraction], remainder: Remainder = LARGEST) -> dict[str, int]:
    """
    Split an amount by shares so that the parts add up to it exactly.

    Args:
        total: fen, also negative.
        shares: one exact fraction a party; they sum to 1.
        remainder: who gets the fen that are left over.

    Returns:
        Fen by party, in the order of `shares`.

    Raises:
        MoneyError: as `check_shares` and `fen`; `bad_remainder` where `to` is no party.

    >>> allot(15, {"a": Fraction(4, 5), "b": Fraction(2, 25), "c": Fraction(3, 25)})
    {'a': 12, 'b': 1, 'c': 2}
    """
    check_shares(shares)
    return apportion(total, shares, remainder)


def apportion(total: int, weights: Mapping[str, Fraction | int], remainder: Remainder = LARGEST) -> dict[str, int]:
    """
    Split an amount in proportion to weights of any sum above 0; else as `allot`.

    Raises:
        MoneyError: `negative_share` or `no_weight` where the weights are negative or all 0.
    """
    whole_weights = _whole(weights)
    return divide(fen(total), whole_weights, sum(whole_weights.values()), remainder)


def divide(total: int, weights: Mapping[str, int], scale: int, remainder: Remainder = LARGEST) -> dict[str, int]:
    """Split by whole weights whose sum is `scale`: the arithmetic below `allot`, without its checks."""
    sign, size = (-1, -total) if total < 0 else (1, total)
    if remainder.rule in RULES[:2]:
        parts, left = {}, size
        rests: list[tuple[int, str]] = []
        for party, weight in weights.items():
            part, rest = divmod(size * weight, scale)
            parts[party] = part
            left -= part
            rests.append((-rest, party))
        if left:
            order = (
                sorted(rests) if remainder.rule == "largest_remainder" else [one for one in rests if weights[one[1]]]
            )
            for _, party in order[:left]:
                parts[party] += 1
        return parts if sign > 0 else {party: -part for party, part in parts.items()}
    last = remainder.to if remainder.to is not None else next(reversed(list(weights)))
    if last not in weights:
        raise MoneyError(
            "bad_remainder", f"`{last}` takes the left-over fen but is no party. Name one of {', '.join(weights)}."
        )
    rounded = _ROUNDINGS[remainder.rule]
    parts = {party: sign * rounded(size * weight, scale) for party, weight in weights.items()}
    parts[last] += total - sum(parts.values())
    return parts


def _half_up(above: int, below: int) -> int:
    return (2 * above + below) // (2 * below)


def _half_even(above: int, below: int) -> int:
    return round(Fraction(above, below))


def _down(above: int, below: int) -> int:
    return above // below


_ROUNDINGS: dict[str, Callable[[int, int], int]] = {"half_up": _half_up, "half_even": _half_even, "down": _down}


def round_fen(exact: Fraction, rule: str = "half_up") -> int:
    """
    A computed amount as whole fen by a stated rounding, symmetric around zero.

    >>> round_fen(Fraction(4888_8, 10))
    4889
    """
    if rule not in _ROUNDINGS:
        raise MoneyError("bad_rounding", f"`{rule}` is no rounding. Write {' or '.join(_ROUNDINGS)}.")
    size = _ROUNDINGS[rule](abs(exact.numerator), exact.denominator)
    return -size if exact < 0 else size


def _whole(weights: Mapping[str, Fraction | int]) -> dict[str, int]:
    """The weights as whole numbers in the same proportion."""
    for party, weight in weights.items():
        _check_exact(party, weight)
    if not any(weights.values()):
        raise MoneyError("no_weight", f"All shares are 0: {', '.join(weights) or 'no party'}. Give somebody a share.")
    scale = lcm(*(weight.denominator for weight in weights.values()))
    return {party: weight.numerator * (scale // weight.denominator) for party, weight in weights.items()}


def _check_exact(party: str, share: object) -> None:
    if isinstance(share, bool) or not isinstance(share, int | Fraction):
        raise MoneyError("float_share", f"The share of {party}, {share!r}, is no exact fraction. Write it as 1/3.")
    if share < 0:
        raise MoneyError("negative_share", f"The share of {party} is negative ({share}). Correct it.")
