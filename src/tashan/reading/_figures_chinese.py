"""Figures of Chinese text: what is counted, its measure and its subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading._figures_frame import NUMERAL, SMALL, Frame
from tashan.reading._spelling import spelled

if TYPE_CHECKING:
    from tashan.reading.numbers import Quantity
    from tashan.reading.source import Analysis
    from tashan.records import Figure

_CLAUSE_END = frozenset(",;:,。!?\n")
_CLAUSE_MARK = re.compile(r"[,;:。!?\n]")
# Counts of these are parts of a speech or a plan, not facts of cooperation.
_EMPTY_NOUNS = re.compile(
    r"(?:大)?(?:方面|阶段|层次|层面|环节|问题|步骤|建议|意见|特点|原因|要点|部分|方向|关键|维度|领域|字|词|坚持|第一|文明|意识|"
    r"省区市|省市区?|省份|地市|州市|市州|区县|县\(|自信|确保|维护|工作日|小时|岁|重点(?!工程|项目|任务|企业|事项)|难题|关系|角度|特征|原则|目标|世纪|月|条件|优势|转变|结合|五年)"
)
_WISH = re.compile(
    r"力争|争取|目标|希望|盼|预计|预期|拟(?![定订])|有望|将(?!军|来|近)|应当|建议|不低于|不少于|每[年月日天次人户个家]|"
    r"计划(?=在|到|于|引进|新建|新增|实施|完成|建设|用|开工|培育)"
)
_NOT_UNITS = frozenset("省 市 县 区 州 地 城 国 强 成 分 度 岁 年 个月 天 周 小时 分钟 秒 日 周年 个年头 届 段 层 期 方 里 字 载 折 番 村 镇 "
                       "乡 省会城市 地市 省市 省区 县市 市县 县区 城区 学时 课时 寸 丈 尺 组 方面".split())  # fmt: skip
_LINK = re.compile(
    r"(?:已经?|共计?|总计|合计|累计|现有|(?<![实体出])现|仅|只|达到?了?|高达|多达|为|是|有|计|占|增[加至]到?了?|增长到?了?|扩大到|扩展到|提高到?|上升到?|"
    r"下降到?|超过|突破|超|逾|约|近|等|了|至|到|的|:|,|“|”|\s)+$"
)
_LINK_LETTERS = frozenset("已经共计总合累现有仅只达到了高多为是占增加至长大扩展提上升下降超过突破逾约近等的:,“”")
# Each alternative begins with a character of its own, for which the engine can search fast.
_BEFORE_VERB = re.compile(
    r"先后|相继|曾|审议|做深|联手|联合(?!会|国|体)|共同(?!体)|积极|全力|聚焦|参与|随后|紧紧围绕|围绕|涵盖|促成|前往|来到|深入|"
    r"集中|发布|全面|专门|累计|已经|已(?=[有与由在达逾超])|共(?=[有计同引签建])|现有|有(?<![拥没具所享还]有)(?![限关效色机力利])|达(?=[到成0-9逾约近])|在(?![建校职])(?![^,。0-9]{1,8}的[^,。0-9]{2,12}$)|对(?<![面应针]对)(?![接口外比])|"
    r"由(?!于)|从|于(?<!位于)|与(?=[^,]{1,8}签)|将|建成|形成|引进|设立|成立|签约|签订|签署|完成|实现|集聚|拥有|入驻|召开|举行|推动|推进|打造|接受|惠及|覆盖|"
    r"引导|建立(?!健全)|动员|互派|选派|采购|输转|带动|帮助|向(?=[^,。]{2,16}(?:投|捐|提供|采购|输|派))|"
    r"增加|扩大|超过|突破|高达|占|落户|组建|筛选|新增|吸引|累积|投入|安排|捐[资赠]|实施|协议|总投资|约定|通过|出台|提出|编制|共建|开工|投资"
)
# Each alternative begins with a character of its own, as above.
_NOUN_STOP = re.compile(
    rf"{'|'.join(map(re.escape, ',。;:!?、()《》“”'))}|\n| (?<=[\u4e00-\u9fff] )|\t(?<=[\u4e00-\u9fff]\t)|\u3000(?<=[\u4e00-\u9fff]\u3000)|"
    rf"{'|'.join(f'{digit}(?![A-Za-z])' for digit in range(10))}|"
    r"缔结|实地|专程|联合(?!体|会|国|实验|创新|培|党|办|执法|攻关)|"
    r"签署|签约|共同|增加|扩大|纳入|入网|加盟|建设|参与|参加|达成|来自|落户|入驻|实施|通过|推动|协同|"
    r"向(?<![定面流方走取去转导趋意]向)|实现|帮助|进[藏疆]|显著|提升|有效|成功|每年|销往|打造|筑牢|用于|算起|投资(?=[约近超逾]?[0-9])|"
    r"已|在|与(?!会)|到|的(?=[^,。]{0,3}[,。])|走(?!廊)|就(?!业|医)|以(?!上)|随|组成|纷纷|南下|进行|接力|对(?!口|接|外)|"
    r"和(?=[^,。]{0,6}[0-9])|值得|预订|均|都|被|将|可|由|从|为|是|有(?!限)|分别|成立|形成|开展|推进|召开|举行|赴|访|随行"
)
# 32项具有开创性的制度成果, 9场推动…落实的座谈会: what is counted stands after the last 的
_ATTRIBUTE = re.compile(
    r"(?:具有|推动|以|面向|涉及|服务|参与|来自|涵盖|围绕|关于)[^,。;、]{2,20}的(?=[\u4e00-\u9fff]{2})"
)
_SERVING = re.compile(r"在[\u4e00-\u9fff]{1,3}(?=跟班|挂职|驻点|务工|就读)")  # 2名在苏跟班学习干部
_LEADING_VERB = re.compile(
    r"先后|相继|累计(?=[引完实签])|引进|完成|实现|拥有|新增|吸引|召开|举行|主持|组建|设立|成立|有|共(?!建)|已|在(?!建)|对|接受|建成|"
    r"现场|签约(?=产业|项目)"
)
_ACT = re.compile(r"建成|形成|引进|签订|举行|集聚|入驻")
_OBJECT_VERB = re.compile(r"前往|来到|组建|成立|设立|建立|打造|建成|发布|走进|考察|参观|创建|建设(?!成)|启动|推进")
_YEAR_NAME = re.compile(r"(?:19|20)[0-9]{2}[^0-9年]*$")
_GENERIC = re.compile(
    r"^(?:当场|现场|计划|推出|开了?|随后|其间|会上|得知|此次|全力|个|共|并|比例|占比|其中|总额|金额|数量|规模|总数|同比|增速|增幅|"
    r"比重|总值|率|同比增长|增长|下降|均值|平均)?$"
)
# Several regions that act together are no count (东部8个省市); verbs and frames name nobody.
_REGIONS_COUNTED = re.compile(r"[0-9]+个?(?:省区市|省市区?|省份|地市|州市|市州|区县|县市|市县|城市|(?:省|市|县)(?!级))")
_NOBODY_AT_HEAD = re.compile(
    r"以|为|建立|县均|人均|户均|年均|成功|引导|使用|价值|带动|涉及|开展|开发|帮助|里面|两侧|累计|销售额|总投资|动员|采购|推动|组织|按照|根据|规划范围|分为|"
    r"原标题|项目$|专程|了解|[了着]|一场|第一时间|高度|其中|援建|总|共|双方商定|这是|历届|聚集|创造|包含"
)
_NOBODY_INSIDE = re.compile("涉及|包含|包括|涵盖|带领|率领")
_NOBODY_AT_END = ("方面", "中", "上", "了", "着", "为", "的", "等", "邀请")
_JOINT = re.compile(r"[和、与及]|以及")
_LIST_LEAD = re.compile(r"(?:[的、和与及,(]|以及|其中|省区市|省市区?|省份|地市|州市|市州)+")
_EACH_IS = re.compile("分别[是为]")
_ACT_OR_EACH = re.compile(f"{_ACT.pattern}|{_EACH_IS.pattern}")
_GROWN = re.compile("(增长|下降|提高|增加|上升|减少)了?(?:约|近|超过|超|逾|达)?$")
_MORE_OR_LESS = re.compile("(?:的|左右|以上|多|余)*")
_IS = re.compile(r"[是以位地](?<=[\u4e00-\u9fff]{2}.)(?:(?<=是)(?!否)|(?<=以)(?![上下及])|(?<=位)于|(?<=地)处)")
_EACH = re.compile("[县村户人日月年]均")
_DIGIT = re.compile("[0-9]")
_PLANNED = re.compile(r"\s*(?:到|至)(?:20[0-9]{2}年)")
# How many travelled or sat in the hall is no fact of cooperation.
_PERSONS = frozenset({"人", "名", "位", "人次"})
_ATTENDED = re.compile(r"代表团|考察团|一行|代表|嘉宾|记者|率|带领|带队|率领|参会|与会|到会|到场|参加|参观|出席")
_GUESTS = _PERSONS | {"家"}
_CAME = re.compile(r"[^,。;!?\n]{0,30}?(?:参加|出席|参会|与会|到会|陪同|随行)(?!了?[^,。]{0,6}项目)")
_LONGEST_NAME = 40
_IN_WORDS = 100  # 三元 and the like are hardly money in words
_NAMED_SO = re.compile(r"[\u4e00-\u9fff]{0,4}(?:社区|村(?!民)|巷|镇|街|路(?!线))")
_PLACE_ONLY = frozenset({"外", "内", "处", "以外", "之外", "以内", "时", "长"})  # 400公里外的…: how far, not how much
_LENGTHS = frozenset({"公里", "千米", "米", "海里", "里"})
_TIMES_AT_END = ("去年", "今年", "前年", "上年", "全年", "当年", "目前", "上半年", "下半年")
_NOW_AT_HEAD = re.compile("(?:至今|如今|目前|现)(?:已经?)?(?:共计?)?|了(?!解)")
_BUT = re.compile("却|接近")
_REGION_NOUN = re.compile(r"(?:区县|县区|县市|市县|省市|省区|地市|州市|城市|市州|县|市|省|区)(?=[\u4e00-\u9fff]{2})")
# A subject ends where its clause begins to say something of it.
_SAYS = re.compile(
    r"分别|坚持|助力(?=[\u4e00-\u9fff])|共谋|看望|慰问|进行|通报|介绍|接近|却|没有|自觉|依托|按照|带队|率[队团]|"
    r"赴(?=[\u4e00-\u9fff]{2})|已经?$|均$|也$|还$|又$|累$|此次$|正$|便$|则(?<![原规准法守细]则)$"
)
_NO_SUBJECT = re.compile(
    r"至今|(?:会议|活动|考察|访问|座谈|签约|大会|论坛)?期间|虽然|一下|随着|通过|服务(?!业|中心|贸易|平台|站)|"
    r"[与及]|以及|情况$|代表(?=[\u4e00-\u9fff]{2,}(?:向|捐))|此次$"
)
_THIS_TIME = re.compile(r"(?:此次|本次|这次)(?=[^,]{3})")
_JOURNEY = re.compile(r"(?:赴|前往|来到|奔赴|到)$")
_FUND = re.compile(r"(?:资金|基金|贷款|项目|补助|补贴|投资|债券|授信)")


Stretch = tuple[int, int]


class ChineseFigures(Frame):
    """Figures of Chinese text."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self._clauses: dict[Stretch, tuple[int, int, Stretch | None, Stretch | None]] = {}
        self._before_this: tuple[Quantity, str, tuple[int, int] | None] | None = None
        self._holder: tuple[int, tuple[int, int]] | None = (
            None  # the region that a sentence is about, and where it begins
        )

    def figure(self, quantity: Quantity) -> Figure | None:
        if not self._counts(quantity):
            return None
        left, right = self.sentence(quantity.start)
        if self._sentence[2] or self.in_title(quantity.start):
            return None
        clause = self._clause_start(quantity.start, left)
        if _WISH.search(self.text, clause, quantity.start) or self._wished(left, quantity.start):
            return None
        noun = self._noun_after(quantity)
        if noun is None:
            return None
        head, subject = self._before(clause, left, quantity, bool(noun))
        if quantity.kind == "percent" and not noun:
            head += self._growth(quantity.start)
        if not noun and not head:
            head, subject = self._like_the_last(quantity, subject)
        self._before_this = quantity, head, subject
        if head and quantity.unit in _LENGTHS and self.text.startswith("的", quantity.end):
            noun = ""  # 海拔800米的山区: the length of what stands before it
        measure = noun or head
        if subject is None and not noun and head:
            subject, measure = self._of_a_region(quantity, head, left)
        if subject is None and self._holder is not None and self._holder[0] == left:
            subject = self._holder[1]
        return self.made(quantity, subject, measure, left, right)

    def _growth(self, at: int) -> str:
        """Whether a share is by how much something grew or fell: 年均增长5.8%."""
        grown = _GROWN.search(self.text, max(0, at - 8), at)
        return grown.group(1) if grown else ""

    def _like_the_last(self, quantity: Quantity, subject: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
        """分别为66%和62%: the second is of the same measure as the first."""
        if self._before_this is None:
            return "", subject
        last, head, of = self._before_this
        same = last.unit == quantity.unit and _JOINT.fullmatch(self.text, last.end, quantity.start)
        return (head, of) if same else ("", subject)

    def _of_a_region(self, quantity: Quantity, head: str, left: int) -> tuple[tuple[int, int] | None, str]:
        """红原4.7万人, 义乌市国土面积1105平方公里: the region at the head of a measure is its subject."""
        end = self._without_link(left, quantity.start)
        at = end - len(head)
        if at < left or self.text[at:end] != head:
            return None, head
        if quantity.unit in _PERSONS:
            return (None, head) if _SAYS.search(self.text, at, end) else ((at, end), "")
        for mention in self.analysis.between(self.analysis.places.mentions, at, end):
            rest = self.text[mention.end : end].removeprefix("的")
            if mention.start == at and len(rest) > 1 and not _JOINT.match(rest):
                self._holder = left, (at, mention.end)
                return (at, mention.end), spelled(self.analysis, [(end - len(rest), end)])
        return None, head

    def _counts(self, quantity: Quantity) -> bool:
        """Is the number of the kind that a record is worth?"""
        if quantity.kind in ("ordinal", "year") or quantity.value is None or quantity.parts:
            return False
        if quantity.start >= self.stop or quantity.unit in _NOT_UNITS:
            return False
        digits = _DIGIT.search(self.text, quantity.start, quantity.end) is not None
        if not digits and (quantity.value < _IN_WORDS or _NAMED_SO.match(self.text, quantity.end)):
            named = quantity.kind == "money" or _NAMED_SO.match(self.text, quantity.end)
            if named:
                return False  # 三元区 and 七十二家房客村 are names
        if quantity.kind in ("money", "percent"):
            return True
        if not quantity.unit and not digits:
            return False
        before = self.text[max(0, quantity.start - 16) : quantity.start]
        if before.endswith(("前", "第", "头")):
            return False
        if quantity.unit in _GUESTS and _CAME.match(self.text, quantity.end):
            return False
        if quantity.unit in _PERSONS and _ATTENDED.search(before + self.text[quantity.end : quantity.end + 6]):
            return False
        return digits or quantity.value >= SMALL or quantity.qualifier is not None

    def _wished(self, left: int, at: int) -> bool:
        """A sentence that opens with a plan (到2025年, 力争…): its numbers are targets."""
        text = self.text
        return bool(_PLANNED.match(text, left, min(at, left + 24)) and _WISH.search(text, left, at))

    def _clause_start(self, at: int, left: int) -> int:
        mark = _CLAUSE_MARK.search(self.text[left:at][::-1])
        return at - mark.start() if mark else min(left, at)

    def _noun_after(self, quantity: Quantity) -> str | None:
        """What is counted, where it follows the number; "" if nothing does; None for an empty noun (7个方面)."""
        at = quantity.end
        if _EMPTY_NOUNS.match(self.text, at):
            return None
        at = _MORE_OR_LESS.match(self.text, at).end()  # type: ignore[union-attr]
        if quantity.kind == "percent":
            if quantity.end == at or self.text[at - 1] != "的":
                return ""
            end = at
            while end < len(self.text) and end - at < 24 and self.text[end] not in _CLAUSE_END:
                end += 1
            return spelled(self.analysis, [(at, end)])
        through = _ATTRIBUTE.match(self.text, at) or _SERVING.match(self.text, at)
        if through is not None:
            at = through.end()
        quoted = self.text.find("”", at, at + 22) + 1 if self.text.startswith("“", at) else at
        stop = _NOUN_STOP.search(self.text, max(at, quoted), at + 22 + max(0, quoted - at))
        end = stop.start() if stop else min(len(self.text), at + 16)
        if quantity.kind == "money" and self.text[at - 1] != "的" and not _FUND.search(self.text, at, end):
            return ""
        if self.text.find("的", at, end) not in (-1, first := self.text.rfind("的", at, end)) and first > at:
            end = self.text.find("的", at, end)  # 80万条汽车线束的生产线的协议: what is counted stands before the first
        while end > at and self.text[end - 1] == "的":
            end -= 1
        if self.text[at:end].partition("的")[0] in _PLACE_ONLY:
            return None
        return spelled(self.analysis, [(at, end)]) if end > at else ""

    def _before(self, clause: int, left: int, quantity: Quantity, counted: bool) -> tuple[str, tuple[int, int] | None]:
        """What the words before the number name: the measure, and the subject, looked for clause by clause."""
        text, at = self.text, quantity.start
        start = self._after_time(clause, at)
        verb = _BEFORE_VERB.search(text, start, at)
        head = self._head(verb.start() if verb else start, at) or self._head(start, verb.start() if verb else at)
        each = _EACH.match(text, start, at)
        if each is not None and head and not head.startswith(each.group()):
            head = each.group() + head
        subject = self._subject_in(start, verb.start() if verb else at, at, whole=counted)
        if not counted and self._words(subject) == head and clause > left:
            subject = None
        fallback = None
        for _ in range(4):
            if subject is not None or clause <= left:
                break
            pronoun = text[start : start + 1] == "其"
            clause, start, acted, named = self._clause_before(clause, left)
            if pronoun and acted is not None:
                subject = acted
                break
            fallback = fallback or acted
            subject = named
        if head.startswith(("从", "由")) and self._words(subject):
            head = self._words(subject)
        return head, subject or fallback

    def _clause_before(self, clause: int, left: int) -> tuple[int, int, Stretch | None, Stretch | None]:
        """
        The clause before one, looked at once for all numbers of a sentence.

        Returns:
            Where it begins, where its words begin, what it acts on and whom it names.
        """
        key = (clause, left)
        known = self._clauses.get(key)
        if known is None:
            end = clause - 1
            clause = self._clause_start(end, left)
            start = self._after_time(clause, end)
            acted = named = None
            if not self.text.startswith(("以及", "并", "和", "及"), clause):
                verb = _BEFORE_VERB.search(self.text, start, end)
                acted = self._object_in(start, end)
                named = self._subject_in(start, verb.start() if verb else end, clause, whole=True)
            known = self._clauses[key] = clause, start, acted, named
        return known

    def _words(self, stretch: tuple[int, int] | None) -> str:
        return spelled(self.analysis, [stretch]) if stretch is not None else ""

    def _head(self, start: int, end: int) -> str:
        """The noun before a number, without the verb that links them (达到, 高达, 共有)."""
        end = self._without_link(start, end)
        end = self._without_time(start, end)
        but = _BUT.search(self.text, start, end)
        end = but.start() if but else end
        counted = self.analysis.between(self.analysis.quantities, start, end)
        if counted:  # 干部3045人、专业技术人才2.5万人: a measure begins behind the number before it
            start = min(counted[-1].end, end)
            regions = _REGION_NOUN.match(self.text, start, end)  # 15个区县地区生产总值
            start = regions.end() if regions else start
        lead = _LIST_LEAD.match(self.text, start, end)
        start = lead.end() if lead else start
        verb = _LEADING_VERB.match(self.text, start, end)
        if verb is not None:
            start = verb.end()
        if _ACT_OR_EACH.search(self.text, start, end):
            for pattern in (_ACT, _EACH_IS):
                for act in pattern.finditer(self.text, start, end):
                    start = act.end()
        now = _NOW_AT_HEAD.match(self.text, start, end)
        start = now.end() if now else start
        return spelled(self.analysis, [(max(start, end - 24), end)]).strip("“” ") if end > start else ""

    def _without_link(self, start: int, end: int) -> int:
        """Where the words before a number end without those that link them: these hold characters of links only."""
        text, at = self.text, end
        while at > start and (text[at - 1] in _LINK_LETTERS or text[at - 1].isspace()):
            at -= 1
        link = _LINK.search(text, at, end) if at < end else None
        return end - len(link.group()) if link is not None else end

    def _without_time(self, start: int, end: int) -> int:
        """Where words end without the time that they end with (全市今年)."""
        if self.text.endswith(_TIMES_AT_END, start, end):
            end -= 3 if self.text.endswith("半年", start, end) else 2
        return end

    def _subject_in(self, start: int, end: int, number: int, *, whole: bool) -> Stretch | None:
        """A clause's words before its verb, if they can name somebody or something; `whole`: even right before a number."""
        cut = _IS.search(self.text, start, end)
        end = cut.start() if cut else end
        words = self.text[start:end]
        numbered = NUMERAL.search(words) is not None
        words = _REGIONS_COUNTED.sub("", words) if numbered else words
        if _NOBODY_AT_HEAD.match(words) or words.endswith(_NOBODY_AT_END) or _NOBODY_INSIDE.search(words):
            return None
        if _GENERIC.match(words) or words.startswith(("其", "该")) or self.in_title(start):
            return None
        if numbered and NUMERAL.search(words) and not _YEAR_NAME.match(words):
            return None
        return self._trimmed(start, end) if whole or end < number else None

    def _object_in(self, start: int, end: int) -> tuple[int, int] | None:
        """What a clause without subject speaks of: the words after its last verb (组建…联盟)."""
        verbs = list(_OBJECT_VERB.finditer(self.text, start, end))
        last = verbs[-1] if verbs else None
        if last is None or NUMERAL.search(self.text, last.end(), end):
            return None
        return self._trimmed(last.end(), end)

    def _after_time(self, start: int, end: int) -> int:
        """Past a time, an enumeration (一是, 3.) and connectives at the head of a clause."""
        mentions = self.times(start, min(end, start + 3))
        if mentions:
            start = mentions[0].end
        text = self.text
        said = _SAID.match(text, start, end) if _SAID_GATE.search(text, start, min(end, start + 13)) else None
        start = said.end() if said else start
        openers = _OPENERS.match(text, start, end) if text[start : start + 1] in _OPENERS_BEGIN else None
        return openers.end() if openers else start

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        text = self.text
        this = _THIS_TIME.match(text, start, end)
        start = this.end() if this else start
        while start < end and text[start] in " \t“”‘’、()":
            start += 1
        if _NO_SUBJECT.match(text, start, end) or _JOURNEY.search(text, max(0, start - 2), start):
            return None
        says = _SAYS.search(text, start + 2, end) if end - start > 2 else None
        end = says.start() if says else end
        end = self._without_time(start, end)
        while end > start and text[end - 1] in " \t“‘、(还也仅就已":
            end -= 1
        if text.endswith("分别", start, end):
            end -= 2
        return (start, end) if 2 <= end - start <= _LONGEST_NAME else None


_SAID = re.compile(r"[^,。;:]{0,12}(?:说(?!明)|表示|称(?!号|职)|指出|介绍说?|透露|得知|据悉|据了解|显示)[:,“]*")
_SAID_GATE = re.compile("[说表称指介透得据显]")  # what its words begin with
_OPENERS = re.compile(
    r"(?:\s|[一二三四五六七八九十]是|[0-9]{1,2}[.、]|[(][一二三四五六七八九十0-9]+[)]|此外|其中|据[^,]{1,12}(?:介绍|统计|了解|悉)|目前|当前|例如|如|同时|并且?|且|会上|现场|,|“)+"
)
_OPENERS_BEGIN = frozenset(
    [chr(code) for code in range(0x10000) if chr(code).isspace()]
    + list("一二三四五六七八九十0123456789(此其据目当例如同并且会现,“")
)
