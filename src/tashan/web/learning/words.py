"""The room's longer words in both languages: definitions, kinds, problems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tashan.learning.kinds import KindRule
from tashan.learning.measures import Card
from tashan.learning.problems import LearningError, LearningProblem
from tashan.web.pages.answers import CardNote
from tashan.web.pages.words import Told, language, say, spoken, told

_KINDS: Final = {
    "star": ("明星型", "star"),
    "sponge": ("海绵型", "sponge"),
    "learning": ("学习型", "learning"),
    "isolated": ("孤立型", "isolated"),
}

_CARDS: Final[dict[str, tuple[str, str, str, str, str, str, str, str]]] = {
    "kinds": (
        "区域类型",
        "Kinds of region",
        "received > k, made > k",
        "明星：被学习；海绵：去学习；学习：两者都多；孤立：两者都少",
        "star: learned from; sponge: learns; learning: both; isolated: neither",
        "原报告未公布阈值，因此规则与参数一并列出，并给出换一条规则的结果；类型与位次分开。",
        "The thresholds are not published, so the rule and its parameter are shown, with what others would say; rank stands apart.",
        "马亮 2019",
    ),
    "density": (
        "密度",
        "Density",
        "m / (n(n−1))",
        "1 表示两两之间都有来往",
        "1: every ordered pair is tied",
        "分母含孤立区域；只取有往来的区域会使密度偏高。",
        "Isolates count in n; leaving them out makes it higher.",
        "Wasserman and Faust 1994",
    ),
    "reciprocity": (
        "互惠性（按关系）",
        "Reciprocity (edgewise)",
        "ΣA_ij A_ji / m",
        "有多少关系得到回访",
        "share of ties that are answered",
        "四种互惠性数值不同，度量表里分别列出。",
        "Five forms differ; the table of measures names each.",
        "Wasserman and Faust 1994",
    ),
    "modularity": (
        "模块度",
        "Modularity",
        "Σ[w_ij/W − s_i s_j/W²]δ",
        "高表示抱团",
        "high: visits stay within communities",
        "有向、加权；取 20 个随机种子中最好的，并列出最差的。",
        "Directed, weighted; best of 20 seeds, with the lowest beside it.",
        "Leicht and Newman 2008",
    ),
    "persistence": (
        "持续性",
        "Persistence",
        "stable / (stable + births + deaths)",
        "1 表示两年关系完全相同",
        "1: the same ties in both years",
        "两年用同一组区域计算。",
        "Both years have the same regions.",
        "Jaccard 1912",
    ),
    "gravity": (
        "引力模型",
        "Gravity",
        "E[w_ij] = exp(α_i + γ_j + β'x_ij)",
        "系数为正表示拉近往来",
        "a positive coefficient draws visits",
        "泊松伪极大似然，零值留在样本内；成对数据共享城市，报告成对稳健标准误。",
        "Poisson by pseudo-likelihood, zeros stay in; pairs share cities, so dyadic-robust errors are reported.",
        "Santos Silva and Tenreyro 2006; Aronow et al. 2015",
    ),
    "mrqap": (
        "MRQAP",
        "MRQAP",
        "(1 + hits) / (1 + permutations)",
        "p 值由城市重排得出",
        "p by permuting the regions",
        "双重半偏（DSP）；置换次数写明，p 的精度随之而定。",
        "Double semi-partialling; the number of permutations is stated and bounds the precision of p.",
        "Dekker et al. 2007",
    ),
    "outcomes": (
        "考察之后",
        "What followed",
        "first later event of the same two regions within d days",
        "后来有协议或签约的比例",
        "share of visits after which an agreement or signing came",
        "先后不等于因果；没有记录不等于没有发生。",
        "What follows is no result; what is not recorded may have happened.",
        "",
    ),
    "types": (
        "合作类型",
        "Types of cooperation",
        "count of coded records",
        "按来源文献的六个维度编码",
        "six dimensions, coded from the text",
        "文本没有写明的记为“未编码”，不猜。",
        "What a text does not show is “not coded”, never guessed.",
        "",
    ),
}
_FORMULAS_ZH: Final = {
    "kinds": "接待次数 > k，出访次数 > k",
    "persistence": "保持 /（保持 + 新增 + 消失）",
    "mrqap": "（1 + 不小于观测值的次数）/（1 + 置换次数）",
    "outcomes": "同两地在 d 天内第一件后来的事",
    "types": "已编码记录的件数",
}
_MEASURE_EN: Final = {"nodes": "nodes", "ties": "ties", "weight": "visits", "isolates": "isolates"}


def card_note(key: str) -> CardNote:
    """A definition in the reader's language."""
    zh, en, formula, way_zh, way_en, heed_zh, heed_en, source = _CARDS[key]
    formula = spoken(_FORMULAS_ZH.get(key, formula), formula)
    return CardNote(key, say(zh, en), formula, spoken(way_zh, way_en), spoken(heed_zh, heed_en), source)


