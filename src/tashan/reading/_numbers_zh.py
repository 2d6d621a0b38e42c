"""Chinese grammar of quantities: 约3000亿元, 17000多台(套), 十几亿, 三分之一, 第26次, 三省一市."""

from __future__ import annotations

import re

from tashan.reading._number_words import DIGITS, Quantity, chinese_number, scaled
from tashan.reading._patterns import found_at

_MONEY = {
    "元": "CNY", "元人民币": "CNY", "美元": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY",
    "英镑": "GBP", "澳元": "AUD", "加元": "CAD", "新台币": "TWD", "台币": "TWD", "韩元": "KRW", "卢布": "RUB", "澳门元": "MOP",
    "人民币": "CNY", "瑞士法郎": "CHF", "新加坡元": "SGD", "新元": "SGD",
}  # fmt: skip
_COUNTS = (
    "个 项 家 户 座 名 人 人次 位 件 条 处 所 支 批 次 场 轮 篇 部 台 套 台(套) 台套 辆 架 艘 只 头 株 棵 层 栋 幢 间 门 种 类 "
    "款 对 双 组 份 张 册 本 宗 起 例 笔 单 列 班 标段 车次 航线 届 期 块 片 段 颗 枚 趟 班次 人份 床 张床位 村 镇 乡 省 市 县 区 州 盟 旗 城 国 校 "
    "省份 城市 省会城市 县市 市县 地市 省市 省区 县区 城区 园区 企业 项目 人员 代表 单位 学校 医院 乡镇 街道 社区 亿人 地 家庭 党员 干部 机构 "
    "字节 平台 基地 国家 强 大类 亩地 成员 团队 分会场 机器 架次 标箱 箱 人口 大项 小项 子项 领域 方面 样 孔 站 口 井 具 艇 幅 首 出 集 席 把 盏 桩 "
    "重点项目 合作协议 合作项目 产业项目 协议"
).split()
_MEASURES = (
    "公里 千米 米 厘米 毫米 海里 里 平方公里 平方千米 平方米 平米 公顷 亩 立方米 方 吨 公斤 千克 斤 克 标准煤 升 千瓦 千瓦时 兆瓦 兆瓦时 瓦 度 "
    "小时 分钟 秒 天 周 个月 年 个年头 岁 倍 成 个百分点 百分点 吨标准煤 标准箱 公里/小时 元/吨 海里 英里 英亩 吋 寸 尺 丈 TEU 兆 GW MW kW 日 周年 载 折 分 "
    "摄氏度 ℃ 番 人年 学时 课时 工时 集装箱 米长 车道"
).split()
_UNITS: dict[str, tuple[str, str | None]] = {
    **dict.fromkeys(_COUNTS, ("count", None)),
    **dict.fromkeys(_MEASURES, ("measure", None)),
    **{unit: ("money", currency) for unit, currency in _MONEY.items()},
    "%": ("percent", None),
    "‰": ("percent", None),
}
_BY_FIRST: dict[str, tuple[str, ...]] = {
    first: tuple(sorted((unit for unit in _UNITS if unit[0] == first), key=len, reverse=True))
    for first in {unit[0] for unit in _UNITS}
}
_FIRST = re.escape("".join(sorted(_BY_FIRST))).replace("/", "")
_CN = "零〇一二两三四五六七八九十百千万亿"
_SCALE = r"[十百千]?万亿|[百千]?亿|[百千]?万(?!一)|千(?![瓦克米伏])|百"
_TO = r"(?:[-~—–]{1,2}|至|到)"
# Where a quantity can begin: 一 alone begins none, the third digit of a number only a fraction or a group of regions.
_MAIN_GATE = re.compile(
    f"[0-9第{_CN}几数](?:(?<![一几数])(?<![0-9][0-9])(?:(?<![0-9])|(?![0-9]?月))|(?<=[几数])(?=[十百千万亿])|(?<=一)(?=[0-9{_CN}点分省市县区州])|(?<=[0-9])(?=[0-9一二三四五六七八九十]{{0,2}}[分省市县区州]))"
)
_MAIN = re.compile(
    rf"""(?:
      第([0-9]{{1,4}}|[一二三四五六七八九十百零〇]{{1,5}})()                                                     # 1 2
      |([百千万]|[0-9一二三四五六七八九十]{{1,3}})分之([0-9]+(?:\.[0-9]+)?|[{_CN}]+(?:点[零〇一二三四五六七八九]+)?)()   # 3 4 5
      |([0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})(省|市|县|区|州)([0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})
         (市(?!场)|区(?!域)|县|省|州|港)()                                                                             # 6-10
      |(?<![0-9])([0-9]{{1,15}}(?:(?<=[0-9]),[0-9]{{3,4}}(?![0-9])){{0,5}}(?:\.[0-9]{{1,8}})?)(?![0-9])(多|余|几)?({_SCALE})?
         (?:([0-9]{{1,4}}|[一二三四五六七八九])([百千]?万|千|百)(?![瓦克米]))?([多余])?                                  # 11-16
         (?:(?:元|美元|个|家|人|项|名|%|公里|亩|吨)?{_TO}([0-9]{{1,15}}(?:,[0-9]{{3}})*(?:\.[0-9]{{1,8}})?)(多|余)?({_SCALE})?([多余])?)?         # 17-20
         (?:(?<=[万亿千百多余])|(?=[{_FIRST}]))()                                                                     # 21
      |(?!一(?![零〇一二三四五六七八九十百千万亿点]))                                                                  # 一个 is no count
       ([{_CN}]{{1,12}}(?:点[零〇一二三四五六七八九]+[万亿]?)?|十?[几数](?=[十百千万亿])[{_CN}]{{1,4}}|十几[万亿]{{0,2}})([多余])?([万亿]{{1,2}})?
         (?:(?:元|个|家|人|项|名)?(?:至|到|-)([{_CN}]{{1,9}}))?(?=[{_FIRST}]|(?<=[万亿]))()                                 # 22-26
    )""",
    re.VERBOSE,
)
_QUALIFIERS = {
    "约": "about", "大约": "about", "大概": "about", "约为": "about", "共约": "about", "近": "near", "将近": "near",
    "接近": "near", "逾": "over", "超": "over", "超过": "over", "超出": "over", "突破": "over", "多于": "over", "至少": "over",
    "不少于": "over", "不低于": "over", "高于": "over", "大于": "over", "不足": "less", "不到": "less", "低于": "less",
    "少于": "less", "不超过": "less", "最多": "less", "不高于": "less", "过": "over", "上": "over", "超越": "over",
}  # fmt: skip
_QUALIFIER_ENDS = frozenset(word[-1] for word in _QUALIFIERS)
_AFTER = {
    "以上": "over",
    "以下": "less",
    "以内": "less",
    "左右": "about",
    "上下": "about",
    "之多": None,
    "有余": "over",
}
_ROUND_WORDS = frozenset("十百千万亿")
_FACTORS = {"百": 100, "千": 1000, "十": 10, "万": 10**4, "亿": 10**8}
# 上 and 过 qualify only round words (上百家, 过亿元), else they are parts of other words
_ONLY_ROUND = frozenset("上过")
_BARE_UNITS = frozenset({"省", "市", "县", "区", "州", "地", "城", "国", "校", "村", "镇", "乡", "方", "里", "口", "分", "强", "周",
                         "度", "样", "出", "段", "期", "次", "起", "部", "层", "日", "站", "把", "集", "对", "双", "片", "块", "首",
                         "载", "折", "番", "方面", "大类", "斤", "尺", "寸", "丈", "盟", "旗", "本", "所", "位", "点", "门", "类"})  # fmt: skip
