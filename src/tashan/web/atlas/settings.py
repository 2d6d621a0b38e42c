"""The settings bar of a page: what can be chosen, what is chosen, and who is reading."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tashan.pictures.provinces import TILES
from tashan.records.codes import RegionLevel, Theme
from tashan.regions.clusters import clusters
from tashan.web.atlas.selection import LEVELS, Selection
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say, spoken

Option = tuple[str, str]


def reader_place(request: HttpRequest) -> str:
    """The code of the reader's region: what the address says, else the one of the person's organisation."""
    asked = request.GET.get("mine")
    given = asked if asked is not None else getattr(request.user, "place", "")
    return given if len(given) == 6 and given.isdecimal() else ""


def choices(chosen: Selection, mine: str) -> dict[str, Any]:
    """The options of every setting but the period, each with its words."""
    return {
        "levels": [("", say("全部", "all")), *((level, label(RegionLevel(level))) for level in LEVELS)],
        "themes": [("", say("全部", "all")), *((theme.value, label(theme)) for theme in Theme)],
        "scopes": [("", say("全国", "whole country")), *_clusters(), *_provinces(), *_extra(chosen.scope)],
        "mines": [("", say("未选", "none")), *_provinces(), *_extra(mine)],
        "level": chosen.level,
        "theme": chosen.theme,
        "scope": chosen.scope,
        "mine": mine,
    }


def _provinces() -> list[Option]:
    return [(f"{key}0000", place_name(f"{key}0000")) for key in sorted(TILES)]


def _clusters() -> list[Option]:
    return [(item.key, spoken(item.name, item.english or item.name)) for item in clusters()]


def _extra(code: str) -> list[Option]:
    """An option of its own for a region below the provinces, so that it stays chosen."""
    below = len(code) == 6 and code.isdecimal() and not code.endswith("0000")
    return [(code, place_name(code))] if below else []
