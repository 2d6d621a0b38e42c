"""
The words on which Chinese event grammar turns, each with one letter for its class.

A sentence is reduced to a skeleton of these letters (see skeleton.py); frames are read from the skeleton.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import ahocorasick_rs

# Letters of the skeleton:
# P place  D date  N person  T book title  Z our own region  O both sides
# G delegation  Y "and party"  L leads  M moves to  i in/at  K purpose  R receives  A attends  W "during"
# E event noun  H is held  S signs  C kind of agreement  U promotion event  J signed projects
# X future  B recalled  F distributed (separately)  V welcomes  t title of a person  r "returns"
# c enumeration  , ; : ( ) punctuation  . anything else
WORDS: Final[dict[str, str]] = {
    "G": "代表团 考察团 访问团 学习团 调研组 调研团 考察组 考察队 参访团 访团 交流团 招商团 代表队 观摩团 参观团 慰问团 学习考察组 "
    "考察学习团 观摩组 学习组 参访组 招商小分队 招商组 经贸团 推介团 协调小组 对接组 取经团 访问组 代表组 考察小组 考察小分队 "
    "联络组 检查组 互学团 先遣组 前方工作组 商务团 采访团 演出团 医疗队 专家组 专家团 企业家团 商贸团 考查团 来客 客人 考察人员 宾客 工作小组 招商工作组",
    "Y": "一行人 一行",
    "L": "领着 率同 带上 偕 带领下 率领下 率领 率队 率团 率 带领 带队 带着 带团 带 领队 领衔 为团长 任团长 为组长 任组长 为领队 任领队 组织 组成 选派 派出 携 组团 牵头组织 亲率",
    "M": "前往 启程往 出发往 奔赴 分赴 赶赴 远赴 赴 来到 抵达 抵 莅临 莅 走进 走访了 到访 出访 回访 访问 访 来 到 飞赴 北上 南下 东进 西行 "
    "前来 前赴 深入 踏访 造访 再赴 又赴 转赴 转往 转抵 辗转 移师 挥师 转战 跑了 走遍 走出 去了 去往 专程去 前去 去 走了 转了 沿着 飞往 奔走 走入 进京 抵近 飞抵 前进 赶到",
    "i": "在 于",
    "K": "考察学习 学习考察 考察调研 调研考察 考察访问 访问考察 参观考察 考察交流 学习交流 交流学习 学习调研 调研学习 调研指导 "
    "考察 调研 学习 参观学习 参观 观摩 取经 对接 洽谈 招商引资 招商推介 招商 慰问 看望 交流 座谈交流 座谈 会谈 商谈 磋商 "
    "对标 走访 察看 视察 开展 学访 参访 研学 拜访 拜会 踏勘 访友 调查 会商 看了 实地看 察看了 学习借鉴 了解 推介 察访 实地考察 实地调研 检查 指导",
    "R": "作陪 接机 亲切会见 会见 接见 陪同 接待 宴请 迎接 会晤 随行",
    "V": "欢迎 迎来 到来",
    "A": "出席 参加 应邀参加 参会 到会 列席 与会 莅会",
    "W": "期间 其间",
    "E": "联席会议 座谈会 协调会 会商会 论坛 交流会 对接会 洽谈会 大会 峰会 年会 推进会 恳谈会 理事会 全体会议 协商会 联席会 "
    "交流大会 现场会 研讨会 磋商会 工作会议 高峰会 高层会议 市长会议 行政首长会议 党政联席会 洽谈活动 博览会 博览 签约会 合作会 联谊会 "
    "工作会商 会议 会商 协作会 主任会议 秘书长会议 咨询会 论证会 启动会 发展会 发展会议 圆桌会 圆桌会议 推进会议 研讨会议 高层对话 对话会 旅游季 对接活动 签约仪式 专题会 活动 "
    "合作会议 交流会议 办公会 沟通会 见面会 主席会议 书记会议 联会 例会 联络员会议 部署会 洽谈对接 启动仪式 揭牌仪式 开工仪式 发布会 两会",
    "U": "推介会 推介活动 招商会 推广活动 招商活动 说明会 招商推介 宣传推广活动 投资说明会 推介洽谈会 项目对接洽谈会 招商推介会 旅游推介会 专场推介会 文旅推介会 经贸推介会 招商引资推介会 投资推介会 项目推介会 营商环境推介会 产业推介会 经贸活动 招商周 推介周 经贸周 招商活动周",
    "H": "召开 举行 举办 主办 承办 合办 开幕 闭幕 落幕 启幕 召集 顺利召开 隆重召开 隆重举行 召开了 举行了 举办了 开了 办了",
    "S": "签字 签了字 签上 落笔 签名于 签署 签订 签约 缔结 签下 签了 签 共签 订立 联签 缔约 共签约 共签订 共签署 结为 结成 续签 草签 会签 换签 互签",
    "C": "协议书 协议 协定 备忘录 意向书 宣言 公约 合作框架 框架 议定书 合同 倡议书 共识 纪要 责任书 意见 方案 友好城市 友好市县 友好县 "
    "友好县区 友好区县 姐妹城市 友城 友好关系 行动计划 友好合作城市 友好乡镇 规程 章程 办法",
    "J": "个项目 项目",
    "X": "将于 将会 将在 将赴 将 拟 计划 定于 即将 下一步 筹备 希望 期待 邀请 欢迎您 打算 准备 预计 可望 有望 不迟于 会率 盼 要 应当 应 "
    "争取 力争 建议 期盼 届时 诚邀 适时 计划于 拟于 拟定 谋划 商定 欢迎来 下次",
    "B": "曾经 曾 历年 每年 多次 此前 往年 以往 历次 早在 数次 回顾 以前 从前 经常 常 屡次 先前 过去 累计 自古 当年 先后三次 近年来 近年 这两年 这几年 近两年 近三年 近几年 截至 "
    "几年来 多年来 一直以来 长期以来",
    "F": "分别 先后 依次 分批 相继 陆续 随后 接着 还",
    "Z": "我省 我市 我县 我区 我州 我盟 我旗 我地 我委 我局 我镇 我乡 我办 我厅 我会 本市 本省 本县 本区 本州 我中心 我校 我港 我师 我团",
    "O": "双方 两地 两省 两市 两县 两区 两州 两城 三地 三省 三市 四地 四市 四省 五市 两省区 两省市 两县区 县市双方 两地政府 省市双方 各方 "
    "两省一市 三省一市 市县双方 校地双方 两市县 区县双方 两县市 两地双方 五地 三方 四方 两区县",
    "r": "返回 回到 返程 返抵 回港 回澳 返",
    "t": "书记 副书记 第一书记 省长 副省长 市长 副市长 县长 副县长 区长 副区长 州长 副州长 盟长 副盟长 旗长 副旗长 镇长 乡长 主席 副主席 "
    "主任 副主任 部长 副部长 局长 副局长 厅长 副厅长 秘书长 副秘书长 司长 副司长 董事长 总经理 副总经理 政委 师长 团长 副团长 特首 "
    "行政长官 组织部长 会长 副会长 理事长 院长 副院长 校长 副校长 队长 处长 副处长 委员 常委 组长 副组长 总裁 经理 检察长 司令员 政法委书记 "
    "主委 副主委 专员 副专员 巡视员 副调研员 调研员 助理 参事 财政司司长 财政司长 局党组书记 党组书记 党组成员 党组副书记 站长 社长 首席执行官 主官 "
    "省领导 市领导 县领导 区领导 州领导 盟领导 旗领导 所长 副所长 总监 庭长 馆长 总工程师 行长 副行长 负责人 总督学 州委常委 链长 副链长 指挥长 副指挥长 总干事 议长 副议长",
    "c": "、 和 与 及 以及 暨 同",
    ",": ", 。",
    ";": "; ! ? \n",
    ":": ":",
    "(": "(",
    ")": ")",
}

# A document without any of these has no event of ours. Words in front of the colon are cheap to look for.
TRIGGERS: Final[str] = (
    "代表团 考察 访问团 学习团 调研 一行 率 带队 带领 参访 交流团 招商 协调小组 联席会 座谈 协调会 会商 论坛 "
    "交流会 对接会 洽谈 大会 峰会 恳谈会 推介 签署 签订 签约 缔结 签了 结为 结成 共签 协议 备忘录 结对 回访 互访 取经 走访 "
    "经贸活动 前往 赴 访 慰问 学习 参观 会谈 商谈 协商会 旅游季 博览 年会 推进会 会见 宣言 签下 签 来我 陪同 出席 参加 送 组织 次会议 届会议 次大会 市长会议 主席会议"
)

# Words that only look like the word inside them.
HARMLESS: Final[str] = (
    "文化广电和旅游 文化和旅游 自然资源和规划 人力资源和社会保障 住房和城乡建设 工业和信息化 发展和改革 卫生和计划生育 教育和体育 粮食和物资储备 招商局 招商促进局 招商服务中心 "
    "协会 学会 商会 联合会 委员会 管委会 组委会 促进会 基金会 工会 来自 来源 来说 来看 将来 以来 原来 近来 未来 本来 后来 到期 到位 达到 得到 受到 感到 遇到 直到 看到 听到 做到 找到 提到 收到 到底 到场 "
    "周到 遭到 等到 谈到 想到 了解到 到会 签名 签证 签发 签收 标签 书签 带动 带来 带头 地带 一带一路 带 一带 效率 概率 比率 汇率 税率 率先 费率 "
    "利率 频率 贡献率 增长率 坦率 领率 抵御 抵押 抵制 抵触 抵扣 抵消 大抵 访谈 采访 上访 信访 暗访 走访团 存在 正在 现在 所在 潜在 实在 在于 在内 "
    "内在 外在 自在 在线 在建 在职 在校 在编 在册 在岗 由于 关于 对于 至于 终于 属于 位于 处于 便于 基于 鉴于 有利于 用于 高于 低于 大于 小于 "
    "等于 于是 不同 共同 协同 合同 同时 同样 相同 同志 同比 同步 同意 同心 同行 认同 赞同 和谐 和平 温和 缓和 总和 饱和 参与 与会 与时俱进 及时 以及时 "
    "普及 涉及 惠及 及其 埃及 顾及 来往 往来 带给 率真 还是 还有 还要 还应 还需 还能 还可 首先 重要 主要 需要 要求 要素 必要 要点 纪要 应用 应急 供应 "
    "反应 效应 适应 响应 相应 对应 应对 应邀 应该 常委 常务 经常性 日常 非常 正常 常态 常住 常年 通常 一行业 项目建设 主任务 市长期 签约率 会议室 会议中心 大会展中心 大会展览 会议展览中心 大会堂 议会 "
    "将近 将军 即将 名将 麻将 组织部 组织力 组织化 组织架构 组织体系 会议厅 到家 到处 周边 来电 来函 来信 会议员 议员 来宾 来宾市 由来 历来 从来 引来 招来 起来 出来 上来 "
    "下来 常委会 邀请函 书记录 市场长 会长期 主任何 开展出 开展览 社会长 学习型 学习贯彻 签到 来年 到年 到2 到底 协议投资 合同金额 协议金额 合同投资 合同额 协议额 "
    "意见建议 提出意见 项目组 项目库 要地 要塞 要道 首要 纽带 热带 寒带 亚热带 经济带 生态带 产业带 走廊带 携手 同城 同城化 同类 同等 同期 同一 同频 和睦 和美 "
    "来来 往年级 学校长 组织机构 社会组织 基层组织 党组织 组织者 党委组织 组成员 组成部分 领导小组成员 常客 拟合 模拟 虚拟 过去 失去 除去 去年 去世 去掉 去除 去处 回去 出去 上去 下去 进去 离去 免去 来去 去向 删去 减去 散去 远去 去产能 去库存 去杠杆 去过 客人员 走了出去 请客人 好客 看过去 走过去 赶过去"
)

_SKIP = "_"


@cache
def classes() -> dict[str, str]:
    """Every word with its class letter (`_` for harmless words)."""
    words: dict[str, str] = {}
    for letter, line in WORDS.items():
        for word in line.split(" "):
            if word:
                words.setdefault(word, letter)
    for word in HARMLESS.split():
        if word not in words:
            words[word] = _SKIP
    return words


@cache
def automaton() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    """The matcher of all words and, by pattern number, the class letter."""
    words = classes()
    patterns = list(words)
    matcher = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, tuple(words[p] for p in patterns)


@cache
def trigger_pattern() -> re.Pattern[str]:
    """Any trigger: in news the first one stands in the first line, so that looking for one is faster than for all."""
    return re.compile("|".join(sorted(set(TRIGGERS.split()))))


@cache
def trigger_automaton() -> ahocorasick_rs.AhoCorasick:
    """The matcher that tells sentences worth reading."""
    return ahocorasick_rs.AhoCorasick(sorted(set(TRIGGERS.split())), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
