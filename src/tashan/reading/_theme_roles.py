"""The part a clause plays in a Chinese report: topic of cooperation, list of stops, praise of a place, furniture."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import Any

import ahocorasick_rs

from tashan.reading import _theme_names as names
from tashan.reading._patterns import any_of

ABOUT, PLAIN, KNOWN_FOR, SEEN, NOTHING = 1.0, 0.5, 0.25, 0.25, 0.0

_CHUNK_EDGE = re.compile(r"[、,;:。!?()“”《》‘’\s/]|以及|并|的|和(?!谐|平)|与|及")
_CLAUSE_EDGE = re.compile(r"[,;。!?\n]")
_LONGEST = 120

_FIELD_ENDS = ("建设", "发展", "改革", "保护", "治理", "管理", "创新", "合作", "协作", "开发", "振兴", "转型")

(
    _NAMED, _SEE, _LEARN, _TOPIC, _LEAD, _BUILT, _LIST, _STATE, _KNOWN, _CHANCE, _OFFICES, _GO, _FURNITURE, _WORDS_OF,
    _PEOPLE,
) = (1 << n for n in range(15))  # fmt: skip

_WORDS: dict[int, str] = {
    _NAMED: """
        座谈会 联席会议 协调会 会商会 推介会 洽谈会 对接会 交流会 论坛 大会 峰会 协议 备忘录 宣言 签约仪式
        开幕式 启动仪式 博览会 推介活动 合作组 行动计划
    """,
    _SEE: """
        参观 走访 察看 查看 考察了 看了 走进 来到 抵达 深入 视察 瞻仰 参访 观摩 实地 先后到 先后赴 先后前 先后来
        先后在 先到 又到 再到 随后到 还到 还看 前往 一行到 一行看 团到 团看 组看 组到 慰问 观看 调研了 第一站
        上午到 下午到 分别到 等地 现场考察 现场察看 实地踏看
    """,
    _GO: "一行到 团到 组到 前往",
    _LEARN: """
        了解 学习 听取 学到 感受 调研 重点考察 就 围绕 针对 对接 商议 商讨 探讨 研究 回顾 推动 推进 希望 表示
        指出 认为 考察 看现代 看规划 检查 借鉴 洽谈 座谈 协商 谋划
    """,
    _TOPIC: """
        合作 协作 协同 对接 交流 共建 共享 共治 共保 共商 共谋 共塑 共抓 联动 联手 联合 携手 互动 互补 互联 互通
        互认 互利 融合 一体化 签署 签订 签约 协议 主题 为题 议题 围绕 聚焦 领域 方面 范畴 事项 涵盖 涉及 包括
        覆盖 学习 借鉴 经验 做法 取经 推动 推进 深化 加强 加快 拓展 强化 促进 支持 承接 希望 指出 强调 表示 提出
        建议 认为 感谢 要在 期待 盼 想 愿 帮扶 结对 对口 支援 援藏 援疆 援青 推介 促销 行销 推销 招商 洽谈 讨论 审议 通过 研究 探讨 商谈 共同
        考察 调研 了解 谈 学 落实 开展 助力 打造 致力 主攻 重点
    """,
    _LEAD: """
        指出 强调 表示 说 提出 建议 认为 希望 期待 盼 想 称 感谢 要求 倡议 致辞 学习 围绕 聚焦 涵盖 包括 主题 探讨
    """,
    _BUILT: """
        共建 共享 共同 联合 合作 建设 打造 推进 推动 规划 设立 引进 支持 提升 做强 延伸 搭建 谋划 建立
    """,
    _LIST: "方面 工作 情况 领域 经验 做法 问题 成效 成果 思路",
    _STATE: "情况 成效 成果",
    _CHANCE: "契机 机遇 之机 东风",
    _WORDS_OF: "重要讲话 重要指示 重要论述 重要批示",
    _PEOPLE: "负责同志 负责人",
    _OFFICES: "部门 机构 委办局 委局 局办 单位",
    _KNOWN: """
        生产总值 总人口 万人 亿人 面积 平方公里 位居 排名 荣获 被誉为 素有 享有 历史悠久 位于 地处 毗邻 获评
        蝉联 总产值 美誉 等优势 优势明显 得天独厚 同比 全国百强 县级市 是全国 是中国 名列 于一体 于一身 年均增长
        基础较好 基础扎实 基础雄厚 资源丰富 资源富集 发祥地 突飞猛进 拥有 盛产
    """,
    _FURNITURE: """
        ICP 备案号 备案序号 备案编号 版权所有 责任编辑 责编 编辑: 来源: 首页 当前位置 相关新闻 相关阅读 上一篇 下一篇 分享到 跟帖
        > 发表于 摄影 邮编 点击 浏览 阅读量 网站 电话: 地址: 扫一扫 阅读原文 发表评论 政策法规
    """,
}
# Longer words that undo what their parts say: 考察团 is no inspection, 深入推进 no stop on a tour.
_PLAIN_WORDS = """
    考察团 考察组 调研组 考察队 学者 学校 大学 中学 小学 学院 科学 数学 医学 文学 入学 就业 就医 就近 成就 造就
    愿景 自愿 志愿 名称 简称 说明 小说 传说 思想 设想 理想 梦想 构想 联想 感想 想法 想象 预想