_OFFICES = frozenset("门委")  # 8部门, 七部委 are no eight volumes
_NOT_TENTHS = frozenset("立都果员为功长效型形熟交绩本分就品套片人")
_ORDINAL_UNITS = frozenset("届次批期号名位个条章轮卷版页师团站任场部季集组层级代产")


def _factor(scale: str | None) -> int:
    value = 1
    for letter in scale or "":
        value *= _FACTORS[letter]
    return value


def _qualifier(text: str, start: int) -> tuple[str | None, int]:
    """The qualifier that stands right before, and where it begins."""
    if text[start - 1 : start] not in _QUALIFIER_ENDS:
        return None, start
    for length in (3, 2, 1):
        word = text[start - length : start] if start >= length else ""
        found = _QUALIFIERS.get(word)
        if found is not None:
            if word in _ONLY_ROUND and text[start] not in _ROUND_WORDS:
                return None, start
            if word == "近" and text[start - 2 : start - 1] in ("附", "最", "临", "靠", "邻", "远"):
                return None, start
            if word == "约" and text[start - 2 : start - 1] in ("签", "合", "节", "条", "履", "集", "公", "契", "相"):
                return None, start
            return found, start - length
    return None, start


def _unit(text: str, at: int) -> str | None:
    if at >= len(text):
        return None
    for unit in _BY_FIRST.get(text[at], ()):
        if text.startswith(unit, at):
            return None if unit == "部" and text[at + 1 : at + 2] in _OFFICES else unit
    return None


