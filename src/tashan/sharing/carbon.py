"""Carbon offsets: how many tonnes of offsets from where may stand for allowances (Beijing's pilot and schemes like it)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from tashan.rules import RuleBook
from tashan.sharing._sheet import Ref
from tashan.sharing.numbers import Accepted, Numbers, UsedRule
from tashan.sharing.problems import failure


@dataclass(frozen=True, slots=True)
class Offset:
    """Offsets handed in: tonnes, the region they come from, and whether that is the scheme's own region."""

    region: str
    tonnes: int
    own: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """The most tonnes of offsets for a year's allowances: in all, and from outside; with the rules they come from."""

    total: int
    outside: int
    rules: tuple[UsedRule, ...]


@dataclass(frozen=True, slots=True)
class Surrender:
    """
    What becomes of offsets handed in.

    Attributes:
        taken: tonnes taken by region, in the order in which they were taken.
        refused: tonnes not taken by region, with the reason.
        limits: the limits that held.
    """

    taken: Mapping[str, int]
    refused: Mapping[str, tuple[int, str]]
    limits: Limits


def offset_limits(allowances: int, scheme: str, on: str, book: RuleBook, *, accepts: str = "") -> Limits:
    """
    How many tonnes of offsets a year's allowances admit; parts of a tonne do not count.

    Args:
        allowances: tonnes issued for the year.
        scheme: name of the scheme in the rules, as `beijing`.
        on: the day or year asked for.
        book: the rules `carbon`.
        accepts: why unconfirmed limits are accepted; "" refuses them.

    Raises:
        ShareError: negative allowances, no such scheme, or a limit that nobody confirmed.
    """
    if allowances < 0:
        raise failure("negative_amount", f"{allowances} t of allowances is less than none. Correct it.")
    rules = [f"carbon.{scheme}.{each}" for each in ("offsets", "outside")]
    numbers = Numbers({"carbon": book}, dict.fromkeys(rules, Accepted(accepts)) if accepts else {})
    total, outside = (
        floor(
            numbers.get(Ref("carbon", rule.removeprefix("carbon."), money=False, file="", line=0), (on, on))
            * allowances
        )
        for rule in rules
    )
    return Limits(total, outside, tuple(numbers.used.values()))


def surrender(offsets: Sequence[Offset], limits: Limits, first: Sequence[str] = ()) -> Surrender:
    """
    Take offsets up to the limits: own ones before those from outside, among these the regions in `first` before others.

    Whoever needs another order hands in fewer of the rest.
    """
    order = {region: place for place, region in enumerate(first)}
    taken: dict[str, int] = {}
    refused: dict[str, tuple[int, str]] = {}
    left, left_outside = limits.total, limits.outside
    for offset in sorted(offsets, key=lambda each: (not each.own, order.get(each.region, len(order)), each.region)):
        if offset.tonnes < 0:
            raise failure("negative_amount", f"{offset.tonnes} t from {offset.region} is less than none. Correct it.")
        room = left if offset.own else min(left, left_outside)
        part = min(offset.tonnes, room)
        taken[offset.region] = taken.get(offset.region, 0) + part
        left -= part
        if not offset.own:
            left_outside -= part
        if part < offset.tonnes:
            limit = "all offsets" if offset.own or left == 0 else "offsets from outside"
            before = refused.get(offset.region, (0, ""))[0]
            refused[offset.region] = (before + offset.tonnes - part, f"beyond the limit of {limit}")
    return Surrender(taken, refused, limits)
