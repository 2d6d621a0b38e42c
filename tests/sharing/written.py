"""Contracts and bases written as their files are."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent, indent
from typing import Any

from tashan.sharing import Contract, read_base, read_contract, run, shipped_rules

MILLION = 100_000_000
"""Fen in a million yuan."""
WAN = 1_000_000
"""Fen in 10,000 yuan."""


def base_text(name: str, period: str, body: str = "", contract: str = "c", confirmed: str = "") -> bytes:
    """The file of a base."""
    lines = f"base: {name}\ncontract: {contract}\nperiod: {period}\n{dedent(body)}"
    return (lines + (f"\nconfirmed: {{{confirmed}}}\n" if confirmed else "")).encode()


def contract_text(share: str, *, parties: str = "a b", extra: str = "", remainder: str = "largest_remainder") -> bytes:
    """The file of a contract that shares the item `tax` in one way."""
    named = "\n".join(f"  {party}: {{zh: {party}, en: {party}}}" for party in parties.split())
    head = f"contract: c\nparties:\n{named}\nfrom: 2020-01-01\nremainder: {remainder}\n{dedent(extra)}"
    return f"{head}\nsplits:\n  tax:\n    items: [tax]\n    share:\n{indent(dedent(share), '      ')}\n".encode()


def contract_of(share: str, **more: Any) -> Contract:
    """A contract that shares the item `tax` in one way."""
    return read_contract(contract_text(share, **more), "contract.yaml")


def parts_of(contract: Contract, amounts: Mapping[str, str], body: str = "") -> list[dict[str, int]]:
    """The parts of `tax`, period by period (a year or month each, amounts in yuan)."""
    bases = [
        read_base(base_text(f"b{period}", period, f"amounts: {{tax: {amount}}}\n{dedent(body)}"), "base.yaml")
        for period, amount in amounts.items()
    ]
    return [dict(split.lines[0].parts) for split in run(contract, bases, shipped_rules())]
