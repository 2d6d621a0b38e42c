"""The reader's typology of cooperation against a hand coder's, by Krippendorff's α."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tashan.reading.normal import simplified
from tashan.reading.typology import typology_of
from tashan.records import TYPOLOGY

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("typology_cases.yaml").read_text(encoding="utf-8")
)
NONE = "none"


def alpha(units: Sequence[tuple[Hashable, Hashable]]) -> float:
    """
    Krippendorff's α for two coders, nominal values, none missing.

    α = 1 - observed / expected disagreement; Krippendorff, Content Analysis (2004), chapter 11.
    """
    counts: Counter[Hashable] = Counter(value for unit in units for value in unit)
    total = sum(counts.values())
    observed = sum(a != b for a, b in units) / len(units)
    expected = 1 - sum(n * (n - 1) for n in counts.values()) / (total * (total - 1))
    return 1 - observed / expected if expected else 1.0


def coded(case: dict[str, Any]) -> dict[str, str]:
    return typology_of(simplified(case["text"]), case["kind"])


def test_alpha_of_a_published_example() -> None:
    """Krippendorff's binary example with ten units: α = 0.095 (Computing Krippendorff's alpha-reliability, 2011)."""
    meg = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
    owen = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)

    assert 0.095 == pytest.approx(alpha(list(zip(meg, owen, strict=True))), abs=0.001)


def test_cases_follow_the_code_lists() -> None:
    """Forty cases, each value in its list."""
    values = {name: set(codes.values()) for name, codes in TYPOLOGY.items()}

    assert 40 == len(CASES)
    assert all(value in values[name] for case in CASES for name, value in case["codes"].items())


@pytest.mark.parametrize("dimension", list(TYPOLOGY))
def test_agreement_in_each_dimension(dimension: str) -> None:
    """In every single dimension the reader agrees with the coder well beyond chance."""
    units = [(case["codes"].get(dimension, NONE), coded(case).get(dimension, NONE)) for case in CASES]

    assert alpha(units) >= 0.67


def test_agreement_overall() -> None:
    """Over all dimensions α is at least 0.8."""
    units = [
        (case["codes"].get(dimension, NONE), coded(case).get(dimension, NONE))
        for case in CASES
        for dimension in TYPOLOGY
    ]

    assert alpha(units) >= 0.8


def test_nothing_shown_nothing_coded() -> None:
    """A passage that shows nothing of cooperation has no typology."""
    assert {} == typology_of("今天多云转晴,气温回升。", "figure")
