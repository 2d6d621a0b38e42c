"""Reads of what is kept on moving industry: lists and platforms in force, and what a round of matching gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from tashan.matching import Choice, Requirement, assign
from tashan.sharing.industry import ListEntry, Platform, check_industry, read_list, read_platforms
from tashan.sharing.match_files import read_match
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say
from tashan.web.sharing.columns import joined
from tashan.web.sharing.models import Kept
from tashan.web.sharing.trials import code_of


def latest(kind: Any, at: datetime | None = None) -> list[Kept]:
    """The latest version of everything of a kind, by title; as it was known at a time, if one is given."""
    known = Kept.objects.filter(kind=kind, **({"made_at__lte": at} if at else {}))
    newest = known.filter(key=OuterRef("key")).order_by("-version").values("pk")[:1]
    return list(known.filter(pk=Subquery(newest)))


def entries(at: datetime | None = None) -> list[ListEntry]:
    """The entries of all lists kept."""
    return [entry for one in latest(Kept.Kind.LIST, at) for entry in entries_of(one.text)]


def platforms(at: datetime | None = None) -> list[Platform]:
    """All platforms registered."""
    return [platform for one in latest(Kept.Kind.PLATFORM, at) for platform in platforms_of(one.text)]


@lru_cache(maxsize=200)
def entries_of(text: str) -> tuple[ListEntry, ...]:
    """The entries of one list, with regions by code where their names are known."""
    return tuple(
        replace(entry, regions=tuple(code_of(region) for region in entry.regions))
        for entry in read_list(text.encode(), "list.yaml")
    )


@lru_cache(maxsize=1000)
def platforms_of(text: str) -> tuple[Platform, ...]:
    """The platforms of one register."""
    return read_platforms(text.encode(), "platform.yaml")


def region_name(region: str) -> str:
    """A region by its code in the reader's language; by name as it stands."""
    return place_name(region) if region.isdigit() else region


@dataclass(frozen=True, slots=True)
class Paired:
    """What a round gives a firm: its place with reasons, and the places that a list refused it, each with why."""

    choice: Choice
    refused: tuple[str, ...]


def result_of(one: Kept) -> tuple[Paired, ...]:
    """
    Who gets which place in a round, as lists and platforms were known when it was kept.

    A place whose name is a registered platform is refused to a firm whose industry (`industry` under `wants`) is
    forbidden there.
    """
    read = read_match(one.text.encode(), "match.yaml")
    day = timezone.localtime(one.made_at).date().isoformat()
    regions = {each.name: each.region for each in platforms(one.made_at)}
    listed = entries(one.made_at)
    needs = [
        Requirement(
            need.name,
            need.wants,
            {
                offer.name: reasons
                for offer in read.offers
                if (reasons := _forbidden(need, regions.get(offer.name, ""), day, listed))
            },
        )
        for need in read.needs
    ]
    found = assign(needs, read.offers, read.criteria)
    return tuple(
        Paired(
            choice,
            tuple(say("{a}：{b}", "{a}: {b}", a=offer, b=joined(reasons)) for offer, reasons in need.refused.items()),
        )
        for choice, need in zip(found, needs, strict=True)
    )


def _forbidden(need: Requirement, region: str, day: str, listed: list[ListEntry]) -> tuple[str, ...]:
    """Why a firm may not move to a region, one sentence for each of its industries that is forbidden there."""
    wanted = need.wants.get("industry", frozenset())
    codes = wanted if isinstance(wanted, frozenset) else frozenset([str(wanted)])
    reasons = []
    for code in sorted(codes) if region else ():
        verdict = check_industry(listed, code, region, day)
        if verdict.verdict == "forbidden":
            first = verdict.entries[0]
            reasons.append(
                say(
                    "{code} 自 {day} 起禁止（{where}）",
                    "{code} is forbidden since {day} ({where})",
                    code=code,
                    day=first.start,
                    where=f"{first.document} {first.article}".strip(),
                )
            )
    return tuple(reasons)
