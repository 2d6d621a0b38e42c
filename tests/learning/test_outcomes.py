"""What followed visits, and what is not known to have."""

from __future__ import annotations

import pytest

from tashan.learning.events import Event, EventTable
from tashan.learning.outcomes import Later, later_of_records, outcomes
from tashan.learning.problems import LearningError
from tashan.records import Agreement, Matter, Organ, Replication, Signing, Span
from tashan.regions import Region, resolve_home

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
    assert {"2016": (2, 50.0)} == found.by_year
    assert ["undated", "undated", "open"] == [problem.code for problem in found.problems]


def test_recent_visits_may_still_get_evidence() -> None:
    """Visits whose two years are not over are counted, up to the last day known."""
    table = EventTable((Event("1", ONE, TWO, "2016-05-01"), Event("2", ONE, THREE, "2019-06-01")))

    assert 1 == outcomes(table, [], until="2020-01-01").open
    assert 0 == outcomes(table, [], until="2022-01-01").open
    assert 2 == outcomes(table, [], within=10_000).open


def test_open_days_give_open_lags_and_never_evidence_that_may_lie_before() -> None:
    """A month against a day; the same month says nothing of the order."""
    table = EventTable((Event("1", ONE, TWO, "2016-05"),))

    assert ("a", 1, 60) == outcomes(table, [Later("a", "x", ("甲", "乙"), "2016-06")]).pairs[0].events["x"]
    assert 100 == outcomes(table, [Later("a", "x", ("甲", "乙"), "2016-05-20")]).without_evidence
    assert 100 == outcomes(table, [Later("a", "x", ("甲", "乙"), "2019")]).without_evidence


def test_adoption_counts_for_the_visitor_alone() -> None:
    """The visitor adopts; the host need not be named."""
    table = EventTable((Event("1", ONE, TWO, "2016-05-01"),))

    assert 100 == outcomes(table, [Later("a", "adoption", (), "2017", learner="甲")]).shares["adoption"]
    assert 0 == outcomes(table, [Later("a", "adoption", ("丙",), "2017", learner="甲")]).shares["adoption"]
    assert 0 == outcomes(table, [Later("a", "adoption", ("甲",), "2017", learner="乙")]).shares["adoption"]
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


def test_matters_and_replications_become_later_events() -> None:
    """A matter has the day of the agreement it arises from; a replication is one adoption for each adopter."""
    agreement = Agreement(evidence=PROOF, parties=(ONE, TWO), date="2016-06-01")
    records = [
        agreement,
        Matter(evidence=PROOF, owner=ONE, participants=(TWO,), arises_from=agreement.id),
        Matter(evidence=PROOF, owner=Organ("甲市办公室", ONE), participants=(THREE,)),
        Replication(evidence=PROOF, origin=(TWO,), adopters=(ONE, THREE), date="2017"),
        Replication(evidence=PROOF, origin=(TWO,), adopters=(ONE,), status="planned"),
    ]
    found = later_of_records(records)[1:]

    assert [("matter", "2016-06-01"), ("matter", None), ("adoption", "2017"), ("adoption", "2017")] == [
        (each.kind, each.day) for each in found
    ]
    assert [("甲", ("乙",)), ("丙", ("乙",))] == [(each.learner, each.regions) for each in found[2:]]
    visit = EventTable((Event("1", ONE, TWO, "2016-05-01"),))
    assert {"adoption": 100.0, "agreement": 100.0, "matter": 100.0} == outcomes(visit, later_of_records(records)).shares


def test_later_events_are_raised_like_visits() -> None:
    """An agreement of counties counts for their cities where visits are rolled up."""
    kunshan, changxing = resolve_home("江苏省昆山市"), resolve_home("浙江省长兴县")
    assert kunshan is not None
    assert changxing is not None
    records = [Agreement(evidence=PROOF, parties=(kunshan, changxing), date="2016")]

    assert ("江苏省苏州市", "浙江省湖州市") == later_of_records(records, level="prefecture")[0].regions
