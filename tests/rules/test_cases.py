"""Cases that lawyers can read: those of this folder hold, and the checker finds what does not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tashan.rules import RuleBook, RuleError, RuleProblem, check_cases, load_rules, load_scenario

HERE = Path(__file__).parent / "cases"

BOOK = b"""
rules: small
sources:
  s: {document: d, link: "https://example.org/d", seen: 2026}
parameters:
  rate: {type: fraction, unit: share, values: [{from: 2020, value: 1/2, source: s, status: seen}]}
  count: {type: integer, unit: cities, values: [{from: 2020, value: 12, source: s, status: seen}]}
  chair: {type: text, values: [{from: 2020, value: 12, source: s, status: unconfirmed}]}
  set: {type: texts, values: [{from: 2020, value: [a, b], source: s, status: seen}]}
"""


@pytest.mark.parametrize("path", sorted(HERE.glob("*.cases.yaml")), ids=lambda path: path.name)
def test_the_cases_of_this_folder_hold(path: Path) -> None:
    """Each file of cases is checked against the rule file and the scenarios of the same name."""
    stem = path.name.removesuffix(".cases.yaml")
    book = load_rules((HERE / f"{stem}.rules.yaml").read_bytes(), f"{stem}.rules.yaml")
    scenarios = [load_scenario(each.read_bytes(), each.name, book) for each in HERE.glob(f"{stem}.scenario*.yaml")]
    report = check_cases(path.read_bytes(), path.name, book=book, scenarios=scenarios)

    assert () == report.problems
    assert 13 == report.passed


@pytest.fixture
def book() -> RuleBook:
    """A small book with a parameter of every type."""
    return load_rules(BOOK, "small.yaml")


def failures(case: str, **options: Any) -> list[str]:
    """The messages for one case, without their place."""
    report = check_cases(f"cases: t\ntest:\n  - {{name: c, {case}}}\n".encode(), "t.yaml", **options)

    assert report.passed == (0 if report.problems else 1)
    assert all(problem.line == 3 for problem in report.problems)
    return [problem.message for problem in report.problems]


@pytest.mark.parametrize(
    "case",
    [
        "parameter: rate, on: 2021, value: 50%",
        "parameter: rate, on: 2021, value: 0.5, status: seen",
        "parameter: count, on: 2021, value: 12",
        "parameter: count, on: 2021, value: 24/2",
        "parameter: chair, on: 2021, value: '12', allow_unconfirmed: yes",
        "parameter: chair, on: 2021, error: unconfirmed, allow_unconfirmed: no",
        "parameter: set, on: 2021, value: [a, b]",
        "parameter: set, on: 2021, members: [b, a], count: 2, includes: a, excludes: [c]",
        "parameter: sett, on: 2021, error: unknown_parameter",
    ],
)
def test_a_case_that_holds_passes(case: str, book: RuleBook) -> None:
    """Numbers are compared as numbers, members in any order, errors by code."""
    assert [] == failures(case, book=book)


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("parameter: rate, on: 2021, value: 1/3", "c: 1/3 is expected, but the answer is 1/2"),
        ("parameter: rate, on: 2021, value: half", "c: half is expected, but the answer is 1/2"),
        ("parameter: rate, on: 2021, value: [1/2]", "c: 1/2 is expected, but the answer is 1/2"),
        ("parameter: set, on: 2021, value: [a]", "c: a is expected, but the answer is a, b"),
        ("parameter: set, on: 2021, value: {a: b}", "c: {'a': 'b'} is expected, but the answer is a, b"),
        ("parameter: set, on: 2021, members: [a, b, c]", "c: not among the members: c"),
        ("parameter: set, on: 2021, members: [a]", "c: should not be among the members: b"),
        ("parameter: set, on: 2021, excludes: b", "c: should not be among the members: b"),
        ("parameter: set, on: 2021, includes: [x, y]", "c: not among the members: x, y"),
        ("parameter: set, on: 2021, count: 3", "c: 3 members are expected, but there are 2"),
        ("parameter: rate, on: 2021, count: 3", "c: members are expected, but the answer is 1/2"),
        ("parameter: rate, on: 2021, status: unconfirmed", "c: the status unconfirmed is expected, but it is seen"),
        ("parameter: rate, on: 2021, error: gap", "c: the error `gap` is expected, but the answer is 1/2"),
        (
            "parameter: rate, on: 2019, error: gap",
            "c: the error `gap` is expected, but it is `before_first`: small.yaml",
        ),
        ("parameter: rate, on: 2019, value: 1/2", "c: an answer is expected, but: small.yaml:6: No value for 2019"),
        ("parameter: rate, on: 2021", "The case expects nothing. Add one of: value, members"),
        ("parameter: rate, value: 1", "The case asks nothing that can be asked here. Give `parameter` and `on`"),
        ("given: {a: b}, value: 1", "The case asks nothing that can be asked here."),
        ("parameter: rate, on: 2021, scenario: x, value: 1", "There is no scenario `x`. Known are: none."),
        ("parameter: rate, on: 2021, allow_unconfirmed: true, value: 1/2", "`true` is neither yes nor no."),
        ("paramter: rate, on: 2021, value: 1", "`paramter` is no key of a case. Did you mean `parameter`?"),
    ],
)
def test_a_case_that_does_not_hold_says_why(case: str, message: str, book: RuleBook) -> None:
    """The message has the case's name, what is expected and what was answered."""
    found = failures(case, book=book)

    assert 1 == len(found)
    assert found[0].startswith(message)


