"""Firms to places: must-haves, weighted criteria, reasons; and who gets which place where room is short."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from tashan.matching import Criterion, Offer, Requirement, assign, match, rank

CRITERIA = [
    Criterion("industries", "overlap", 3, label="产业结构"),
    Criterion("policy", "overlap", 2, label="政策"),
    Criterion("cost", "at_most", 2, label="成本"),
    Criterion("land", "at_least", 1, must=True, label="土地"),
]


def _firm(name: str = "甲厂", **wants: object) -> Requirement:
    plain: dict[str, object] = {"industries": frozenset({"C36"}), "cost": 100, "land": 50}
    return Requirement(name, {**plain, **wants})  # type: ignore[dict-item]  # attributes of several types


def _place(name: str = "湘潭", room: int = 1, refused: tuple[str, ...] = (), **has: object) -> Offer:
    plain: dict[str, object] = {"industries": frozenset({"C36", "C26"}), "cost": 80, "land": 60}
    return Offer(name, {**plain, **has}, refused, room)  # type: ignore[dict-item]  # attributes of several types


def test_a_full_match_says_why() -> None:
    """Each criterion that the firm has gives a sentence; others do not count."""
    found = match(_firm(), _place(), CRITERIA)

    assert 1 == found.score
    assert ["产业结构: 1 of 1 offered (C36)", "成本: 80, wanted at most 100", "土地: 60, wanted at least 50"] == [
        reason.sentence for reason in found.reasons
    ]


def test_what_is_missed_counts_in_proportion() -> None:
    """Costs of 200 where 100 were wanted: half of that criterion's weight of 2 in 6."""
    assert Fraction(5, 6) == match(_firm(), _place(cost=200), CRITERIA).score


def test_a_must_that_is_missed_refuses() -> None:
    """Too little land; the reason is said, and the offer comes last whatever else it has."""
    ranked = rank(_firm(), [_place("长沙", land=40), _place("株洲", cost=500)], CRITERIA)

    assert ["株洲", "长沙"] == [each.offer for each in ranked]
    assert ("土地: 40, wanted at least 50; this is a must",) == ranked[1].refused


def test_a_reason_from_outside_refuses() -> None:
    """A forbidden industry refuses a place with the list's own words."""
    (found,) = rank(_firm(), [_place(refused=("Forbidden since 2022.",))], CRITERIA)

    assert 0 == found.score
    assert ("Forbidden since 2022.",) == found.refused


def test_what_is_not_known_is_said() -> None:
    """No data is no score, and no silence."""
    found = match(_firm(policy=frozenset({"tax"})), _place(), CRITERIA)

    assert ("policy",) == found.unknown
    assert Fraction(6, 8) == found.score
    assert "政策: nothing is known of 湘潭" in [reason.sentence for reason in found.reasons]


@pytest.mark.parametrize(
    ("compares", "wants", "has", "score"),
    [
        ("near", 4, 5, Fraction(4, 5)),
        ("near", 4, 4, 1),
        ("at_least", 10, -5, 0),
        ("one_of", frozenset({"a", "b"}), "b", 1),
        ("one_of", frozenset({"a", "b"}), "c", 0),
        ("none_of", frozenset({"smoke"}), frozenset({"smoke", "x"}), 0),
        ("none_of", frozenset({"smoke"}), frozenset({"x"}), 1),
        ("overlap", frozenset(), frozenset({"x"}), 0),
    ],
)
def test_comparisons(compares: str, wants: object, has: object, score: object) -> None:
    """Each way to compare."""
    need, offer = Requirement("n", {"x": wants}), Offer("o", {"x": has})  # type: ignore[dict-item]  # as above

    assert score == match(need, offer, [Criterion("x", compares)]).score


def test_unsound_criteria_are_refused() -> None:
    """Unknown comparisons, negative weights, floats."""
    with pytest.raises(ValueError, match="compares nothing"):
        Criterion("x", "like")
    with pytest.raises(ValueError, match="negative"):
        Criterion("x", "near", -1)
    with pytest.raises(TypeError, match="no exact number"):
        match(_firm(cost=0.5), _place(), CRITERIA)


def _fifty() -> tuple[list[Requirement], list[Offer]]:
    chance = random.Random(5)
    codes = ["C13", "C26", "C27", "C35", "C36", "C38", "C39"]
    firms = [
        _firm(
            f"firm {number:02d}",
            industries=frozenset(chance.sample(codes, 2)),
            cost=chance.randint(60, 140),
            land=chance.randint(10, 80),
        )
        for number in range(50)
    ]
    places = [
        _place(
            f"place {number}",
            room=8,
            industries=frozenset(chance.sample(codes, 4)),
            cost=chance.randint(60, 140),
            land=chance.randint(40, 90),
        )
        for number in range(7)
    ]
    return firms, places


def test_fifty_firms_are_matched_with_reasons_and_no_pair_would_rather_change() -> None:
    """Each firm gets a place with reasons or is told why not; room is kept; the matching is stable."""
    firms, places = _fifty()
    choices = {choice.need: choice for choice in assign(firms, places, CRITERIA)}
    taken = [choice.match for choice in choices.values() if choice.match is not None]

    assert 50 == len(choices)
    assert all(choice.why for choice in choices.values())
    assert all(each.reasons for each in taken)
    for place in places:
        held = [each for each in taken if each.offer == place.name]
        assert len(held) <= place.room
        for firm in firms:
            would = match(firm, place, CRITERIA)
            own = choices[firm.name].match
            if would.refused or (own is not None and own.score >= would.score):
                continue
            assert len(held) == place.room
            assert all(each.score >= would.score for each in held)


def test_the_order_of_firms_and_places_does_not_matter() -> None:
    """The same firms in another order get the same places."""
    firms, places = _fifty()
    one = {choice.need: choice for choice in assign(firms, places, CRITERIA)}

    assert one == {choice.need: choice for choice in assign(firms[::-1], places[::-1], CRITERIA)}


def test_a_firm_without_a_place_is_told_why() -> None:
    """Full, or nothing that can be taken."""
    full = assign([_firm("a"), _firm("b")], [_place()], CRITERIA)
    none = assign([_firm("a", land=1000)], [_place()], CRITERIA)
    second = assign([_firm("a"), _firm("b")], [_place("x"), _place("y", cost=300)], CRITERIA)

    assert ["fits best", "all offers that can be taken are full"] == [choice.why for choice in full]
    assert ["no offer can be taken"] == [choice.why for choice in none]
    assert "x fits better, but is full of needs that fit it better still" == second[1].why


def test_a_place_may_be_refused_to_one_firm_alone() -> None:
    """Its industry is forbidden there; others may still take the place."""
    offers = [Offer("东园", {"land": 5}), Offer("西园", {"land": 1})]
    needs = [
        Requirement("甲", {"land": 5}, refused={"东园": ("C2611 forbidden since 2022-01-01",)}),
        Requirement("乙", {"land": 5}),
    ]
    first, second = assign(needs, offers, [Criterion("land", "at_least")])

    assert ("西园", "东园") == (first.match and first.match.offer, second.match and second.match.offer)
    assert ("C2611 forbidden since 2022-01-01",) == match(needs[0], offers[0], [Criterion("land", "at_least")]).refused