def kind_words(kind: str) -> str:
    """A kind of region in words."""
    return say(*_KINDS.get(kind, (kind, kind)))


def measure_name(card: Card) -> str:
    """A measure's name in the reader's language."""
    if language() == "en":
        return _MEASURE_EN.get(card.name, card.name.replace("_", " "))
    return spoken(card.chinese, "")


_RULES: Final = {
    "at_most": ("不超过{p}次算没有", "none up to {p}"),
    "net_flow": ("净接待占比满{p}%", "net share of {p}%"),
    "quantile": ("高于{p}%分位算多", "many above the {p}% quantile"),
    "chance": ("偏离随机{p}个标准差", "{p} standard deviations off chance"),
}


def rule_words(rule: KindRule) -> str:
    """What a rule of kinds goes by: `none up to 1`, `net share of 50%`."""
    parameter = rule.parameter * 100 if rule.name in ("net_flow", "quantile") else rule.parameter
    return say(*_RULES[rule.name], p=f"{parameter:g}")


def _still_open(message: str) -> str:
    recent, every, within, *day = re.findall(r"\d+", message)
    return f"{every}次考察中有{recent}次距{'-'.join(day)}不足{within}天，以后还可能有后续。"


def problem_words(problem: LearningProblem) -> str:
    """What was left out on the way, in the reader's language."""
    if language() == "en":
        return problem.message
    if problem.code == "open":
        return spoken(_still_open(problem.message), "")
    numbers = re.findall(r"\d+", problem.message)
    n = numbers[0] if numbers else "若干"
    texts = {
        "undated": f"{n}次没有年份，未计入所选期间。",
        "inside": f"{n}次发生在同一个上级区域之内，未计入。",
        "no_such_level": f"{n}次有一方没有这一级的区域，未计入。",
        "outside": f"{n}次涉及节点之外的区域，未计入。",
        "isolates_unknown": "只有有往来的区域是节点，没有往来的区域未列。",
        "self_loop": f"{n}次是区域到自身，未计入。",
        "separated": "有的组合完全可以由回归元预测，已剔除并计数。",
    }
    return spoken(texts[problem.code], "") if problem.code in texts else problem.message


_SIDES: Final = {"visitor": "来访方", "host": "接待方"}
_ROWS: Final[Mapping[str, tuple[str, str]]] = {
    "region_unknown": (
        r": (?P<side>visitor|host) (?P<name>.+) is no known",
        "{side}“{name}”不是已知的区域。请改正名称。",
    ),
    "side_missing": (r": no (?P<side>visitor|host)", "没有写{side}。请补上。"),
    "date_invalid": (r": (?P<name>.+) is no date", "“{name}”不是日期。请写成 2023-04-10。"),
    "self_loop": (r": (?P<name>.+) visits itself", "{name}的来访方和接待方相同，这一行没有采用。请改正。"),
}
"""By code: what the message holds, and the Chinese sentence with it."""


def row_told(problem: LearningProblem) -> Told:
    """Why a row of a table of visits could not be used, in both languages, with its row."""
    pattern, sentence = _ROWS.get(problem.code, ("$^", ""))
    found = re.search(pattern, problem.message)
    if found is None:
        return told(problem.message, problem.message)
    held = found.groupdict()
    chinese = sentence.format(side=_SIDES.get(held.get("side", ""), ""), name=held.get("name", ""))
    row = re.search(r"row (\d+)", problem.message[: found.start()])
    return told(f"第{row[1]}行：{chinese}" if row else chinese, problem.message)


_ERRORS: Final = {
    "empty_window": "所选期间和条件下没有考察学习。请放宽条件。",
    "too_many_nodes": "区域太多，无法整体计算。请换一个层级或加筛选。",
    "too_large": "区域太多，箭头图无法辨认。请看矩阵或加筛选。",
    "too_small": "区域太少：度量至少需要三个。",
    "node_unknown": "这个区域在所选条件下没有往来。",
    "no_variance": "结果变量没有变化，无法估计。",
    "collinear": "回归元之间完全共线，请去掉一个。",
    "no_practice": "库里没有回答这个问题的做法。请换个说法，或从概念中选择。",
}


def error_words(error: LearningError) -> str:
    """Why something could not be computed, in the reader's language."""
    if language() == "en" or error.code not in _ERRORS:
        return str(error)
    return spoken(_ERRORS[error.code], "")