def _percent_part(text: str) -> int | float | None:
    return scaled(text, 1) if text[0].isdigit() else chinese_number(text)


def find_quantities_zh(text: str) -> list[Quantity]:
    """Quantities in normalised Chinese text, see `numbers.find_quantities`."""
    found: list[Quantity] = []
    end = 0
    for match in found_at(_MAIN_GATE, _MAIN, text):
        if match.start() < end:
            continue
        index = match.lastindex
        if index == 21:
            made = _arabic(text, match)
        elif index == 26:
            made = _chinese(text, match)
        elif index == 2:
            made = _ordinal(text, match)
        elif index == 5:
            made = _fraction(text, match)
        else:
            made = _composition(text, match)
        if made is not None:
            found.append(made)
            end = made.end
    return found


def _ordinal(text: str, match: re.Match[str]) -> Quantity | None:
    value = chinese_number(match.group(1))
    end = match.end()
    unit = text[end : end + 1]
    unit = unit if unit in _ORDINAL_UNITS else ""
    return Quantity(match.start(), end + len(unit), value, None, None, unit, "ordinal")


def _fraction(text: str, match: re.Match[str]) -> Quantity | None:
    below, above = match.group(3), match.group(4)
    part = _percent_part(above)
    whole = {"百": 100, "千": 1000, "万": 10_000}.get(below) or chinese_number(below)
    if part is None or not whole or part > whole * 100:
        return None
    qualifier, start = _qualifier(text, match.start())
    value = part * 100 / whole if whole != 100 else part
    if value == int(value):
        value = int(value)
    after = _AFTER.get(text[match.end() : match.end() + 2])
    end = match.end() + (2 if after else 0)
    return Quantity(start, end, value, None, qualifier or after, "%", "percent")


def _composition(text: str, match: re.Match[str]) -> Quantity | None:
    """三省一市: a group of regions of two kinds."""
    first, second = chinese_number(match.group(6)), chinese_number(match.group(8))
    if not isinstance(first, int) or not isinstance(second, int) or (first, second) == (1, 1):
        return None
    if text[match.start() - 1 : match.start()] in tuple("0123456789.第十"):
        return None
    parts = ((first, match.group(7)), (second, match.group(9)))
    return Quantity(
        match.start(), match.end(), first + second, None, None, parts[0][1] + parts[1][1], "count", None, parts
    )


def _arabic(text: str, match: re.Match[str]) -> Quantity | None:
    digits, mid, scale, more, more_scale, tail, upper, upper_mid, upper_scale, upper_tail = match.group(
        11, 12, 13, 14, 15, 16, 17, 18, 19, 20
    )
    start, end = match.start(), match.end()
    before = text[start - 1] if start else "\n"
    if before in "0123456789.-/_:#" or (before.isascii() and before.isalpha()):
        return None
    unit = _unit(text, end)
    if unit is None and not scale:
        return None
    if unit in ("年", "日") and (len(digits) > 2 or unit == "日" or upper):
        return None
    damaged = _malformed(digits)
    factor = _factor(scale)
    if upper and not scale and upper_scale:
        factor = _factor(upper_scale)
    value = None if damaged else scaled(digits.rstrip(","), factor)
    if value is not None and more:
        value += scaled(str(chinese_number(more)), _factor(more_scale))
    top = None
    if upper:
        top = scaled(upper.rstrip(","), _factor(upper_scale or scale if not (scale and not upper_scale) else None))
        if value is not None and top <= value:
            return None
    qualifier, start = _qualifier(text, start)
    if qualifier is None and (mid or tail or upper_mid or upper_tail):
        qualifier = "over"
    return _made(text, start, end, value, top, qualifier, unit)


