"""A contract between 苏州 and 宿迁, and people of both sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
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


LIST = """list: l
document: 示例市产业禁止和限制目录
entries:
  - {verdict: restricted, industries: [C26], regions: [宿迁市], from: 2018, to: 2021, condition: 不新增产能}
  - {verdict: forbidden, industries: [C2611], regions: [宿迁市], from: 2022, article: 附件二}
"""
PLATFORM = "platforms:\n  - {{name: {name}, region: '{region}', industries: [C26, C36], from: 2020, land: {land}, document: 名单}}\n"
ROUND = """match: 首次对接
criteria:
  - {name: industry, compares: one_of, weight: 3, must: yes, label: 产业}
  - {name: land, compares: at_least, label: 用地}
needs:
  - {name: 甲公司, wants: {industry: [C2611], land: 10}}
  - {name: 乙公司, wants: {industry: [C36], land: 10}}
offers:
  - {name: 东园, has: {industry: [C2611, C36], land: 100}, room: 2}
  - {name: 西园, has: {industry: [C2611, C36], land: 5}, room: 2}
"""


@pytest.fixture
def fund(person: Callable[..., Any]) -> Any:
    """A fund of two cities, kept by Suzhou."""
    from tashan.web.sharing.keeping import do_open_fund

    return do_open_fund(actor=person("finance", SUZHOU), name="示例引导基金", keeper=SUZHOU, members=[SUZHOU, SUQIAN])


@pytest.fixture
def booked(fund: Any, person: Callable[..., Any]) -> Any:
    """Two calls: the first paid in full, the second by one member alone."""
    from tashan.web.sharing.keeping import Typed, do_book

    finance = person("finance", SUZHOU)
    for typed in (
        Typed("commitment", date(2024, 1, 1), "500", "万元", member=SUZHOU),
        Typed("commitment", date(2024, 1, 1), "300", "万元", member=SUQIAN),
        Typed("call", date(2024, 3, 1), "160", "万元", due=date(2024, 3, 31)),
        Typed("payment", date(2024, 3, 10), "100", "万元", member=SUZHOU, call=3),
        Typed("payment", date(2024, 3, 11), "60", "万元", member=SUQIAN, call=3),
        Typed("use", date(2024, 6, 1), "120", "万元", region=SUQIAN, purpose="厂房"),
        Typed("call", date(2025, 3, 1), "80", "万元", due=date(2025, 3, 31)),
        Typed("payment", date(2025, 3, 10), "50", "万元", member=SUZHOU, call=7),
    ):
        do_book(actor=finance, fund=fund, typed=typed)
    fund.refresh_from_db()
    return fund


@pytest.fixture
def registers(person: Callable[..., Any]) -> None:
    """A list, and platforms of two cities."""
    from tashan.web.sharing.keeping import do_keep

    officer = person("officer", SUQIAN)
    do_keep(actor=officer, kind="list", place=SUQIAN, text=LIST)
    do_keep(actor=officer, kind="platform", place=SUQIAN, text=PLATFORM.format(name="东园", region=SUQIAN, land=50000))
    do_keep(
        actor=person("officer", NANTONG), kind="platform", place=NANTONG,
        text=PLATFORM.format(name="西园", region=NANTONG, land=9000),
    )  # fmt: skip
