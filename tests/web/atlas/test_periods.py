"""Periods of the address."""

from __future__ import annotations

import pytest
from django.utils import translation

from tashan.web.atlas.periods import around, month_of, parse


@pytest.mark.parametrize(
    ("text", "grain", "days", "zh", "en", "before", "after"),
    [
        ("2023-03", "month", (20230300, 20230331), "2023年3月", "Mar 2023", "2023-02", "2023-04"),
        ("2023-12", "month", (20231200, 20231231), "2023年12月", "Dec 2023", "2023-11", "2024-01"),
        ("2023-Q1", "quarter", (20230100, 20230331), "2023年第一季度", "Q1 2023", "2022-Q4", "2023-Q2"),
        ("2023", "year", (20230000, 20231231), "2023年", "2023", "2022", "2024"),
        ("2021..2023", "years", (20210000, 20231231), "2021年至2023年", "2021–2023", "2018..2020", "2024..2026"),
    ],
)
def test_a_period_knows_its_days_words_and_neighbours(
    text: str, grain: str, days: tuple[int, int], zh: str, en: str, before: str, after: str
) -> None:
    period = parse(text)

    assert period is not None
    assert (grain, days) == (period.grain, period.days)
    assert (before, after) == (period.before.text, period.after.text)
    with translation.override("zh-hans"):
        assert zh == period.words
    with translation.override("en"):
        assert en == period.words


@pytest.mark.parametrize("text", ["", "2023-13", "2023-00", "23", "2023-Q5", "2023..2021", "2023..2023", "0000", "x"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse(text) is None


def test_a_person_may_turn_to_the_year_its_quarters_and_months() -> None:
    assert ["2023", "2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2023-01"] == [
        each.text for each in around(month_of(202303))
    ][:6]
