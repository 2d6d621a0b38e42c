"""The part a clause plays in a Chinese report: topic of cooperation, list of stops, praise of a place, furniture."""

from __future__ import annotations

import re

from tashan.reading._patterns import any_of

ABOUT, PLAIN, KNOWN_FOR, NOTHING = 1.0, 0.5, 0.25, 0.0

_CLAUSE_EDGE = re.compile(r"[,;。!?\n]")
_CHUNK_EDGE = re.compile(r"[、,;:。!?()“”《》‘’\s/]|以及|并|的|和(?!谐|平)|与|及")

# An organ, firm or medium is never a field; a site is one only where it is to be built or shared.
_ORGAN = any_of(
    r"""
    公司 集团 股份 有限 研究院 学院 大学 中学 小学 学校 医院 酒店 宾馆 大道 大厦 指挥部 项目部 商会 协会 学会
    联合会 企业家 委员会 日报社? 晚报 频道 网
    (?:局|厅|委|(?<![东西中南北全内外干])部|(?<![通一承举主创兴网合])办|(?<![之好到用益])处|办公室)(?:党组|党委|副?[局厅部主处]长?|主任|书记|负责人|有关|相关)?
    [局厅署]长?
""",
    around="{}$",
)
_SITE = any_of(
    r"""
    中心 展馆 馆 (?<!市)场 公园 园区 产业园 工业园 科技园 示范园 生态园 创业园 软件园 物流园 科创园
    (?<![乡农新])[村镇乡] 街道 社区 广场 景区 基地 厂 企业 车间 项目现场 商城
""",
    around="{}$",
)
_BUILT = any_of("共建 共享 共同 联合 合作 建设 打造 推进 推动 规划 设立 引进 支持 提升 做强 延伸 搭建 谋划 建立")
_NAMED = any_of(
    """
    座谈会 联席会议 协调会 会商会 推介会 洽谈会 对接会 交流会 论坛 大会 峰会 协议 备忘录 宣言 签约仪式 开幕式
    启动仪式 博览会 推介活动 合作组 行动计划
"""
)
_SEE = any_of(
    """
    参观 走访 察看 查看 考察了 看了 走进 来到 抵达
    深入(?!推进|开展|贯彻|交流|合作|学习|了解|探讨|实施|融入|对接) 视察 瞻仰 参访 观摩 实地 先后[到赴前来在]
    先到 又到 再到 随后到 还到 还看 前往 一行到 一行看 团到 团看 组看 组到 慰问 观看 调研了 第一站
    [上下]午.{0,6}到 分别到 等地 现场考察 现场察看
"""
)
_LEARN = any_of(
    """
    了解 学习 听取 学到 感受 调研(?!了) 重点考察 就 围绕 针对 对接 商议 商讨 探讨 研究 回顾 推动 推进 希望 表示
    指出 认为 考察(?!团|组|了) 看(?=现代|规划) 检查 借鉴 洽谈 座谈(?!会) 协商 谋划
"""
)
_TOPIC = any_of(
    """
    合作 协作 协同 对接 交流 共建 共享 共治 共保 共商 共谋 共塑 共抓 联动 联手 联合 携手 互动 互补 互联 互通
    互认 互利 融合 一体化 签[署订约] 协议 主题 为题 议题 围绕 聚焦 领域 方面 范畴 事项 涵盖 涉及 包括 覆盖 学习
    借鉴 经验 做法 取经 推动 推进 深化 加强 加快 拓展 强化 促进 支持 承接 希望 指出 强调 表示 提出 建议 认为
    感谢 要在 期待 盼 愿 帮扶 结对 对口 支援 推介 招商 洽谈 讨论 审议 通过 研究 探讨 商谈 共同 考察(?!团|组)
    调研(?!组) 了解 谈 学 落实 开展 助力 打造 致力 主攻 重点
"""
)
_LEAD = any_of(
    "指出 强调 表示 说 提出 建议 认为 希望 期待 盼 称 感谢 要求 倡议 致辞 学习 围绕 聚焦 涵盖 包括 主题 探讨"
)
_FIELD_END = any_of("建设 发展 改革 保护 治理 管理 创新 合作 协作 开发 振兴 转型", around="{}$")
_FIELD_LIST = any_of("方面 工作 情况 领域 经验 做法 问题 成效 成果 思路")
_KNOWN_FOR = any_of(
    r"""
    生产总值 总人口 [万亿]人 面积 平方公里 位居 排名 荣获 被誉为 素有 享有 历史悠久 位于 地处 毗邻 获评 蝉联
    连续\d+年 总产值 同比 全国百强 县级市 辖\d 是全国 是中国 名列 拥有\d 累计(?!.*合作)
    [^,]{1,8}是[^,]{0,12}(?:基地|供应地|之乡|大市|大省|大县|重镇|胜地|故里|南大门|发源地)
"""
)
_FURNITURE = any_of(
    r"""
    ICP 备案 版权所有 责任编辑 责编 编辑: 来源: 首页 当前位置 相关新闻 相关阅读 上一篇 下一篇 分享到 跟帖 发表于
    记者\S{0,8}[)摄] 摄影 邮编 点击 浏览 阅读量 网站 电话: 地址: 扫一扫
"""
)


def clause_at(text: str, start: int, end: int) -> tuple[int, int, float]:
    """The clause around a mention: start, end, and the weight of the part it plays."""
    left = max(text.rfind(mark, 0, start) for mark in ",;。!?\n") + 1
    edge = _CLAUSE_EDGE.search(text, end)
    right = edge.start() if edge else len(text)
    body = text[left:right]
    if _FURNITURE.search(body):
        return left, right, NOTHING
    if _KNOWN_FOR.search(body) and not _NAMED.search(body):
        return left, right, KNOWN_FOR
    sentence = max(text.rfind(mark, 0, left) for mark in "。!\n") + 1
    if _TOPIC.search(body) or _LEAD.search(text, sentence, left):
        return left, right, ABOUT
    return left, right, PLAIN


def weight_of(text: str, clause: tuple[int, int, float], start: int, end: int) -> tuple[float, bool]:
    """
    How much a mention weighs in its clause, and whether it was learnt about on a tour.

    Nothing inside the name of an organ, firm or site, or in the list of stops; what the guests came to learn there
    counts.
    """
    left, right, weight = clause
    if not weight:
        return NOTHING, False
    edge = _CHUNK_EDGE.search(text, end, right)
    chunk = text[start : edge.start() if edge else right]
    named = _NAMED.search(chunk)
    if not named and _ORGAN.search(chunk):
        return NOTHING, False
    site = not named and _SITE.search(chunk) is not None
    last = None
    for last in _SEE.finditer(text, left, start):  # noqa: B007 - the last one is wanted
        pass
    if last is None or named:
        return (NOTHING if site and not _BUILT.search(text, left, start) else weight), False
    if site:
        return NOTHING, True
    learnt = _LEARN.search(text, last.end(), start) or _FIELD_END.search(chunk) or _FIELD_LIST.search(text, end, right)
    return (weight, True) if learnt else (NOTHING, True)
