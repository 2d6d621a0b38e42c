"""Offsets by origin: Beijing's 5 and 2.5 per cent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.sharing import ShareError, shipped_rules
from tashan.sharing.carbon import Limits, Offset, offset_limits, surrender


def _limits(allowances: int) -> Limits:
    return offset_limits(allowances, "beijing", "2015-06-30", shipped_rules()["carbon"], accepts="reported")


def test_beijings_limits() -> None:
    """100,000 t of allowances admit 5,000 t of offsets, 2,500 t of them from outside; parts of a tonne do not count."""
    limits = _limits(100_000)

    assert (5000, 2500) == (limits.total, limits.outside)
    assert (0, 0) == (_limits(19).total, _limits(39).outside)
    assert ["unconfirmed", "unconfirmed"] == [rule.status for rule in limits.rules]


def test_offsets_from_outside_are_taken_up_to_half_and_hebei_and_tianjin_first() -> None:
    """Own ones first; what is beyond a limit is refused with the reason."""
    offsets = [Offset("内蒙古", 2000, False), Offset("河北省", 1500, False), Offset("北京市", 2000, True)]
    found = surrender(offsets, _limits(100_000), ("河北省", "天津市"))

    assert {"北京市": 2000, "河北省": 1500, "内蒙古": 1000} == found.taken
    assert {"内蒙古": (1000, "beyond the limit of offsets from outside")} == found.refused


def test_own_offsets_stop_at_the_whole_limit() -> None:
    """Nothing is left for others then."""
    found = surrender([Offset("北京市", 6000, True), Offset("天津市", 10, False)], _limits(100_000))

    assert 5000 == found.taken["北京市"]
    assert {
        "北京市": (1000, "beyond the limit of all offsets"),
        "天津市": (10, "beyond the limit of all offsets"),
    } == found.refused


@given(st.integers(0, 10**7), st.lists(st.tuples(st.integers(0, 10**6), st.booleans()), max_size=6))
def test_limits_are_never_exceeded(allowances: int, handed: list[tuple[int, bool]]) -> None:
    """In all and from outside, whatever is handed in; taken and refused add up."""
    offsets = [
        Offset(f"{'own' if own else 'out'}{index % 2}", tonnes, own) for index, (tonnes, own) in enumerate(handed)
    ]
    found = surrender(offsets, _limits(allowances))
    outside = sum(tonnes for region, tonnes in found.taken.items() if region.startswith("out"))

    assert sum(found.taken.values()) <= found.limits.total
    assert outside <= found.limits.outside
    assert sum(offset.tonnes for offset in offsets) == sum(found.taken.values()) + sum(
        tonnes for tonnes, _ in found.refused.values()
    )


def test_unsound_questions_are_refused() -> None:
    """Unconfirmed limits without acceptance, an unknown scheme, days before the scheme, less than nothing."""
    book = shipped_rules()["carbon"]
    for ask, code in (
        (lambda: offset_limits(1, "beijing", "2015-01-01", book), "unconfirmed"),
        (lambda: offset_limits(1, "shanghai", "2015-01-01", book, accepts="x"), "unknown_parameter"),
        (lambda: offset_limits(1, "beijing", "2013-01-01", book, accepts="x"), "before_first"),
        (lambda: offset_limits(-1, "beijing", "2015-01-01", book, accepts="x"), "negative_amount"),
        (lambda: surrender([Offset("x", -1, True)], Limits(1, 1, ())), "negative_amount"),
    ):
        with pytest.raises(ShareError) as caught:
            ask()

        assert code == caught.value.code
