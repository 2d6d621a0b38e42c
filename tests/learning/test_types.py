"""Cooperation by type: counts, shares, and change over time."""

from __future__ import annotations

import pytest

from tashan.learning.problems import LearningError
from tashan.learning.types import change_by_type, shares_by_type, table_by_type
from tashan.records import Agreement, Body, Span, Visit

PROOF = (Span(0, 2, "签署"),)


def test_tables_by_type_and_year() -> None:
    """What a text does not show is not coded, never guessed."""
    records = [
        Agreement(evidence=PROOF, date="2016", typology={"lead": "government"}),
        Agreement(evidence=PROOF, date="2016-05"),
        Agreement(evidence=PROOF, typology={"lead": "enterprise"}),
    ]

    assert {"2016": {"government": 1, "not coded": 1}, "unknown": {"enterprise": 1}} == table_by_type(records, "lead")
    with pytest.raises(ValueError, match="Choose lead"):
        table_by_type(records, "colour")


def agreements(year: str, **counts: int) -> list[Agreement]:
    return [
        Agreement(
            evidence=(Span(number, number + 2, "签署"),), date=year, typology={} if lead == "none" else {"lead": lead}
        )
        for lead, count in counts.items()
        for number in range(count)
    ]


def test_shares_are_of_what_is_coded() -> None:
    """The share that is not coded stands beside them; bodies are dated by their founding, visits by their start."""
    records = [
        *agreements("2016", government=3, enterprise=1, none=4),
        Body(evidence=PROOF, founded="2017", typology={"lead": "enterprise"}),
        Visit(evidence=PROOF, start="2017-05", typology={"lead": "government"}),
    ]

    assert {"government": 75.0, "enterprise": 25.0, "not coded": 50.0} == shares_by_type(records, "lead")["2016"]
    assert {"government": 50.0, "enterprise": 50.0, "not coded": 0.0} == shares_by_type(records, "lead")["2017"]


def test_change_from_government_to_enterprise() -> None:
    """From 9 of 10 to 2 of 10: p as Fisher and chi-squared tests put it, near .003; V is √(χ²/n)."""
    records = [*agreements("2012", government=9, enterprise=1), *agreements("2018", government=2, enterprise=8)]
    found = change_by_type(records, "lead", (2010, 2014), (2015, 2019), permutations=5_000)

    assert [("government", -70.0), ("enterprise", 70.0)] == [(row.value, row.difference) for row in found.rows]
    assert 0.0055 == pytest.approx(found.p, abs=0.004)
    assert (9.899 / 20) ** 0.5 == pytest.approx(found.strength, abs=1e-3)
    assert () == found.problems


def test_no_change_and_little_data() -> None:
    """One value only, and few records coded: said."""
    records = [*agreements("2012", government=2, none=8), *agreements("2018", government=3)]
    found = change_by_type(records, "lead", (2012, 2012), (2018, 2018), permutations=50)

    assert (1.0, 0.0) == (found.p, found.strength)
    assert ["coding_differs", "too_small"] == [problem.code for problem in found.problems]
    with pytest.raises(LearningError, match="No record of 2010"):
        change_by_type(records, "lead", (2010, 2011), (2018, 2018))
    with pytest.raises(LearningError, match="no two periods"):
        change_by_type(records, "lead", (2012, 2018), (2018, 2018))
