"""Is a word of theme only part of a name? Organs, firms, sites and persons bear fields in their names."""

from __future__ import annotations

import re

from tashan.reading._patterns import any_of, holds_any
from tashan.regions.people import SURNAMES

# An organ, firm or medium is never a field; a site is one only where it is to be built or shared.
_ORGAN_ENDS = tuple(
    """
    公司 集团 股份 有限 研究院 养老院 敬老院 福利院 卫生院 学院 大学 中学 小学 学校 医院 酒店 宾馆 大道 大厦 指挥部 项目部 商会 协会 学会 联合会 企业家 委员会
    日报 日报社 晚报 频道 网 局 厅 署 局长 厅长 署长
    """.split()
)
_ORGAN = any_of(
    r"""
    (?:局|厅|委|(?<![东西中南北全内外干])部|(?<![通一承举主创兴网合])办|(?<![之好到用益])处|办公室)(?:党组|党委|副?[局厅部主处]长?|主任|书记|负责人|有关|相关)?
""",
    around="{}$",
)
_ORGAN_LAST = frozenset("局厅委部办处室组长任记人关")
# Firms and bodies whose name goes on with a person or an act: 某科技公司总经理, 某商业公会捐赠.
_ORGAN_BEGINS = any_of(
    "公司 集团(?!化) 总会 基金会 慈善会 促进会 协进会 联谊会 农会 协会 学会 公会 商会 联合会 合作社 银行 法院 检察院 管委会 委员会 研究[所院]"
)
_ORGAN_GOES_ON = re.compile(r"\([\u4e00-\u9fff]{2,6}\)[^,。;、]{0,8}(?:公司|集团)")  # 某科技(深圳)有限公司
_SITE_ENDS = tuple(
    """
    中心 展馆 馆 场 公园 园区 产业园 工业园 科技园 示范园 生态园 创业园 软件园 物流园 科创园 村 镇 乡 街道 社区 广场 景区 基地 厂 企业 车间
    项目现场 大厅 高铁站 火车站 商城 孵化园 文创园 文化园 会议室 大厦
    """.split()
)
_NO_SITE = ("市场", "乡村", "农村", "新村", "城乡", "城镇", "新乡")
# A site that something took place in: 在某科技产业基地考察, 在某电商产业园举行.
_PLACE_OF = re.compile(
    "[^在于]*?(?:(?:基地|园区?|中心|馆|广场|展厅|展区|试验区|示范区)(?:举行|召开|举办|考察|参观|开展)|成果展)"
)
_TAKES_PLACE = re.compile("举行|召开|举办|考察|参观|开展|成果展")  # how it ends
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:局|厅|委员会)(?=分管|考察|调研|一行|党组|局长|副局长|厅长|副厅长|主要|负责|领导|组织|赴|来|有关|相关|主持|党委|邀请)"
    r"|(?:与|和|及)?[\u4e00-\u9fff]{0,6}?(?<![格布结全大破困])(?:局|厅)(?=[、,。等])"
)
_OFFICE_WORDS = ("局", "厅", "委员会")
# Departments named by their fields alone: 教育、科技、民政等11个部门.
_DEPARTMENTS = re.compile(
    r"(?:[^,。;!?]{0,60}、)?[^,。;、]{0,8}?(?:等|\d+个)(?:\d+个|[几多各]个?)?(?:相关|有关|市直|职能|主要)?(?:部门|机构|委办局|委局|局办|单位)"
)
_AFTER_TITLE = frozenset("长记席")


def of_a_person(text: str, start: int) -> bool:
    """Whether a word is the given name of a person (局长邹健康)."""
    return start > 1 and text[start - 2] in _AFTER_TITLE and text[start - 1] in SURNAMES


def of_an_office(text: str, end: int, right: int, *, departments: bool) -> bool:
    """
    Whether a word that ends here names an office, by what follows in its clause.

    Args:
        text: in normal form.
        end: where the word ends.
        right: where its clause ends.
        departments: whether the clause speaks of departments at all.
    """
    if holds_any(text[end : end + 8], _OFFICE_WORDS) and _OFFICE.match(text, end):
        return True
    return departments and _DEPARTMENTS.match(text, end, right) is not None


def of_an_organ(text: str, start: int, end: int, stop: int) -> bool:
    """Whether the phrase around a word, from its start to `stop`, is the name of an organ, firm or medium."""
    phrase = text[start:stop]
    if phrase.endswith(_ORGAN_ENDS) or (phrase[-1] in _ORGAN_LAST and _ORGAN.search(phrase)):
        return True
    return _ORGAN_BEGINS.search(text, end, stop) is not None or _ORGAN_GOES_ON.match(text, stop) is not None


def of_a_site(text: str, start: int, stop: int) -> bool:
    """Whether the phrase from a word to `stop` is the name of a site, village or venue."""
    phrase = text[start:stop]
    return phrase.endswith(_SITE_ENDS) and not phrase.endswith(_NO_SITE)


def of_a_venue(text: str, start: int, stop: int) -> bool:
    """Whether the phrase from a word to `stop` says where something took place."""
    return _TAKES_PLACE.search(text, start, stop) is not None and _PLACE_OF.match(text, start, stop) is not None