def double(given: Any) -> Any:
    """An answering function such as another room may have."""
    if given == "bad":
        raise RuleError([RuleProblem("too_big", "Too big.", "room")])
    if isinstance(given, dict) and "amount" in given:
        return {"twice": int(given["amount"]) * 2, "half": Fraction(int(given["amount"]), 2)}
    return {"empty": [], "none": None, "yes": True, "no": False, "word": "甲", "list": ["甲", ["乙"]]}[given]


@pytest.mark.parametrize(
    "case",
    [
        "given: {amount: 7}, value: {twice: 14, half: 7/2}",
        "given: none, value: none",
        "given: yes, value: yes",
        "given: no, value: no",
        "given: word, value: 甲",
        "given: list, value: [甲, [乙]]",
        "given: bad, error: too_big",
    ],
)
def test_other_rooms_answer_cases_with_given(case: str) -> None:
    """The facts go to the room's function as texts, lists and mappings; its answer is compared in depth."""
    assert [] == failures(case, answer=double)


@pytest.mark.parametrize(
    "case",
    [
        "given: {amount: 7}, value: {twice: 14}",
        "given: {amount: 7}, value: {twice: 14, half: 3}",
        "given: list, value: [甲, [丙]]",
        "given: word, value: {a: b}",
        "given: word, value: [甲]",
        "given: empty, value: none",
    ],
)
def test_other_answers_fail(case: str) -> None:
    """An answer that differs in depth is a failure."""
    assert 1 == len(failures(case, answer=double))


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        (b"cases: x\n", ["The file has no `test`. Add it."]),
        (b"test: []\ncases: x\n", ["`test` has to be a list with at least one item, each after `- `."]),
        (b"cases: x\ntest:\n  - value: 1\n", ["The case has no `name`. Add it."]),
        (b"cases: x\ntest:\n  - just text\n", ["A case has to be keys with values, one `key: value` a line."]),
        (b"cases: [\n", ["YAML cannot be read here"]),
    ],
)
def test_a_file_that_is_none_is_a_problem(data: bytes, messages: list[str]) -> None:
    """What cannot be read as cases passes nothing and says why."""
    report = check_cases(data, "t.yaml")

    assert 0 == report.passed
    assert [True] * len(messages) == [p.message.startswith(m) for p, m in zip(report.problems, messages, strict=True)]
