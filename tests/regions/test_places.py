"""The resolver against tables of texts that people can read and extend: tests/regions/cases/*.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.regions import find_places, resolve_home

CASES = Path(__file__).parent / "cases"


def _cases() -> list[object]:
    found: list[object] = []
    for path in sorted(CASES.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                text, options, expected = line.split("\t")
                found.append(pytest.param(text, options, expected, id=f"{path.stem}: {text} {options}".strip()))
    return found


def read(text: str, options: str) -> str:
    """Write what a text names the way the tables write it."""
    given = dict(option.split("=") for option in options.split())
    home = resolve_home(given["home"]) if "home" in given else None
    places = find_places(text, language=given.get("lang", "zh"), date=given.get("date"), home=home)
    cells: list[str] = []
    for mention in places.mentions:
        regions = places.regions(mention)
        if regions:
            cells.extend(region.name for region in regions)
        else:
            cells.append("?" + ",".join(sorted(region.name for region in places.options(mention))))
    return "|".join(cells) or "-"


def _sorted_choice(expected: str) -> str:
    cells = expected.split("|")
    return "|".join("?" + ",".join(sorted(cell[1:].split(","))) if cell.startswith("?") else cell for cell in cells)


@pytest.mark.parametrize(("text", "options", "expected"), _cases())
def test_a_text_names_these_regions(text: str, options: str, expected: str) -> None:
    """Each row of the tables: text, what is known of the document, regions in order."""

    assert _sorted_choice(expected) == read(text, options)


def test_there_are_at_least_three_hundred_cases() -> None:
    """The tables stay as wide as they were meant to be."""

    assert len(_cases()) >= 300
