"""
The table auditor: numbers that cannot be, in other people's tables and in our own.

It never corrects anything; it says what does not close and by how much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tashan.learning.problems import LearningProblem


def check_shares(shares: Mapping[str, float], *, multiple: bool = False, decimals: int = 0) -> list[LearningProblem]:
    """
    Check shares in percent.

    Args:
        shares: name to percent.
        multiple: several answers are possible, so that the sum may pass 100 but no share may.
        decimals: digits after the point that the table shows; each share may be off by half of the last one.
    """
    found = [
        LearningProblem("share_impossible", f"{name}: {share:g} % is not between 0 and 100.")
        for name, share in shares.items()
        if not 0 <= share <= 100
    ]
    total = sum(shares.values())
    slack = len(shares) * 0.5 * 10**-decimals + 1e-9
    if not multiple and abs(total - 100) > slack:
        found.append(
            LearningProblem(
                "shares_open",
                f"The shares add up to {total:g} %, {total - 100:+g} from 100; rounding explains at most ±{slack:.3g}."
                + (" Are several answers possible?" if total > 100 else " Is a group missing?"),
            )
        )
    return found


def check_sum(
    parts: Mapping[str, float], total: float, *, what: str = "total", decimals: int = 0
) -> list[LearningProblem]:
    """Check that parts add up to a total that is stated, up to the rounding of parts and total."""
    added = sum(parts.values())
    slack = (len(parts) + 1) * 0.5 * 10**-decimals if decimals or any(part % 1 for part in parts.values()) else 0
    if abs(added - total) <= slack + 1e-9:
        return []
    names = " + ".join(f"{name} {part:g}" for name, part in parts.items())
    return [LearningProblem("total_differs", f"{what}: {names} = {added:g}, stated {total:g} ({added - total:+g}).")]


def check_density(nodes: int, ties: int, stated: float, *, where: str = "", decimals: int = 3) -> list[LearningProblem]:
    """
    Check a density against its numbers of nodes and ties, as a directed network m/(n(n−1)).

    A value that fits twice the ties, as if the network were undirected, is named as such.
    """
    title = f"{where}: " if where else ""
    possible = nodes * (nodes - 1)
    if nodes < 2 or ties < 0 or ties > possible:
        return [LearningProblem("density_impossible", f"{title}{ties} ties among {nodes} nodes cannot be.")]
    found: list[LearningProblem] = []
    if not 0 <= stated <= 1:
        found.append(LearningProblem("density_impossible", f"{title}density {stated:g} is not between 0 and 1."))
    slack = 0.5 * 10**-decimals + 1e-9
    if abs(ties / possible - stated) > slack:
        undirected = abs(2 * ties / possible - stated) <= slack
        hint = " It fits an undirected network." if undirected else ""
        found.append(
            LearningProblem(
                "density_differs",
                f"{title}{ties}/({nodes}·{nodes - 1}) = {ties / possible:.3f}, stated {stated:g}.{hint}",
            )
        )
    return found


def check_path_length(
    stated: float, *, density: float | None = None, where: str = "", decimals: int = 3
) -> list[LearningProblem]:
    """
    Check a mean length of shortest paths counted in ties.

    It is never below 1; and where all pairs are joined, pairs without a tie are at least 2 apart, so that the mean is
    at least 2 − density.
    """
    title = f"{where}: " if where else ""
    if stated < 1:
        hint = ""
        if density is not None and abs(stated + 1 - (2 - density)) <= 10**-decimals * 1.01:
            hint = f" {stated + 1:g} would fit 2 − density: has a leading 1 been dropped?"
        return [
            LearningProblem(
                "path_impossible", f"{title}mean path length {stated:g} is below 1, the least there is.{hint}"
            )
        ]
    if density is not None and stated < 2 - density - 10**-decimals:
        return [
            LearningProblem(
                "path_doubtful",
                f"{title}mean path length {stated:g} is below 2 − density = {2 - density:.3f}: not all pairs are joined, "
                "or one of the two is wrong.",
            )
        ]
    return []


def check_table(
    rows: Sequence[Mapping[str, float]], totals: Mapping[str, float], *, names: Sequence[str] | None = None
) -> list[LearningProblem]:
    """
    Check the columns of a table against its row of totals.

    Args:
        rows: numbers by column; a missing number counts 0.
        totals: the stated totals; columns without one are not checked.
        names: of the rows, for the messages.
    """
    found = []
    for column, total in totals.items():
        parts = {(names[number] if names else str(number + 1)): row.get(column, 0) for number, row in enumerate(rows)}
        found += check_sum(parts, total, what=column)
    return found
