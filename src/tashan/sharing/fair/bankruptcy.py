"""
Too little for all claims: proportional, constrained equal awards and losses, and the Talmud's rule.

Aumann and Maschler 1985: the Talmud's rule gives the nucleolus of the bankruptcy game.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tashan.clearing import MoneyError
from tashan.sharing.fair.games import Number, Payoffs


def proportional(estate: Number, claims: Mapping[str, Number]) -> Payoffs:
    """To each in proportion to its claim."""
    owed = _owed(estate, claims)
    return {party: Fraction(claim) * estate / owed if owed else Fraction(0) for party, claim in claims.items()}


def equal_awards(estate: Number, claims: Mapping[str, Number]) -> Payoffs:
    """To each the same, but to nobody more than its claim (CEA)."""
    _owed(estate, claims)
    left, found = Fraction(estate), {}
    waiting = sorted(claims, key=lambda party: (claims[party], party))
    for index, party in enumerate(waiting):
        found[party] = min(Fraction(claims[party]), left / (len(waiting) - index))
        left -= found[party]
    return {party: found[party] for party in claims}


def equal_losses(estate: Number, claims: Mapping[str, Number]) -> Payoffs:
    """From each claim the same loss, but nobody gets less than nothing (CEL)."""
    owed = _owed(estate, claims)
    losses = equal_awards(owed - estate, claims)
    return {party: claims[party] - losses[party] for party in claims}


def talmud(estate: Number, claims: Mapping[str, Number]) -> Payoffs:
    """Equal awards up to half of each claim, then equal losses."""
    owed = _owed(estate, claims)
    halves = {party: Fraction(claim) / 2 for party, claim in claims.items()}
    if 2 * estate <= owed:
        return equal_awards(estate, halves)
    losses = equal_awards(owed - estate, halves)
    return {party: claims[party] - losses[party] for party in claims}


def _owed(estate: Number, claims: Mapping[str, Number]) -> Fraction:
    if any(claim < 0 for claim in claims.values()) or estate < 0:
        raise MoneyError("negative_claim", "Claims and what there is to divide are never negative. Correct them.")
    owed = Fraction(sum(claims.values()))
    if estate > owed:
        raise MoneyError(
            "no_bankruptcy", f"There is {estate} for claims of {owed}: pay them all, and share the rest apart."
        )
    return owed
