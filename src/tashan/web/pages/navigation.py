"""The rooms in the head of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse

from tashan.web.pages.words import spoken


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the menu."""

    key: str
    zh: str
    en: str
    address: str

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return spoken(self.zh, self.en)


_ROOMS: Final = (
    ("regions", "区域", "Regions", "regions"),
    ("records", "记录", "Records", "records"),
    ("learning", "学习", "Learning", "learning"),
    ("integration", "一体化", "Integration", "integration"),
    ("governance", "治理", "Governance", "governance"),
    ("sharing", "分享", "Sharing", "sharing"),
    ("recognition", "互认", "Recognition", "recognition"),
)


def rooms() -> tuple[Room, ...]:
    """The rooms that this installation has, in the order of the menu."""
    found = []
    for key, zh, en, view in _ROOMS:
        try:
            found.append(Room(key, zh, en, reverse(view)))
        except NoReverseMatch:
            continue  # a room that is not built has no entry
    return tuple(found)
