"""
Towns that act for themselves: 凤岗镇党政代表团 in a paper of 东莞.

The table holds no towns. One counts without its county before it where it sends a delegation and the document's home or
publisher is a county, or one of the four prefectures that have towns and no counties.
"""

from __future__ import annotations

import re
from typing import Final

WITHOUT_COUNTIES: Final = frozenset(("441900", "442000", "460400", "620200"))
"""东莞, 中山, 儋州, 嘉峪关: prefectures whose towns lie directly below them."""

_ACTING: Final = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3}镇)(?:党委书记|镇长|党政|政府|考察团|代表团|组织|赴|一行|领导)"
)
_DELEGATION: Final = re.compile(r"镇(?:党政)?(?:代表团|考察团)|镇.{0,24}(?:率|带)[镇队领党]")
DONGGUAN: Final = frozenset(
    "石碣镇 石龙镇 茶山镇 石排镇 企石镇 横沥镇 桥头镇 谢岗镇 东坑镇 常平镇 寮步镇 大朗镇 黄江镇 清溪镇 塘厦镇 凤岗镇 大岭山镇 "
    "长安镇 虎门镇 厚街镇 沙田镇 道滘镇 洪梅镇 麻涌镇 中堂镇 高埗镇 樟木头镇 望牛墩镇".split()
)
"""The towns of 东莞, which act for themselves in paired assistance and often do without its name."""
_LED: Final = re.compile(r"[率领由]([\u4e00-\u9fff]{2,3}镇)(?:党政)?(?:代表团|考察团)")


def acting_towns(text: str) -> list[tuple[int, int]]:
    """Give the spans of the towns that send a delegation, wherever a boundary stands before their name."""
    if "镇" not in text or not _DELEGATION.search(text):
        return []
    names = {match.group(1) for match in _ACTING.finditer(text) if _DELEGATION.match(text, match.end(1) - 1)}
    names |= {match.group(1) for match in _LED.finditer(text)}
    return sorted(match.span() for name in names for match in re.finditer(f"(?<![^率领由\\W]){re.escape(name)}", text))