"""
_GO_ON = "推进 开展 贯彻 交流 合作 学习 了解 探讨 实施 融入 对接"
_PRAISE = re.compile(
    r"连续\d+年|辖\d|拥有\d|累计(?!.*合作)|[^,]是[^,]{0,12}(?:基地|供应地|之乡|大市|大省|大县|重镇|胜地|故里|南大门|发源地)"
    r"|是[^,。]{0,30}(?:前沿|门户|供应地|后方|伙伴|排头兵|风景旅游区|桥头堡|摇篮|试点城市)|记者\S{0,8}[)摄]"
)
# How the hosts present themselves: 就我县经济发展、城市规划情况作了介绍.
_PRESENTS = re.compile(
    r"情况(?:作|做|进行)了?[^,。]{0,4}(?:介绍|说明)|介绍了?[^,。]{0,40}(?:基本|概况|县情|市情|区情|省情|历史沿革)"
)
# Whose words are followed: 深入贯彻总书记关于协同发展的重要讲话精神.
_FOLLOWS = re.compile("(?:贯彻|落实|遵循|学习|按照)(?:(?!东西部|对口|帮扶)[^,。])*重要(?:讲话|指示|论述|批示)")
# What only gives the occasion: 借铁路即将通车的契机.
_SINCE = re.compile(r"[^,。]{0,4}(?:随着|伴随着?)")  # 随着铁路的开通,…
_OCCASION = re.compile("(?:借|以|迎来|带来|趁|乘|利用|抓住)[^,。]*(?:契机|机遇|之机|东风)")


# Whose people come: 各开发区、旅游部门、商贸集团负责同志参加推介会.
_COME_TO_IT = re.compile("[^,。;]{0,60}?(?:负责同志|负责人)(?:等)?[^,。;]{0,6}(?:参加|出席|参会|陪同|与会)")
# What guests came to be taught, though they walk while they learn: 到A村、B园区考察乡村振兴等工作.
_TAUGHT = any_of("经验 做法 工作 事宜")
_PRAISED = re.compile(",[^,。]{0,24}(?:值得|学习|借鉴)")


@cache
def _machine() -> tuple[Any, list[int]]:
    """The search machine over the words of roles and, by its index, the roles of each as bits."""
    roles: dict[str, int] = {}
    for role, words in _WORDS.items():
        for word in words.split():
            roles[word] = roles.get(word, 0) | role
    for word in list(roles):
        for a in range(len(word)):
            for b in range(a + 1, len(word) + 1):
                if b - a < len(word):
                    roles[word] |= roles.get(word[a:b], 0) & ~_SEE
    roles |= {"深入" + word: roles.get(word, _TOPIC) & ~_SEE for word in _GO_ON.split()}
    roles |= dict.fromkeys(_PLAIN_WORDS.split(), 0)
    for word in ("考察了", "调研了"):
        roles[word] = _SEE | _TOPIC
    terms = list(roles)
    machine = ahocorasick_rs.AhoCorasick(terms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return machine, [roles[term] for term in terms]


class Roles:
    """
    The parts that the clauses of one text play.

    Args:
        text: in normal form.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        machine, meanings = _machine()
        hits = [(start, end, meanings[index]) for index, start, end in machine.find_matches_as_indexes(text)]
        self._hits = hits
        self._starts = [hit[0] for hit in hits]
        self._left = self._right = self._bits = 0
        self._weight = NOTHING
        self._sees: list[int] = []

    def _between(self, start: int, end: int) -> list[tuple[int, int, int]]:
        return self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _has(self, role: int, start: int, end: int) -> bool:
        hits = self._hits
        for at in range(bisect_left(self._starts, start), len(hits)):
            begin, _, bits = hits[at]
            if begin >= end:
                break
            if bits & role:
                return True
        return False

    def enter(self, start: int, end: int) -> tuple[int, int]:
        """Go to the clause around a mention (at most 120 characters each way); its bounds."""
        if self._left <= start < self._right:
            return self._left, self._right
        text = self._text
        floor, ceiling = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
        edge = _CLAUSE_EDGE.search(text[floor:start][::-1])
        left = start - edge.start() if edge else floor
        edge = _CLAUSE_EDGE.search(text, end, ceiling)
        right = edge.start() if edge else ceiling
        self._left, self._right = left, right
        bits, self._sees = 0, []
        for _, stop, role in self._between(left, right):
            bits |= role
            if role & _SEE:
                self._sees.append(stop)
        self._bits = bits
        self._weight = self._weigh(bits, left, right)
        return left, right

    def _weigh(self, bits: int, left: int, right: int) -> float:
        """The weight of the part a clause plays."""
        if bits & _FURNITURE:
            return NOTHING
        praise = _PRAISE.search(self._text, left, right)
        if praise and praise.group()[0] == "记":
            return NOTHING
        if (bits & _KNOWN or praise) and not bits & _NAMED:
            return KNOWN_FOR
        if bits & _STATE and _PRESENTS.search(self._text, left, right):
            return KNOWN_FOR
        if bits & _CHANCE and _OCCASION.search(self._text, left, right):
            return KNOWN_FOR
        if _SINCE.match(self._text, left, right):
            return KNOWN_FOR
        if bits & _WORDS_OF and _FOLLOWS.search(self._text, left, right):
            return KNOWN_FOR
        if bits & _TOPIC:
            return ABOUT
        return ABOUT if self._has(_LEAD, self._sentence(left), left) else PLAIN

    def _sentence(self, left: int) -> int:
        """Where the sentence of a clause begins, at most 240 characters before it."""
        floor = max(0, left - 2 * _LONGEST)
        return max([self._text.rfind(mark, floor, left) for mark in "。!\n"]) + 1 or floor

    def weight_of(self, start: int, end: int) -> tuple[float, bool]:
        """
        How much a mention weighs in its clause, and whether it was learnt about on a tour.

        Nothing inside the name of an organ, firm or site, or in the list of stops; what the guests came to learn
        there counts.
        """
        text = self._text
        left, right = self.enter(start, end)
        if not self._weight or names.of_a_person(text, start):
            return NOTHING, False
        if names.of_an_office(text, end, right, departments=self._bits & _OFFICES != 0):
            return NOTHING, False
        if self._bits & _PEOPLE and _COME_TO_IT.match(text, end, right):
            return NOTHING, False
        edge = _CHUNK_EDGE.search(text, end, right)
        stop = edge.start() if edge else right
        named = self._bits & _NAMED != 0 and self._has(_NAMED, start, stop)
        if names.of_a_venue(text, start, stop):
            return NOTHING, False
        organ = names.of_an_organ(text, start, end, stop)
        site = not organ and names.of_a_site(text, start, stop)
        seen = bisect_right(self._sees, start)
        see = self._sees[seen - 1] if seen else None
        if see is None and not site and not organ and self._told_after_a_tour(left, end, right):
            return self._weight * SEEN, True
        if (see is None and not (organ or site)) or named:
            return self._weight, False
        if organ:
            return NOTHING, False
        if see is None:
            return (self._weight if self._has(_BUILT, left, start) else NOTHING), False
        if site:
            return NOTHING, True
        sought = self._has(_LEARN, see, start)
        if _TAUGHT.search(text, end, right) or _PRAISED.match(text, right) or (sought and self._has(_GO, see - 3, see)):
            return self._weight, True
        learnt = sought or text.endswith(_FIELD_ENDS, start, stop) or self._has(_LIST, end, right)
        return (self._weight * SEEN if learnt else NOTHING), True

    def _told_after_a_tour(self, left: int, end: int, right: int) -> bool:
        """Whether a clause tells how things stand at the places that its sentence went to before."""
        if not self._bits & _STATE or not self._has(_STATE, end, right):
            return False
        return self._has(_SEE, self._sentence(left), left)
