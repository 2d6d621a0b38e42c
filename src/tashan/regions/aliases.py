"""Names beside the divisions table: groups, abbreviations, words that block or change a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from tashan.regions.divisions import Division

NEVER_SHORT: Final = frozenset(
    "市中 市南 市北 城中 城东 城西 城南 城北 城关 城区 郊区 矿区 市区 新区 市郊 一区 二区 东区 西区 南区 北区 中站 站前 "
    "桥东 桥西 路南 路北 河东 河西 铁东 铁西 江东 江北 江南 河北 海南行政 内蒙古自治 南市 老城 旧城 安徽 公园 回民 "
    "动力 港口 郊县 建设 新城 滨海 开发 一带 中心 前卫 卫东 卫星 公社 工农 红旗 向阳 先锋 前锋 前进 解放 "
    "城厢 城郊 北关 南关 东城 西城 鸡冠 比如 无为".split()
) - {"无为", "比如", "解放", "前进"}
"""Stems that are never read as a short name: directions, nouns and campaign words; the full name still counts."""

ZONE_SHORTS: Final = frozenset("雄安 横琴 前海 西咸 贵安 杨凌 洋浦 北京经开区 东湖高新区 郑州航空港 河套合作区".split())
"""Short names of zones that are no other words; the other zones count by their full name only."""

GENERIC_FULL_NAMES: Final = frozenset(
    "城区 郊区 矿区 市区 新城区 老城区 旧城区 东区 西区 南区 北区 中区 一区 二区 解放区 港口区 新区 港区 林区 特区 "
    "工农区 回民区 开发区 公园区 动力区 南市区 北市区 新市区 市中区 城中区 城东区 城西区 城南区 城北区 市郊区 "
    "南山区 江南区 江北区 海南区 中原区 建设区 市南区 市北区 商城县 解放市 中心区 城郊区 前进区 站前区 老边区 "
    "路北区 路南区 桥东区 桥西区 城厢区 铁东区 铁西区 东城区 西城区 河东区 河西区 河北区 工业区 山区 海区 "
    "盐区 农区 牧区".split()
) - frozenset(
    "市中区 城中区 南山区 江北区 江南区 海南区 中原区 市南区 市北区 商城县 路北区 路南区 桥东区 桥西区 城厢区 铁东区 "
    "铁西区 东城区 西城区 河东区 河西区 河北区 站前区 老边区 城东区 城西区 城南区 城北区 新市区".split()
)
"""Full names that are also plain nouns (解放区, 新城区)."""

EXTRA_NAMES: Final = {
    "内蒙古": "150000",
    "内蒙": "150000",
    "广西区": "450000",
    "宁夏区": "640000",
    "新疆区": "650000",
    "新疆自治区": "650000",
    "西藏区": "540000",
    "香港特区": "810000",
    "港府": "810000",
    "香港特首": "810000",
    "丽江古城": "530700",
    "平遥古城": "140728",
    "大理古城": "532901",
    "澳门特区": "820000",
    "台湾省": "710000",
    "巴州": "652800",
    "克州": "653000",
    "博州": "652700",
    "土左旗": "150121",
    "土右旗": "150221",
    "达茂旗": "150223",
    "科左中旗": "150521",
    "科左后旗": "150522",
    "科右前旗": "152221",
    "科右中旗": "152222",
    "乌前旗": "150823",
    "乌中旗": "150824",
    "乌后旗": "150825",
    "新左旗": "150726",
    "新右旗": "150727",
    "莫旗": "150722",
    "鄂伦春旗": "150723",
    "鄂温克旗": "150724",
    "察右前旗": "150926",
    "察右中旗": "150927",
    "察右后旗": "150928",
    "东乌旗": "152525",
    "西乌旗": "152526",
    "阜蒙县": "210921",
    "喀左县": "211324",
    "前郭县": "220721",
    "杜蒙县": "230624",
    "版纳州": "532800",
    "塔什库尔干县": "653131",
    "台湾": "710000",
    "台湾地区": "710000",
}
"""Names that the rules for colloquial names do not give."""

BLOCKERS: Final = tuple(
    "长江西岸 长江西路 长江南岸 黄河南岸 黄河北岸 大运河北 运河南 运河北 南海南部 山东头 江西路 河南岸 西湖南 南海北 "
    "海康威视 海南岛 出海口 入海口 推广元 盛大庆典 重大庆祝 大庆典 强大连 重大连 最大连 扩大连 三明治 "
    "大同小异 世界大同 求大同 孙中山 中山装 中山路 中山陵 中山大学 中山公园 长治久安 大理石 哈密瓜 普洱茶 安康杯 "
    "百色彩 大庆油田 各位来宾 来宾们 嘉宾来宾 日照时 白银价 白银市场 海北部 海东部 文山会海 保定期 普通化 "
    "台湾事务办公室 台湾工作办公室 台湾事务 台湾同胞 阿里巴巴 阿里云 莅临 亲临 光临 濒临 面临 "
    "雅鲁藏布 上海合作组织 南京路 北京时间 北京路 重庆火锅 长安汽车 青岛啤酒 贵州茅台 港珠澳大桥 青藏高原 云贵高原 黄土高原 "
    "内蒙古高原 四川盆地 海南航空 西藏自治 京杭大运河 浙东运河 南京大屠杀 西安事变 重庆谈判 遵义会议 古田会议 "
    "延安精神 井冈山精神 延安时期 延安整风 红河谷 新华社 新华网 新华报业 中新社 中新网 中国新闻网 人民日报 新华日报 "
    "黄河三角 长江经济带 黄河流域 海河流域 东北亚 东南亚 南亚 东亚 华东师范 "
    "台州湾 杭州湾 渤海湾 北部湾 胶州湾 中华 华北 华南 华东 华中 西北 西南 东北 朝鲜 南朝鲜 东京 首尔 "
    "河北梆子 黄梅戏 金华火腿 三明确 南海诸岛 "
    "长春藤 常春藤 大连接 大连续 大连锁 长沙发 南通过 东南通 西南通 三亚太 上海量 以上海 海上海 "
    "北京城市副中心站 中国南方 南方航空 东方航空 解放军 解放日报 解放思想 "
    "政策西安排 西安排 东西安 东西安置 高平台 高平均 高平等 提高平 西宁静 中西宁 "
    "北海道 东北海 西北海 太平洋 安顺利 平安顺 "
    "云台山 大连合 金昌盛 兰州拉面 温州人 义乌小商品 "
    "真金白银 五台山 盐津铺子 屏东西部 中原经济 老挝万荣 韩国清州 韩国全州 韩国光州 越南河江 越南高平 越南广宁 越南海阳 日本福山 "
    "其中 金门槛 中卫星 武汉大学 巴中友 巴中两 巴中关系 中巴中 哈巴中".split()
)
"""Longer words that hold a place name but are none."""

BLOCKED_OUTLETS: Final = tuple(
    "光明日报 光明网 解放日报 解放网 解放军报 人民公安报 公安报 平安网 新华每日电讯 新华日报 新华网 新民晚报 新民网 新民周刊 红星新闻 华龙网 凤凰网 "
    "凤凰新闻 凤凰卫视 新安晚报 中国长安网 长安网 长安街 东方网 东方早报 东方卫视 东方财经 东方财富 南海网 天山网 天山在线 和平日报 "
    "共和国报 江南都市报 江南时报 江淮晨报 中原网 新城晚报 昆仑网 长城网 齐鲁网 合作网 合作时报 中华合作时报 合作发布 资源网 资源日报 "
    "自然资源报 国土资源报 公园发布 平安日报 平安发布 平安在线 通信网 通道网 光明在线 光明融媒 互助网 新华在线 新华新闻 新华融媒 新华社 "
    "太平洋网 信阳光 资讯网 大观新闻 金山网 太湖网 西湖网 古城网 华声在线 ".split()
)
"""Papers and sites that are not named after the place that their name begins with."""

LANDMARKS: Final = frozenset(
    "上街 东方 东海 东湖 东风 中原 临清 乐业 二道 互助 光明 全南 公园 公安 六合 共和 前进 动力 北湖 南山 南岸 南海 南湖 南部 友好 友谊 古城 台前 "
    "合作 名山 向阳 和平 四方 城中 城北 城区 复兴 大城 大通 大港 大田 天山 天河 太平 太湖 安定 安居 宏伟 富裕 山阴 市区 平原 平和 平安 庐山 延长 "
    "开元 恒山 振兴 新区 新华 新和 新城 新建 方城 无为 故城 永新 江北 江南 江山 江岸 泰山 洞口 洪湖 清水 清河 温泉 港口 湖里 燕山 石门 竹溪 莲花 "
    "西山 西湖 解放 资源 赤壁 路桥 运河 通道 郊区 金台 金山 金湖 银海 长子 长岛 长海 露天 天桥 比如".split()
)
"""Ordinary words that name something else where people go to (到公园, 来合作), so that a verb of travel proves nothing."""

ORGAN_WORDS: Final = tuple(
    "公司 集团 大学 学院 银行 医院 研究院 研究所 中学 小学 学校 机场 出版社 日报 晚报 晨报 早报 商报 都市报 新闻网 "
    "电视台 卫视 融媒体中心 报业 广播电台 火车站 高铁站 体育馆 大饭店 饭店 酒店 宾馆 会堂 股份 证券 期货 实业 "
    "幼儿园 啤酒 火锅 铁路局 海关 航空 日报社 新闻传媒 师范".split()
)
"""Words that make an organisation or product of the place before them."""


_CORPS_DIVISIONS: Final = "阿拉尔 铁门关 图木舒克 可克达拉 双河 五家渠 胡杨河 石河子 白杨 北屯 - - 新星 昆玉".split()
"""The cities that the fourteen divisions of the Xinjiang corps form one body with, in their order; - for none."""

CORPS_NAME: Final = "新疆生产建设兵团"


@cache
def corps() -> tuple[Division, ...]:
    """Give the divisions of the Xinjiang corps that form one body with their city (第八师石河子市)."""
    names = [
        f"{CORPS_NAME}第{numeral}师{city}市"
        for numeral, city in zip(_NUMERALS, _CORPS_DIVISIONS, strict=True)
        if city != "-"
    ]
    return tuple(Division("", name, "other", 1981, None, "650000", (), "", "", name, None, None) for name in names)


_NUMERALS: Final = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四".split()


def corps_names(unit: Division) -> list[str]:
    """List how texts write the corps or one of its divisions; nothing for other units."""
    if not unit.name.startswith(CORPS_NAME):
        return []
    rest = unit.name.removeprefix(CORPS_NAME)
    if not rest:
        return [CORPS_NAME, "新疆兵团", "兵团", "生产建设兵团"]
    plain = rest.removeprefix("第")
    short = [plain, f"农{plain}", f"农业建设{rest}", f"农业{rest}"]
    return [prefix + form for prefix in (CORPS_NAME, "新疆兵团", "兵团", "") for form in (rest, *short)]


CORPS_CITY: Final = "师市"
"""What texts call a division of the corps and its city once both were named."""


NEAR_ORGAN_WORDS: Final = frozenset("股份 证券 期货 实业 啤酒 火锅 海关 航空 师范 饭店".split())
"""Those of them that count only close behind the place."""


@dataclass(frozen=True, slots=True)
class CommonWords:
    """
    Short names that need support, from ``data/common_words.txt``.

    Attributes:
        words: ordinary words (合作).
        accidents: they arise where two words meet (水平+和).
        people: they are names of people or rare words.
        weak: prefectures for which one fitting neighbour is enough.
    """

    words: frozenset[str]
    accidents: frozenset[str]
    people: frozenset[str]
    weak: frozenset[str]


@cache
def common_words() -> CommonWords:
    """Give the short names that are no places by themselves."""
    text = files("tashan.regions").joinpath("data").joinpath("common_words.txt").read_bytes().decode("utf-8")
    return CommonWords(*(frozenset(line.split()) for line in text.splitlines() if not line.startswith("#")))


def group_names() -> dict[str, str]:
    """
    Map each Chinese name of a group to the key of its cluster rule or, where it spells its members, to their codes.

    An empty text marks a name whose members are not established.
    """
    return _GROUPS


_GROUPS: Final = {
    "京津冀": "national.beijing_tianjin_hebei",
    "京津冀城市群": "national.beijing_tianjin_hebei",
    "长三角": "national.yangtze_delta",
    "长三角地区": "national.yangtze_delta",
    "长江三角洲": "national.yangtze_delta",
    "长江三角洲区域": "national.yangtze_delta",
    "长三角城市群": "national.yangtze_delta_cluster",
    "长江三角洲城市群": "national.yangtze_delta_cluster",
    "长三角城市经济协调会": "cooperation.yangtze_delta_council",
    "长江三角洲城市经济协调会": "cooperation.yangtze_delta_council",
    "三省一市": "310000 320000 330000 340000",
    "长三角三省一市": "310000 320000 330000 340000",
    "一市三省": "310000 320000 330000 340000",
    "粤港澳大湾区": "national.greater_bay_area",
    "珠三角": "national.pearl_delta",
    "珠江三角洲": "national.pearl_delta",
    "珠三角城市群": "national.pearl_delta",
    "珠三角九市": "national.pearl_delta",
    "泛珠三角": "cooperation.pan_pearl_delta",
    "泛珠三角区域": "cooperation.pan_pearl_delta",
    "泛珠": "cooperation.pan_pearl_delta",
    "成渝城市群": "national.chengdu_chongqing",
    "成渝地区双城经济圈": "510000 500000",
    "成渝双城经济圈": "510000 500000",
    "成渝地区": "510000 500000",
    "成渝": "510000 500000",
    "长江中游城市群": "national.middle_yangtze",
    "中三角": "420000 430000 360000",
    "长江中游三省": "420000 430000 360000",
    "中原城市群": "national.central_plains",
    "哈长城市群": "national.harbin_changchun",
    "北部湾城市群": "national.beibu_gulf",
    "关中平原城市群": "national.guanzhong",
    "兰西城市群": "national.lanzhou_xining",
    "兰州西宁城市群": "national.lanzhou_xining",
    "兰州—西宁城市群": "national.lanzhou_xining",
    "滇中城市群": "national.central_yunnan",
    "山西中部城市群": "national.central_shanxi",
    "海峡西岸城市群": "national.west_straits",
    "辽中南城市群": "national.central_south_liaoning",
    "宁夏沿黄城市群": "national.ningxia_yellow_river",
    "呼包鄂榆城市群": "national.hohhot_baotou_ordos_yulin",
    "呼包鄂榆": "150100 150200 150600 610800",
    "黔中城市群": "",
    "天山北坡城市群": "",
    "山东半岛城市群": "",
    "海峡西岸经济区": "",
    "海西经济区": "",
    "南京都市圈": "circles.nanjing_circle",
    "杭州都市圈": "circles.hangzhou_circle",
    "合肥都市圈": "circles.hefei_circle",
    "武汉城市圈": "circles.wuhan_circle",
    "武汉都市圈": "circles.wuhan_circle",
    "长株潭城市群": "circles.changsha",
    "环长株潭城市群": "circles.changsha_ring",
    "长株潭": "430100 430200 430300",
    "长株潭都市圈": "430100 430200 430300",
    "苏锡常都市圈": "320500 320200 320400",
    "苏锡常": "320500 320200 320400",
    "宁波都市圈": "",
    "徐州都市圈": "",
    "上海都市圈": "",
    "上海大都市圈": "",
    "首都都市圈": "",
    "成都都市圈": "510100 510600 511400 512000",
    "重庆都市圈": "",
    "西安都市圈": "",
    "环鄱阳湖城市群": "",
    "鄱阳湖生态经济区": "",
    "洞庭湖生态经济区": "",
    "三峡生态经济合作区": "",
    "浙东经济合作区": "",
    "环渤海经济区": "",
    "环渤海": "",
    "广佛肇": "440100 440600 441200",
    "深莞惠": "440300 441900 441300",
    "珠中江": "440400 442000 440700",
    "广佛": "440100 440600",
    "深莞": "440300 441900",
    "宜荆荆": "420500 421000 420800",
    "宜荆荆恩": "420500 421000 420800 422800",
    "襄十随": "420600 420300 421300",
    "襄十随神": "420600 420300 421300 429021",
    "咸岳九": "421200 430600 360400",
    "厦漳泉": "350200 350600 350500",
    "杭嘉湖": "330100 330400 330500",
    "宁镇扬": "320100 321100 321000",
    "呼包鄂": "150100 150200 150600",
    "呼包鄂乌": "150100 150200 150600 150900",
    "成德眉资": "510100 510600 511400 512000",
    "汕潮揭": "440500 445100 445200",
    "武鄂黄黄": "420100 420700 420200 421100",
    "甬舟": "330200 330900",
    "杭绍甬": "330100 330600 330200",
    "通平修": "421222 430626 360424",
    "郑汴洛": "410100 410200 410300",
    "哈大齐": "230100 230600 230200",
    "东北三省": "210000 220000 230000",
    "东三省": "210000 220000 230000",
    "两广": "440000 450000",
    "晋冀鲁豫": "140000 130000 370000 410000",
    "淮海经济区": "cooperation.huaihai",
    "淮河生态经济带": "cooperation.huaihe",
    "黄河金三角": "cooperation.yellow_river_triangle",
    "晋陕豫黄河金三角": "cooperation.yellow_river_triangle",
    "G60科创走廊": "cooperation.g60_corridor",
    "长三角G60科创走廊": "cooperation.g60_corridor",
    "长江沿岸中心城市经济协调会": "cooperation.yangtze_bank_cities",
    "呼包银榆经济区": "",
    "呼包银榆": "150100 150200 640100 610800",
}


def english_names() -> dict[str, str]:
    """Map English names that neither pinyin nor the table gives to codes."""
    return _ENGLISH_NAMES


def english_groups() -> dict[str, str]:
    """Map English names of groups to their Chinese names."""
    return _ENGLISH_GROUPS


_ENGLISH_NAMES: Final = {
    "HKSAR": "810000",
    "Hong Kong": "810000",
    "HONG KONG": "810000",
    "Hongkong": "810000",
    "Macao": "820000",
    "Macau": "820000",
    "MACAU": "820000",
    "MACAO": "820000",
    "MSAR": "820000",
    "Inner Mongolia": "150000",
    "INNER MONGOLIA": "150000",
    "Tibet": "540000",
    "Xizang": "540000",
    "Shaanxi": "610000",
    "Shanxi": "140000",
    "SHAANXI": "610000",
    "SHANXI": "140000",
    "Peking": "110000",
    "Canton": "440100",
    "Taiwan": "710000",
    "Kinmen": "350527",
    "Quemoy": "350527",
    "Ningxia": "640000",
    "Guangxi": "450000",
    "Xinjiang": "650000",
}

_ENGLISH_GROUPS: Final = {
    "Guangdong-Hong Kong-Macao Greater Bay Area": "粤港澳大湾区",
    "Guangdong-Hong Kong-Macau Greater Bay Area": "粤港澳大湾区",
    "Guangdong, Hong Kong and Macao Greater Bay Area": "粤港澳大湾区",
    "Greater Bay Area": "粤港澳大湾区",
    "Yangtze River Delta": "长三角",
    "Changjiang River Delta": "长三角",
    "Yangtze Delta": "长三角",
    "Beijing-Tianjin-Hebei": "京津冀",
    "Jing-Jin-Ji": "京津冀",
    "Pearl River Delta": "珠三角",
    "Pan-Pearl River Delta": "泛珠三角",
    "Chengdu-Chongqing": "成渝",
    "Pan-PRD": "泛珠三角",
    "GBA": "粤港澳大湾区",
    "Chang-Zhu-Tan": "长株潭",
    "Changsha-Zhuzhou-Xiangtan": "长株潭",
}
