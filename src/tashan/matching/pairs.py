"""Who gets which place where places have limited room: stable pairs, so that no firm and place would both rather change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tashan.matching.scores import Criterion, Match, Offer, Requirement, rank


@dataclass(frozen=True, slots=True)
class Choice:
    """The offer a need is matched to, with its reasons; `match` None where none is left, and `why` says why."""

    need: str
    match: Match | None
    why: str


def assign(needs: Sequence[Requirement], offers: Sequence[Offer], criteria: Sequence[Criterion]) -> tuple[Choice, ...]:
    """
    Match needs to offers with limited room (Gale and Shapley 1962: needs propose, offers keep those that fit best).

    The result does not depend on the order of needs or offers; ties are decided by name.
    """
    lists = {need.name: [one for one in rank(need, offers, criteria) if not one.refused] for need in needs}
    room = {offer.name: offer.room for offer in offers}
    kept: dict[str, list[Match]] = {offer.name: [] for offer in offers}
    waiting = sorted(lists, reverse=True)
    place = dict.fromkeys(lists, 0)
    chosen: dict[str, Match] = {}
    while waiting:
        need = waiting.pop()
        if place[need] == len(lists[need]):
            continue
        best = lists[need][place[need]]
        place[need] += 1
        held = sorted([*kept[best.offer], best], key=lambda one: (-one.score, one.need))
        kept[best.offer] = held[: room[best.offer]]
        for lost in held[room[best.offer] :]:
            chosen.pop(lost.need, None)
            waiting.append(lost.need)
        if best in kept[best.offer]:
            chosen[need] = best
    return tuple(Choice(need.name, chosen.get(need.name), _why(need.name, chosen, lists)) for need in needs)


def _why(need: str, chosen: dict[str, Match], lists: dict[str, list[Match]]) -> str:
    if need in chosen:
        first = lists[need][0]
        own = chosen[need]
        return (
            "fits best" if own == first else f"{first.offer} fits better, but is full of needs that fit it better still"
        )
    return "no offer can be taken" if not lists[need] else "all offers that can be taken are full"
