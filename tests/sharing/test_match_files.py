"""Needs, offers and criteria as a file."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tashan.matching import assign, rank
from tashan.sharing import ShareError
from tashan.sharing.match_files import read_match

FILE = """match: 示例转移
criteria:
  - {name: industry, compares: overlap, weight: 3, must: yes, label: 产业}
  - {name: land, compares: at_least, weight: 1, label: 用地}
  - {name: rent, compares: at_most, weight: 1, label: 租金}
needs:
  - {name: 甲公司, wants: {industry: [C36], land: 20000, rent: 12}}
  - {name: 乙公司, wants: {industry: [C36], land: 5000, rent: 8}}
offers:
  - {name: 东园, has: {industry: [C36, C37], land: 20000, rent: 12}, room: 1}
  - {name: 西园, has: {industry: [C36], land: 10000, rent: 8}, room: 1}
  - {name: 南园, has: {industry: [C13], land: 90000, rent: 1}, refused: [不接收外来企业]}
"""


def test_firms_are_matched_to_places_with_room() -> None:
    """Each place takes one; nobody and no place would both rather change."""
    read = read_match(FILE.encode(), "firms.yaml")

    chosen = {each.need: each.match.offer for each in assign(read.needs, read.offers, read.criteria) if each.match}

    assert {"甲公司": "东园", "乙公司": "西园"} == chosen


def test_every_score_has_its_reasons() -> None:
    read = read_match(FILE.encode(), "firms.yaml")

    best, second, refused = rank(read.needs[0], read.offers, read.criteria)

    assert ("东园", Fraction(1)) == (best.offer, best.score)
    assert Fraction(9, 10) == second.score
    assert "不接收外来企业" in refused.refused


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("land: 20000, rent: 12}}", "land: much, rent: 12}}", 7),
        ("compares: at_most", "compares: below", 5),
        ("weight: 3", "weight: -3", 3),
        ("name: 西园", "name: 东园", 10),
        ("rent: 8}, room", "price: 8}, room", 11),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, line: int) -> None:
    with pytest.raises(ShareError) as caught:
        read_match(FILE.replace(old, new, 1).encode(), "firms.yaml")

    assert line in [problem.line for problem in caught.value.problems]
