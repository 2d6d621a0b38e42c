"""Many regions that sign together and are only counted: 19个市州文旅局负责人共同签订."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.numbers import parse_number

_CROWD: Final = re.compile(
    r"(\d+|[一二三四五六七八九十]{1,3})个?(?:协作|合作|成员|沿线|会员|节点)?"
    r"(?:省区市|省市区|省市|省区|市州|州市|地市|城市|市县|县市|县区|区县|市|县|区|省)(?![长委政])(?=([^,。;]*))"
)
_ITS_PEOPLE: Final = re.compile(
    r"(?:\(市\)|\(区\))?(?:和[\u4e00-\u9fff]{2,10}?(?=[文交商发教科农卫生人住]))?[\u4e00-\u9fff]{0,12}?"
    r"(?:局|厅|委|部门|政府|代表|负责人|领导|主管|官员|市长|书记|共同|联合|现场|联手|在)"
)

_WITH_THEM: Final = re.compile(r"与(?!会)|和[^,。;、]{0,8}$|同(?<![协共合]同)|国家?的?$")


def many_signing(text: str, start: int, end: int, *, more_than: int = 2) -> str | None:
    """The many regions that sign together and are only counted: 19个市州文旅局负责人共同签订."""
    if not any(word in text[start:end] for word in ("个", "省", "城市")):
        return None
    found = None
    for match in _CROWD.finditer(text, start, end):
        count = parse_number(match.group(1))
        stop = match.start(2)
        if _WITH_THEM.search(text, start, match.start()):
            return None  # 甲市与14个城市缔结: the others, and who signs stands before
        if isinstance(count, int) and count > max(more_than, 2) and (stop == end or _ITS_PEOPLE.match(text, stop, end)):
            found = text[match.start() : stop]
    return found
