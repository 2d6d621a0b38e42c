"""Fields for what a contract reads beside amounts: a river's months, facts, factors; typed, they become a base."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse

from tashan.sharing import read_base, shipped_contracts, shipped_rules, split_base
from tashan.web.approvals.models import Approval
from tashan.web.sharing.asked import as_lines, fields_of
from tashan.web.sharing.models import Base, Statement
from tashan.web.sharing.services import SharingError, do_draft_contract, do_propose_base, do_propose_contract
from tashan.web.sharing.texts import base_text, contract_of

from .conftest import SUQIAN, SUZHOU

RIVER = """contract: river
name: {zh: 示例河流, en: Example river}
parties:
  up: {zh: 苏州市, en: Suzhou}
  down: {zh: 宿迁市, en: Suqian}
from: 2024
period: month
objection_days: 10
remainder: largest_remainder
splits:
  water:
    pay:
      per_unit:
        payer: up
        payee: down
        section: 交界断面
        rates: {codmn: 15000, tp: 100000}
        targets: {codmn: 6, tp: 0.2}
        unit: mg/L
        flow: flow
        below_limit: half
"""


def _typed(**given: str) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update(given)
    return found


@pytest.mark.parametrize(
    ("scheme", "keys"),
    [
        ("moved_enterprise", {"led_by_government", "listed_by_both", "taxes_before", "full_production"}),
        ("chishui", {"missed"}),
        ("yellow_river", {"class_liuzhuang", "points_better"}),
        ("dabie", {"index"}),
        ("tuohu", {"amount_suzhou", "amount_bengbu"}),
        ("zibo_city", {"repaid_on"}),
        ("guangyuan_qingchuan", {"floor_from"}),
        ("head_office_branches", {"rate", "revenue", "payroll", "assets"}),
        ("xinan", {"codmn", "nh3n", "tn", "tp"}),
        ("gaozhu", set()),
    ],
)
def test_every_scheme_asks_for_what_it_reads(scheme: str, keys: set[str]) -> None:
    """And for nothing else."""
    assert keys == {field.name for field in fields_of(contract_of(shipped_contracts()[scheme].decode()), {})}


def test_the_head_office_has_a_rate_but_no_factors() -> None:
    """Factors are of the branches."""
    fields = fields_of(contract_of(shipped_contracts()["head_office_branches"].decode()), {})

    assert ["rate"] == [field.name for field in fields if field.party == "head"]


def test_a_river_month_from_form_to_statement(
    log_in: Callable[..., Any], person: Callable[..., Any], approve: Callable[..., Any]
) -> None:
    """Measured, confirmed by both, issued: 2 mg/L over in 100,000 m³ cost 3,000 yuan; ten working days to object."""
    finance = person("finance", SUZHOU)
    contract = do_draft_contract(actor=finance, text=RIVER, party_places={"up": SUZHOU, "down": SUQIAN})
    approve(do_propose_contract(actor=finance, contract=contract).approval)
    client = log_in("finance", SUZHOU)
    enter = reverse("sharing-enter", args=[contract.pk])
    form = client.get(enter).content.decode()
    typed = {
        "period": "2024-07", "unit": "元", "series-交界断面-codmn": "8", "series-交界断面-tp": "<0.02",
        "series-交界断面-flow": "10", "save": "1",
    }  # fmt: skip
    wrong = client.post(enter, {**typed, "series-交界断面-codmn": "8 9"})
    missing = client.post(enter, {**typed, "series-交界断面-codmn": "缺", "try": "1"}, follow=True)
    Base.objects.all().delete()
    client.post(enter, typed)
    base = Base.objects.get()
    asked = Approval.objects.get(pk=do_propose_base(actor=finance, base=base).approval)
    approve(asked.pk)
    client.post(reverse("sharing-issue", args=[base.pk]))
    statement = Statement.objects.get()

    assert "高锰酸盐指数" in form
    assert "2024-07 <0.02（mg/L）" in [fact["value"] for fact in asked.facts if fact["zh"] == "交界断面 总磷"]
    assert "写了 2 个值，期间有 1 个月" in wrong.content.decode()
    assert 200 == missing.status_code
    assert {"payer": "up", "payee": "down", "amount": 300_000} == {
        key: statement.content["items"][0][key] for key in ("payer", "payee", "amount")
    }
    assert 10 == statement.objection_days
    page = client.get(reverse("sharing-statement", args=[statement.pk])).content.decode()
    assert "10 个工作日" in page


def test_a_month_without_measurement_gives_no_statement() -> None:
    """The scheme does not say what then counts: refused, with the month."""
    contract = contract_of(RIVER)
    typed = _typed(**{"series-交界断面-codmn": "缺", "series-交界断面-tp": "0.1", "series-交界断面-flow": "10"})
    more = as_lines(fields_of(contract, typed), "2024-07")
    text = base_text(contract, name="m", period="2024-07", unit="元", amounts={}, refunds={}, more=more)
    with pytest.raises(Exception, match="has no value for 2024-07"):
        split_base(contract, read_base(text.encode(), "b.yaml"), shipped_rules())


def test_a_year_needs_twelve_values() -> None:
    """Or its mean."""
    contract = contract_of(RIVER.replace("period: month", "period: year"))
    with pytest.raises(SharingError, match="12"):
        as_lines(fields_of(contract, _typed(**{"series-交界断面-tp": "0.1 0.2"})), "2024")

    twelve = as_lines(fields_of(contract, _typed(**{"series-交界断面-tp": " ".join(["0.1"] * 12)})), "2024")
    mean = as_lines(fields_of(contract, _typed(**{"series-交界断面-tp": "均值 0.3"})), "2024")
    assert ("2024-12" in twelve, 'mean: "0.3"' in mean) == (True, True)
