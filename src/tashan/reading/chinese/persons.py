"""
Persons, found by the title before their name.

General Chinese name recognition needs a model; in this genre a name stands after a title, and the words that can
follow a name are few. Nothing here guesses a name without such an anchor.
"""

from __future__ import annotations

import re
from typing import Final

SURNAMES: Final[frozenset[str]] = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "傅费桂丘穆燕谈蒙蓝楚谌危湛厉卫薄韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞樊兰殷施洪翟安颜倪俞牛温芦季章鲁葛"
    "申尚辛管左焦祁阮欧柳甄项齐骆关祝车曲瞿裴苗岳柯路涂盛窦符单司柴成古蒲童阎解耿宁毕游靳霍时柏詹卓尤代舒辜祖伍华屈纪聂滕佟仇"
    "寿冉麦冷储占闵凌米连艾宗寇刁褚隋都娄卜邢党鲍习边初房明虞桑郎栾谷岑班晏鹿楼奚包原应沙帅闻党苑裘花臧匡栗巫鄢揭卞权丛封丰水"
    "鞠鲜仝郁麻敖宫农查贡竺诸随庄迟修木由印历和牟梅景苟晋池狄简巴况冼糜阳战衡郜荆鄂郗逄逯亓訾仲邬阚信乌仓佘相计赫强占饶幸雍储全"
    "黑才洛次格扎丹普央索旦多仁益德斯哈阿热依买努吐克艾玉塔塞布那额孛拜乃居喻涂翁邸苍戚忻盖容旷尧奉廉漆练蔺海邝麒贝但练甘车亢年候凤杭闾苍覃逯濮税仵荀昝库席支管缪干宣贲吉钮嵇滑裴荣羊於惠家芮羿储靳汲邴糜松井富乌焦巴弓牧隗山谷侯宓蓬全班仰仲伊宁仇甘钭戎祖武符景詹束幸司韶蓟溥印宿白怀蒲邰鄂咸籍卓屠池胥能双闻莘翟谭劳姬申堵桑濮尚农温别晏瞿阎慕连茹宦艾鱼古易慎戈廖庚终暨居衡步都耿满弘匡国文寇广禄阙欧殳沃利蔚越夔隆师巩厍聂晁勾融訾阚那简空沙乜养鞠须丰巢关蒯红游权逯盖益桓公"
)
# The last ones are a husband's name before the own, as women of Hong Kong write it (林郑月娥).
COMPOUND: Final[frozenset[str]] = frozenset(
    "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 令狐 宇文 长孙 慕容 司徒 司空 呼延 端木 独孤 南宫 拓跋 完颜 申屠 太史 澹台 西门 林郑 范徐 陈方 叶刘 陈冯 梁刘 陈梁".split()
)

