"""Regions and organs that a clause or a title names as signatories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.homes import last_link
from tashan.reading.chinese.organs import ZONE_ALIAS
from tashan.reading.chinese.trips import inside
from tashan.records import Organ
from tashan.regions import Region
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

FIRM: Final = re.compile(r"公司|集团|企业|银行|商会|合作社|投资方|厂|旅行社")
_ORGAN: Final = re.compile(
    r"(?:省|市|县|区|州|自治区|盟)?(?:人民政府|政府)?(?:(?!在|举办|签)[\u4e00-\u9fff]){0,12}?(?:局|委(?!员|常|会)|厅|办公室|办|院|协会|商会|联合会|委员会|工会|学会|(?<!旅行)社|中心|总工会|妇联|公安处|支队|法院|检察院|税务局|工商联|学校|大学|管委会|(?:开发|高新|经开|保税|产业园|工业园|科技园|滨海新|[东西南北]新)区)(?=[、与和及等]|签|在|就|分|共|联|正|缔|结|达|召|举|经|通|进|,|也|于|将|$|\W)"
)
_PLAIN_GOVERNMENT: Final = re.compile(r"(?:省|市|县|区|州)?(?:人民政府|政府|委、政府|委|党委|市委|县委|市政府)$")
_FULL: Final = (
    (re.compile(r"发改委$"), "发展和改革委员会"), (re.compile(r"(?<!人民)政府(?=合作|办|驻|研)"), "人民政府"),
    (re.compile(r"合作交流办$"), "合作交流办公室"), (re.compile(r"国资委$"), "国有资产监督管理委员会"), (re.compile(r"工信委$"), "工业和信息化委员会"),
    (re.compile(r"卫健委$"), "卫生健康委员会"), (re.compile(r"人社局$"), "人力资源和社会保障局"), (re.compile(r"文旅局$"), "文化和旅游局"),
    (re.compile(r"文旅厅$"), "文化和旅游厅"), (re.compile(r"人社厅$"), "人力资源和社会保障厅"), (re.compile(r"工信厅$"), "工业和信息化厅"),
    (re.compile(r"住建局$"), "住房和城乡建设局"), (re.compile(r"住建厅$"), "住房和城乡建设厅"), (re.compile(r"医保局$"), "医疗保障局"),
    (re.compile(r"市监局$"), "市场监督管理局"), (re.compile(r"外办$"), "外事办公室"), (re.compile(r"科技局$"), "科学技术局"), (re.compile(r"科技厅$"), "科学技术厅"),
)  # fmt: skip


def region_of(party: Region | Organ) -> Region | None:
    """The region that signs, or that an organ belongs to."""
    return party if isinstance(party, Region) else party.region


def inside_of(inner: Region | Organ, outer: Region | Organ) -> bool:
    """Whether one signatory lies in the other, or acts for what does."""
    one, two = region_of(inner), region_of(outer)
    return one is not None and two is not None and (contains(two, one) or (one == two and isinstance(inner, Organ)))


def tops(parties: list[Any]) -> list[Any]:
    """Parties that do not lie in one another."""
    found: list[Any] = []
    for party in parties:
        region = region_of(party)
        if region is not None and not any((o := region_of(f)) is not None and inside(o, region) for f in found):
            found.append(party)
    return found


_FIRM_NEAR: Final = re.compile(r"[\u4e00-\u9fff]{0,8}(?:公司|集团|企业|机构|银行|旅行社)")
# 融入成渝地区双城经济圈建设 names a plan, not who signs; 结为旅游文化友好区县 no district.
_ALSO_CALLED: Final = re.compile(r"\([\u4e00-\u9fff]{2,6}\)")  # 区工商联(总商会)
OF_A_PLAN: Final = re.compile(r"建设|战略|发展|一体化|规划纲要")
_FRIENDS: Final = re.compile(r"友好区(?=县|关系|[,。、]|签|合作|$)")


def named_parties(story: Story, sentence: Sentence, start: int, end: int) -> list[Region | Organ]:
    """Regions and organs that stand as the subject of the clause."""
    text = story.text
    found: list[Region | Organ] = []
    mentions = story.analysis.between(story.analysis.places.mentions, start, end)
    told = start
    for at, mention in enumerate(mentions):
        if mention.start < told or text.count("“", start, mention.start) > text.count("”", start, mention.start):
            continue
        before = text[mention.start - 1 : mention.start]
        if mention.form == "group" and OF_A_PLAN.match(text, mention.end):
            continue
        if _FRIENDS.match(text, mention.start):
            continue
        regions = story.regions(mention)
        bracketed = text[mention.end : mention.end + 1] == "(" and not ZONE_ALIAS.match(text, mention.end)
        if before in ("在", "于", "赴", "到", "来", "聚", "(") or bracketed:
            continue
        tail = _ORGAN.match(text, mention.end, end)
        if tail and ("常委" in tail.group() or any(mention.end < m.start < tail.end() for m in mentions[at + 1 :])):
            tail = None
        if tail and len(regions) == 1 and not _PLAIN_GOVERNMENT.fullmatch(tail.group()) and len(tail.group()) > 1:
            told = tail.end()
            if _ALL_OFFICES.search(tail.group()):
                found += [r for r in regions if r not in found]
                continue  # 甲乙两地委办局 are no one organ
            if (shared := _EACH.match(tail.group())) is not None:  # 甲、乙两省交通运输厅: each its own
                found += _each_its_own(found, regions[0], shared.group(1))
                continue
            name = _full_name(mention.surface + tail.group())
            also = _ALSO_CALLED.match(text, told, end)
            found.append(Organ(name + (also.group() if also else ""), regions[0]))
        elif FIRM.match(text, mention.end) or _FIRM_NEAR.match(text[mention.end : mention.end + 12]):
            continue
        elif len(regions) <= 6:
            found += [r for r in regions if r not in found]
    grouped = [r for m in mentions for r in story.regions(m) if len(story.regions(m)) > 1]
    if len(found) > len(grouped) > 0:  # 甲省乙县、丙省丁县等10个甲丙合作结对县
        found = [p for p in found if p not in grouped or not any(o is not p and inside_of(o, p) for o in found)]
    for token in sentence.tokens:
        if token.kind == "Z" and start <= token.start < end:
            home = story.home_region(token.item[1:] if token.item[1:] in "省市县区州盟旗" else None)
            if home is not None and home not in found:
                found.append(home)
    return found


_ALL_OFFICES: Final = re.compile("委办局|有关|相关|各|部门")
_EACH: Final = re.compile(
    r"[两二三四五六七八九十](?:省区市|省市|省区|市州|市县|县区|区县|省|市|县|区|州|地)(?:的|市直|省直)?(\w+)"
)


def _each_its_own(found: list[Region | Organ], last: Region, organ: str) -> list[Region | Organ]:
    """甲、乙两省交通运输厅: the organ of that name of each of the regions listed; they leave the list found so far."""
    listed = [r for r in found if isinstance(r, Region) and r.level == last.level]
    found[:] = [r for r in found if r not in listed]
    return [Organ(_full_name(last_link(r.name) + organ), r) for r in (*listed, last)]


def _full_name(name: str) -> str:
    for pattern, full in _FULL:
        name = pattern.sub(full, name)
    return name
