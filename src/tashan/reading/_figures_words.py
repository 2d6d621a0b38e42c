"""The words of Chinese figures: what is counted, who has it, what links them, and what is neither."""

from __future__ import annotations

import re

CLAUSE_END = frozenset(",;:,。!?\n")
CLAUSE_MARK = re.compile(r"[,;:。!?\n]")
# Counts of these are parts of a speech or a plan, not facts of cooperation.
EMPTY_NOUNS = re.compile(
    r"(?:大)?(?:方面|阶段|层次|层面|环节|问题|步骤|建议|意见|特点|原因|要点|部分|方向|关键|维度|领域|字|词|坚持|第一|文明|意识|"
    r"省区市|省市区?|省份|地市|州市|市州|区县|县区|县市|市县|[市县区州旗]\(|自信|确保|维护|工作日|小时|岁|重点(?!工程|项目|任务|企业|事项)|难题|关系|角度|特征|原则|目标|世纪|月|条件|优势|转变|结合|五年)"
)
WISH = re.compile(
    r"力争|争取|目标|希望|盼|预计|预期|拟(?![定订])|有望|将(?!军|来|近)|应当|建议|不低于|不少于|每[年月日天次人户个家]|"
    r"计划(?=在|到|于|引进|新建|新增|实施|完成|建设|用|开工|培育)"
)
NOT_UNITS = frozenset("省 市 县 区 州 地 城 国 强 成 分 度 岁 年 个月 天 周 小时 分钟 秒 日 周年 个年头 届 段 层 期 方 里 字 载 折 番 村 镇 "
                       "乡 省会城市 地市 省市 省区 县市 市县 县区 城区 学时 课时 寸 丈 尺 组 方面".split())  # fmt: skip
