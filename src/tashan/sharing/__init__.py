"""
Who gets what when regions work together? Contracts and confirmed bases become splits and statements, to the fen.

`read_contract` and `read_base` read files, `split_base` splits one base, `issue` makes statements, `replay` computes an
old one again. Fair division is in `tashan.sharing.fair`. docs/sharing.md describes the files.
"""

from __future__ import annotations

from tashan.sharing.bases import Base, Fact, read_base
from tashan.sharing.contracts import Contract, SplitRule, read_contract
from tashan.sharing.engine import Line, Split, run, split_base
from tashan.sharing.problems import ShareError
from tashan.sharing.schemes import shipped_contract, shipped_contracts, shipped_rules
from tashan.sharing.statements import (
    Statement,
    check_confirmed,
    clearing_items,
    issue,
    issue_after,
    replay,
    statement_id,
)

__all__ = [
    "Base",
    "Contract",
    "Fact",
    "Line",
    "ShareError",
    "Split",
    "SplitRule",
    "Statement",
    "check_confirmed",
    "clearing_items",
    "issue",
    "issue_after",
    "read_base",
    "read_contract",
    "replay",
    "run",
    "shipped_contract",
    "shipped_contracts",
    "shipped_rules",
    "split_base",
    "statement_id",
]