# First halves of Tibetan names, which run to four characters (扎西平措, 洛桑多吉).
_TIBETAN = frozenset(
    "扎西 次仁 泽仁 洛桑 罗桑 白玛 格桑 旦增 丹增 普布 巴桑 达娃 尼玛 边巴 索朗 索南 平措 彭措 多吉 罗布 强巴 加措 嘉措 仁青 仁增 贡布 贡桑 晋美 益西 云丹 土登 "
    "旺堆 旺久 江村 坚参 赤列 其美 桑杰 才让 更登 昂旺 阿旺 次旺 次旦 拉巴 米玛 顿珠 欧珠 斯郎 四郎 向巴 曲扎 登巴 色拉 克珠 列麦 群培 根秋 根呷".split()
)
_WORDS = (
    "接待 迎候 作陪 设宴 宴请 率 带领 带队 带着 带 领 一行 等 到 赴 在 来 说 指出 表示 强调 介绍 会见 会谈 陪同 参加 出席 主持 致辞 讲话 讲 对 向 代表 分别 就 为 于 从 也 "
    "还 的 是 同 并 将 则 先后 先 亲自 共同 一同 随 走 考察 调研 作 做 宣布 认为 称 提出 提到 提 感谢 希望 把 被 由 前往 抵达 抵 参观 已 曾 再 又 受 应 "
    "任 担任 汇报 通报 首先 访 回顾 深入 察看 要求 和 与 及 以及 率领 带团 致 会晤 会 坚持 充分 高度 热情 欢迎 盼 建议 现场 兼 当 一起 迎接 组织 两 "
    "签署 签订 启动 以 不 正 了 她 他 全程 围绕 接见 列席 宴请 点 谈 检查 部署 上午 下午 晚 到会 携 牵头 主政 参会 今 昨 明日 明天 明( 周一 周二 周三 周四 周五 周六 周日 星期 日前 近日 与会 见证 "
    "拜会 走访 一道 看望 慰问 座谈 首 现 莅临 莅 也 都 均 便 最后 随后 专程 专门 赶 亲率 团 及其 和其 带 致欢迎 发言 作了 作为 对标 提议 倡议 说明 推介 "
    "透露 告诉 撰文 回应 指示 批示 答 问 告 进行 途中 则 特 率先 又 更 第一时间 落实 连夜 贯彻 主动 积极 详细 实地 多次 曾经 表达 阐述 总结 结合 针对 听取 观看 参与 感言 讲述 见面 会面 搭乘 乘坐 搭机 启程 联袂 联手 后日 后天 翌日 下周 本周 上周 今早 今晚 起访 即将 女士 先生 展开 开启 开始 继续 结束 将于 将率 将赴 将会 将在 将到 将继续 将前往".split()
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HANS = re.compile(r"[\u4e00-\u9fff]+")
_STRONG = re.compile(r"[^\u4e00-\u9fff·]|$")
_DAY_IN_CHARACTERS = "[二三]?十[一二三四五六七八九]?[日月]"
_FOLLOWING = re.compile("|".join([*sorted(map(re.escape, _WORDS), key=len, reverse=True), _DAY_IN_CHARACTERS]))
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,7}(?:·[\u4e00-\u9fff]{1,8}){1,3}")
_ATTENDS = re.compile(r"[\u4e00-\u9fff]?(?:出席|参加|主持|应邀|率队|会见|赴|介绍)")  # 李明参加甲·乙联席会议
NOT_NAMES = frozenset(
    "一人 两人 二人 三人 参访 参访团 研修 研修班 代表团 考察团 访问团 参观团 交流团 明天 明日 今天 今日 昨天 昨日 将赴 将于 召集 召集人 委托 会议 主持 出席 参加 陪同 同志 分别 代表 介绍 表示 强调 指出 讲话 致辞 会见 人员 等人 一行 领导 带队 带领 率领 率队 以及 以上 以下 职务 助理 办公 办公室 "
    "负责 负责人 联席 座谈 单位 成员 先生 女士 单独 任命 签署 签订 共同 先后 也是 一起 亲自 牵头 所在 有关 相关 主要 工作 企业 各位 们的 担任 以来 为团长 峰会 联席 年会 "
    "向大家 做了 作了 高度 要求 见面 联络 介绍了 分工 率团 考察 调研 说道 认为 会晤 会谈 全程 专程 轮流 轮值 现场 对此 就此 随后 随行 随同 及其 及各 等陪 级干 级领 "
    "会上 会后 会前 上午 下午 双方 两地 当日 当天 同步 一同 一道 一致 班子 接待 汇报 通报 提出 回顾 充分 首先 最后 参与 对口 合作 协调 组织 听取 级别 "
    "热情 欢迎 到会 走访 深入 实地 详细 主动 与会 见证 应邀 应该 受邀 受到 前往 来到 到达 抵达 来访 访问 学习 交流 组成 任组 任团 为组 多人 数人 若干 师市 县市 市县 省市 市区 区县 县区 城市 党政 政企 双方 全市 全县 市里 县里 省里 "
    "宗教界 工商界 文化界 教育界 科技界 新闻界 体育界 金融界 法律界 医卫界 社科界 农业界 经济界 文艺界 企业界 民族界 妇女界 侨界".split()
)


def name_at(text: str, start: int) -> int | None:
    """
    Where the name that begins at an offset ends.

    Args:
        text: normal text.
        start: offset right after a title.

    Returns:
        The end offset, or None if no name stands there.
    """
    if start >= len(text) or not _HAN.match(text, start):
        return None
    dotted = _DOTTED.match(text, start)
    if dotted and not (text[start] in SURNAMES and _ATTENDS.match(text, start + 2, dotted.end())):
        return _dotted_end(text, dotted)
    compound = text[start : start + 2] in COMPOUND
    lengths = (4, 3) if compound else (4, 3, 2) if text[start : start + 2] in _TIBETAN else (3, 2)
    if text[start] == "们" or text[start : start + 2] in NOT_NAMES or text[start : start + 3] in NOT_NAMES:
        return None
    if text[start] not in SURNAMES and not compound:
        return _unusual(text, start)
    word = _FOLLOWING.match(text, start)
    if word is not None and word.end() - start > 1:  # 市领导多次…, 强调…: a verb or an adverb stands there, no name
        return None
    ends = [start + n for n in lengths if _all_han(text, start, start + n)]
    shortest = min(ends, default=start)
    for end in ends:
        glued = end > shortest and text[end - 1] in "率带赴到在说领为等"
        glued = glued and (text[end - 1] == "说" or text[end : end + 1] not in ",、。;:)(")
        if _STRONG.match(text, end) and not glued:
            return end
    # "王浩率团": the shorter reading wins where a verb that names do not contain follows it.
    for end in reversed(ends):
        if _FOLLOWING.match(text, end) and not (end - start == 2 and _longer_is_better(text, start)):
            return end
    return next((end for end in ends if _FOLLOWING.match(text, end)), None)


