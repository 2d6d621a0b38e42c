"""Tables of event histories, held to the spread of state lotteries."""

from __future__ import annotations

import pytest
from tests.learning.networks import rows

from tashan.learning.diffusion import dyad_years, region_years
from tashan.learning.events import Event, EventTable
from tashan.learning.problems import LearningError
from tashan.regions import Region


def lotteries() -> dict[str, int | None]:
    return {row["statenam"]: int(row["adopt_year"]) for row in rows("lottery_adoptions.csv")}


def test_lotteries_by_state_and_year() -> None:
    """44 adopters, 1964 to 2013."""
    never: dict[str, int | None] = {f"never {number}": None for number in range(6)}
    found = region_years(lotteries() | never, 1964, 2013)

    assert 44 == found.adopted.sum()
    assert 1292 == len(found.who)


def test_opportunity_takes_most_rows_away() -> None:
    """19,542 dyad-years in which one could follow, against 122,500 in all; 915 times someone did."""
    never: dict[str, int | None] = {f"never {number}": None for number in range(6)}
    found = dyad_years(lotteries() | never, 1964, 2013)
    everything = dyad_years(lotteries() | never, 1964, 2013, conditional=False)

    assert (19542, 915) == (len(found.learner), found.followed.sum())
    assert (122500, 915) == (len(everything.learner), everything.followed.sum())


def test_exposure_counts_visits_to_earlier_adopters() -> None:
    """A visit counts from the year after it, and only once the host has adopted."""
    one, two = Region(None, "甲", "other"), Region(None, "乙", "other")
    visits = EventTable((Event("1", two, one, "2001"), Event("2", two, one, "2003-05-01"), Event("3", one, two, None)))
    found = region_years({"甲": 2002, "乙": 2005}, 2001, 2005, visits)
    table = dict(zip(zip(found.who.tolist(), found.year.tolist(), strict=True), found.exposure, strict=True))

    assert [0, 0, 1, 2, 2] == [table[1, year] for year in range(2001, 2006)]
    dyads = dyad_years({"甲": 2002, "乙": 2005}, 2001, 2005, visits)
    assert [(2003, 1, 1), (2004, 2, 2), (2005, 2, 3)] == list(
        zip(dyads.year.tolist(), dyads.visited.tolist(), dyads.since.tolist(), strict=True)
    )
    assert [0, 0, 1] == dyads.followed.tolist()
    assert [3, 4, 5] == dyads.duration.tolist()


def test_histories_without_events() -> None:
    """No period, nobody who adopts, nobody at risk: said."""
    with pytest.raises(LearningError, match="no period"):
        region_years({"甲": 2002}, 2005, 2001)
    with pytest.raises(LearningError, match="Nobody adopts"):
        region_years({"甲": None}, 2001, 2005)
    with pytest.raises(LearningError, match="All have adopted"):
        dyad_years({"甲": 1990}, 2001, 2005)
