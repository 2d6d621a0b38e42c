"""On a page nobody is told to give an option of a command: what the rooms advise is said as the page offers it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tashan
from tashan.integration import MeasureError
from tashan.panels import PanelProblem
from tashan.web.archive.troubles import troubles
from tashan.web.integration.findings import finding_message, told_problem
from tashan.web.integration.words import _ERRORS, error_words
from tashan.web.pages.option_words import OPTIONS, on_a_page
from tashan.web.pages.table_words import file_problem

ROOMS = (
    "panels",
    "integration",
    "learning",
    "governance",
    "sharing",
    "matching",
    "reading",
    "records",
    "regions",
    "rules",
)
"""The rooms whose messages come to pages."""
OPTION = re.compile(r"(?<![\w(-])\(?--[a-z]|`tashan [a-z]")


def _texts() -> Iterator[tuple[str, str]]:
    """Every text of the rooms that names an option or a command, but for descriptions (docstrings, the manual of records)."""
    for room in ROOMS:
        for path in sorted((Path(tashan.__file__).parent / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            described = {
                id(node.value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            }
            for node in ast.walk(tree):
                text = node.value if isinstance(node, ast.Constant) and id(node) not in described else None
                if isinstance(text, str) and OPTION.search(text) and path.name != "manual.py":
                    yield path.name, text


FOUND = list(_texts())


def test_texts_with_options_are_found() -> None:
    assert {"loading.py", "doctor.py", "gap_measures.py", "relations.py", "place_lists.py"} <= {
        name for name, _ in FOUND
    }


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_no_message_of_the_rooms_names_an_option_on_a_page(name: str, text: str) -> None:
    assert None is OPTION.search(on_a_page(text)), name


@pytest.mark.parametrize("option", OPTIONS)
def test_no_words_are_kept_for_messages_that_no_room_says(option: str) -> None:
    assert any(option in text for _, text in FOUND)


MESSAGE = "`2023年` is no year. Give four digits, or --year for the whole table."
SAID = "`2023年` is no year. Give four digits, or the year of the whole table when you upload."


@pytest.fixture
def english() -> Iterator[None]:
    from django.utils.translation import override

    with override("en"):
        yield


@pytest.mark.usefixtures("english")
def test_findings_and_problems_of_files_say_what_to_do_on_the_page() -> None:
    problem = PanelProblem("year_unknown", MESSAGE, 3)

    assert SAID == finding_message({"code": "year_unknown", "message": MESSAGE})
    assert (f"Row 3: {SAID}", f"Row 3: {SAID}") == (told_problem(problem), str(file_problem(problem)))


@pytest.mark.usefixtures("english")
def test_errors_of_measures_say_what_to_do_on_the_page() -> None:
    error = MeasureError("no_groups", "This measure compares groups. Name them (--groups COLUMN, or clusters).")

    assert "This measure compares groups. Choose a grouping." == error_words(error)


@pytest.mark.usefixtures("english")
def test_problems_of_reading_say_what_to_do_on_the_page() -> None:
    problem = {
        "code": "home_unknown",
        "message": "“本市” has no region: the text does not say whose it is. Give --home.",
    }

    assert ["“本市” has no region: the text does not say whose it is. Fill in the region in the record."] == [
        each.sentence for each in troubles([problem], "")
    ]


def _codes() -> set[str]:
    found: set[str] = set()
    for path in (Path(tashan.__file__).parent / "integration").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "MeasureError":
                found |= {str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant)}
    return found


@pytest.mark.parametrize("code", sorted(_codes()))
def test_every_error_of_a_measure_has_chinese_words(code: str) -> None:
    assert code in _ERRORS


def test_words_of_an_unknown_error_are_those_of_the_room() -> None:
    made: Any = MeasureError("never_seen", "Something. Name one (--variable).")

    assert "Something. Choose one." == error_words(made)
