"""A fund's register as a file: read whole, or refused with every line that is wrong."""

from __future__ import annotations

import pytest

from tashan.sharing import ShareError
from tashan.sharing.fund_files import read_register
from tashan.sharing.funds import fund_statement

REGISTER = """fund: 示例引导基金
unit: 万元
due: {call 1: 2024-03-31}
entries:
  - {id: m1, day: 2024-01-01, kind: commitment, member: 长沙市, amount: 50000}
  - {id: m2, day: 2024-01-01, kind: commitment, member: 株洲市, amount: 30000}
  - {id: call 1, day: 2024-03-01, kind: call, amount: 16000}
  - {id: p1, day: 2024-03-10, kind: payment, member: 长沙市, call: call 1, amount: 10000}
  - {id: u1, day: 2024-06-01, kind: use, region: 株洲市, purpose: 轨道交通装备, amount: 8000}
"""


def test_a_register_gives_a_statement() -> None:
    """Amounts are fen, calls are split by commitments, and what is late is named."""
    read = read_register(REGISTER.encode(), "fund.yaml")

    found = fund_statement(read.entries, "2024-12-31", due_days=read.due_days)

    assert "示例引导基金" == read.name
    assert 2_000 * 10_000 * 100 == found.cash
    assert {"长沙市": 10_000_000_000, "株洲市": 6_000_000_000} == dict(found.calls["call 1"])
    assert 6_000_000_000 == found.members["株洲市"].overdue


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("kind: use", "kind: loan", 9, "unknown_word"),
        ("amount: 16000", "amount: 1.00000001", 7, None),
        ("member: 长沙市, call: call 1, ", "member: 长沙市, ", 8, "missing_key"),
        ("{call 1: 2024-03-31}", "{call 9: 2024-03-31}", 3, "unknown_call"),
        ("day: 2024-06-01", "day: 2024-06-31", 9, None),
        ("purpose: 轨道交通装备", "aim: 轨道交通装备", 9, None),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, line: int, code: str | None) -> None:
    with pytest.raises(ShareError) as caught:
        read_register(REGISTER.replace(old, new, 1).encode(), "fund.yaml")

    assert line in [problem.line for problem in caught.value.problems]
    assert code is None or code in [problem.code for problem in caught.value.problems]
