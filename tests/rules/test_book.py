"""Asking a book of rules."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.rules import RuleBook, RuleError, RuleProblem, Value, load_rules

BOOK = """
rules: park
sources:
  law: {document: 示例〔2015〕1号, link: "https://example.org/law", seen: 2026-11-02}
parameters:
  tax:
    share:
      type: fraction
      unit: share
      values:
        - {from: 2015-06-03, to: 2017, value: 1/2, source: law, status: seen}
        - {from: 2018, to: 2019-06, value: 1/3, source: law, status: seen}
        - {from: 2021, to: 2021, value: 1/4, source: law, status: unconfirmed}
  years: {type: integer, unit: years, values: [{from: 2015, value: 5, source: law, status: seen}]}
  chair: {type: text, values: [{from: 2015, value: 甲市, source: law, status: seen}]}
  core: {type: texts, values: [{from: 2015, to: 2017, value: [甲市], source: law, status: seen},
                               {from: 2018, value: [甲市, 乙市], source: law, status: seen}]}
  wide: {type: texts, values: [{from: 2015, value: [丙市, "@core", 甲市, "@@丁"], source: law, status: seen}]}
  wider: {type: texts, values: [{from: 2014, value: ["@wide", 戊县], source: law, status: seen}]}
  guess: {type: texts, values: [{from: 2015, value: [甲市], source: law, status: unconfirmed}]}
  hopes: {type: texts, values: [{from: 2015, value: ["@guess"], source: law, status: seen}]}
"""


@pytest.fixture
def book() -> RuleBook:
    """A book with values, gaps and sets of sets."""
    return load_rules(BOOK.encode(), "park.yaml")


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("2015-06-03", Fraction(1, 2)),
        ("2017-12-31", Fraction(1, 2)),
        ("2018-01-01", Fraction(1, 3)),
        ("2019-06-30", Fraction(1, 3)),
        ("2016", Fraction(1, 2)),
        ("2019-06", Fraction(1, 3)),
        (date(2016, 2, 29), Fraction(1, 2)),
    ],
)
def test_a_value_holds_on_its_first_and_last_day(on: str | date, value: Fraction, book: RuleBook) -> None:
    """Both ends are included; a month or year may be asked where one value holds throughout."""
    assert value == book.value("tax.share", on=on).value


@pytest.mark.parametrize(
    ("on", "code", "message"),
    [
        (
            "2015-06-02",
            "before_first",
            (
                "park.yaml:11: No value for 2015-06-02 in rule `tax.share`: its values run from 2015-06-03 to 2021-12-31. "
                "Add a dated value with its source to park.yaml, or ask for 2015-06-03 or later."
            ),
        ),
        (
            "2022",
            "after_last",
            (
                "park.yaml:13: No value for 2022 in rule `tax.share`: its values run from 2015-06-03 to 2021-12-31. "
                "Add a dated value with its source to park.yaml, or ask for an earlier date."
            ),
        ),
        (
            "2020-02-29",
            "gap",
            (
                "park.yaml:12: No value for 2020-02-29 in rule `tax.share`: there is a gap between 2019-06-30 and "
                "2021-01-01. Add a dated value with its source to park.yaml, or ask for a day outside the gap."
            ),
        ),
        (
            "2019",
            "changes_within",
            "park.yaml:12: `tax.share` changes within 2019: this value ends on 2019-06-30. Ask for a day.",
        ),
        (
            "2015",
            "changes_within",
            "park.yaml:7: `tax.share` has no value at the beginning of 2015, but one later in it. Ask for a day.",
        ),
        (
            "2021-05",
            "unconfirmed",
            (
                "park.yaml:13: The value of `tax.share` on 2021-05 is unconfirmed: nobody saw its source. "
                "Find the source and set its status to seen, or ask with allow_unconfirmed=True."
            ),
        ),
        ("May 2021", "bad_date", "park.yaml: `May 2021` is no date. Ask for YYYY-MM-DD, YYYY-MM or YYYY."),
    ],
)
def test_a_question_without_an_answer_is_explained(on: str, code: str, message: str, book: RuleBook) -> None:
    """The message says what there is, where, and what to do."""
    with pytest.raises(RuleError) as caught:
        book.value("tax.share", on=on)

    assert code == caught.value.code
    assert message == str(caught.value)


def test_an_unconfirmed_value_can_be_asked_for_knowingly(book: RuleBook) -> None:
    """The answer says that it is unconfirmed."""
    value = book.value("tax.share", on="2021", allow_unconfirmed=True)

    assert (Fraction(1, 4), "unconfirmed") == (value.value, value.status)


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("tax.shar", "Did you mean `tax.share`?"),
        ("hope", "Did you mean `hopes`?"),
        ("????", "`paths()` lists those it has."),
    ],
)
def test_an_unknown_parameter_is_named_with_its_neighbours(path: str, remedy: str, book: RuleBook) -> None:
    """A slip of the keyboard is recognised."""
    found = book.find(path, on="2016")

    assert (
        RuleProblem("unknown_parameter", f"There is no parameter `{path}` in rules park. {remedy}", "park.yaml")
        == found
    )
    with pytest.raises(RuleError, match="There is no parameter"):
        book.history(path)


def test_typed_questions(book: RuleBook) -> None:
    """A caller that needs a number, a text or a list asks for that."""
    assert 5 == book.integer("years", on="2016")
    assert Fraction(5) == book.fraction("years", on="2016")
    assert Fraction(1, 2) == book.fraction("tax.share", on="2016")
    assert "甲市" == book.text("chair", on="2016")


@pytest.mark.parametrize(
    ("question", "path"), [("integer", "tax.share"), ("fraction", "chair"), ("text", "years"), ("members", "chair")]
)
def test_a_wrong_type_is_an_error(question: str, path: str, book: RuleBook) -> None:
    """A text is never a number by accident."""
    with pytest.raises(RuleError, match="is of type") as caught:
        getattr(book, question)(path, on="2016")

    assert "wrong_type" == caught.value.code


def test_sets_of_sets_change_with_their_parts(book: RuleBook) -> None:
    """`@` brings the members of that day, each member once; `@@` is a text."""
    assert ("丙市", "甲市", "@丁", "戊县") == book.members("wider", on="2016")
    assert ("丙市", "甲市", "乙市", "@丁", "戊县") == book.members("wider", on="2018-01-01")
    assert ("@wide", "戊县") == book.value("wider", on="2016").value


def test_a_set_is_no_better_than_its_parts(book: RuleBook) -> None:
    """A part without a value, without certainty or that changes within the year makes the whole unanswerable."""
    for path, on, code in (("wider", "2014", "before_first"), ("hopes", "2016", "unconfirmed")):
        with pytest.raises(RuleError) as caught:
            book.members(path, on=on)

        assert code == caught.value.code
    assert ("甲市",) == book.members("hopes", on="2016", allow_unconfirmed=True)


def test_paths_of_a_group(book: RuleBook) -> None:
    """A group's parameters can be listed."""
    assert ("tax.share",) == book.paths("tax")
    assert 8 == len(book.paths())


