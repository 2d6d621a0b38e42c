"""The schemes that come with Tashan: rule books with published numbers, and contracts that use them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tashan.rules import RuleBook, load_rules
from tashan.sharing.contracts import Contract, read_contract
from tashan.sharing.problems import failure


@cache
def shipped_rules() -> Mapping[str, RuleBook]:
    """The rule books, by name."""
    found = {}
    for entry in sorted(files("tashan.sharing").joinpath("data").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            book = load_rules(entry.read_bytes(), entry.name)
            found[book.name] = book
    return MappingProxyType(found)


@cache
def shipped_contracts() -> Mapping[str, bytes]:
    """The contracts' files, by name; each is a draft that parties complete and approve."""
    folder = files("tashan.sharing").joinpath("data").joinpath("contracts")
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return MappingProxyType(
        {entry.name.removesuffix(".yaml"): entry.read_bytes() for entry in entries if entry.name.endswith(".yaml")}
    )


def shipped_contract(name: str) -> Contract:
    """
    One of the shipped contracts.

    Raises:
        ShareError: `unknown_contract`, with those there are.
    """
    data = shipped_contracts().get(name)
    if data is None:
        raise failure(
            "unknown_contract", f"There is no contract `{name}`. Shipped are: {', '.join(shipped_contracts())}."
        )
    return read_contract(data, f"{name}.yaml")
