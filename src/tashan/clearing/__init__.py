"""
Who pays whom? Amounts and allotment to the fen, postings, clearing items, netting and settlement.

All amounts are integer fen, all shares `Fraction`; every function is pure, and dates come in as arguments.
"""

from __future__ import annotations

from tashan.clearing.allotment import LARGEST, Remainder, allot, apportion, check_shares, round_fen
from tashan.clearing.amounts import UNITS, fen, parse_amount, yuan
from tashan.clearing.items import Batch, ClearingItem, freeze
from tashan.clearing.netting import Difference, Payment, Position, positions, reconcile, settle, settlement
from tashan.clearing.postings import Book, Booked, Entry, check_chain, transfer
from tashan.clearing.problems import MoneyError

__all__ = [
    "LARGEST",
    "UNITS",
    "Batch",
    "Book",
    "Booked",
    "ClearingItem",
    "Difference",
    "Entry",
    "MoneyError",
    "Payment",
    "Position",
    "Remainder",
    "allot",
    "apportion",
    "check_chain",
    "check_shares",
    "fen",
    "freeze",
    "parse_amount",
    "positions",
    "reconcile",
    "round_fen",
    "settle",
    "settlement",
    "transfer",
    "yuan",
]
