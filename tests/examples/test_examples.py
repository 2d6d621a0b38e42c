"""The examples against what a careful reader takes down from them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tashan.files import ReadOptions, find_inputs, read_text
from tashan.records import Organ, Reading, validate

ROOT = Path(__file__).resolve().parents[2]
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("expected.yaml").read_text(encoding="utf-8")
)
KINDS = ("visits", "meetings", "agreements", "signings")
# Where the reader does not yet agree with a careful reader; each line waits for better grammar, not for another example.
LATER = set(Path(__file__).with_name("later.txt").read_text(encoding="utf-8").split())


@cache
def _readings() -> dict[str, tuple[Reading, str]]:
    pairs = (read_text(item, ReadOptions()) for item in find_inputs([ROOT / "examples"]).items())
    return {reading.id: (reading, text or "") for reading, text in pairs}


def _names(regions: Any) -> list[str]:
    return sorted(region.name for region in regions)


def _told(reading: Reading, kind: str) -> list[Any]:
    """The records of a kind, in the shape of expected.yaml."""
    if kind == "visits":
        return [
            (_names(v.visitors), _names(v.hosts), v.start, v.end, sorted(p.name for p in v.leaders), v.status)
            for v in reading.visits
        ]
    if kind == "meetings":
        return [(m.date, m.place.name if m.place else None, _names(m.participants), m.status) for m in reading.meetings]
    if kind == "agreements":
        return [
            (a.title, _names(p for p in a.parties if not isinstance(p, Organ)), a.date, a.status)
            for a in reading.agreements
        ]
    return [(s.projects, s.amount_cny, s.date) for s in reading.signings]


def _meant(expected: dict[str, Any], kind: str) -> list[Any]:
    rows = expected.get(kind, [])
    if kind == "visits":
        return [
            (sorted(r["from"]), sorted(r["to"]), r["start"], r["end"], sorted(r["led"]), r.get("status", "done"))
            for r in rows
        ]
    if kind == "meetings":
        return [(r["date"], r["place"], sorted(r["with"]), r.get("status", "done")) for r in rows]
    if kind == "agreements":
        return [(r["title"], sorted(r["parties"]), r["date"], r.get("status", "signed")) for r in rows]
    return [(r["projects"], r["amount"], r["date"]) for r in rows]


def _cases() -> Iterator[Any]:
    for name in EXPECTED:
        for kind in KINDS:
            later = f"{name}/{kind}" in LATER
            marks = [pytest.mark.xfail(reason="the reader does not get it right yet", strict=False)] if later else []
            yield pytest.param(name, kind, id=f"{name}-{kind}", marks=marks)


@pytest.mark.parametrize(("name", "kind"), list(_cases()))
def test_example_reads_as_expected(name: str, kind: str) -> None:
    """Who, whom, when, led by whom; where and with whom; which paper; how many projects and how much."""
    reading, _ = _readings()[name]

    assert sorted(map(str, _meant(EXPECTED[name], kind))) == sorted(map(str, _told(reading, kind)))


def test_every_example_has_expectations() -> None:
    """An example nobody has read carefully proves nothing."""
    assert set(EXPECTED) == set(_readings())


def test_every_example_has_its_source() -> None:
    """Each example says where its facts come from, and when that page was looked at."""
    register = yaml.safe_load((ROOT / "examples" / ".sources.yaml").read_text(encoding="utf-8"))

    assert set(EXPECTED) == {row["id"] for row in register}
    assert [] == [row["id"] for row in register if not row["seen"]]


def test_examples_are_many_and_of_three_scripts() -> None:
    """At least 26 documents; Simplified, Traditional, English; years 2016 to 2026."""
    languages = {str(reading.language) for reading, _ in _readings().values()}

    assert 26 <= len(EXPECTED)
    assert {"zh-Hans", "zh-Hant", "en"} == languages


def test_the_documentation_lists_every_example() -> None:
    """Whoever meets an example can look up what it is there for."""
    page = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")

    assert [] == [name for name in EXPECTED if f"`{name}`" not in page]


@pytest.mark.parametrize("name", EXPECTED)
def test_quotes_stand_in_their_text(name: str) -> None:
    """Every record of every example is proved by the words at its offsets."""
    reading, text = _readings()[name]

    assert [] == list(validate(reading, text))
