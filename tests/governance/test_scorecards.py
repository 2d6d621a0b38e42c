"""Score cards by member, matter and year."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.governance.matter_histories import OWNER, PATH, event, on, owner, recorded, until

from tashan.governance import events as e
from tashan.governance.events import Role
from tashan.governance.folding import fold
from tashan.governance.matters import MatterState
from tashan.governance.scorecards import Indicator, Target, matter_card, scorecards, scored
from tashan.records.codes import Completion, EvidenceGrade, SelfReport, Stage


def _state(*events: e.Event) -> MatterState:
    state = fold(recorded(events))
    assert state is not None
    return state


def _states() -> list[MatterState]:
    """One done late and copied; one only said to be done; one on paper; one whose dates were moved; one undated."""
    claimed = owner(e.Reported(SelfReport.DONE), 280, role=Role.OFFICER)
    moved = event(e.Baselined(on(10), on(400)), 90, reason="x")
    return [
        _state(*PATH),
        _state(*until(Stage.STARTED), claimed),
        _state(*PATH[:5]),
        _state(*until(Stage.STARTED), moved),
        _state(*PATH[:2]),
    ]


@pytest.mark.parametrize(
    ("indicator", "hits"),
    [
        ("done", 1),
        ("done_in_time", 0),
        ("proven", 1),
        ("evidence", 3),
        ("updated", 2),
        ("kept_dates", 3),
        ("copied", 1),
    ],
)
def test_what_a_card_counts(indicator: str, hits: int) -> None:
    """Four matters fall due in 2021; the undated one is on no card; one of the four has no evidence at all."""
    cards, problems = scorecards(map(scored, _states()), on(300))
    (line,) = [card.line(Indicator(indicator)) for card in cards if card.member == OWNER]

    assert () == problems
    assert (hits, 4, Fraction(hits, 4), 1) == (line.numerator, line.denominator, line.value, line.no_evidence)


def test_all_members_together_come_first() -> None:
    cards, _ = scorecards(map(scored, _states()), on(300))

    assert [("", 2021), (OWNER, 2021)] == [(card.member, card.year) for card in cards]


def test_claims_beyond_what_is_proven_are_named() -> None:
    """The owner says done, the coding does not."""
    assert [("m1",), ("m1",)] == [card.overclaimed for card in scorecards(map(scored, _states()), on(300))[0]]


def test_the_nearest_target_holds() -> None:
    """One for the member and year goes before one for the member, and that before one for all."""
    targets = [
        Target(Indicator.DONE, Fraction(9, 10)),
        Target(Indicator.DONE, Fraction(1, 2), OWNER),
        Target(Indicator.DONE, Fraction(1, 4), OWNER, 2021),
    ]
    together, own = scorecards(map(scored, _states()), on(300), targets)[0]

    assert (Fraction(9, 10), False) == (together.line(Indicator.DONE).target, together.line(Indicator.DONE).met)
    assert (Fraction(1, 4), True) == (own.line(Indicator.DONE).target, own.line(Indicator.DONE).met)
    assert (None, None) == (own.line(Indicator.COPIED).target, own.line(Indicator.COPIED).met)


@pytest.mark.parametrize(
    ("targets", "code"),
    [
        ([Target(Indicator.DONE, Fraction(3, 2))], "target_no_share"),
        ([Target(Indicator.DONE, Fraction(1, 2))] * 2, "target_twice"),
        ([Target(Indicator.DONE, Fraction(1, 2), "999999")], "target_unused"),
        ([Target(Indicator.DONE, Fraction(1, 2), OWNER, 1999)], "target_unused"),
    ],
)
def test_targets_that_cannot_stand(targets: list[Target], code: str) -> None:
    assert [code] == [one.code for one in scorecards(map(scored, _states()), on(300), targets)[1]]


def test_the_card_of_a_matter() -> None:
    """Complete, ten days late, kept in part by the stricter view."""
    card = matter_card(_states()[0])

    assert (Completion.COMPLETE, 10, "kept_in_part", True, EvidenceGrade.A, 2021) == (
        card.completion, card.late_days, card.kept, card.proven, card.grade, card.year,
    )  # fmt: skip
    assert (None, "not_rated", False) == (
        matter_card(_states()[4]).first_due, matter_card(_states()[4]).kept, matter_card(_states()[4]).proven,
    )  # fmt: skip
