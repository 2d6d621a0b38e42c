"""What followed visits, what is not known to have, and tables by type."""

from __future__ import annotations

import pytest

from tashan.learning.events import Event, EventTable
from tashan.learning.outcomes import Later, later_of_records, outcomes, table_by_type
from tashan.learning.problems import LearningError
from tashan.records import Agreement, Organ, Signing, Span
from tashan.regions import Region

ONE, TWO, THREE = (Region(None, name, "other") for name in "甲乙丙")
PROOF = (Span(0, 2, "签署"),)


def test_lags_and_the_share_without_evidence() -> None:
    """An agreement after 31 days; a visit after which nothing is known; an event before the visit is none."""
    table = EventTable(
        (Event("1", ONE, TWO, "2016-05-01"), Event("2", ONE, THREE, "2016-06-01"), Event("3", ONE, TWO, None))
    )
    later = [
        Later("a", "agreement", ("甲", "乙"), "2016-06-01"),
        Later("b", "agreement", ("甲", "乙"), "2017-01-01"),
        Later("c", "signing", ("甲", "乙"), "2016-04-30"),
        Later("d", "agreement", ("甲", "丙"), None),
    ]
    found = outcomes(table, later)

    assert ("a", 31, 31) == found.pairs[0].events["agreement"]
    assert ({"agreement": 50.0, "signing": 0.0}, 50.0) == (found.shares, found.without_evidence)
    assert {"agreement": 31, "signing": None} == found.median_days
    assert ["undated", "undated"] == [problem.code for problem in found.problems]


def test_open_days_give_open_lags_and_never_evidence_that_may_lie_before() -> None:
    """A month against a day; the same month says nothing of the order."""
    table = EventTable((Event("1", ONE, TWO, "2016-05"),))

    assert ("a", 1, 60) == outcomes(table, [Later("a", "x", ("甲", "乙"), "2016-06")]).pairs[0].events["x"]
    assert 100 == outcomes(table, [Later("a", "x", ("甲", "乙"), "2016-05-20")]).without_evidence
    assert 100 == outcomes(table, [Later("a", "x", ("甲", "乙"), "2019")]).without_evidence


def test_adoption_counts_for_the_visitor_alone() -> None:
    """The visitor adopts; the host need not be named."""
    table = EventTable((Event("1", ONE, TWO, "2016-05-01"),))

    assert 100 == outcomes(table, [Later("a", "adoption", ("甲",), "2017", one_sided=True)]).shares["adoption"]
    with pytest.raises(LearningError, match="Add dates"):
        outcomes(EventTable((Event("1", ONE, TWO),)), [])


def test_records_become_later_events() -> None:
    """Agreements and signings that were signed; an organ stands for its region."""
    records = [
        Agreement(evidence=PROOF, parties=(ONE, Organ("乙市旅游局", TWO)), date="2016-06-01"),
        Signing(evidence=PROOF, investors=(ONE,), recipients=(TWO,), date="2016-07"),
        Agreement(evidence=PROOF, parties=(ONE, TWO), status="planned"),
    ]
    found = later_of_records(records)

    assert [("agreement", ("甲", "乙")), ("signing", ("甲", "乙"))] == [(each.kind, each.regions) for each in found]
    assert "签署" == found[0].source


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
