"""What the pure room says, in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.utils import translation

from tashan.governance.problems import Problem
from tashan.governance.transitions import Need
from tashan.web.governance.told import in_words
from tashan.web.governance.why import WHY

TOLD_BY = ("wrong", "Problem", "failure", "RuleProblem", "report", "_wrong", "_note", "warn")


def _codes(room: str) -> Iterator[str]:
    """Every code that the modules of a room give to a problem."""
    spec = find_spec(room)
    assert spec is not None
    for folder in spec.submodule_search_locations or ():
        for file in Path(folder).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args:
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    first = node.args[0]
                    if name in TOLD_BY and isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield first.value
                elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
                    first = node.value.elts[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str) and "_" in first.value:
                        yield first.value


def test_every_problem_of_the_pure_room_has_its_chinese() -> None:
    """A new code without Chinese words fails here."""
    found = set(_codes("tashan.governance"))

    assert len(found) > 120
    assert set() == {code for code in found if code not in WHY and code != "needs_"}


@pytest.mark.parametrize(
    ("problem", "zh", "en"),
    [
        (Problem("unknown_body", "There is no body `moon`.", "", 3, "x"), "没有“moon”这个机构；请更正名称。", "There is no body `moon`."),
        (Problem("act_undated", "No day.", "", 0, "320000"), "江苏省的文本没有施行日期；请从末条取得。", "No day."),
        (Problem(f"needs_{next(iter(Need))}", "x", "", 0, ""), "这一步还缺", "x"),
        (Problem("something_new", "New.", "", 0, ""), "New.", "New."),
    ],
)  # fmt: skip
def test_problems_in_words(problem: Problem, zh: str, en: str) -> None:
    """Chinese with the value that the message quotes, or the region that it is about; English as it is."""
    with translation.override("zh-hans"):
        assert zh in in_words(problem)
    with translation.override("en"):
        assert en == in_words(problem)


def test_every_text_can_be_filled_in() -> None:
    """No text asks for more than the quoted value and the field."""
    assert all(text.format(it="x", field="y") for text in WHY.values())