def _malformed(digits: str) -> bool:
    """18,4000: a comma that does not part thousands."""
    if "," not in digits:
        return False
    groups = digits.partition(".")[0].rstrip(",").split(",")
    return len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])


def _currency_before(text: str, start: int) -> str:
    """人民币5亿, 港元5亿: the unit stands before the number."""
    for length in (3, 2):
        word = text[start - length : start] if start >= length else ""
        if word in _MONEY:
            return word
    return ""


def _made(
    text: str, start: int, end: int, value: float | None, upper: float | None, qualifier: str | None, unit: str | None
) -> Quantity:
    if unit is None:
        unit = _currency_before(text, start)
        start -= len(unit)
        kind, currency = ("money", _MONEY[unit]) if unit else ("count", None)
    else:
        kind, currency = _UNITS[unit]
        end += len(unit)
        if kind == "money" and text.startswith("人民币", end):
            end += 3
    after = text[end : end + 2]
    if after in _AFTER:
        qualifier = qualifier or _AFTER[after]
        end += 2
    if kind == "percent" and unit == "‰" and value is not None:
        value = value / 10
        unit = "%"
    if unit == "成" and value is not None:  # 三成 is 30 %
        value, upper = value * 10, upper * 10 if upper is not None else None
        kind, unit = "percent", "%"
    return Quantity(start, end, value, upper, qualifier, unit, kind, currency)


_PAIRS = {
    "两三": (2, 3),
    "三四": (3, 4),
    "三五": (3, 5),
    "四五": (4, 5),
    "五六": (5, 6),
    "六七": (6, 7),
    "七八": (7, 8),
    "八九": (8, 9),
}


def _chinese(text: str, match: re.Match[str]) -> Quantity | None:
    numeral, more, scale, upper = match.group(22, 23, 24, 25)
    start, end = match.start(), match.end()
    before = text[start - 1] if start else "\n"
    if before in "第十百千万亿零〇一二三四五六七八九两0123456789几数每星周期点" or (
        before == "之" and text[start - 2 : start - 1] == "分"
    ):
        return None
    unit = _unit(text, end)
    qualifier, left = _qualifier(text, start)
    value: int | float | None
    top: int | float | None = None
    if "几" in numeral or "数" in numeral:
        value, top = _vague(numeral + (scale or ""))
    elif numeral[:2] in _PAIRS and set(numeral[2:]) <= _ROUND_WORDS:
        low, high = _PAIRS[numeral[:2]]
        factor = _factor(numeral[2:]) * _factor(scale)
        value, top = low * factor, high * factor
    else:
        if numeral[0] in "百千万亿" and qualifier is None and not more:
            return None
        if len(numeral) > 1 and all(letter in DIGITS for letter in numeral):
            return None
        value = chinese_number(numeral)
        if value is not None and scale:
            value *= _factor(scale)
        if upper:
            top = chinese_number(upper)
    if value is None or (unit is None and not (set(numeral + (scale or "")) & {"万", "亿"})):
        return None
    if unit == "成" and (value > 10 or text[end + 1 : end + 2] in _NOT_TENTHS):
        return None
    if numeral == "十" and unit in ("分", "成", "足", "里", "方"):
        return None
    small = value < 10 and top is None and qualifier is None and not more
    if unit is None and (small or len(numeral) == 1):
        return None
    if unit == "日" or (unit == "年" and value >= 1000) or (small and unit in _BARE_UNITS):
        return None
    if top is not None and top <= value:
        return None
    if more and qualifier is None:
        qualifier = "over"
    return _made(text, left, end, value, top, qualifier, unit)


def _vague(numeral: str) -> tuple[int | None, int | None]:
    """十几亿 is 1 to 2 billion, 几十 is 20 to 99, 数百 is 200 to 999."""
    factor = _factor("".join(letter for letter in numeral if letter in "百千万亿"))
    if numeral.startswith(("十几", "十数")):
        return 10 * factor, 20 * factor
    tens = 10 if "十" in numeral else 1
    low = 2 * tens * factor
    return low, 10 * tens * factor - (1 if factor * tens < 10_000 else 0)
