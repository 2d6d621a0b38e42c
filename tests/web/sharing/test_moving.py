"""Funds, lists of industries and matching on pages: the same answers as the commands give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from .conftest import SUZHOU

FUND = """fund: 示例基金
unit: 万元
due: {c: 2024-03-31}
entries:
  - {id: m1, day: 2024-01-01, kind: commitment, member: 长沙市, amount: 5}
  - {id: c, day: 2024-03-01, kind: call, amount: 2}
  - {id: p1, day: 2024-03-10, kind: payment, member: 长沙市, call: c, amount: 1.5}
"""
LIST = """list: l
document: 示例目录
entries:
  - {verdict: forbidden, industries: [C2611], from: 2022, article: 附件二}
"""
PLATFORMS = "platforms:\n  - {name: 东园, region: 安徽省, industries: [C26], from: 2020, land: 50000, document: 名单}\n"
MATCH = """match: 示例
criteria:
  - {name: land, compares: at_least, label: 用地}
needs:
  - {name: 甲公司, wants: {land: 20000}}
offers:
  - {name: 东园, has: {land: 10000}}
"""


def _post(client: Any, name: str, language: str = "zh-hans", **typed: str) -> Any:
    return client.post(f"{reverse(name)}?language={language}", typed)


def test_a_fund_shows_who_owes(log_in: Callable[..., Any]) -> None:
    page = _post(log_in("finance", SUZHOU), "sharing-fund", text=FUND, day="2024-12-31").content.decode()

    assert "账上有 15,000.00 元" in page
    assert "5,000.00" in page


@pytest.mark.parametrize(("day", "words"), [("2021-06-01", "没有目录限制"), ("2022-06-01", "属于禁止")])
def test_a_list_is_asked_by_date(log_in: Callable[..., Any], day: str, words: str) -> None:
    page = _post(
        log_in("officer", SUZHOU),
        "sharing-industry",
        text=LIST,
        platforms=PLATFORMS,
        code="C2611",
        region="北京市",
        day=day,
    ).content.decode()

    assert words in page
    assert "东园" in page


def test_a_match_has_its_reason(log_in: Callable[..., Any]) -> None:
    page = _post(log_in("analyst", SUZHOU), "sharing-match", language="en", text=MATCH).content.decode()

    assert '<span lang="zh">用地</span>: 10000, wanted at least 20000' in page
    assert "50.0%" in page


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("sharing-fund", {"text": FUND.replace("kind: call", "kind: lend"), "day": "2024-12-31"}, "第 6 行"),
        ("sharing-fund", {"text": FUND, "day": "last year"}, "2025-06-30"),
        ("sharing-industry", {"text": "list: x", "code": "C1", "region": "x", "day": "2024-01-01"}, "entries"),
        ("sharing-match", {"text": MATCH.replace("20000", "much")}, "第 5 行"),
        ("sharing-match", {"text": "x" * 300_000}, "文本过长"),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    log_in: Callable[..., Any], name: str, typed: dict[str, str], words: str
) -> None:
    answer = _post(log_in("finance", SUZHOU), name, **typed)

    assert 422 == answer.status_code
    assert words in answer.content.decode()


@pytest.mark.parametrize("name", ["sharing-fund", "sharing-industry", "sharing-match"])
def test_who_has_no_role_is_refused(log_in: Callable[..., Any], name: str) -> None:
    assert 403 == log_in(None).get(reverse(name)).status_code
