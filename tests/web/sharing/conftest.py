"""A contract between 苏州 and 宿迁, and people of both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

SUZHOU, SUQIAN, NANTONG = "320500", "321300", "320600"

CONTRACT = """contract: park
name: {zh: 示例园区, en: Example park}
parties:
  origin: {zh: 苏州市, en: Suzhou}
  host: {zh: 宿迁市, en: Suqian}
from: 2020-01-01
to: 2039-12-31
unit: 万元
remainder: largest_remainder
splits:
  tax:
    items: [vat, income_tax]
    collector: host
    share:
      cap:
        party: origin
        rest: host
        amount: 2000
        of:
          ratio: {origin: 60%, host: 40%}
"""


def figures(year: str, vat: str = "1200.51", more: str = "") -> str:
    """The figures of a year."""
    return (
        f'base: "{year}"\ncontract: park\nperiod: {year[:4]}\nunit: 万元\n'
        f"amounts: {{vat: {vat}, income_tax: 800}}\nrefunds: {{vat: 0.5}}\n{more}"
    )


@pytest.fixture
def draft(person: Callable[..., Any]) -> Any:
    """The contract as a draft of Suzhou's finance officer."""
    from tashan.web.sharing.services import do_draft_contract

    return do_draft_contract(
        actor=person("finance", SUZHOU), text=CONTRACT, party_places={"origin": SUZHOU, "host": SUQIAN}
    )


@pytest.fixture
def approve(person: Callable[..., Any]) -> Callable[..., Any]:
    """Let approvers of the parties approve a request, one after the other."""
    from tashan.web.approvals.models import Approval
    from tashan.web.approvals.services import do_vote

    def do(number: int, *places: str) -> Any:
        approval = Approval.objects.get(pk=number)
        for place in places or (SUZHOU, SUQIAN):
            approval = do_vote(actor=person("approver", place), approval=approval, party=place, verdict="approve")
        return approval

    return do


@pytest.fixture
def in_force(draft: Any, person: Callable[..., Any], approve: Callable[..., Any]) -> Any:
    """The contract in force."""
    from tashan.web.sharing.services import do_propose_contract

    approve(do_propose_contract(actor=person("finance", SUZHOU), contract=draft).approval)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def confirmed(in_force: Any, person: Callable[..., Any], approve: Callable[..., Any]) -> Callable[..., Any]:
    """Enter figures and have them confirmed by both sides."""
    from tashan.web.sharing.services import do_enter_base, do_propose_base

    def do(year: str, vat: str = "1200.51", more: str = "") -> Any:
        finance = person("finance", SUZHOU)
        base = do_enter_base(actor=finance, contract=in_force, text=figures(year, vat, more))
        approve(do_propose_base(actor=finance, base=base).approval)
        base.refresh_from_db()
        return base

    return do
