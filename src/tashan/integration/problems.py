"""A question that a measure cannot answer: said with the region or sector concerned and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


class MeasureError(ValueError):
    """
    Figures from which a measure cannot be computed; the message names them and the remedy.

    Attributes:
        code: what kind of error, for programs (`negative_value`, `zero_in_log`, `one_member`, `shape` …).
    """

    def __init__(self, code: str, message: str) -> None:
        """Keep the code; the text of the error is the message."""
        super().__init__(message)
        self.code = code
        self.message = message


def named(places: Sequence[int] | np.ndarray, names: Sequence[str] | None) -> str:
    """The names of rows for a message; their numbers, counted from 1, where they have none."""
    told = [names[place] if names is not None else f"row {place + 1}" for place in places]
    return "、".join(told[:6]) + (f" … ({len(told)})" if len(told) > 6 else "")


def check_levels(values: np.ndarray, names: Sequence[str] | None = None, what: str = "These figures") -> None:
    """Refuse negative and infinite figures where a measure works on amounts."""
    import numpy as np

    rows = values.reshape(len(values), -1)
    for bad, code, remedy in (
        (
            (rows < 0).any(axis=1),
            "negative_value",
            "Shares of negative amounts have no meaning; correct the sign or leave the row out.",
        ),
        (np.isinf(rows).any(axis=1), "infinite_value", "Correct the figure."),
    ):
        if bad.any():
            word = "negative" if code[0] == "n" else "infinite"
            raise MeasureError(code, f"{what} are {word} in {named(np.where(bad)[0], names)}. {remedy}")


def check_members(count: int, least: int = 2) -> None:
    """Refuse a set of regions that is too small to differ."""
    if count < least:
        message = f"The set has {count} region{'' if count == 1 else 's'} with figures; this measure compares at least {least}. Add members."
        raise MeasureError("one_member", message)


def check_positive(values: np.ndarray, names: Sequence[str] | None = None) -> None:
    """Refuse zero and negative figures where a logarithm is taken."""
    import numpy as np

    bad = np.where(~(values > 0) & ~np.isnan(values))[0]
    if bad.size:
        message = f"No logarithm of zero or less: {named(bad, names)}. Leave these out by name, or choose a measure without logs."
        raise MeasureError("zero_in_log", message)
