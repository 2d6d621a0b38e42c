"""
Signings: how many projects, of what amount, were signed at an event between regions.

Stocks ("累计", "近一年来") are figures, not signings; contracts on a trip of companies alone are not recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.agreements_signed import OVER_YEARS, signed_when
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
# Projects signed that nobody counts; a ceremony counts where the two sides hold it, not where somebody goes to it.
_VAGUE: Final = re.compile(
    r"一批[^,。;]{0,16}项目|签约(?:了)?(?:一批|多个|系列)(?![^,。;]{0,30}事项)|项目[^,。;]{0,4}(?:集中)?签约(?!仪式|活动|项目)"
    r"|(?:举行|举办|同[^,。;]{1,8}办)[^,。;]{0,160}项目(?:集中|集体)?签约仪式"
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


# An intention is no signing: 达成投资意向, 签订合作意向书.
_INTENT: Final = re.compile(r"(?:达成|取得|签[订署])了?(?:\w{0,6})?(?:共识|意向)")
_PAPER_ALONE: Final = re.compile(r"^[^《\d]*签[订署]了?(?!项目)[^,。;项目\d]{0,12}(?:框架协议|备忘录)$")
_CLAUSE: Final = re.compile("[^,。;\n]*")


def read_signings(story: Story, trips: list[Trip], meetings: list[Gathering]) -> list[Deal]:
    """Signings told in the course of an event between regions."""
    if not trips and not meetings:
        return []
    found: list[Deal] = []
    for sentence in story.sentences:
        verb = _verb(story.text, sentence)
        if verb is None or OVER_YEARS.match(story.text, sentence.start):
            continue
        deal = _deal(story, sentence, verb, trips, meetings)
        if deal is not None and not any((d.projects, d.amount) == (deal.projects, deal.amount) for d in found):
            found.append(deal)
    full = [d for d in found if d.projects is not None or d.amount is not None]
    return [d for d in full if not any(o is not d and _covers(o, d) for o in full)] or found[:1]


def _verb(text: str, sentence: Sentence) -> re.Match[str] | None:
    """The first word of signing whose clause tells more than an intention."""
    for verb in _SIGNED.finditer(text, sentence.start, sentence.end):
        left = _comma(text, verb.start(), sentence.start)
        clause = _CLAUSE.match(text, left, sentence.end)
        if clause is None or not (_INTENT.search(clause.group()) or _PAPER_ALONE.search(clause.group())):
            return verb
    return None


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
_COUNTED_BEFORE: Final = re.compile(r"(?:项目|协议|合同)[^,。;\d]{0,6}$|签约了?$")
_AND: Final = re.compile(r"[、和及与]")
_ORDERS: Final = re.compile(r"项目|订单|合同")
_GIVEN: Final = re.compile(r"捐|帮扶资金|财政|补助|安排")
_OF_PROJECTS: Final = re.compile(r"签约|项目")


_AT_FORUM: Final = re.compile(r"开幕式上|大会上|论坛上|本届(?:大会|论坛)")
_PIECES: Final = frozenset("个 项 份 宗 件 单".split())


def _deal(
    story: Story, sentence: Sentence, verb: re.Match[str], trips: list[Trip], meetings: list[Gathering]
) -> Deal | None:
    text = story.text
    reach = 12 if _AT_FORUM.search(text, sentence.start, sentence.end) else 4  # a large forum is told at length
    trip, meeting = _any_trip(trips, sentence.number), meeting_near(meetings, sentence.number, reach)
    if trip is None and meeting is None and len(meetings) == 1 and not trips:
        meeting = meeting_near(meetings, sentence.number, _WHOLE_PAGE)  # the one event that the page is about
    if trip is None and meeting is None:
        return None
    projects, amount, right = _signed_sum(story, sentence, verb)
    if projects is None and amount is None:
        vague = _VAGUE.search(text, sentence.start, sentence.end)
        if vague is None or _STOCK.search(text, sentence.start, vague.start()):
            return None
        projects = _listed(text, sentence, vague)
        amount = _told_behind(story, vague.end())
        right = max(right, vague.end())
    left = _comma(text, verb.start(), sentence.start)
    deal = Deal(projects, amount, (left, right), sentence.number)
    token = next((t for t in sentence.tokens if t.start <= verb.start() < t.end), sentence.tokens[-1])
    deal.when = signed_when(story, sentence, token, trips, meetings)
    if trip is not None and trip.promotion and trip.when.start:
        deal.when = trip.when
    if _OVER_A_WEEK.search(text, sentence.start, verb.start()) and not _told_in(deal.when, sentence):
        deal.when = _month_of(deal.when)
    if trip is not None and trip.promotion and not deal.recipients:
        deal.recipients = list(trip.visitors)  # whose own promotion it is wins the investment
    deal.event = meeting.name if meeting is not None else None
    deal.status = "planned" if _PLANNED.search(text, max(left, verb.start() - 6), verb.start()) else "signed"
    if _WILL_BE.search(text, left, verb.start()):
        deal.status = "planned"
    sectors = _SECTORS.search(text, left, min(sentence.end, right + 90))
    if sectors:
        deal.sectors = [s for s in _AND.split(sectors.group(1)) if 1 < len(s) <= 14]
    for mention in story.analysis.between(story.analysis.places.mentions, left, sentence.end):
        if _TOWARD.search(text, mention.start - 3, mention.start):
            deal.recipients += [r for r in story.regions(mention) if r not in deal.recipients]
    return deal


# 在这次“沪洽周”里一共签约: more than what was signed on the one day told before
_OVER_A_WEEK: Final = re.compile(r"周”?(?:里|期间|中)|同期")


def _told_in(when: When, sentence: Sentence) -> bool:
    return when.span is not None and sentence.start <= when.span[0] < sentence.end


def _month_of(when: When) -> When:
    """The month of a day, where only that is known."""
    if when.start is None:
        return when
    return When(when.start[:7], None, when.flags, when.candidates, when.year, when.span)


def _signed_sum(story: Story, sentence: Sentence, verb: re.Match[str]) -> tuple[int | None, int | float | None, int]:
    """How many projects one sentence says were signed, for how much, and where that is said."""
    text = story.text
    projects, amount, right = None, None, verb.end()
    big = _BIG_ONES.search(text, sentence.start, sentence.end)
    if big is not None:
        return int(big.group(1)), None, max(right, big.end())
    for quantity in story.analysis.between(story.analysis.quantities, sentence.start, sentence.end):
        if quantity.kind not in ("count", "money") or quantity.value is None:
            continue
        left = _comma(text, quantity.start, sentence.start)
        if _STOCK.search(text, left, quantity.start) or _SEEN.search(text, left, quantity.start):
            continue  # two projects looked at are not two projects signed
        if quantity.kind == "money" and _of_stock_before(text, sentence.start, left, quantity.start):
            continue
        before = text[max(sentence.start, quantity.start - 16) : quantity.start]
        if quantity.kind == "money":
            if (
                quantity.currency in (None, "CNY")
                and (amount is None or quantity.value > amount)
                and quantity.start > verb.start() - 30
                and _MONEY.search(before)
                and not _GIVEN.search(before)
                and not _NO_DEAL.search(text, left, _comma_after(text, quantity.end, sentence.end))
            ):
                amount, right = quantity.value, max(right, quantity.end)
        elif projects is None and (
            _pieces(text, sentence, verb, quantity, before) or _firms(text, sentence, quantity, before)
        ):
            projects, right = int(quantity.value), max(right, quantity.end)
    if projects is None and amount is not None and not _OF_PROJECTS.search(text[sentence.start : right]):
        amount = None
    return projects, amount, right


def _of_stock_before(text: str, floor: int, left: int, end: int) -> bool:
    """上半年签约项目12个,总投资35亿元: a sum that only goes on with a clause about earlier or hoped-for results."""
    if left <= floor or _SIGNED.search(text, left, end):
        return False
    return _STOCK.search(text, _comma(text, left - 1, floor), left) is not None


def _pieces(text: str, sentence: Sentence, verb: re.Match[str], quantity: Any, before: str) -> bool:
    """Whether a count is of projects signed, or of so many papers that they are projects."""
    if quantity.unit not in _PIECES or not float(quantity.value).is_integer():
        return False
    around = text[quantity.end : quantity.end + 14]
    if not (_COUNTED_BEHIND.match(around) or _COUNTED_BEFORE.search(before)) or _INTENDED.match(around):
        return False
    left = _comma(text, quantity.start, sentence.start)
    if _INTENT.search(text, left, _comma_after(text, quantity.end, sentence.end)):
        return False  # 就65个合作项目达成共识
    if abs(quantity.start - verb.start()) >= _FAR or not _SIGNED.search(text[left : quantity.end + 12] + before):
        return False
    if not _NOT.search(around) and _ORDERS.search(around + before[-8:]):
        return True
    if not _BUSINESS.search(text, sentence.start, sentence.end):
        return False  # so many papers of departments
    return quantity.value >= _SO_MANY and not before.endswith("等") and not _FORMULA.search(before)


def _firms(text: str, sentence: Sentence, quantity: Any, before: str) -> bool:
    """Whether a count is of firms that signed: 与9家企业签订."""
    signed = _WITH_FIRMS.match(text, quantity.end, sentence.end) or _PAPERS.search(before)
    return quantity.unit == "家" and signed is not None


_BUSINESS: Final = re.compile(r"企业|公司|客商|投资|引资|项目|金额|资金")
_FAR: Final = 60
_WHOLE_PAGE: Final = 12
_SO_MANY: Final = 5
_NO_DEAL: Final = re.compile(r"意向|框架协议|战略合作协议|备忘录")
_INTENDED: Final = re.compile(r"(?:投资|合作)?意向")
_FORMULA: Final = re.compile(r"\d\+\d[^,。]{0,6}$")  # “1+9”共计10个合作协议 are papers of governments
_BIG_ONES: Final = re.compile(
    r"(\d{1,4}) ?个(?:总?投资(?:额|规模)?)?均?(?:超过|过|超)?[\d.]*亿元(?:以上|级)?的?(?=[^,。;]{0,14}项目[^,。;]{0,8}签约)"
)
_WILL_BE: Final = re.compile(r"将会?有")
_PROJECTS_NAMED: Final = re.compile(r"(?:举行|举办|进行)了?([^,。;]{6,160}项目)(?:集中|集体)?签约仪式")


def _listed(text: str, sentence: Sentence, vague: re.Match[str]) -> int | None:
    """How many projects a ceremony names one by one: 举行了甲公司…项目、乙公司…项目签约仪式."""
    named = _PROJECTS_NAMED.search(text, sentence.start, sentence.end)
    if named is None or not vague.start() <= named.end() <= vague.end():
        return None
    names = re.split("[、和]", named.group(1))
    return len(names) if len(names) > 1 and all(len(n) > _SO_MANY and n.endswith("项目") for n in names) else None


_IN_ALL: Final = re.compile(
    r"(?:协议|合同|签约|投资|引资)总?(?:金额|额|资金|投资)?(?:共|总计|合计)?(?:为|达到?|约|近|超过?)*$"
)


def _told_behind(story: Story, start: int) -> int | float | None:
    """The whole amount that the next two sentences tell of projects nobody counts: 协议总金额为163.6亿元."""
    text = story.text
    stop = start
    for _ in range(_BEHIND):
        at = text.find("。", stop)
        stop = at + 1 if at >= 0 else len(text)
    for quantity in story.analysis.between(story.analysis.quantities, start, stop):
        if quantity.kind == "money" and quantity.currency in (None, "CNY") and quantity.value is not None:
            left = _comma(text, quantity.start, start)
            if _IN_ALL.search(text, left, quantity.start) and not _STOCK.search(text, left, quantity.start):
                value: int | float = quantity.value
                return value
    return None


_BEHIND: Final = 3
_PAPERS: Final = re.compile(r"签[订署约下](?:了|正式|投资|合作)*(?:合作|投资)?(?:协议|合同)$")
_SEEN: Final = re.compile(r"考察(?![团组])|参观(?!团)|走访|调研(?![团组])|察看|捐|援助|支援")
_WITH_FIRMS: Final = re.compile(r"[^,。;]{0,8}(?:企业|公司|客商|单位)(?:成功|分别|现场|达成)?(?:签订|签署|签约|签下)")


def _any_trip(trips: list[Trip], number: int) -> Trip | None:
    near = [t for t in trips if t.sentence - 1 <= number <= t.last + 6 and not t.background]
    return near[-1] if near else trip_near(trips, number)


def _comma(text: str, end: int, floor: int) -> int:
    return max(floor, max([text.rfind(mark, floor, end) for mark in ",。;\n"]) + 1)


def _comma_after(text: str, start: int, limit: int) -> int:
    """Where the clause ends that begins before `start`."""
    clause = _CLAUSE.match(text, start, limit)
    return clause.end() if clause else limit


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