def _longer_is_better(text: str, start: int) -> bool:
    """Whether the third character belongs to the name although it could begin a verb (张明和、李…; 陈先进到…)."""
    third = start + 3
    if text.startswith(("任团长", "任组长", "任队长", "任领队"), start + 2):
        return False
    after = _FOLLOWING.match(text, start + 2)
    long_word = bool(after) and after is not None and after.end() - after.start() >= 2
    if long_word or not _all_han(text, start, third):
        return False
    if text[start + 2] in "率带赴到在说于的等为从把被向对与及":
        return False
    return bool(_FOLLOWING.match(text, third))


def _all_han(text: str, start: int, end: int) -> bool:
    run = _HANS.match(text, start, end)
    return run is not None and run.end() == end


def _unusual(text: str, start: int) -> int | None:
    """A name of two to four characters with an unusual first character, only before a full boundary."""
    if _FOLLOWING.match(text, start):
        return None
    for length in (2, 3, 4):
        end = start + length
        if not _all_han(text, start, end) or text[start:end] in NOT_NAMES:
            return None
        if text[end : end + 1] in ("、", ",", ";", "。", ")"):
            return end
        if _FOLLOWING.match(text, end) and len(_FOLLOWING.match(text, end).group()) > 1:  # type: ignore[union-attr]
            return end
    return None


def _dotted_end(text: str, match: re.Match[str]) -> int | None:
    """The last part of a dotted name ends before the first following word (至少 one character long)."""
    last = match.group().rfind("·") + match.start() + 1
    if text[match.start() : match.start() + 1] not in SURNAMES and len(match.group()) > 14:
        return None
    ends = range(last + 1, match.end() + 1)
    follow = {end: _FOLLOWING.match(text, end) for end in ends}
    for end in ends:
        word = follow[end]
        if _STRONG.match(text, end) or (end - last >= 2 and word and len(word.group()) > 1):
            return end
    return next((end for end in ends if end - last >= 2 and follow[end]), match.end())


_UNTITLED = re.compile(r"[\u4e00-\u9fff]{2,3}(?=率|带领|带着|带队|带[^来动头给有来]|一行|再[到赴]|又[带率到赴]|携)")
_BEFORE_UNTITLED = re.compile("[,。;、:)\n ”日午由]")
_ADVERBS = frozenset("还又也再都便即已将共同亲")
_SHORTEST = 2
_OFFICES = (
    "市长",
    "县长",
    "省长",
    "区长",
    "州长",
    "局长",
    "部长",
    "书记",
    "主席",
    "主任",
    "团长",
    "会长",
    "议长",
    "镇长",
    "院长",
    "校长",
)  # 傅县长率团
_BELTS = frozenset("林绿热温寒地纽海胶磁皮")
_UNTITLED_GATE = re.compile("[率带再又携一](?:(?<!一)|(?=行))")


def untitled_leaders(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names without a title that lead or go with a party (崔世安带…, 章舜年一行)."""
    found: list[tuple[int, int]] = []
    if not _UNTITLED_GATE.search(text, start, end):
        return found
    at = start
    for mark in _BEFORE_UNTITLED.finditer(text, max(0, start - 1), end):  # such names begin right behind one of these
        match = _UNTITLED.match(text, mark.end(), end) if mark.end() >= at else None
        if match is None or match.group()[0] == "由":
            continue
        at, name = match.end(), match.group()
        if len(name) > _SHORTEST and name[-1] in _ADVERBS:
            name = name[:-1]  # 宋亮还带领
        if (
            name[-1] in _BELTS
            and text[match.end()] == "带"
            and text[match.end() + 1 : match.end() + 2] not in "队领着团上"
        ):
            continue  # a belt of trees is led by nobody
        if (
            name[0] in SURNAMES
            and name not in NOT_NAMES
            and name[:2] not in NOT_NAMES
            and name[-1] not in "省市县区州旗盟镇乡"
            and not name.endswith(_OFFICES)
        ):
            found.append((match.start(), match.start() + len(name)))
    return found
