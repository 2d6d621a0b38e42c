"""What is wrong with a form stands beside its field, and what was typed stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from tashan.web.sharing.models import Fund, Kept

from .conftest import SUQIAN, SUZHOU

pytestmark = pytest.mark.django_db

PLATFORM = {
    "place": "宿迁市", "name": "北园", "region": "宿迁市", "industries": "C36", "from": "2024-01-01", "land": "7",
    "document": "名单二",
}  # fmt: skip


def _beside(page: str, field: str) -> str:
    found = re.findall(rf'<p class="error" id="{field}_error">(.*?)</p>', page)
    return found[0] if found else ""


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "请填写"), ("document", " ", "请填写"), ("region", "某某区", "“某某区”是哪个区域"), ("place", "", "请填写"),
        ("land", "many", "整数"), ("from", "last year", "日期请写成"), ("to", "2024", "日期请写成"),
    ],
)  # fmt: skip
def test_a_platform(log_in: Callable[..., Any], field: str, typed: str, words: str) -> None:
    answer = log_in("officer", SUQIAN).post(reverse("sharing-keep", args=("platform",)), {**PLATFORM, field: typed})

    page = answer.content.decode()
    assert (422, True) == (answer.status_code, words in _beside(page, field))
    assert typed.strip() in page
    assert ("名单二" in page or field == "document", "第 3 行" in page) == (True, False)
    assert not Kept.objects.filter(title="北园").exists()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [("name", "", "请填写"), ("keeper", "某某区", "是哪个区域"), ("members", "苏州市\n某某区", "“某某区”是哪个区域")],
)
def test_a_fund(log_in: Callable[..., Any], field: str, typed: str, words: str) -> None:
    given = {"name": "引导基金", "keeper": "苏州市", "members": "苏州市\n宿迁市", field: typed}

    answer = log_in("finance", SUZHOU).post(reverse("sharing-fund-open"), given)

    assert (422, True) == (answer.status_code, words in _beside(answer.content.decode(), field))
    assert not Fund.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"period": "this year"}, "请写年、月或日"),
        ({"amount-vat": ""}, "没有就写 0"),
        ({"amount-vat": "about 5"}, "请写数字，到分为止"),
        ({"refund-vat": "1.005"}, "请写数字，到分为止"),
    ],
)
def test_figures_of_a_period(in_force: Any, log_in: Callable[..., Any], change: dict[str, str], words: str) -> None:
    given = {"period": "2020", "unit": "元", "amount-vat": "12", "amount-income_tax": "34.56", "save": "1", **change}

    answer = log_in("finance", SUZHOU).post(reverse("sharing-enter", args=[in_force.pk]), given)

    page = answer.content.decode()
    assert (422, True, True) == (answer.status_code, words in page, "34.56" in page)
    assert 0 == in_force.bases.count()
