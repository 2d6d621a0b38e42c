"""Tables of moving industry: platforms, lists and their entries, pairs of a round."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone

from tashan.rules.days import LAST_DAY
from tashan.sharing.industry import Platform, check_industry, open_platforms
from tashan.web.pages.downloads import Linked, Table
from tashan.web.pages.numbers import percentage
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say
from tashan.web.sharing import moved
from tashan.web.sharing.columns import columns, joined
from tashan.web.sharing.models import Kept
from tashan.web.sharing.notes import match_words, verdict_words


def platforms_table(day: date, code: str) -> Table:
    """The register of platforms, and how each stands on a day for an industry."""
    rows = []
    for one in moved.latest(Kept.Kind.PLATFORM):
        (platform,) = moved.platforms_of(one.text)
        rows.append(
            (
                Linked(platform.name, reverse("sharing-kept", args=(one.pk,))),
                moved.region_name(platform.region),
                joined(platform.industries),
                platform.land,
                platform.start,
                end_of(platform.end),
                platform.document,
                receives(platform, code, day.isoformat()),
            )
        )
    return Table(
        "platforms",
        say("承接平台名录", "Register of receiving platforms"),
        columns(
            ("平台", "Platform"),
            ("区域", "Region"),
            ("承接产业", "Industries"),
            ("可用土地，平方米", "Free land, m²", "number"),
            ("自", "From", "when"),
            ("至", "To", "when"),
            ("依据", "Named by"),
            ("当日", "On the day"),
        ),
        rows,
        empty=say("还没有登记平台。", "No platform is registered yet."),
    )


def receives(platform: Platform, code: str, day: str) -> str:
    """How a platform stands on a day for an industry; a list that forbids it there comes before the platform's word."""
    if not platform.start <= day <= platform.end:
        return say("不在承接期", "not receiving")
    if code and not open_platforms([platform], code, day):
        return say("不承接该产业", "not this industry")
    if code and check_industry(moved.entries(), code, platform.region, day).verdict == "forbidden":
        return say("目录禁止", "forbidden by a list")
    return say("承接", "receiving")


def lists_table() -> Table:
    """The lists of industries that are kept."""
    return Table(
        "lists",
        say("产业目录", "Lists of industries"),
        columns(
            ("目录", "List"),
            ("登记方", "Kept by"),
            ("条目", "Entries", "number"),
            ("版本", "Version", "number"),
            ("登记日期", "Kept on", "when"),
        ),
        [
            (
                Linked(one.title, reverse("sharing-kept", args=(one.pk,))),
                place_name(one.place),
                len(moved.entries_of(one.text)),
                one.version,
                timezone.localtime(one.made_at).date(),
            )
            for one in moved.latest(Kept.Kind.LIST)
        ],
        empty=say("还没有登记目录。", "No list is registered yet."),
    )


def entries_of_list(one: Kept) -> Table:
    """What one list says, entry by entry."""
    return Table(
        "entries",
        say("条目", "Entries"),
        columns(
            ("结论", "Verdict"),
            ("产业", "Industries"),
            ("区域", "Regions"),
            ("自", "From", "when"),
            ("至", "To", "when"),
            ("条款", "Article"),
            ("条件", "Condition"),
        ),
        [
            (
                verdict_words(each.verdict),
                joined(each.industries),
                joined(map(moved.region_name, each.regions)),
                each.start,
                end_of(each.end),
                each.article,
                each.condition,
            )
            for each in moved.entries_of(one.text)
        ],
    )


def pairs_table(found: tuple[moved.Paired, ...]) -> Table:
    """Who gets which place, with every reason, and the places that a list refuses."""
    return Table(
        "pairs",
        say("结果与理由", "Results and reasons"),
        columns(
            ("企业", "Firm"),
            ("承接地", "Place"),
            ("得分", "Score", "number"),
            ("为什么", "Why"),
            ("逐项", "One by one"),
            ("目录不许", "Refused by a list"),
        ),
        [
            (
                one.choice.need,
                one.choice.match.offer if one.choice.match else None,
                percentage(one.choice.match.score) if one.choice.match else None,
                match_words(one.choice.why),
                joined((match_words(reason.sentence) for reason in one.choice.match.reasons), sentences=True)
                if one.choice.match
                else None,
                joined(one.refused, sentences=True),
            )
            for one in found
        ],
    )


def end_of(day: str) -> str | None:
    """The last day for a table; nothing where it holds until further notice."""
    return None if day == LAST_DAY else day
