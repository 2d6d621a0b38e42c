"""Names of people that hold the name of a place: 市长王海宁, (记者 吴忠梅)."""

from __future__ import annotations

import re
from typing import Final

_TITLE: Final = re.compile(
    r"(?:书记|[市省县区州局部处科校院厅师团组]长|主席|主任|委员|常委|记者|同志|秘书长|董事长|总裁|政委|司令员|代表团团长|通讯员|队长|编辑|撰稿|审核|校对|"
    r"摄影|初审|复审|终审|责编|作者)$"
)
SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏锺汪田任姜范石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊殷施陶洪翟倪严牛俞章鲁葛柴沙游覃路耿关焦柳甘欧凌齐梅莫庄辛管祝左涂谷舒牟卜詹苗费纪靳盛童甄项曲裴席卫屈鲍霍翁隋柏柯阮闵"
    "车冉房边吉饶瞿戚丘米池滕苑邬臧宫苟褚廉简娄盖符穆党燕郎冀谈姬屠晏栾郁商计喻窦迟冷卓花仇艾蓝巩井仲虞卞佟栗匡宗巫鞠桑荆"
)
PERSON_LEFT: Final = SURNAMES | frozenset("记长席任员委者志裁辑稿核对影审编 :/")
"""Characters before a short name that make a look at the name of a person worth while."""
_BEFORE_SURNAME: Final = frozenset("、 ")
_SPEAKS: Final = re.compile(
    r"[\u4e00-\u9fff]?(?:说|表示|指出|介绍|强调|认为|要求|主持|致辞|讲话|一行|同志|陪同|等(?:领导|人|同志|陪同|参加|出席))"
)
_BYLINE: Final = re.compile(
    r"(?:记者|通讯员|责任编辑|责编|编辑|编审|撰稿|校对|审核|初审|复审|终审|摄影|作者|[文图]/|摄)[: /·]{0,3}"
    r"((?:[\u4e00-\u9fff]{2,4}(?:[ 、,/|]+|(?=[)】\]\n。]|$)))+)"
)


def is_person(text: str, start: int, end: int) -> bool:
    """Tell whether a short name is part of a person's name: behind a title, or behind a surname in a list."""
    if _TITLE.search(text, max(0, start - 4), start):
        return True
    if _TITLE.search(text, max(0, start - 5), start - 1) and text[start - 1] in SURNAMES:
        return True
    if text[start - 1] not in SURNAMES:
        return False
    before = text[start - 2] if start > 1 else "\n"
    return before in _BEFORE_SURNAME or (not "\u4e00" <= before <= "\u9fff" and _SPEAKS.match(text, end) is not None)


def in_byline(text: str, start: int, end: int) -> bool:
    """Tell whether a short name is, or is part of, a name in the list of those who wrote and edited a text."""
    line = text.rfind("\n", 0, start) + 1
    for match in _BYLINE.finditer(text, max(line, start - 60), min(len(text), end + 6)):
        if not match.start(1) <= start < match.end(1):
            continue
        for name in re.finditer(r"[\u4e00-\u9fff]+", match.group(1)):
            first, last = match.start(1) + name.start(), match.start(1) + name.end()
            if first <= start and end <= last:
                return text[first] in SURNAMES and last - first <= 3
    return False
