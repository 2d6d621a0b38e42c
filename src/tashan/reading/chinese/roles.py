"""What the words before a name say of a person: party, government, congress, department, enterprise, other."""

from __future__ import annotations

import re
from typing import Final

_CONGRESS: Final = re.compile(r"人大|政协")
_PARTY_HEAD: Final = re.compile(
    r"(?:党|省|市|县|区|州|盟|旗|工|地)委(?:第一)?(?:代理)?书记|^书记|党委(?:第一)?书记|特委书记"
)
_PARTY: Final = re.compile(
    r"(?:党|省|市|县|区|州|盟|旗|工|地)委(?:第一|专职|常务)?(?:副书记|常委)|^常委|^副书记|统战部|组织部|宣传部|政法委|党委副书记"
)
_COURT: Final = re.compile("法院|检察院")
_DEPUTY_OF_OFFICE: Final = re.compile("(?:统战|组织|宣传)部副部长")
_LEADERS: Final = re.compile("[省市县区州盟旗]领导$")  # 市领导某某, of whom the text says no more
_STANDING: Final = re.compile(r"(?:[省市县区州盟旗]|党)委常委")
_PARTY_NOT: Final = re.compile(
    r"(?:局|公司|集团|院|校|会|社|镇|乡|村|街道|机关|中心)(?:党委|党组|党工委)|党组(?:副)?书记|纪委书记|支部|总支"
)
_GOVERNMENT: Final = re.compile(
    r"省长(?![\u4e00-\u9fff]{1,2}[市县区])|市长|县长|区长|州长|盟长|旗长|专员|行政长官|特首|自治区(?:党委[^、]{0,4}、)?(?:人民政府)?(?:常务)?副?主席|区政府主席|政府(?:常务)?副?主席|政府副?秘书长|政委|师长|司长"
)
_ENTERPRISE: Final = re.compile(r"董事长|总经理|总裁|首席执行官|公司|集团|银行|行长|监事|企业")
_DEPARTMENT: Final = re.compile(
    r"[局厅委办](?:[一二三四]级)?(?:巡视员|调研员)|(?:局|厅|委|办)(?:有关|相关|主要|分管)?(?:负责人|领导)|局长|厅长|部长|主任|秘书长|处长|专员|局党组|委党组|党组书记|书记"
)
_HEAD: Final = re.compile(
    r"(?<!副)(?:省长(?![\u4e00-\u9fff]{1,2}[市县区])|市长|县长|区长|州长|盟长|旗长|主席|行政长官|特首)|委书记|^书记"
)
_CENTRAL: Final = re.compile(
    r"国务院|全国人大|全国政协|中共中央|中央(?!政治局)|国家|最高人民|(?<!组织)(?<!宣传)(?<!统战)(?<!武装)部部长|总书记|总理|大使|总领事|驻华|外交部|总统|首相|议长|国资委主任$"
)


_MASS: Final = re.compile(r"工商联|妇联|残联|文联|科协|总工会|团[省市县区]?委|红十字会|侨联")
_CHAIRMAN: Final = re.compile(r"自治区主席")
_SECRETARY: Final = re.compile(r"[市县省区州]委(?:副)?书记")
_STANDING_MEMBER: Final = re.compile(r"常委")
_CHIEF: Final = re.compile(r"(?<!副)(?:省长|市长|县长|区长|州长)")


def kind_of_title(title: str) -> str:
    """
    The kind of visit that a leader of this title makes.

    Args:
        title: all words of the title(s) before the name, normal text.

    Returns:
        party, government, congress, enterprise, department or other.
    """
    last = title.rsplit("、", 1)[-1]
    if _CONGRESS.search(last) and not _GOVERNMENT.search(last):
        if not (_PARTY_HEAD.search(title) and "人大" in last) and not _PARTY_HEAD.search(last):
            return "congress"
        return "party"
    if _ENTERPRISE.search(title) and not _GOVERNMENT.search(title) and not _SECRETARY.search(title):
        return "enterprise"
    if any(_PARTY_HEAD.search(part) and not _PARTY_NOT.search(part) for part in (title, *title.split("、"))):
        return "party"
    if _GOVERNMENT.search(title):
        return "party" if _STANDING_MEMBER.search(title) and not _CHIEF.search(title) else "government"
    if _COURT.search(title):
        return "other"
    if _DEPUTY_OF_OFFICE.search(title) and not _STANDING_MEMBER.search(title) and not _MASS.search(title):
        return "department"
    if _LEADERS.search(title):
        return "party"
    if _MASS.search(title) and not _STANDING.search(title) and not _CONGRESS.search(title):
        return "other"
    if _STANDING.search(title) or any(_PARTY.search(p) and not _PARTY_NOT.search(p) for p in title.split("、")):
        return "party"
    if _CHAIRMAN.search(title):
        return "government"
    if _CONGRESS.search(title):
        return "congress"
    if _DEPARTMENT.search(title):
        return "department"
    return "other"


_OTHER_BODY: Final = re.compile(r"人大|政协|纪委|政法委|团委|协会|妇联|联合会|商会")


def is_head(title: str) -> bool:
    """Whether the title is party secretary or head of government (not a deputy)."""
    return any(
        _HEAD.search(part) and not _PARTY_NOT.search(part) and not _OTHER_BODY.search(part)
        for part in title.split("、")
    )


_REGIONAL_SEAT: Final = re.compile(r"(?<![原前])(?:省|市|区党)委(?:副?书记)|自治区(?:党委|主席)|(?<![原前副])省长")


def is_central(title: str) -> bool:
    """Whether the title belongs to the centre or to another state, so that no region travels."""
    return bool(_CENTRAL.search(title)) and not _REGIONAL_SEAT.search(title)


VISIT_KIND: Final = {
    "party": "party_government", "government": "government", "congress": "people's congress/cppcc",
    "department": "department", "enterprise": "enterprise", "other": "other",
}  # fmt: skip

_NAMED: Final = (
    (re.compile(r"党政|县委县政府|市委市政府|省委省政府|四大家|四大班子|四套班子|两代表"), "party_government"),
    (re.compile(r"人大|政协"), "people's congress/cppcc"),
    (re.compile(r"企业|工商界|商会"), "enterprise"),
    (re.compile(r"政府|招商"), "government"),
    (re.compile(r"[\u4e00-\u9fff]{2}[局厅](?!长)"), "department"),
    (
        re.compile(
            r"法院|检察|妇联|工会|团委|青年|文联|作协|学会|协会|研究会|老干部|媒体|记者|校长|院长|专家|医疗|文艺|体育|民族|宗教|工商联"
        ),
        "other",
    ),
    (
        re.compile(
            r"文旅|旅游|商务|教育|卫生|科技|农业|环保|规划|住建|人社|民政|水利|交通|税务|统计|财政|发改|发展改革|局$|(?<![党省市县区州])委$"
        ),
        "department",
    ),
)


def kind_of_name(modifiers: str) -> str | None:
    """The kind that a delegation's own name states (党政代表团, 政协考察团), or None."""
    for pattern, kind in _NAMED:
        if pattern.search(modifiers):
            return kind
    return None
