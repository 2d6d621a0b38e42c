"""What a sentence is made of once it is read: tokens, and the persons and delegations behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final


@dataclass(slots=True)
class Person:
    """A person with the titles before the name; `place` is the mention that the titles belong to."""

    name: str
    title: str
    place: Any | None
    level: str | None
    name_start: int
    name_end: int


@dataclass(slots=True)
class Party:
    """A delegation as named: the places before it, its level word and its modifiers."""

    places: list[Any]
    level: str | None
    own: bool
    modifiers: str
    noun: str
    toward: Any | None = None  # 赴藏党政代表团: where the delegation's own name says it goes


@dataclass(slots=True)
class Token:
    """One letter of a skeleton and what stands behind it."""

    kind: str
    start: int
    end: int
    item: Any = None


@dataclass(slots=True)
class Sentence:
    """One sentence with its tokens and their skeleton."""

    start: int
    end: int
    tokens: list[Token]
    skeleton: str = ""
    number: int = 0
    persons: list[Person] = field(default_factory=list)

    def finish(self) -> None:
        """Write the skeleton anew after tokens changed."""
        self.skeleton = "".join([t.kind for t in self.tokens])


START: Final = attrgetter("start")
