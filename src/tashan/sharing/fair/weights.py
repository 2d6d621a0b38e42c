"""
Entropy weights: criteria that tell the parties apart weigh more; and scores from weighted criteria.

Logarithms are not fractions, so weights are computed to 40 digits and kept to 12, which add up to 1 exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from tashan.clearing import MoneyError, apportion

#: What to do with a zero, whose logarithm does not exist: `limit` takes 0·ln 0 as 0, `refuse` asks for data.
ZERO_RULES = ("limit", "refuse")

_KEPT = 10**12

Table = Mapping[str, Mapping[str, int | Fraction]]


def entropy_weights(table: Table, *, zeros: str = "limit") -> dict[str, Fraction]:
    """
    The weight of each criterion: w_j = (1 − e_j) / Σ(1 − e), e_j = −(1/ln m) Σ p ln p, p = x_ij / Σ_i x_ij.

    Args:
        table: criterion → party → value, none negative, all criteria of the same two or more parties.
        zeros: one of `ZERO_RULES`; has to be stated beside the result.

    Raises:
        MoneyError: `bad_table`, `zero_entry` where zeros are refused, `no_difference` where no criterion tells the
            parties apart.
    """
    parties = _parties(table, zeros)
    with localcontext(prec=40):
        scale = Decimal(len(parties)).ln()
        spare = {}
        for criterion, column in table.items():
            total = sum((Fraction(value) for value in column.values()), Fraction(0))
            entropy = Decimal(0)
            for value in column.values():
                if value:
                    part = Fraction(value) / total
                    number = Decimal(part.numerator) / Decimal(part.denominator)
                    entropy -= number * number.ln()
            spare[criterion] = max(Decimal(0), 1 - entropy / scale)
        # Below the precision of the logarithms nothing is known to differ.
        exact = {key: Fraction(value) if value > Decimal("1e-30") else Fraction(0) for key, value in spare.items()}
    if not any(exact.values()):
        raise MoneyError(
            "no_difference", "All parties are alike in every criterion. Give criteria that differ, or equal weights."
        )
    return {key: Fraction(part, _KEPT) for key, part in apportion(_KEPT, exact).items()}


def scores(table: Table, weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """
    Each party's part of each criterion, weighted and added up; the scores sum to 1 and serve as R of `corrected_shapley`.

    Raises:
        MoneyError: `bad_table`, or `shares_sum` where the weights are not those of the criteria or do not sum to 1.
    """
    parties = _parties(table, "limit")
    if set(weights) != set(table) or sum(weights.values()) != 1:
        raise MoneyError(
            "shares_sum", f"The weights add up to {sum(weights.values())}. Give each criterion one, sum 1."
        )
    totals = {
        criterion: sum((Fraction(value) for value in column.values()), Fraction(0))
        for criterion, column in table.items()
    }
    return {
        party: sum((weights[key] * column[party] / totals[key] for key, column in table.items()), Fraction(0))
        for party in parties
    }


def _parties(table: Table, zeros: str) -> tuple[str, ...]:
    if zeros not in ZERO_RULES:
        raise MoneyError("bad_table", f"`{zeros}` is no rule for zeros. Write {' or '.join(ZERO_RULES)}.")
    columns = list(table.values())
    if not columns or len(columns[0]) < 2 or any(set(column) != set(columns[0]) for column in columns):
        raise MoneyError(
            "bad_table", "Every criterion needs a value for each of the same two or more parties. Add them."
        )
    for criterion, column in table.items():
        if any(not isinstance(value, int | Fraction) for value in column.values()):
            raise MoneyError("float_value", f"`{criterion}` holds floats. Give int or Fraction.")
        if any(value < 0 for value in column.values()) or not any(column.values()):
            raise MoneyError("bad_table", f"`{criterion}` is negative somewhere or 0 everywhere. Rescale it first.")
        if zeros == "refuse" and not all(column.values()):
            raise MoneyError(
                "zero_entry", f"`{criterion}` has a zero, which was to be refused. State the rule `limit`."
            )
    return tuple(columns[0])
