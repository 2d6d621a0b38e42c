"""Splits by the contracts that come with Tashan."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from tests.sharing.written import base_text

from tashan.sharing import Split, read_base, run, shipped_contract, shipped_rules


@pytest.fixture
def shipped() -> Callable[..., list[Split]]:
    """Split bases (period → rest of the file) by a shipped contract."""

    def split(name: str, bases: Mapping[str, str]) -> list[Split]:
        read = [
            read_base(base_text(f"b{period}", period, body, contract=name), f"{period}.yaml")
            for period, body in bases.items()
        ]
        return run(shipped_contract(name), read, shipped_rules())

    return split
