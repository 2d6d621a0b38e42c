"""Values made quickly are the values that `dataclass` makes."""

from __future__ import annotations

import dataclasses
import inspect
from dataclasses import dataclass, field

import pytest

from tashan.records import Figure, Span
from tashan.regions.making import quickly_made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plain:
    first: int
    second: str = "two"
    third: list[int] = field(default_factory=list)


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class _Quick:
    first: int
    second: str = "two"
    third: list[int] = field(default_factory=list)


@pytest.mark.parametrize("given", [{}, {"second": "x"}, {"third": [1]}, {"second": "x", "third": []}])
def test_fields_are_those_of_the_plain_class(given: dict[str, object]) -> None:
    """Defaults, given values and fresh values are the same."""
    plain, quick = _Plain(first=1, **given), _Quick(first=1, **given)  # type: ignore[arg-type]

    assert dataclasses.asdict(plain) == dataclasses.asdict(quick)


def test_a_fresh_default_is_made_each_time() -> None:
    """Two values do not share a list."""
    assert _Quick(first=1).third is not _Quick(first=1).third


def test_parameters_stay() -> None:
    """Names and kinds of the parameters are those that `dataclass` gives."""
    plain, quick = (inspect.signature(cls.__init__).parameters for cls in (_Plain, _Quick))

    assert [(p.name, p.kind) for p in plain.values()] == [(p.name, p.kind) for p in quick.values()]


def test_values_stay_frozen() -> None:
    """What is made quickly cannot be changed, and is equal to and hashes as its like."""
    span = Span(0, 2, "甲市")

    with pytest.raises(dataclasses.FrozenInstanceError):
        span.start = 1  # type: ignore[misc]
    assert (span, hash(span)) == (Span(0, 2, "甲市"), hash(Span(0, 2, "甲市")))


def test_a_record_can_be_replaced() -> None:
    """`dataclasses.replace` works as before."""
    figure = Figure(evidence=(Span(0, 1, "甲"),), value=3)

    assert (3, 4) == (figure.value, dataclasses.replace(figure, value=4).value)
