"""Signings that reports tell of: once each, with what they differ on; those that come along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tashan.governance.problems import GovernanceError
from tashan.governance.signings import Report, once, read_signings, reports_of, shipped_signings

PARTIES = frozenset({"440000", "520000"})
RECORD: dict[str, Any] = {
    "id": "r1", "projects": 23, "amount_cny": 49_310_000_000, "date": "2023-03", "event": "大会", "status": "signed",
    "investors": [{"code": "440000", "name": "广东省"}], "recipients": [{"code": "520000", "name": "贵州省"}],
    "evidence": [{"start": 0, "end": 2, "quote": "签约"}],
}  # fmt: skip


def test_one_signing_of_many_reports_counts_once() -> None:
    """Days up to three apart, amounts in conflict: one signing, with the conflict kept."""
    reports = [
        Report("a", date(2023, 4, 20), "推介会", PARTIES, 23, 4_931_000_000_000),
        Report("b", date(2023, 4, 21), "", PARTIES, 23, None),
        Report("c", date(2023, 4, 23), "推介会", PARTIES, 23, 4_930_000_000_000),
        Report("d", date(2023, 4, 22), "推介会", frozenset({"440000", "450000"}), 23, None),
        Report("e", date(2023, 9, 1), "推介会", PARTIES, 23, None),
        Report("f", None, "推介会", PARTIES, 23, None),
    ]
    found = once(reports)

    assert [["a", "b", "c"], ["d"], ["e"], ["f"]] == [[one.id for one in each.reports] for each in found]
    assert ("day", "amount") == found[0].conflicts
    assert (date(2023, 4, 20), "推介会", 23, 4_931_000_000_000) == (
        found[0].day, found[0].event, found[0].projects, found[0].amount,
    )  # fmt: skip


def test_the_signing_of_guizhou_and_guangdong() -> None:
    """23 projects, 49.31 bn yuan, once; a record read from another report of the same days joins it."""
    shipped = shipped_signings().reports
    read = reports_of([{**RECORD, "date": "2023-03-24", "event": ""}])
    (found,) = once([*shipped, *read])

    assert (23, 4_931_000_000_000, ("day",)) == (found.projects, found.amount, found.conflicts)
    assert (frozenset({"440000"}), frozenset({"520000"})) == (found.investors, found.recipients)


def test_what_is_told_beside_is_not_added() -> None:
    """41 % of a province's contracts and a year's 1,590 projects are no signings."""
    told = shipped_signings().told

    assert [Fraction(41, 100), None] == [one.share for one in told]
    assert [("", None), ("约", 1590)] == [(one.qualifier, one.projects) for one in told]


def test_records_become_reports() -> None:
    """Yuan become fen, a month its last day; what is planned or recalled is left out."""
    planned, recalled = {**RECORD, "status": "planned"}, {**RECORD, "background": True}
    (found,) = reports_of([RECORD, planned, recalled])
    expected = Report(
        "r1", date(2023, 3, 31), "大会", PARTIES, 23, 4_931_000_000_000, frozenset({"440000"}), frozenset({"520000"}), "签约"
    )  # fmt: skip

    assert expected == found
    assert replace(expected, amount=None) == reports_of([{**RECORD, "amount_cny": None}])[0]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("    projects: -1", "bad_number"),
        ("    yuan: 1.5", "bad_number"),
        ("    recipients: [999999]", "unknown_region"),
        ("    where: x", "unknown_key"),
    ],
)
def test_a_file_that_cannot_stand(line: str, code: str) -> None:
    """Every problem with its line."""
    text = f"""sources:
  s: {{document: d}}
signings:
  a:
    day: 2023-03-23
    investors: [440000]
    {"" if "recipients" in line else "recipients: [520000]"}
    quote: q
    source: s
{line}
"""
    with pytest.raises(GovernanceError) as error:
        read_signings(text.encode(), "signings.yaml")

    assert [code] == [one.code for one in error.value.problems]
    assert [True] == [one.line > 3 for one in error.value.problems]
