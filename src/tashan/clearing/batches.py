"""A million allotments at once: columns of int64 fen, the same fen as `allot` gives one by one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

from tashan.clearing.allotment import check_shares
from tashan.clearing.problems import MoneyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.int64]

#: Shares with a larger common denominator do not fit 64-bit integers; split such amounts one by one.
LARGEST_SCALE = 3_000_000_000

#: Rows worked on at once: small enough for the processor's own memory.
ROWS = 16_384


def allot_column(totals: Column, shares: Mapping[str, Fraction]) -> dict[str, Column]:
    """
    Split every amount of a column by the same shares, by largest remainder.

    Args:
        totals: int64 fen, also negative.
        shares: one exact fraction a party; they sum to 1.

    Returns:
        An int64 column a party, in the order of `shares`; row by row they add up to `totals`.

    Raises:
        MoneyError: as `allot`; `float_amount` where the column is not of integers; `scale` where the shares' common
            denominator is above `LARGEST_SCALE`.
    """
    import numpy as np

    check_shares(shares)
    if not np.issubdtype(totals.dtype, np.signedinteger):
        raise MoneyError("float_amount", f"The column is of type {totals.dtype}, and only int64 keeps fen. Convert it.")
    scale = lcm(*(share.denominator for share in shares.values()))
    if scale > LARGEST_SCALE:
        raise MoneyError("scale", f"The shares have the common denominator {scale}. Use `allot` for each amount.")
    weights = {party: int(share * scale) for party, share in shares.items()}
    whole = totals.astype(np.int64, copy=False)
    columns = {party: np.empty(len(whole), dtype=np.int64) for party in weights}
    for first in range(0, len(whole), ROWS):
        rows = slice(first, first + ROWS)
        for party, part in _allot(whole[rows], weights, scale).items():
            columns[party][rows] = part
    return columns


def _allot(whole: Column, weights: Mapping[str, int], scale: int) -> dict[str, Any]:
    """The parts of one piece of the column."""
    import numpy as np

    size = np.abs(whole)
    quotient = size // scale
    rest = size - quotient * scale
    parts: dict[str, Any] = {}
    rests = {}
    left = rest.copy()
    for party, weight in weights.items():
        product = rest * weight
        extra = product // scale
        rests[party] = product - extra * scale
        left -= extra
        parts[party] = quotient * weight + extra
    _give_out(parts, rests, left)
    negative = whole < 0
    if negative.any():
        for part in parts.values():
            np.negative(part, out=part, where=negative)
    return parts


def _give_out(parts: dict[str, Any], rests: dict[str, Any], left: Any) -> None:
    """Add one fen to the parts with the largest rests, `left` of them in each row; ties by the parties' keys."""
    import numpy as np

    names = sorted(parts)
    ahead: dict[str, Any] = {party: np.zeros(len(left), dtype=np.int64) for party in names}
    for place, party in enumerate(names):
        for other in names[place + 1 :]:
            first = rests[party] >= rests[other]
            ahead[other] += first
            ahead[party] += ~first
    for party in names:
        parts[party] += ahead[party] < left
