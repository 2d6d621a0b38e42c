"""An invented contract of two provinces for the site to try: approved, with a statement, and figures that wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tashan.web.accounts.models import Person
from tashan.web.approvals.models import Approval
from tashan.web.approvals.services import do_vote
from tashan.web.sharing.services import (
    do_draft_contract,
    do_enter_base,
    do_issue,
    do_propose_base,
    do_propose_contract,
)

_CONTRACT: Final = """contract: sample_park
name: {{zh: 苏皖共建园区税收分享（示例）, en: Joint park of Jiangsu and Anhui (example)}}
parties:
  origin: {{zh: 江苏省, en: Jiangsu}}
  host: {{zh: 安徽省, en: Anhui}}
from: {first}-01-01
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
        amount: 5000
        of:
          ratio: {{origin: 50%, host: 50%}}
"""
_FIGURES: Final = """base: "{year}"
contract: sample_park
period: {year}
unit: 万元
amounts: {{vat: {vat}, income_tax: {income}}}
"""


def do_load_contract(people: Mapping[tuple[str, str], Person], parties: tuple[str, str], today: date) -> None:
    """
    Load the example by the same services as the work of people.

    Args:
        people: by role and place; finance and approver of both parties are needed.
        parties: places of the origin and the host.
        today: the day of the statement; its figures are of the year before, and those before that wait to be confirmed.
    """
    origin, host = parties
    finance = people["finance", origin]
    contract = do_draft_contract(
        actor=finance,
        text=_CONTRACT.format(first=today.year - 2),
        party_places={"origin": origin, "host": host},
    )
    _approve(do_propose_contract(actor=finance, contract=contract).approval, people, parties)
    contract.refresh_from_db()
    earlier = do_enter_base(
        actor=finance, contract=contract, text=_FIGURES.format(year=today.year - 2, vat="1200.51", income="800.00")
    )
    _approve(do_propose_base(actor=finance, base=earlier).approval, people, parties)
    earlier.refresh_from_db()
    do_issue(actor=finance, base=earlier, day=today)
    later = do_enter_base(
        actor=people["finance", host],
        contract=contract,
        text=_FIGURES.format(year=today.year - 1, vat="1486.20", income="930.75"),
    )
    do_propose_base(actor=people["finance", host], base=later)


def _approve(number: Any, people: Mapping[tuple[str, str], Person], parties: tuple[str, str]) -> None:
    approval = Approval.objects.get(pk=number)
    for place in parties:
        do_vote(actor=people["approver", place], approval=approval, party=place, verdict="approve")
