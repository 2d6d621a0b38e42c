"""Scenarios: laid over a book, never written into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.rules import Group, Label, RuleBook, RuleError, Value, load_rules, load_scenario

BOOK = """
rules: park
sources:
  law: {document: 示例〔2015〕1号, link: "https://example.org/law", seen: 2026-11-02}
parameters:
  share:
    type: fraction
    unit: share
    values:
      - {from: 2015, to: 2017, value: 1/2, source: law, status: seen}
      - {from: 2018, value: 40%, source: law, status: seen}
  core: {type: texts, values: [{from: 2015, value: [甲市], source: law, status: seen}]}
  wide: {type: texts, values: [{from: 2015, value: ["@core", 乙市], source: law, status: seen}]}
"""
HEAD = "scenario: test\nfor: park\n"


@pytest.fixture
def book() -> RuleBook:
    """A small book."""
    return load_rules(BOOK.encode(), "park.yaml")


def laid_over(book: RuleBook, changes: str, head: str = HEAD) -> RuleBook:
    """The book under a scenario with these changes."""
    return book.with_scenario(load_scenario(f"{head}changes:\n{changes}".encode(), "test.yaml", book))


def spans(book: RuleBook, path: str = "share") -> list[tuple[str, str | None, str]]:
    """First day, last day and value of all values of a parameter."""
    return [(value.start, value.end, str(value.value)) for value in book.history(path)]


ASSUMED = "status: assumption, reason: To see."


def test_the_book_stays_as_it_is(book: RuleBook) -> None:
    """The scenario gives another book, which says so."""
    before = spans(book)
    changed = laid_over(book, f"  share: [{{from: 2016, value: 1/3, {ASSUMED}}}]")

    assert before == spans(book)
    assert ((), ("test",)) == (book.scenarios, changed.scenarios)
    assert Fraction(1, 3) == changed.fraction("share", on="2020")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("from: 2016, to: 2016", [
            ("2015-01-01", "2015-12-31", "1/2"), ("2016-01-01", "2016-12-31", "1/3"),
            ("2017-01-01", "2017-12-31", "1/2"), ("2018-01-01", None, "2/5"),
        ]),
        ("from: 2017-07, to: 2018-06", [
            ("2015-01-01", "2017-06-30", "1/2"), ("2017-07-01", "2018-06-30", "1/3"), ("2018-07-01", None, "2/5"),
        ]),
        ("from: 2020", [
            ("2015-01-01", "2017-12-31", "1/2"), ("2018-01-01", "2019-12-31", "2/5"), ("2020-01-01", None, "1/3"),
        ]),
        ("from: 2010", [("2010-01-01", None, "1/3")]),
        ("from: 2010, to: 2012", [
            ("2010-01-01", "2012-12-31", "1/3"), ("2015-01-01", "2017-12-31", "1/2"), ("2018-01-01", None, "2/5"),
        ]),
    ],
)  # fmt: skip
def test_a_change_takes_its_days_and_no_others(
    days: str, expected: list[tuple[str, str | None, str]], book: RuleBook
) -> None:
    """What is cut into keeps the days before and after; days without a rule may get one."""
    assert expected == spans(laid_over(book, f"  share: [{{{days}, value: 1/3, {ASSUMED}}}]"))


def test_a_change_says_where_it_comes_from(book: RuleBook) -> None:
    """An assumption has a reason, a citation a source; both carry the scenario's name and line."""
    head = (
        HEAD
        + "name: {zh: 试, en: Test}\nnote: n\nsources: {s: {document: d, link: 'https://example.org', seen: 2026}}\n"
    )
    changes = f"  share:\n  - {{from: 2016, to: 2016, value: 1/3, {ASSUMED}}}\n  - {{from: 2017, value: 1, source: s, status: seen}}\n"
    first, second = (laid_over(book, changes, head).value("share", on=day) for day in ("2016", "2017"))

    assert ("assumption", "To see.", None, "test", "test.yaml", 8) == (
        first.status, first.reason, first.source, first.scenario, first.file, first.line,
    )  # fmt: skip
    assert second.source is not None
    assert ("seen", None, "d", "test", "share") == (
        second.status, second.reason, second.source.document, second.scenario, second.unit,
    )  # fmt: skip
    about = load_scenario(f"{head}changes:\n{changes}".encode(), "test.yaml", book).about
    assert Group(Label("试", "Test"), "n") == about


def test_sets_follow_their_changed_parts(book: RuleBook) -> None:
    """A set of sets sees the scenario's members."""
    changed = laid_over(book, f"  core: [{{from: 2016, value: [丙市, 丁市], {ASSUMED}}}]")

    assert ("甲市", "乙市") == changed.members("wide", on="2015")
    assert ("丙市", "丁市", "乙市") == changed.members("wide", on="2016")


