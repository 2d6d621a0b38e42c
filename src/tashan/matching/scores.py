"""
How well an offer fits a need: must-haves first, then weighted criteria, each with its reason.

Scores are exact fractions from 0 to 1, so that two offers that fit equally well are seen to be equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Attribute = Fraction | int | str | frozenset[str]

#: How a criterion compares what is needed with what is offered.
COMPARISONS = ("at_least", "at_most", "one_of", "overlap", "none_of", "near")


@dataclass(frozen=True, slots=True)
class Criterion:
    """
    One thing that matters.

    Attributes:
        name: of the attribute, the same in need and offer.
        compares: `at_least` and `at_most` (numbers: full score when met, in proportion below), `near` (numbers: the
            smaller part of the larger), `one_of` (the offer's text is among the needed ones), `overlap` (part of the
            needed texts that are offered), `none_of` (no needed text may be offered).
        weight: in proportion to the others.
        must: whether an offer that does not meet it in full is refused.
        label: what it is called in reasons.
    """

    name: str
    compares: str
    weight: Fraction | int = 1
    must: bool = False
    label: str = ""

    def __post_init__(self) -> None:
        """Refuse unknown comparisons and negative weights."""
        if self.compares not in COMPARISONS:
            raise ValueError(f"`{self.compares}` compares nothing. Write {' or '.join(COMPARISONS)}.")
        if self.weight < 0:
            raise ValueError(f"The weight of {self.name} is negative. Correct it.")


@dataclass(frozen=True, slots=True)
class Requirement:
    """
    A need: a firm that moves, a region with a problem.

    Attributes:
        name: its own.
        wants: its attributes by name.
        refused: offer → reasons for which this need may not take it, as its industry being forbidden there.
    """

    name: str
    wants: Mapping[str, Attribute]
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """
    What could meet a need: a place, a platform, a practice.

    Attributes:
        name: its own.
        has: its attributes by name.
        refused: reasons for which it cannot be taken whatever it has, as a forbidden industry.
        room: how many needs it can meet.
    """

    name: str
    has: Mapping[str, Attribute]
    refused: tuple[str, ...] = ()
    room: int = 1


@dataclass(frozen=True, slots=True)
class Reason:
    """What one criterion says: its score, its weight, and why, as a sentence."""

    criterion: str
    score: Fraction
    weight: Fraction
    sentence: str


@dataclass(frozen=True, slots=True)
class Match:
    """
    How well an offer fits a need.

    Attributes:
        need, offer: their names.
        score: from 0 to 1; 0 where it is refused.
        reasons: one a criterion, the most important first.
        refused: why it cannot be taken; empty where it can.
        unknown: criteria on which nothing is known; they score 0 and are said.
    """

    need: str
    offer: str
    score: Fraction
    reasons: tuple[Reason, ...]
    refused: tuple[str, ...]
    unknown: tuple[str, ...]


def match(need: Requirement, offer: Offer, criteria: Sequence[Criterion]) -> Match:
    """How well one offer fits one need, with a reason for each criterion that the need has."""
    asked = [criterion for criterion in criteria if criterion.name in need.wants]
    whole = sum((Fraction(criterion.weight) for criterion in asked), Fraction(0))
    reasons, refused, unknown = [], [*offer.refused, *need.refused.get(offer.name, ())], []
    for criterion in asked:
        label = criterion.label or criterion.name
        has = offer.has.get(criterion.name)
        weight = Fraction(criterion.weight) / whole if whole else Fraction(0)
        if has is None:
            score, sentence = Fraction(0), f"{label}: nothing is known of {offer.name}"
            unknown.append(criterion.name)
        else:
            score, sentence = _compare(criterion.compares, need.wants[criterion.name], has, label)
        reasons.append(Reason(criterion.name, score, weight, sentence))
        if criterion.must and score < 1:
            refused.append(f"{sentence}; this is a must")
    reasons.sort(key=lambda reason: (-reason.weight * reason.score, -reason.weight, reason.criterion))
    total = sum((reason.score * reason.weight for reason in reasons), Fraction(0))
    return Match(
        need.name, offer.name, Fraction(0) if refused else total, tuple(reasons), tuple(refused), tuple(unknown)
    )


def rank(
    need: Requirement, offers: Sequence[Offer], criteria: Sequence[Criterion], *, most: int | None = None
) -> tuple[Match, ...]:
    """The offers by how well they fit, best first; refused ones last, with their reasons; ties by name."""
    found = sorted(
        (match(need, offer, criteria) for offer in offers), key=lambda one: (bool(one.refused), -one.score, one.offer)
    )
    return tuple(found[:most])


def _compare(compares: str, wants: Attribute, has: Attribute, label: str) -> tuple[Fraction, str]:
    if compares in ("at_least", "at_most", "near"):
        return _numbers(compares, _number(wants, label), _number(has, label), label)
    wanted, offered = _texts(wants), _texts(has)
    shared = sorted(wanted & offered)
    shown = ", ".join(shared) or "none"
    if compares == "one_of":
        return Fraction(
            bool(shared)
        ), f"{label}: {', '.join(sorted(offered))} {'is' if shared else 'is not'} among those wanted"
    if compares == "overlap":
        return Fraction(len(shared), len(wanted) or 1), f"{label}: {len(shared)} of {len(wanted)} offered ({shown})"
    return Fraction(not shared), f"{label}: of those to be avoided {shown}"


def _numbers(compares: str, wants: Fraction, has: Fraction, label: str) -> tuple[Fraction, str]:
    small, large = sorted((wants, has))
    part = Fraction(0) if large <= 0 else max(small, Fraction(0)) / large
    met = {"at_least": has >= wants, "at_most": has <= wants, "near": has == wants}[compares]
    words = {"at_least": "at least", "at_most": "at most", "near": "about"}[compares]
    return Fraction(1) if met else part, f"{label}: {_shown(has)}, wanted {words} {_shown(wants)}"


def _number(value: Attribute, label: str) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise TypeError(f"{label}: {value!r} is no exact number. Give int or Fraction.")
    return Fraction(value)


def _texts(value: Attribute) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset([str(value)])


def _shown(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
