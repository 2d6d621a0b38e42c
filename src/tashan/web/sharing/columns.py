"""Columns of this room's tables, written in a line each."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tashan.web.pages.downloads import Column
from tashan.web.pages.words import say


def columns(*heads: tuple[str, ...]) -> tuple[Column, ...]:
    """
    Columns by their headings.

    Args:
        heads: Chinese, English, and `number`, `when` or `yuan` where the column holds such; amounts have two decimals.
    """
    found = []
    for zh, en, *kinds in heads:
        kind = kinds[0] if kinds else ""
        head = say(f"{zh}，元", f"{en}, yuan") if kind == "yuan" else say(zh, en)
        found.append(Column(head, kind in ("number", "yuan"), 2 if kind == "yuan" else None, kind == "when"))
    return tuple(found)


def in_yuan(fen: int) -> Decimal:
    """An amount in yuan, exact: files of a page have every fen."""
    return Decimal(fen).scaleb(-2)


def joined(parts: Iterable[str], *, sentences: bool = False) -> str:
    """Several texts in one cell, separated as the reader's language does; empty ones are left out."""
    between = say("；", "; ") if sentences else say("、", ", ")
    return between.join(part for part in parts if part)
