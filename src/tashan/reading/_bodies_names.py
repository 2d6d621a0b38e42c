"""The names of bodies of cooperation: where they begin, where they end, what level they have by nature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading._patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NOUNS = tuple(
    """
    领导小组 联席会议 联席会 协调会 座谈会 会商会 办公室 秘书处 理事会 执委会 执行委员会 委员会 联盟 联合体 专题组 合作组 专业组
    协调小组 工作组 工作专班 发展公司 协调机构 合作组织 指挥部 合作中心 推进机构
    """.split()
)

_NOUN = "(?:" + "|".join(sorted(NOUNS, key=len, reverse=True)) + ")"
# A name runs back from its noun over anything but punctuation and ends with the last noun of an unbroken run.
RUN = re.compile(rf"[^,。;:、“”()《》\s!?]*?{_NOUN}(?:[^,。;:、“”()《》\s!?的在于及和与]{{0,6}}?{_NOUN})*")

NOUN = re.compile(_NOUN)
_MARKS = frozenset(",。;:、“”()《》!?")


def runs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """
    What `RUN.finditer` finds, without trying each character of clauses that hold no noun.

    Nothing in a run crosses a mark, so the first one begins right behind the last mark before the first noun.
    """
    at = start
    while spot := NOUN.search(text, at, end):
        left = spot.start()
        while left > at and text[left - 1] not in _MARKS and not text[left - 1].isspace():
            left -= 1
        run = RUN.match(text, left, end)
        if run is None:  # cannot be: the noun is there
            return
        yield run
        at = run.end()


_LEFT_EDGE = any_of(
    r"""
    成立了? 设立了? 组建了?的? 建立了? 创建了? 组成了?的? 发起 召开 举行 签署 加入 依托 通过 形成了? 打造 推动
    推进 启动 明确 落实 利用 包括 合并为 升格为 更名为 改组为 整合为 授权 挂牌 揭牌 构建 借助 以(?!色) 由 在
    为(?!民) 对(?![口外接]) 将 把 了 的 等 到 是 从 至(?!诚) 并 按照 根据 参加 出席 主持
    (?<![作展调济])[和与及](?!谐|平)
"""
)
_LEADING = any_of(
    r"""首个 全国首个 国内首个 唯一 新的? 又 还 已 已经 正式 共同 牵头 分别 先后 率先 目前 三地 两地 双方 各方 三省一市 三省 两省
    四省 两市 三市 四市 \d+个?城市 其中 一个 该 本 后者 前者 \d{4}年 \d+月 \d+日 同年 同时 此外 另外 例如 比如 如 而""",
    around="^{}+",
)
_COUNTED = re.compile(r"(?:多个|一批|若干|各类|一系列|各种|[两三四五六七八九十]大|\d+[余多]?[个家所])[^,。;、]{0,12}$")
_NOT_BODY = any_of(
    """
    常委会 人大 政协 党委 纪委 居委会 村委会 管委会 居民委员会 村民委员会 教育委员会 卫生健康委员会 改革委员会
    军事委员会 中央委员会 常务委员会 仲裁委员会 组织委员会 组委会 评审委员会 上合组织 国际组织 欧洲联盟 东盟
    新闻办公室 政府办公室 市委办公室 省委办公室 县委办公室 中央办公厅 国务院办公厅 工作座谈会 交流座谈会
    国家发展和改革委员会 监督管理委员会 业主委员会 中共.{0,12}委员会 党工委 董事会 公司 联合国 专家委员会
"""
)
CUE = any_of(
    """
    长三角 长江三角洲 京津冀 粤港澳 珠三角 泛珠 大湾区 长江中游 中三角 长江经济带 黄河流域 淮海 成渝 川渝 沪苏浙
    苏浙皖 湘鄂赣 鄂湘赣 湘赣 粤桂 桂粤 粤黔 闽宁 苏皖 晋陕豫 晋冀鲁豫 长株潭 苏锡常 广佛 深莞惠 武汉城市圈
    城市群 都市圈 经济区 经济圈 经济带 生态圈 省际 跨省 跨区域 区域合作 区域协调 区域协同 区域经济 毗邻 一体化
    三省 两省 四省 五省 两地 三地 两市 三市 四市 各市 省会城市 城市合作 城市经济 对口 协作 苏陕 鲁渝 粤澳 粤港
    港澳 沪港 沪滇 深汕 京蒙 浙川 流域
