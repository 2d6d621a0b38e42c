"""What the grammar of quantities finds, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.reading.numbers import Quantity, find_quantities, parse_number

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def shown_number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:.4f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def shown(text: str, one: Quantity) -> str:
    value = shown_number(one.value) + (f"..{shown_number(one.upper)}" if one.upper is not None else "")
    unit = one.currency or one.unit.replace(" ", "_") or "-"
    parts = "+".join(f"{number}{kind}" for number, kind in one.parts)
    marks = [mark for mark in (one.qualifier, parts) if mark]
    return " ".join([text[one.start : one.end], "=", one.kind, value, unit, *marks])


@pytest.mark.parametrize(("text", "expected"), rows("numbers_zh.tsv"))
def test_chinese_quantities(text: str, expected: str) -> None:
    """Each Chinese expression gives the value, unit and qualifier of its row."""
    actual = " | ".join(shown(text, one) for one in find_quantities(text)) or "none"

    assert expected == actual


@pytest.mark.parametrize(("text", "expected"), rows("numbers_en.tsv"))
def test_english_quantities(text: str, expected: str) -> None:
    """Each English expression gives the value, unit and qualifier of its row."""
    actual = " | ".join(shown(text, one) for one in find_quantities(text, "en")) or "none"

    assert expected == actual


@pytest.mark.parametrize(("numeral", "expected"), rows("numerals.tsv"))
def test_numerals(numeral: str, expected: str) -> None:
    """A numeral gives its number, whole ones as int; anything else gives nothing."""
    actual = parse_number(numeral)

    assert expected == ("-" if actual is None else str(actual))


def test_money_is_exact() -> None:
    """A decimal of 亿 becomes a whole number of yuan, not a float near it."""
    values = [one.value for one in find_quantities("4.35亿元、0.1亿元、493.1亿元")]

    assert [435_000_000, 10_000_000, 49_310_000_000] == values
    assert all(isinstance(value, int) for value in values)


def test_several_in_one_sentence() -> None:
    """Each number of a sentence keeps its own unit."""
    text = "共签约项目58个,总投资533.9亿元,同比增长7.2%,惠及2.24万户"
    found = [(one.value, one.unit) for one in find_quantities(text)]

    assert [(58, "个"), (53_390_000_000, "元"), (7.2, "%"), (22400, "户")] == found


@pytest.mark.parametrize(
    "mess", ["亿" * 5000, "1" * 5000, "1,2" * 2000, "几" * 3000, "十" * 5000, "第" * 5000, "约1" * 2000]
)
def test_long_nonsense_is_read_in_linear_time(mess: str) -> None:
    """No text of one pattern makes the grammar hang."""
    for language in ("zh", "en"):
        assert isinstance(find_quantities(mess, language), list)
