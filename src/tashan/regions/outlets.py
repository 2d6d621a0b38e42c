"""
Papers, sites and channels that bear the name of their place: 海盐新闻网, 秀山报, 大丰人大网, 东莞阳光网.

They are organs, not places that a text speaks of; yet the place they are named after is often the only sign of whose
paper it is. A short name that is an ordinary word needs such an outlet and a boundary on its left to count at all.
"""

from __future__ import annotations

import re
from typing import Final

_SURE: Final = (
    r"(?:广播)?电视台|卫视|日报|晚报|晨报|早报|商报|都市报|时报|导报|周报|融媒(?:体中心|体)?|新闻(?:网|中心|社|客户端)|"
    r"(?:政府|政务|政协|人大|信息|党建|宣传|公众)网|传媒"
)
_BOUND: Final = (
    r"(?:(?:阳光|试验区|文明|旅游|先锋|热线|之窗|大众|廉政|视听|广电|门户|统战|组工|纪检|机关|政法|青年|女性|社区|经济|生活|招商|城市|官|法院|检察|教育|公安)?"
    r"网|报|发布|在线|论坛|新闻|政务|宣传|之窗|资讯|党建|热线|微讯|门户网站)"
    r"(?:讯|消息|电)?(?![\u4e00-\u9fff])"
)
OUTLET: Final = re.compile(f"[省市县区州]?(?:{_SURE}|{_BOUND})")
"""What makes an outlet of the place before it; the vaguer words only at the end of the name."""
_FIRST: Final = frozenset(
    "省市县区州广电日晚晨早商都时导周融新政人信党宣公传阳试文旅先热之大廉视门统组纪机青女社经生招城官法检教网报发在论资微讯消客"
)
"""What an outlet behind a place can begin with."""
_SURE_OUTLET: Final = re.compile(f"[省市县区州]?(?:{_SURE})")
_BEFORE: Final = re.compile(r"(?:今日|每日|中国|掌上|云上|魅力|无线|指尖|来源)$")
_TODAY: Final = re.compile(r"(?:今日|每日|掌上|云上|魅力|无线|指尖)$")
_REPORTS: Final = re.compile(r"(?:客户端)?(?:报道|讯|消息)|客户端")  # 云上嘉鱼报道


def outlet_end(text: str, start: int, end: int, *, word: bool = False) -> int | None:
    """
    Tell where the name of an outlet ends that begins with, or around, the name of a place.

    Args:
        text: the scanned text.
        start: where the name of the place begins.
        end: where it ends.
        word: the name is an ordinary word (光明, 和平), so that the outlet must be beyond doubt.

    Returns:
        The end of the outlet's name, or None where there is no outlet or no boundary before it.
    """
    if end < len(text) and "\u4e00" <= text[end] <= "\u9fff" and text[end] not in _FIRST:
        return None
    if not _starts_here(text, start):
        return None
    match = OUTLET.match(text, end)
    if match is not None:
        if word and not _SURE_OUTLET.match(text, end) and start:
            return None
        return match.end()
    reports = _REPORTS.match(text, end)
    if reports is not None:
        return reports.end() if _TODAY.search(text, max(0, start - 2), start) else None
    if end == len(text) or not "\u4e00" <= text[end] <= "\u9fff":
        return end if _TODAY.search(text, max(0, start - 2), start) else None
    return None


def _starts_here(text: str, start: int) -> bool:
    """Tell whether nothing but 今日, 中国 … stands between a boundary and the name."""
    if not start or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return True
    dated = text[start - 1] == "日" and start > 1 and text[start - 2].isdecimal()  # 2021年6月12日兴国新闻网
    return dated or _BEFORE.search(text, max(0, start - 2), start) is not None