LINK = re.compile(
    r"(?:已经?|共计?|总计|合计|累计|现有|(?<![实体出])现|仅|只|达到?了?|高达|多达|为|是|有|计|占|增[加至]到?了?|增长到?了?|扩大到|扩展到|提高到?|上升到?|"
    r"下降到?|超过|突破|超|逾|约|近|等|了|至|到|的|:|,|“|”|\s|(?:常年|长期|一直)?(?:保持|稳定|维持)在)+$"
)
LINK_LETTERS = frozenset(
    "已经共计总合累现有仅只达到了高多为是占增加至长大扩展提上升下降超过突破逾约近等的:,“”保持稳定维在常年期一直"
)
# Each alternative begins with a character of its own, for which the engine can search fast.
BEFORE_VERB = re.compile(
    r"先后|相继|曾|审议|做深|联手|联合(?!会|国|体)|共同(?!体)|积极|全力|聚焦|参与|随后|紧紧围绕|围绕|涵盖|促成|前往|来到|深入|"
    r"集中|发布|全面|专门|累计|已经|已(?=[有与由在达逾超])|共(?=[有计同引签建])|现有|有(?<![拥没具所享还]有)(?![限关效色机力利])|达(?=[到成0-9逾约近])|在(?<!稳定在)(?<!保持在)(?<!维持在)(?![建校职])(?![^,。0-9]{1,8}的[^,。0-9]{2,12}$)|对(?<![面应针]对)(?![接口外比])|"
    r"由(?!于)|从|于(?<!位于)|与(?=[^,]{1,8}签)|将|建成|形成|引进|设立|成立|签约|签订|签署|完成|实现|集聚|拥有|入驻|召开|举行|推动|推进|打造|接受|惠及|覆盖|"
    r"引导|建立(?!健全)|动员|互派|选派|采购|输转|带动|帮助|向(?=[^,。]{2,16}(?:投|捐|提供|采购|输|派))|"
    r"创建|增加|扩大|超过|突破|高达|占|落户|组建|筛选|新增|吸引|累积|投入|安排|捐[资赠]|实施|协议|总投资|约定|通过|出台|提出|编制|共建|开工|投资"
)
# Each alternative begins with a character of its own, as above.
NOUN_STOP = re.compile(
    rf"{'|'.join(map(re.escape, ',。;:!?、()《》“”'))}|\n| (?<=[\u4e00-\u9fff] )|\t(?<=[\u4e00-\u9fff]\t)|\u3000(?<=[\u4e00-\u9fff]\u3000)|"
    rf"{'|'.join(f'{digit}(?![A-Za-z])' for digit in range(10))}|"
    r"缔结|实地|专程|联合(?!体|会|国|实验|创新|培|党|办|执法|攻关)|"
    r"授牌|发起|揭牌|挂牌|结(?=对)|签署|签约|共同|增加|扩大|纳入|入网|加盟|建设|参与|参加|达成|来自|落户|入驻|实施|通过|推动|协同|"
    r"向(?<![定面流方走取去转导趋意]向)|实现|帮助|进[藏疆]|显著|提升|有效|成功|每年|销往|打造|筑牢|用于|算起|投资(?=[约近超逾]?[0-9])|"
    r"已|在|与(?!会)|到|的(?=[^,。]{0,3}[,。])|走(?!廊)|就(?!业|医)|以(?!上)|随|组成|纷纷|南下|进行|接力|对(?!口|接|外)|"
    r"和(?=[^,。]{0,6}[0-9])|值得|预订|均|都|被|将|可|由|从|为|是|有(?!限)|分别|成立|形成|开展|推进|召开|举行|赴|访|随行"
)
# 32项具有开创性的制度成果, 9场推动…落实的座谈会: what is counted stands after the last 的
ATTRIBUTE = re.compile(
    r"(?:具有|推动|以|面向|涉及|服务|参与|来自|涵盖|围绕|关于)[^,。;、]{2,20}的(?=[\u4e00-\u9fff]{2})"
)
SERVING = re.compile(r"在[\u4e00-\u9fff]{1,3}(?=跟班|挂职|驻点|务工|就读)")  # 2名在苏跟班学习干部
LEADING_VERB = re.compile(
    r"先后|相继|含(?=[0-9])|累计(?=[引完实签])|引进|完成|实现|拥有|新增|吸引|召开|举行|主持|组建|设立|成立|有|共(?!建)|已|在(?!建)|对|接受|建成|"
    r"现场|签约(?=产业|项目)"
)
ACT = re.compile(r"建成|形成|引进|签订|举行|集聚|入驻|打造|结成|促成|达成")
# 累计向甘肃投入资金: to whom is no part of the measure
TOWARD = re.compile(r"(?:累计|先后|共|已)*[向为给对][^,。;]{2,16}?(?=投|捐|提供|采购|输|派|拨|援)")
OBJECT_VERB = re.compile(r"前往|来到|组建|成立|设立|建立|打造|建成|发布|走进|考察|参观|创建|建设(?!成)|启动|推进")
YEAR_NAME = re.compile(r"(?:19|20)[0-9]{2}[^0-9年]*$")
GENERIC = re.compile(
    r"^(?:当场|现场|计划|推出|开了?|随后|其间|会上|得知|此次|全力|个|共|并|比例|占比|其中|总额|金额|数量|规模|总数|同比|增速|增幅|"
    r"比重|总值|率|同比增长|增长|下降|均值|平均)?$"
)
# Several regions that act together are no count (东部8个省市); verbs and frames name nobody.
REGIONS_COUNTED = re.compile(r"[0-9]+个?(?:省区市|省市区?|省份|地市|州市|市州|区县|县市|市县|城市|(?:省|市|县)(?!级))")
NOBODY_AT_HEAD = re.compile(
    r"以|为|经(?![济营开贸办信销费历验纪])|邀请|在(?=[\u4e00-\u9fff])|第[一二三四五六七八九十0-9]+批|累计|建立|县均|人均|户均|年均|成功|引导|使用|价值|带动|涉及|开展|开发|帮助|里面|两侧|累计|销售额|总投资|动员|采购|推动|组织|按照|根据|规划范围|分为|"
    r"原标题|项目$|专程|了解|[了着]|一场|第一时间|高度|其中|援建|总|共|双方商定|这是|历届|聚集|创造|包含"
)
NOBODY_INSIDE = re.compile("涉及|包含|包括|涵盖|带领|率领")
NOBODY_AT_END = ("方面", "中", "上", "了", "着", "为", "的", "等", "邀请")
JOINT = re.compile(r"[和、与及]|以及")
LIST_LEAD = re.compile(r"(?:[的、和与及,(]|以及|其中|省区市|省市区?|省份|地市|州市|市州)+")
EACH_IS = re.compile("分别[是为]")
ACT_OR_EACH = re.compile(f"{ACT.pattern}|{EACH_IS.pattern}")
GROWN = re.compile("(增长|下降|提高|增加|上升|减少)了?(?:约|近|超过|超|逾|达)?$")
MORE_OR_LESS = re.compile("(?:的|左右|以上|多|余)*")
LISTED = frozenset("条 个 项 家 座 所 处 张 份 套 批".split())
# What is counted names two things: it ends with its clause, and nothing in it is counted or done.
GOES_ON = re.compile(r"、(?:(?![签建落达引进投实完推开举的在与和等])[^,。;:!?、()“”\d\s]){2,10}(?=[,。;!?\n]|$)")
IN_BRACKETS = re.compile(r"\([工总分]\)(?=[\u4e00-\u9fff])")
IS = re.compile(
    r"[是以位地自](?<=[\u4e00-\u9fff]{2}.)(?:(?<=自)(?=(?:19|20)[0-9]{2}|去年|今年|成立|启动|开展)|(?<=是)(?!否)|(?<=以)(?![上下及])|(?<=位)于|(?<=地)处)"
)
EACH = re.compile("[县村户人日月年]均")
DIGIT = re.compile("[0-9]")
PLANNED = re.compile(r"\s*(?:到|至)(?:20[0-9]{2}年)")
# How many travelled or sat in the hall is no fact of cooperation.
PERSONS = frozenset({"人", "名", "位", "人次"})
ATTENDED = re.compile(r"代表团|考察团|一行|代表|嘉宾|记者|率|带领|带队|率领|参会|与会|到会|到场|参加|参观|出席")
GUESTS = PERSONS | {"家"}
CAME = re.compile(r"[^,。;!?\n]{0,30}?(?:参加|出席|参会|与会|到会|陪同|随行)(?!了?[^,。]{0,6}项目)")
LONGEST_NAME = 40
IN_WORDS = 100  # 三元 and the like are hardly money in words
NAMED_SO = re.compile(r"[\u4e00-\u9fff]{0,4}(?:社区|村(?!民)|巷|镇|街|路(?!线))")
PLACE_ONLY = frozenset({"外", "内", "处", "以外", "之外", "以内", "时", "长"})  # 400公里外的…: how far, not how much
LENGTHS = frozenset({"公里", "千米", "米", "海里", "里"})
TIMES_AT_END = ("去年", "今年", "前年", "上年", "全年", "当年", "目前", "上半年", "下半年")
NOW_AT_HEAD = re.compile("(?:至今|如今|目前|现)(?:已经?)?(?:共计?)?|了(?!解)")
BUT = re.compile("却|接近")
# 3个项目签约、总投资5亿元: the amount begins a measure of its own
LAST_AMOUNT = re.compile(r"(?<=、)(?:总|计划|协议|合同|签约|意向)*(?:总?投资|金额|资金|产值|收入)[总金]?[额]?$")
REGION_NOUN = re.compile(
    r"(?:省区市|省市区|区市|区县|县区|县市|市县|省市|省区|地市|州市|城市|市州|县|市|省|区)(?=[\u4e00-\u9fff]{2})"
)
# A subject ends where its clause begins to say something of it.
SAYS = re.compile(
    r"分别|坚持|助力(?=[\u4e00-\u9fff])|共谋|看望|慰问|进行|通报|介绍|接近|却|没有|自觉|依托|按照|带队|率[队团]|"
    r"赴(?=[\u4e00-\u9fff]{2})|主要$|便是?$|已经?$|均$|也$|还$|又$|累$|此次$|正$|便$|则(?<![原规准法守细]则)$"
)
NO_SUBJECT = re.compile(
    r"至今|以来|(?:会议|活动|考察|访问|座谈|签约|大会|论坛)?期间|虽然|一下|随着|通过|服务(?!业|中心|贸易|平台|站)|"
    r"[与及]|以及|情况$|代表(?=[\u4e00-\u9fff]{2,}(?:向|捐))|此次$"
)
THIS_TIME = re.compile(r"(?:此次|本次|这次)(?=[^,]{3})")
JOURNEY = re.compile(r"(?:赴|前往|来到|奔赴|到)$")
FUND = re.compile(r"(?:资金|基金|贷款|项目|补助|补贴|投资|债券|授信)")
SAID = re.compile(r"[^,。;:]{0,12}(?:说(?!明)|表示|称(?!号|职)|指出|介绍说?|透露|得知|据悉|据了解|显示)[:,“]*")
SAID_GATE = re.compile("[说表称指介透得据显]")  # what its words begin with
OPENERS = re.compile(
    r"(?:\s|[一二三四五六七八九十]是|[0-9]{1,2}[.、]|[(][一二三四五六七八九十0-9]+[)]|此外|其中|据[^,]{1,12}(?:介绍|统计|了解|悉)|目前|当前|例如|如|同时|并且?|且|会上|现场|,|“)+"
)
OPENERS_BEGIN = frozenset(
    [chr(code) for code in range(0x10000) if chr(code).isspace()]
    + list("一二三四五六七八九十0123456789(此其据目当例如同并且会现,“")
)