@st.composite
def periods(draw: st.DrawFn) -> list[tuple[date, date]]:
    """Up to six periods in order that do not overlap, with and without gaps."""
    lengths = draw(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 900)), min_size=1, max_size=6))
    found, day = [], draw(st.dates(date(1990, 1, 1), date(2010, 1, 1)))
    for gap, length in lengths:
        start = day + timedelta(gap)
        found.append((start, start + timedelta(length)))
        day = found[-1][1] + timedelta(1)
    return found


def written(dated: list[tuple[date, date]], *, open_end: bool) -> bytes:
    """A book whose parameter `n` has the number of its period as value."""
    ends = [None if open_end and each is dated[-1] else each[1] for each in dated]
    values = "".join(
        f"      - {{from: {start}, {f'to: {end}, ' if end else ''}value: {number}, source: s, status: seen}}\n"
        for number, ((start, _), end) in enumerate(zip(dated, ends, strict=True))
    )
    head = "rules: r\nsources: {s: {document: d, link: 'https://example.org', seen: 2026}}\nparameters:\n"
    return f"{head}  n:\n    type: integer\n    unit: periods\n    values:\n{values}".encode()


@given(periods(), st.booleans(), st.data())
def test_every_day_has_the_value_of_its_period_or_none(
    dated: list[tuple[date, date]], open_end: bool, data: st.DataObject
) -> None:
    """Whatever the periods: a day inside one has its value, a day before, between or after has none and says why."""
    book = load_rules(written(dated, open_end=open_end), "r.yaml")
    day = data.draw(st.dates(dated[0][0] - timedelta(500), dated[-1][1] + timedelta(500)))
    inside = [number for number, (start, end) in enumerate(dated) if start <= day <= end]
    if open_end and day > dated[-1][1]:
        inside = [len(dated) - 1]
    found = book.find("n", on=day)

    if inside:
        assert isinstance(found, Value)
        assert inside == [found.value]
    else:
        expected = "before_first" if day < dated[0][0] else "after_last" if day > dated[-1][1] else "gap"

        assert isinstance(found, RuleProblem)
        assert expected == found.code


@given(periods(), st.data())
def test_a_year_has_a_value_only_where_all_its_days_have_it(
    dated: list[tuple[date, date]], data: st.DataObject
) -> None:
    """Asking for a year is asking for each of its days."""
    book = load_rules(written(dated, open_end=False), "r.yaml")
    year = data.draw(st.integers(dated[0][0].year - 1, dated[-1][1].year + 1))
    days = [date(year, 1, 1) + timedelta(each) for each in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    answers = {each.value if isinstance(each, Value) else None for each in (book.find("n", on=day) for day in days)}
    found = book.find("n", on=str(year))

    assert (len(answers) == 1 and None not in answers) == isinstance(found, Value)
    if isinstance(found, Value):
        assert {found.value} == answers
