"""`tashan fund`, `industry` and `match` on files, as an officer calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .commands import tashan

FUND = """fund: f
unit: 万元
entries:
  - {id: m1, day: 2024-01-01, kind: commitment, member: 长沙市, amount: 5}
  - {id: c, day: 2024-03-01, kind: call, amount: 2}
  - {id: p1, day: 2024-03-10, kind: payment, member: 长沙市, call: c, amount: 2}
"""
LIST = """list: l
document: 示例目录
entries:
  - {verdict: restricted, industries: [C26], from: 2018, to: 2021, condition: only without new capacity}
  - {verdict: forbidden, industries: [C2611], from: 2022, article: 附件二}
"""
PLATFORMS = """platforms:
  - {name: 东园, region: 安徽省, industries: [C26], from: 2020, land: 50000, document: 名单}
"""


def test_a_fund_on_a_day(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(FUND, encoding="utf-8")

    ran = tashan("fund", tmp_path / "f.yaml", "--on", "2024-12-31", "--format", "json")

    assert (0, 2_000_000) == (ran.status, json.loads(ran.out)["cash"])


@pytest.mark.parametrize(
    ("day", "verdict"), [("2017-01-01", "allowed"), ("2021-06-01", "restricted"), ("2022-06-01", "forbidden")]
)
def test_a_list_refuses_by_date_what_it_allowed_the_year_before(tmp_path: Path, day: str, verdict: str) -> None:
    (tmp_path / "l.yaml").write_text(LIST, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(PLATFORMS, encoding="utf-8")

    ran = tashan(
        "industry", tmp_path / "l.yaml", "--code", "C2611", "--region", "北京市", "--on", day,
        "--platforms", tmp_path / "p.yaml", "--format", "json",
    )  # fmt: skip

    assert (0, verdict) == (ran.status, json.loads(ran.out)["verdict"])


def test_a_wrong_file_ends_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text(FUND.replace("kind: call", "kind: lend"), encoding="utf-8")

    ran = tashan("fund", tmp_path / "f.yaml", "--on", "2024-12-31")

    assert 2 == ran.status
    assert "f.yaml:5" in ran.err


def test_carbon_offsets_by_origin() -> None:
    """Beijing's pilot: 5 % in all, 2.5 % from outside; Hebei is taken before others."""
    ran = tashan(
        "carbon", "beijing", "--allowances", "100000", "--on", "2015", "--accept", "read in a re-print",
        "--offer", "北京市:own=1000", "--offer", "河北省=2000", "--offer", "广东省=2000", "--format", "json",
    )  # fmt: skip
    found = json.loads(ran.out)

    assert (0, 5000, 2500) == (ran.status, found["total"], found["outside"])
    assert {"北京市": 1000, "河北省": 2000, "广东省": 500} == found["taken"]
    assert 1500 == found["refused"]["广东省"]["tonnes"]


def test_limits_that_nobody_confirmed_are_refused() -> None:
    ran = tashan("carbon", "beijing", "--allowances", "100000", "--on", "2015")

    assert 2 == ran.status
    assert "unconfirmed" in ran.err or "not confirmed" in ran.err
