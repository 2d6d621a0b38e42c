"""Checking records against their text and code lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.records import Agreement, Figure, Problem, Reading, Record, Region, Span, Visit, check, to_dict, validate


def codes(record: Any, text: str) -> list[str]:
    """The codes of all problems of a record."""
    return [problem.code for problem in validate(record, text)]


def test_good_records_have_no_problems(records: tuple[str, Record], text: str) -> None:
    """Every kind of record, well made, passes."""
    assert () == validate(records[1], text)


def test_good_readings_have_no_problems(a_reading: Reading, text: str) -> None:
    """So does the object of a whole document."""
    assert () == validate(a_reading, text)


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (Span(0, 5, "2023年"), None),
        (Span(0, 5, "2024年"), "quote_differs"),
        (Span(0, 0, ""), "span_outside_text"),
        (Span(5, 2, "x"), "span_outside_text"),
        (Span(-1, 2, "x"), "span_outside_text"),
        (Span(40, 99, "x"), "span_outside_text"),
    ],
)
def test_a_quote_has_to_stand_at_its_offsets(span: Span, code: str | None, text: str) -> None:
    """Evidence that is not word for word in the text is a problem."""
    assert ([code] if code else []) == codes(Visit(evidence=(span,)), text)


@pytest.mark.parametrize(("length", "found"), [(300, []), (301, ["span_too_long"])])
def test_a_quote_has_at_most_300_characters(length: int, found: list[str]) -> None:
    """The limit itself is allowed; the problem says where."""
    text = "访" * 400

    assert found == codes(Visit(evidence=(Span(0, length, text[:length]),)), text)


@given(st.text(min_size=1, max_size=80), st.data())
def test_any_slice_of_any_text_is_good_evidence(text: str, data: st.DataObject) -> None:
    """Whatever the characters, a quote cut from the text at its offsets passes."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    assert () == validate(Visit(evidence=(Span(start, end, text[start:end]),)), text)


@pytest.mark.parametrize(
    ("date", "good"),
    [
        ("2023", True), ("2023-02", True), ("2024-02-29", True), ("2023-02-29", False), ("2023-13", False),
        ("2023-00", False), ("0000", False), ("23-1-1", False), ("2023/01", False), ("２０２３", False), ("", False),
    ],
)  # fmt: skip
def test_a_date_has_to_exist(date: str, good: bool, a_visit: Visit, text: str) -> None:
    """Dates are YYYY, YYYY-MM or YYYY-MM-DD, and in the calendar."""
    found = codes(replace(a_visit, start=date, end=None), text)

    assert ([] if good else ["date_malformed"]) == found


@pytest.mark.parametrize(
    ("period", "good"),
    [
        ("2015", True), ("2015/2020", True), ("2019-12/..", True), ("../2020-06-30", True), ("2015-2020", False),
        ("2015/2020/2021", False), ("2015/2020-13", False), ("十三五", False),
    ],
)  # fmt: skip
def test_a_period_is_a_date_or_two(period: str, good: bool, text: str) -> None:
    """The period of a figure is one date, or a first and a last one that may be open."""
    figure = Figure(evidence=(Span(0, 4, text[:4]),), value=1, period=period)

    assert ([] if good else ["period_malformed"]) == codes(figure, text)


@pytest.mark.parametrize(
    ("start", "end", "good"),
    [
        ("2023-03-17", "2023-03-18", True),
        ("2023-03-17", "2023-03", True),
        ("2023-03", "2023-02", False),
        ("2023-03-17", "2022", False),
        ("2023", "2022-12-31", False),
        (None, "2022", True),
    ],
)
def test_a_visit_does_not_end_before_it_starts(
    start: str | None, end: str, good: bool, a_visit: Visit, text: str
) -> None:
    """Dates of different precision are compared as far as both go."""
    assert ([] if good else ["dates_reversed"]) == codes(replace(a_visit, start=start, end=end), text)


@pytest.mark.parametrize(
    ("change", "code", "named"),
    [
        ({"evidence": ()}, "evidence_missing", "visit"),
        ({"kind": "party"}, "code_unknown", "visit.kind"),
        ({"themes": ("economy",)}, "code_unknown", "visit.themes[0]"),
        ({"flags": ("odd",)}, "code_unknown", "visit.flags[0]"),
        ({"typology": {"shape": "circle"}}, "code_unknown", "visit.typology"),
        ({"typology": {"spatial": "square"}}, "code_unknown", "visit.typology.spatial"),
        ({"candidates": ({"begin": "2023"},)}, "candidate_field_unknown", "visit.candidates[0]"),
        ({"visitors": (Region("1300", "河北省", "province"),)}, "region_code_malformed", "visit.visitors[0].code"),
        ({"hosts": (Region(None, "", "other"),)}, "region_unnamed", "visit.hosts[0]"),
        ({"hosts": (Region(None, "某地", "village"),)}, "code_unknown", "visit.hosts[0].level"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_wrong_field_is_named(change: dict[str, Any], code: str, named: str, a_visit: Visit, text: str) -> None:
    """The problem has a code for programs and names the field for people."""
    (problem,) = validate(replace(a_visit, **change), text)

    assert code == problem.code
    assert problem.message.startswith(f"{named}:")


def test_a_number_that_is_not_finite_is_a_problem(text: str) -> None:
    """Overflow in a text such as 1e999 does not pass as a value."""
    assert ["number_not_finite"] == codes(Figure(evidence=(Span(0, 4, text[:4]),), value=float("inf")), text)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(0, 4, []), (4, 4, []), (0, None, ["span_outside_text"]), (9, 99, ["span_outside_text"])],
)
def test_a_problem_points_into_the_text(start: int, end: int | None, found: list[str], text: str) -> None:
    """Problems carry offsets too, and they hold."""
    assert found == codes(Reading(id="1", problems=(Problem("odd", "?", start, end),)), text)


def test_parts_of_parties_are_checked(text: str) -> None:
    """A problem deep inside a record is found and named with its path."""
    agreement = Agreement(evidence=(Span(0, 4, text[:4]),), parties=(Region("x", "河北省", "province"),))
    (problem,) = validate(agreement, text)

    assert problem.message.startswith("agreement.parties[0].code:")


def test_check_reads_and_validates_dictionaries(a_visit: Visit, text: str) -> None:
    """A written record can be checked without making the object first."""
    written = to_dict(a_visit)

    assert () == check("visit", written, text)
    assert () == check("visit", {key: value for key, value in written.items() if key != "id"}, text)
    assert ["id_differs"] == [problem.code for problem in check("visit", {**written, "start": "2023"}, text)]
    assert ["record_malformed"] == [problem.code for problem in check("visit", {}, text)]
