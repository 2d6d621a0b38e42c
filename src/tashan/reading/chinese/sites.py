"""Places toured: the objects of 参观, 走访, 来到 … in the sentences of a trip, as the text spells them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.trips import Trip

_TOUR: Final = re.compile(
    r"(?:参观考察|实地考察|实地察看|实地调研|先后考察|考察调研|参观|察看|考察(?!团|组|时|期)|走访|调研(?!组|团)|走进|来到|深入|前往|看了|到|看|赴)了?(?:位于)?([^,。;:!?“”()]{3,90})"
)
_END: Final = re.compile(
    r"等(?:地|处|企业|项目|单位|\d|[一二三四五六七八九十])?[^、]*$|(?:进行|开展)?(?:考察|参观|调研|学习|察看|了解|座谈|交流|慰问).*$"
)
_SITE: Final = re.compile(
    r"(?:园区?|馆|厂|公司|集团|村|社区|学校|中学|小学|大学|学院|医院|中心|基地|港|港区|码头|机场|车站|广场|景区|公园|街区?|街道|小镇|项目|工程|工地|企业|"
    r"开发区|高新区|保税区|试验区|新区|大厦|研究院|研究所|实验室|故居|旧址|遗址|湖|山|岛|湾|江|河|湿地|寺|城|楼|林|电站|水库|农场|牧场|合作社|指挥部|市场|"
    r"口岸|车间|书院|图书馆|祠|塔|桥|隧道|平台|淀|大厅|站|所|院|区)$"
)
_SPLIT: Final = re.compile(r"[、]|以及|(?<=[园馆厂司团村区校院心地港场街镇目程业])(?:和|与|及)")
_NOT: Final = re.compile(
    r"^(?:我|本|全|各|当地|先进|有关|相关|该|这|一些|多家|部分)|^[省市县区]$|^\d|情况|工作|经验|发展|建设$"
)


def sites_of(story: Story, trip: Trip) -> list[str]:
    """Sites of a trip in the order of the text, each once, at most thirty."""
    found: dict[str, None] = {}
    for number in range(trip.sentence, min(trip.last + 3, len(story.analysis.source.sentences))):
        if number not in story.sites:
            story.sites[number] = _sites_in(story, number)
        found.update(dict.fromkeys(story.sites[number]))
    return list(found)[:30]


def _sites_in(story: Story, number: int) -> list[str]:
    """Sites that one sentence names as toured, in its order."""
    text, source = story.text, story.analysis.source
    found: list[str] = []
    for match in _TOUR.finditer(text, *source.sentences[number]):
        words = _END.sub("", match.group(1))
        at = match.start(1)
        for piece in _SPLIT.split(words):
            name = piece.strip()
            offset = text.find(name, at) if 3 <= len(name) <= 30 else -1
            if offset >= 0 and _SITE.search(name) and not _NOT.search(name) and name not in story.surfaces:
                found.append(source.original(offset, offset + len(name)))
    return found
