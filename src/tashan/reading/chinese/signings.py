"""
Signings: how many projects, of what amount, were signed at an event between regions.

Stocks ("累计", "近一年来") are figures, not signings; contracts on a trip of companies alone are not recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.agreements_signed import signed_when
from tashan.reading.chinese.signatories import meeting_near, trip_near
from tashan.reading.chinese.trips import Trip, When
from tashan.reading.dating import days_of
from tashan.records import Signing

if TYPE_CHECKING:
    from tashan.reading.chinese.gatherings import Gathering
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence
    from tashan.regions import Region

_SIGNED: Final = re.compile(r"签约|签订|签署|共签|签下|签了|集中签|成功签|达成|敲定|现场签|签")
_PROJECTS: Final = re.compile(r"项目|合作协议|投资协议|购销协议|协议|合同|订单|合作意向")
_VAGUE: Final = re.compile(
    r"一批[^,。;]{0,8}项目|项目签约仪式|签约(?:了)?(?:一批|多个|系列)|项目[^,。;]{0,4}(?:集中)?签约|签约项目"
)
_MONEY: Final = re.compile(r"投资|金额|总额|资金|签约额|协议额|合同额|意向|引资|订单")
_STOCK: Final = re.compile(
    r"累计|近[一二三两\d]?年|截至|去年|历年|上半年|一季度|今年以来|以来|至今|已有|总共签约过|先后引进|全年|年均|\d{4}年至\d{4}年"
)
_NOT: Final = re.compile(r"《|框架协议|战略合作协议|备忘录")
_SECTORS: Final = re.compile(
    r"(?:涵盖|涉及|包括|覆盖|有|分)([^。;]{4,80}?)(?:等(?:领域|产业|行业|方面|多个|\d|[一二三四五六七八九十])|领域|产业|[,。;]|等)"
)
_PLANNED: Final = re.compile(r"将|拟|计划|预计|有望|争取")
_TOWARD: Final = re.compile(r"落户|落地|投资|入驻")


@dataclass(slots=True)
class Deal:
    """A signing while it is being read."""

    projects: int | None
    amount: int | float | None
    span: tuple[int, int]
    sentence: int
    when: When = field(default_factory=When)
    event: str | None = None
    recipients: list[Region] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    status: str = "signed"
    qualifiers: tuple[Any, ...] = ()


_INTENT: Final = re.compile(r"(?:达成|取得)(?:\w{0,6})?(?:共识|意向)")


def read_signings(story: Story, trips: list[Trip], meetings: list[Gathering]) -> list[Deal]:
    """Signings told in the course of an event between regions."""
    if not trips and not meetings:
        return []
    found: list[Deal] = []
    for sentence in story.sentences:
        verb = _SIGNED.search(story.text, sentence.start, sentence.end)
        if verb is None or _INTENT.search(story.text[sentence.start : sentence.end]):
            continue
        deal = _deal(story, sentence, verb, trips, meetings)
        if deal is not None and not any((d.projects, d.amount) == (deal.projects, deal.amount) for d in found):
            found.append(deal)
    full = [d for d in found if d.projects is not None or d.amount is not None]
    return [d for d in full if not any(o is not d and _covers(o, d) for o in full)] or found[:1]


def _covers(a: Deal, b: Deal) -> bool:
    """The fuller of two tellings of one signing."""
    if b.projects is not None and b.amount is not None:
        return False
    return (
        (b.projects in (None, a.projects))
        and (b.amount in (None, a.amount))
        and (a.projects, a.amount) != (b.projects, b.amount)
    )


_COUNTED_BEHIND: Final = re.compile(r"[^,。;、\d]{0,12}?(?:项目|合作协议|投资协议|协议|合同|订单|意向)")
_COUNTED_BEFORE: Final = re.compile(r"(?:项目|协议|合同)[^,。;\d]{0,6}$")
_AND: Final = re.compile(r"[、和及与]")
_ORDERS: Final = re.compile(r"项目|订单|合同")
_GIVEN: Final = re.compile(r"捐|帮扶资金|财政|补助|安排")
_OF_PROJECTS: Final = re.compile(r"签约|项目")


_AT_FORUM: Final = re.compile(r"开幕式上|大会上|论坛上|本届(?:大会|论坛)")


def _deal(
    story: Story, sentence: Sentence, verb: re.Match[str], trips: list[Trip], meetings: list[Gathering]
) -> Deal | None:
    text = story.text
    reach = 12 if _AT_FORUM.search(text, sentence.start, sentence.end) else 4  # a large forum is told at length
    trip, meeting = _any_trip(trips, sentence.number), meeting_near(meetings, sentence.number, reach)
    if trip is None and meeting is None:
        return None
    projects, amount, right = None, None, verb.end()
    for quantity in story.analysis.between(story.analysis.quantities, sentence.start, sentence.end):
        if quantity.kind not in ("count", "money"):
            continue
        left = _comma(text, quantity.start, sentence.start)
        if _STOCK.search(text, left, quantity.start) or _SEEN.search(text, left, quantity.start):
            continue  # two projects looked at are not two projects signed
        clause, around = text[left : quantity.end + 12], text[quantity.end : quantity.end + 14]
        before = text[max(sentence.start, quantity.start - 16) : quantity.start]
        if (
            quantity.kind == "count"
            and quantity.unit in ("个", "项", "份", "宗", "件", "单")
            and quantity.value is not None
        ):
            own = _COUNTED_BEHIND.match(around) or _COUNTED_BEFORE.search(before)
            if (
                own
                and projects is None
                and abs(quantity.start - verb.start()) < 60
                and _SIGNED.search(clause + before)
                and float(quantity.value).is_integer()
            ):
                paper = not _ORDERS.search(around[:14] + before[-8:])
                if (_NOT.search(around) or paper) and (quantity.value < 5 or before.endswith("等")):
                    continue
                projects, right = int(quantity.value), max(right, quantity.end)
        elif (
            quantity.kind == "count" and quantity.unit == "家" and projects is None and quantity.value is not None
            and (_WITH_FIRMS.match(text, quantity.end, sentence.end) or _PAPERS.search(before))
        ):  # fmt: skip
            projects = int(quantity.value)
        elif (
            quantity.kind == "money"
            and (quantity.currency in (None, "CNY"))
            and (amount is None or (quantity.value or 0) > amount)
            and quantity.start > verb.start() - 30
        ) and (_MONEY.search(before) and quantity.value is not None and not _GIVEN.search(before)):
            amount, right = quantity.value, max(right, quantity.end)
    if projects is None and amount is not None and not _OF_PROJECTS.search(text[sentence.start : right]):
        amount = None
    if projects is None and amount is None:
        vague = _VAGUE.search(text, sentence.start, sentence.end)
        if vague is None or _STOCK.search(text, sentence.start, vague.start()):
            return None
        right = max(right, vague.end())
    left = _comma(text, verb.start(), sentence.start)
    deal = Deal(projects, amount, (left, right), sentence.number)
    token = next((t for t in sentence.tokens if t.start <= verb.start() < t.end), sentence.tokens[-1])
    deal.when = signed_when(story, sentence, token, trips, meetings)
    if trip is not None and trip.promotion and trip.when.start:
        deal.when = trip.when
    if trip is not None and trip.promotion and not deal.recipients:
        deal.recipients = list(trip.visitors)  # whose own promotion it is wins the investment
    deal.event = meeting.name if meeting is not None else None
    deal.status = "planned" if _PLANNED.search(text, max(left, verb.start() - 6), verb.start()) else "signed"
    sectors = _SECTORS.search(text, left, min(sentence.end, right + 90))
    if sectors:
        deal.sectors = [s for s in _AND.split(sectors.group(1)) if 1 < len(s) <= 14]
    for mention in story.analysis.between(story.analysis.places.mentions, left, sentence.end):
        if _TOWARD.search(text, mention.start - 3, mention.start):
            deal.recipients += [r for r in story.regions(mention) if r not in deal.recipients]
    return deal


_PAPERS: Final = re.compile(r"签[订署约下](?:了|正式|投资|合作)*(?:合作|投资)?(?:协议|合同)$")
_SEEN: Final = re.compile(r"考察(?![团组])|参观(?!团)|走访|调研(?![团组])|察看|捐|援助|支援")
_WITH_FIRMS: Final = re.compile(r"[^,。;]{0,8}(?:企业|公司|客商|单位)(?:成功|分别|现场|达成)?(?:签订|签署|签约|签下)")


def _any_trip(trips: list[Trip], number: int) -> Trip | None:
    near = [t for t in trips if t.sentence - 1 <= number <= t.last + 6 and not t.background]
    return near[-1] if near else trip_near(trips, number)


def _comma(text: str, end: int, floor: int) -> int:
    return max(floor, max([text.rfind(mark, floor, end) for mark in ",。;\n"]) + 1)


def to_signing(deal: Deal, story: Story) -> Signing:
    """The record of a signing."""
    source = story.analysis.source
    evidence = [source.span(*deal.span)]
    when = deal.when
    if when.year and when.start:
        evidence.append(source.span(*when.year, "year"))
    return Signing(
        evidence=tuple(evidence), flags=when.flags, candidates=days_of(when.candidates), projects=deal.projects, amount_cny=deal.amount,
        date=when.start, event=deal.event, recipients=tuple(deal.recipients), sectors=tuple(deal.sectors), status=deal.status,
    )  # fmt: skip
