"""`tashan clashes`: two cities' plans side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.commands import tashan

OURS = """
plans:
  - plan: outline
    kind: outline
    members: ["510100", "500000"]
    from: 2021-01-01
    to: 2035-12-31
    versions: [{day: 2021-10-20}]
  - plan: 成都2023
    kind: yearly_list
    parent: outline
    members: ["510100"]
    from: 2023
    to: 2023
    versions:
      - day: 2023-02-01
        items:
          - {item: 1, subject: 成渝中线高铁, start: 2022-11, due: 2027-12, counterparts: ["500000"]}
          - {item: 2, subject: 成渝地区, indicator: 地区生产总值, value: 8, unit: 万亿元, year: 2025}
      - day: 2023-10-24
        reason: 优化调整
        items:
          - {item: 1, subject: 成渝中线高铁, start: 2022-11, due: 2028-12, counterparts: ["500000"]}
          - {item: 2, subject: 成渝地区, indicator: 地区生产总值, value: 8, unit: 万亿元, year: 2025}
aliases: {中线高铁: 成渝中线高铁}
"""
THEIRS = """
plans:
  - plan: 重庆2023
    kind: yearly_list
    members: ["500000"]
    from: 2023-01-01
    to: 2023-12-31
    versions:
      - day: 2023-03-01
        items:
          - {item: 7, subject: 中线高铁, start: 2022-11, due: 2027-12}
          - {item: 9, subject: 成渝地区, indicator: 地区生产总值, value: 80000, unit: 亿元, year: 2025}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours.yaml").write_text(OURS, encoding="utf-8")
    (tmp_path / "theirs.yaml").write_text(THEIRS, encoding="utf-8")
    return tmp_path


def test_plans_agree_until_one_of_them_is_changed(folder: Path) -> None:
    """The same road under two names, the same target in two units: nothing; then one date moves."""
    before = tashan("clashes", folder / "ours.yaml", folder / "theirs.yaml", "--as-of", "2023-06-01")
    after = tashan("clashes", folder / "ours.yaml", folder / "theirs.yaml", "--as-of", "2023-12-01")
    found = json.loads(after.out)

    assert (0, []) == (before.status, json.loads(before.out)["clashes"])
    assert 1 == after.status
    (clash,) = found["clashes"]
    assert ("due", "2028-12-31", "成都2023", "1") == (
        clash["kind"], clash["left"]["value"], clash["left"]["plan"], clash["left"]["item"],
    )  # fmt: skip
    assert ("2027-12-31", "重庆2023", "7", "366 days") == (
        clash["right"]["value"], clash["right"]["plan"], clash["right"]["item"], clash["gap"],
    )  # fmt: skip
    assert [("1", "due", 366, "优化调整")] == [
        (one["item"], one["field"], one["days"], one["reason"]) for one in found["changes"]
    ]


def test_a_table_names_both_places(folder: Path) -> None:
    ran = tashan(
        "clashes", folder / "ours.yaml", folder / "theirs.yaml", "--as-of", "2023-12-01", "--format", "table",
        env={"COLUMNS": "200"},
    )  # fmt: skip

    assert "成都市 成都2023#1 due 2028-12-31" in ran.out
    assert "重庆市 重庆2023#7 due 2027-12-31" in ran.out


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("parent: outline", "parent: 成都2023", "circle"),
        ("parent: outline", "parent: nowhere", "not there"),
        ("due: 2027-12,", "due: 2020-12,", "before its start"),
        ("value: 8", "value: many", "no exact number"),
        ("kind: yearly_list", "kind: wish_list", "wish_list"),
        ("subject: 成渝中线高铁, start", "road: 成渝中线高铁, start", "road"),
        ("from: 2023\n", "from: 2024\n", "before"),
    ],
)
def test_plans_that_are_refused(folder: Path, before: str, after: str, words: str) -> None:
    """With the file, and what to do."""
    (folder / "ours.yaml").write_text(OURS.replace(before, after), encoding="utf-8")
    ran = tashan("clashes", folder / "ours.yaml")

    assert 2 == ran.status
    assert "ours.yaml" in ran.err
    assert words in ran.err
