"""
The words that show a type of cooperation (docs/typology.md).

`word!a|b`: not before a or b. `a|b<word`: only within twelve characters after a or b in its clause. `_` stands for a
blank, so an English `_word` begins a word. All in lower case.
"""

from __future__ import annotations

WORDS: dict[tuple[str, str], str] = {
    ("lead", "enterprise_leads"): """
        企业主导 以企业为主体 企业为主体 市场主导 市场化运作 企业牵头 市场为主体 _enterprise-led _business-led
        _market-led _led_by_firms _led_by_companies _led_by_enterprises
    """,
    ("lead", "government"): """
        政府 党政 党委 省委 市委 县委 区委 州委 盟委 旗委 省长 市长 县长 区长 州长 书记 省领导 市领导 县领导
        区领导 主要领导 行政首长 政协 人大!学 发改委 商务局 工信局 农业局 农业农村局 文旅局 旅游局 人社局 医保局
        卫健局 教育局 科技局 交通局 环境局 财政局 民政局 招商局 投促局 公安局 税务局 体育局 商务厅 科技厅 农业厅
        农业农村厅 文旅厅 交通厅 工信厅 环境厅 教育厅 财政厅 管委会 联席会议 领导小组 财政 对口支援 干部 特首
        行政长官 东西部协作 劳务输出县 代表团 两省区 三省区 九省区
        两县|两市|两省|两区|三市|三县|三省|邻市|邻县<缔结 两县|两市|两省|两区|三市|三县|三省|邻市|邻县<签署
        两县|两市|两省|两区|三市|三县|三省|邻市|邻县<签订 _government _mayor _governor _party_secretary
        _delegation _chief_executive _bureau
    """,
    ("lead", "enterprise"): """
        企业 公司 集团 商会 国资 工商联 企业家 协会 银行 _company _companies _enterprise _corporation
        _chamber_of_commerce
    """,
    ("spatial", "circle"): """
        都市圈 城市圈 经济圈 同城化 同城 圈层 生活圈 辐射带动 中心城市 卫星城 副中心 一小时圈 通勤圈
        _metropolitan_area _metropolitan_circle _economic_circle _one-hour_circle
    """,
    ("spatial", "axis"): """
        经济带 走廊 轴带 发展轴 沿江 沿海 沿线 沿河 沿黄 沿淮 通道 上下游!配套|企业|产业|协作
        上游!企业|产业|配套 下游!企业|产业|配套 流域 干流 _economic_belt _corridor _along_the_river _river_basin
        _upstream _downstream
    """,
    ("interaction", "resource"): """
        西电东送 外送电 送电 绿电 供水 调水 引水 水源 劳务输出 劳务协作 劳务对接 务工人员 转移就业 土地指标
        用地指标 增减挂钩 矿产资源 东数西算 天然气供应 煤炭供应 资源换 水电和 _power_transmission _water_supply
        _labor_export _labour_export _migrant_workers
    """,
    ("interaction", "advantage"): """
        各自优势 比较优势 长板 取长补短 强强联合 优势叠加 优势结合 _comparative_advantage
        _each_other's_strengths _each_other's_advantages
    """,
    ("interaction", "product"): """
        产销对接 产销对接会 产销协作 农产品进 直供 消费帮扶 消费协作 消费扶贫 配套供应 上下游配套 农特产品 订单农业 菜篮子
        供应基地 产品当天 产品销往 配套半径 配套企业 就近配套 _farm_products _production_and_marketing
    """,
    ("interaction", "resource_said"): "资源互补 _complementary_resources",
    ("interaction", "advantage_said"): "优势互补 _complementary_advantages _complementary_strengths",
    ("interaction", "product_said"): "产品互补 _complementary_products",
    ("tie", "property"): """
        合资 入股 参股 股权 股份合作 持股 控股 共同|联合|合作|双方|分别|按<出资 税收<分享 税收<分成 税收<共享
        利益<分享 利益<分成 分成 财税<分享 注册资本 _joint_venture _equity_stake _share_tax _tax_sharing
        _shareholding
    """,
    ("tie", "alliance"): """
        协议 备忘录 联盟 联席会 协调会 结对 友好市 友好县 友好城市 缔结 协作机制 合作机制 协调机制 框架
        签约!项目 签署 签订 合同 理事会 领导小组 秘书处 对口支援 对口协作 对口帮扶 东西部协作 山海协作 共同体
        宣言 公约 联合体 _agreement _memorandum _memoranda _alliance _joint_conference _framework _signed
        _sister_cit _paired_assistance _council _mou
    """,
    ("tie", "loose"): """
        考察 座谈 互访 交流 学习 论坛 研讨 走访 洽谈 对接 推介 会见 看望 拜访 观摩 调研 _visit _exchange _talks
        _study_tour _forum _seminar
    """,
    ("medium", "technology"): """
        技术!人才|人员 科技!局|厅|园|部 科创 成果转化 联合攻关 攻关 专利 大数据!局 科研 研发 研究型 知识产权
        创新券 仪器 数据中心 算力 东数西算 人工智能 实验室 _technolog _research _scien _innovation _patent
        _big_data _data_cent
    """,
    ("medium", "talent"): """
        人才 挂职 干部交流 援疆干部 援藏干部 援派干部 培训 教师 医生 医务人员 劳务 务工人员 支教 就业 专家 实训
        师资 职称 用工 _talent _cadres _training _teacher _doctors _personnel
    """,
    ("medium", "capital"): """
        投资!集团|促进局 资金 基金 招商!局|引才 总金额 捐赠 捐款 捐资 贷款 授信 融资 注资 出资 亿元 万元 资本
        _invest _fund _loan _donat _billion _million
    """,
    ("carrier", "park"): """
        园区 产业园 工业园 科技园 飞地 飞入地 飞出地 开发区 合作区 示范区 试验区 先行区 物流园 经济区!域 高新区
        新区 自贸区 _industrial_park _enclave _development_zone _demonstration_zone _pilot_zone _free_trade_zone
    """,
    ("carrier", "platform"): """
        共享平台 服务平台 合作平台 交易平台 平台上 搭建平台 服务中心 交易中心 展会 博览会 推介会 对接会 洽谈会
        大市场 人才市场 数据库 联盟 论坛 展销 一张网 众创空间 创新中心 _platform _trade_fair _exposition
        _database
    """,
    ("carrier", "other"): """
        铁路 高速 公路 轨道 线路 公交 航线 港口 大桥 隧道 江治理 河治理 湖治理 流域治理 水污染 岸线 项目 管道
        机场 援建 界河 古道 _railway _highway _expressway _bridge _river _route _project
    """,
}