def test_scenarios_can_be_laid_over_each_other(book: RuleBook) -> None:
    """The last one counts where two take the same days."""
    once = laid_over(book, f"  share: [{{from: 2016, value: 1/3, {ASSUMED}}}]")
    twice = laid_over(once, f"  share: [{{from: 2017, to: 2017, value: 1/4, {ASSUMED}}}]")

    assert ["1/2", "1/3", "1/4", "1/3"] == [value for _, _, value in spans(twice)]
    assert ("test", "test") == twice.scenarios


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("a: [", "syntax", "YAML cannot be read here"),
        ("- a", "wrong_form", "A scenario has to be keys with values"),
        ("scenario: t\nfor: park\n", "missing_key", "The scenario has no `changes`. Add it."),
        ("scenario: [t]\nfor: park\nchanges: {}\n", "wrong_form", "`scenario` has to be a text."),
        ("scenario: T\nfor: park\nchanges: {}\n", "bad_name", "`T` cannot be a name."),
        ("scenario: t\nfor: [p]\nchanges: {}\n", "wrong_form", "`for` has to be a text."),
        ("scenario: t\nfor: other\nchanges: {}\n", "other_book", "The scenario is for rules `other`, not `park`."),
        (HEAD + "changes: 1\n", "wrong_form", "`changes` has to be keys with values"),
        (
            HEAD + "changes: {shar: []}\n",
            "unknown_parameter",
            "Rules park have no parameter `shar` of this type. Did you mean",
        ),
        (
            HEAD + "changes: {x: []}\n",
            "unknown_parameter",
            "Rules park have no parameter `x` of this type. A scenario changes",
        ),
        (HEAD + "changes: {share: []}\n", "wrong_form", "`values` has to be a list with at least one item"),
        (
            HEAD + "changes: {share: [{from: 2016, value: 1/3, status: assumption}]}\n",
            "missing_key",
            "The assumption has no `reason`. Say why it is made.",
        ),
        (
            HEAD + f"changes: {{share: [{{from: 2016, value: 1/3, source: {{document: d}}, {ASSUMED}}}]}}\n",
            "misplaced_source",
            "An assumption has no source. Delete it, or change the status.",
        ),
        (
            HEAD
            + "changes: {share: [{from: 2016, value: 1, source: {document: d}, status: unconfirmed, reason: r}]}\n",
            "misplaced_reason",
            "Only an assumption has a `reason`. Write a `note` instead.",
        ),
        (
            HEAD + f"changes: {{share: [{{from: 2016, value: 1, {ASSUMED}}}, {{from: 2017, value: 1, {ASSUMED}}}]}}\n",
            "overlap",
            "The value from 2016-01-01 (line 3) holds until further notice",
        ),
        (
            HEAD + f"changes: {{core: [{{from: 2016, value: ['@wide'], {ASSUMED}}}]}}\n",
            "reference_loop",
            "`@wide` leads back to `core`",
        ),
    ],
)
def test_an_unsound_scenario_is_an_error(text: str, code: str, message: str, book: RuleBook) -> None:
    """A scenario is read as strictly as rules, and cannot add what the book does not have."""
    with pytest.raises(RuleError) as caught:
        load_scenario(text.encode(), "test.yaml", book)

    assert code == caught.value.code
    assert caught.value.problems[0].message.startswith(message)


def test_a_scenario_does_not_fit_another_book(book: RuleBook) -> None:
    """A scenario read against one book is refused by one that lacks the parameter or has it of another type."""
    scenario = load_scenario(
        f"{HEAD}changes: {{share: [{{from: 2016, value: 1, {ASSUMED}}}]}}".encode(), "t.yaml", book
    )
    retyped = replace(book, parameters={"share": replace(book.parameters["share"], type="integer")})
    for other in (replace(book, parameters={}), retyped):
        with pytest.raises(RuleError) as caught:
            other.with_scenario(scenario)

        assert "unknown_parameter" == caught.value.code


@given(st.dates(date(2013, 1, 1), date(2020, 1, 1)), st.integers(0, 2000), st.dates(date(2013, 1, 1), date(2022, 1, 1)))
def test_every_day_is_the_scenarios_or_the_books(start: date, length: int, day: date) -> None:
    """Whatever days a change takes: on them it holds, on all others the book answers as before."""
    book = load_rules(BOOK.encode(), "park.yaml")
    end = start + timedelta(length)
    changed = laid_over(book, f"  share: [{{from: {start}, to: {end}, value: 1/3, {ASSUMED}}}]")
    before, after = book.find("share", on=day), changed.find("share", on=day)

    assert isinstance(after, Value) == (start <= day <= end or isinstance(before, Value))
    if isinstance(after, Value):
        expected = Fraction(1, 3) if start <= day <= end else getattr(before, "value", None)

        assert expected == after.value