"""
)
_LEVEL_BY_NOUN = (
    (re.compile("主要领导座谈会|领导小组|理事会|行政首长联席会|高层联席会"), "decide"),
    (re.compile("办公室|秘书处|执委会|执行委员会|专题组|合作组|专业组|工作组|专班|发展公司|指挥部"), "execute"),
    (re.compile("联席会|协调会|协调小组|协调委员会|协调机构|座谈会"), "coordinate"),
    (re.compile("会商会|论坛"), "consult"),
)


# 建立跨区域联盟协作机制 founds a way of working, no alliance.
_WAY_OF_WORKING = re.compile("(?:协作|合作|工作|联动|会商|沟通)*(?:机制|制度|模式|体系)")
_NO_NAME = re.compile("参加|加入|出席|相应|有关|相关|专门|各自")  # 参加联盟, 相应办公室
_LONGEST_QUOTE = 16
_SHORT_LEAD = 8
_LONGEST_NAME = 40
_PAIRS = {"”": "“", ")": "("}


def name_before(text: str, start: int, noun_end: int) -> tuple[int, int] | None:
    """
    The name that ends with a body's noun.

    Args:
        text: in normal form.
        start: how far back the name may begin (a clause or an opening quote).
        noun_end: end of the noun.

    Returns:
        Offsets of the name, or None where only a counted kind (多个联盟) or another sort of organ stands there.
    """
    left = max(_mark_before(text, start, noun_end), start)
    if text.endswith("联盟", start, noun_end) and _WAY_OF_WORKING.match(text, noun_end):
        return None
    pair = _PAIRS.get(text[left - 1 : left])
    if pair is not None and (opened := text.rfind(pair, max(0, left - _LONGEST_QUOTE), left)) >= 0:
        left = _mark_before(
            text, max(0, opened - _LONGEST_NAME), opened
        )  # 浙闽边“平安走廊”协作联盟, 经协(委)办主任联席会议
    elif text[left - 1 : left] == "“" and text.startswith("”", noun_end):
        begins = _lead_of_a_quote(text, left - 1)
        if begins is not None:
            return begins, noun_end + 1  # 鲁甘“工匠联盟”
    piece = text[left:noun_end]
    for edge in _LEFT_EDGE.finditer(piece):
        if edge.end() < len(piece) - 2:
            left = max(left, noun_end - len(piece) + edge.end())
    if _COUNTED.search(text[left:noun_end]):
        return None
    lead = _LEADING.match(text[left:noun_end])
    if lead and lead.end() < noun_end - left - 2:
        left += lead.end()
    name = text[left:noun_end]
    if _NO_NAME.match(name):
        return None
    if len(name) < 3 or len(name) > _LONGEST_NAME or _NOT_BODY.search(name):
        return None
    return left, noun_end


def _mark_before(text: str, start: int, end: int) -> int:
    """Where the clause begins that stands before `end`: behind the last mark."""
    return max(text.rfind(mark, start, end) for mark in ",。;:、“”()《》 \n!?") + 1


def _lead_of_a_quote(text: str, quote: int) -> int | None:
    """Where the regions begin that stand right before a quoted name, if they are part of it."""
    left = _mark_before(text, max(0, quote - _LONGEST_QUOTE), quote)
    for match in _LEFT_EDGE.finditer(text, left, quote):
        left = match.end()
    return left if 1 < quote - left <= _SHORT_LEAD and JOINT_ABBREVIATION.fullmatch(text, left, quote) else None


_ABBREVIATIONS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕甘青宁新港澳台"
JOINT_ABBREVIATION = re.compile(f"[{_ABBREVIATIONS}]{{2,4}}(?:边|毗邻|边界|边区)?")


def level_by_name(name: str) -> str | None:
    """The level a body has by its kind: leading groups decide, joint conferences coordinate, offices execute."""
    for pattern, level in _LEVEL_BY_NOUN:
        if pattern.search(name):
            return level
    return None
