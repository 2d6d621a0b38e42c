"""What the engine refuses, in the reader's language: by the code of the problem, with what its sentence names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from tashan.rules import RuleProblem
from tashan.web.pages.problem_words import FORM, Sentences, codes_of, problem_words

_CHINESE: Final[Sentences] = (
    # What stands in a file.
    ("shares_sum", r"shares add up to (\S+), not to 1: (.*)\. Correct", r"各方比例之和为 \1，不是 1：\2。请改正其中一个。"),
    ("shares_sum", r"add up to (\S+), not to 1", r"权重之和为 \1，不是 1。请改正。"),
    ("negative_share", r"share of (\S+) is negative", r"\1 的比例为负。请改正。"),
    ("unknown_key", r"`([^`]+)` is no key of .*Did you mean `([^`]+)`", r"没有“\1”这一项；是否应为“\2”？"),
    ("unknown_key", r"`([^`]+)` is no key of", r"没有“\1”这一项。请删去或改正。"),
    ("missing_key", r"no `([^`]+)`", r"缺少“\1”。请补上。"),
    ("missing_key", r"needs `([^`]+)`", r"缺少“\1”。请补上。"),
    ("missing_key", r"", "更正须写明理由或所缺的项。请补上。"),
    ("empty_value", r"`([^`]+)` has no value", r"“\1”没有写值。请写上，或删去这一项。"),
    ("empty_value", r"", "有一项是空的。请写上，或删去。"),
    ("unknown_word", r"`([^`]+)`\. Write (.*)\.", r"“\1”不是这里可用的词。可写：\2。"),
    ("wrong_form", r"", "这里的写法不对：应为文字、列表，或“键: 值”。请照文档改正。"),
    ("bad_number", r"`([^`]+)` is no exact number", r"“\1”不是精确的数。请写成 1/2、12.5% 或 0.4。"),
    ("bad_number", r"", "这里需要一个合适的数（整数、正数或精确的小数）。请改正。"),
    ("bad_amount", r"`([^`]+)` is no amount", r"“\1”不是金额。请写数字，至多一个小数点，如 1,234.56。"),
    ("bad_amount", r"", "金额须为一个数。请写成 1,234.56。"),
    ("below_fen", r"`([^`]+)` (\S+) is no whole number", r"“\1”\2不是整分。请按计量处取整到分。"),
    ("below_fen", r"", "金额不是整分。请写整分的金额。"),
    ("float_amount", r"", "金额不能是浮点数。请写精确的数字。"),
    ("negative_amount", r"`([^`]+)` is negative", r"“\1”为负。入库写在 amounts，退库写在 refunds。"),
    ("negative_amount", r"", "金额为负。请写正数，或写明更正的是哪一笔。"),
    ("refund_too_large", r"", "退库超过了当期入库。请更正当初入库那一期的基数，写明 corrects 和 reason。"),
    ("unknown_item", r"`([^`]+)` was paid back", r"“\1”有退库，却没有入库一项。请在 amounts 补上。"),
    ("unknown_item", r": (.+): shared by no split", r"\1：协议的各项分成都不含它。请改正项目名称。"),
    ("missing_item", r"shares (.+)\. Add each", r"缺少协议要分的项目：\1。没有入库的写 0。"),
    ("bad_date", r"`([^`]+)` is no (?:date|month)", r"“\1”不是日期。请写成 2015-06-03、2015-06 或 2015。"),
    ("date_order", r"", "结束日期早于起始日期。请改正其中一个。"),
    ("band_gap", r"years (\d+) to (\d+)", r"第 \1 至 \2 年没有分段。请补一段，或让下一段从第 \1 年起。"),
    ("band_overlap", r"", "年份分段互相重叠或首尾颠倒。请改正。"),
    ("bad_shape", r"", "这一项的写法不完整：请照文档只写一种形式，并写全所需的键。"),
    ("same_party", r"(\S+) is both", r"\1 同时在两边。请写另一方。"),
    ("cap_within", r"cap of (\S+) ", r"\1 的上限写在会给它更多的形式之内，守不住。请把上限写在最外层。"),
    ("item_twice", r"`([^`]+)` is shared by split", r"“\1”已在另一项分成里。一个项目只分一次。"),
    ("bad_parties", r"", "协议至少两方，每方写中英文名称。"),
    ("bad_reference", r"`([^`]+)` names no rule", r"“\1”没有指向规则。请写成 @规则库.组.参数。"),
    ("bad_remainder", r"", "尾差规则写得不对。请写 largest_remainder、listed_order，或 {rule: half_up, to: 某方}。"),
    ("bad_series", r"", "监测数据须写 months 或 mean 之一。"),
    ("no_weight", r"", "各方权重全为 0，无法分配。请给至少一方权重。"),
    # What a base lacks.
    ("not_confirmed", r"(\S+) is not confirmed by (.+) on (\S+),", r"\1 至 \3 尚未经 \2 确认，不能出对账单。请各方先确认。"),
    ("outside_contract", r"period (\S+) to (\S+) is not within .* from\s+(\S+) to (\S+)\.", r"期间 \1 至 \2 不在协议期内（\3 至 \4）。请核对期间。"),
    ("overlap", r"", "两期的期间重叠。更正请写 corrects，否则请改期间。"),
    ("other_length", r"by the (year|month), and (\S+) to (\S+) is", r"协议按整年或整月分，\2 至 \3 不是。请分期录入。"),
    ("crosses_years", r"years (\d+) and (\d+) of", r"这一期跨了协议第 \1 和第 \2 年。请分成两期。"),
    ("no_band", r"Year (\d+) of", r"协议没有写第 \1 年怎样分。请补上分段，或核对日期。"),
    ("before_start", r"", "这一期早于分享的第一年。请核对日期。"),
    ("missing_factor", r"`([^`]+)`", r"缺少因素“\1”。请在 factors 写上各方的值。"),
    ("bad_factor", r"", "因素的值不合适（为负、全为零，或税率大于 100%）。请改正。"),
    ("missing_fact", r"fact `([^`]+)`", r"缺少事实“\1”。请在 facts 写上。"),
    ("bad_fact", r"[Ff]act `([^`]+)` is `([^`]*)`", r"事实“\1”写的是“\2”，不合要求。请照协议改正。"),
    ("fact_changed", r"`([^`]+)` is fixed", r"“\1”已在协议中写定，基数中不要再写。"),
    ("missing_measurement", r"`([^`]+)` at `([^`]+)`", r"缺少断面“\2”的“\1”监测值。请在 measured 写上。"),
    ("missing_month", r"(.+) has no value for (\S+),", r"\1 在 \2 没有监测值，办法也没有写明如何处理。请补测，或在协议写明 missing。"),
    ("missing_month", r"", "整个期间都没有监测值。请录入各月的值。"),
    ("below_limit", r"(.+) was below the detection limit in (\S+),", r"\1 在 \2 低于检出限，办法没有写明如何计。请在协议写明 below_limit。"),
    ("wrong_unit", r"", "计量单位不对。请换成协议所用的单位。"),
    ("unknown_section", r"`([^`]+)` is no section", r"协议没有断面“\1”。请改正，或写 none。"),
    ("unknown_party", r"(.+): no party of the contract", r"\1：不是协议的当事方。请改正。"),
    ("excluded", r"", "这一情形不在协议适用范围内，不分享。"),
    # What a rule lacks.
    ("unconfirmed", r"`([^`]+)` on (\S+) was not confirmed", r"“\1”在 \2 的数值尚未在发布机关核实。请核实，或在协议 accepts 中写明接受及理由。"),
    ("no_value", r"`([^`]+)` exists", r"“\1”没有查到公开数值，不能计算。请补上有来源的数值，或由协议在 assumes 中写明。"),
    ("unknown_rules", r"no rules `([^`]+)`", r"没有规则库“\1”。"),
    ("unknown_parameter", r"`([^`]+)`", r"没有参数“\1”。请核对名称。"),
    ("before_first", r"", "这一天早于该参数第一次有数值的日期。请核对日期，或补上当时的数值。"),
    ("after_last", r"", "该参数在这一天已经失效。请核对日期，或补上新的数值。"),
    ("gap", r"", "该参数在这一天没有数值。请核对日期，或补上当时的数值。"),
    ("changes_within", r"`([^`]+)` changes", r"“\1”在这一期之内变了。请分段录入基数。"),
    ("wrong_type", r"`([^`]+)` is no number", r"“\1”不是数。请指向一个数。"),
    # What a series of statements needs.
    ("duplicate_base", r"`([^`]+)`", r"已有基数“\1”。请另起名称；更正请写 corrects。"),
    ("unknown_base", r"corrects `([^`]+)`", r"要更正的基数“\1”不存在，或已被更正。请核对名称。"),
    ("other_period", r"", "更正的期间须与原基数相同。"),
    ("other_contract", r"", "基数或上一份对账单属于另一份协议文本。请核对。"),
    ("rules_changed", r"", "以前各期所用的规则数值已变。请按日期恢复，或另起一套对账单；改数字请用更正基数。"),
    ("damaged", r"", "上一份对账单有损坏，不能续出。请取未损坏的副本。"),
    ("bad_reply", r"", "答复与异议不相符：逾期的只能答“逾期”，采纳的须指明更正基数。"),
    # What the register of a fund refuses.
    ("no_cash", r"leaves (-?\d+) fen", r"账上的钱不够。请先催缴或等资金到账。"),
    ("no_cash", r"", "还没有人实缴，不能分配。请先登记实缴。"),
    ("no_commitment", r"", "还没有认缴，不能催缴。请先登记认缴。"),
    ("beyond_commitment", r"from (\S+) than", r"对 \1 的催缴超过了它的认缴。请减少。"),
    ("beyond_call", r"", "实缴与催缴不符：不能超过该次催缴的应缴数。"),
    ("beyond_entry", r"", "冲减超过了原登记的余额。请减少。"),
    ("unknown_call", r"", "没有这次催缴，或该成员不在其中。请核对。"),
    ("unknown_entry", r"", "没有要更正的那一笔。请核对编号。"),
    ("other_entry", r"", "更正须与原登记同类、同成员、同次催缴、同地区。"),
    ("duplicate_entry", r"Entry (\S+) of", r"编号 \1 出现了两次。请各用各的编号。"),
    ("unknown_kind", r"is a `([^`]+)`", r"没有“\1”这一类登记。请从认缴、催缴、实缴、使用、收回、分配中选。"),
    ("duplicate_name", r"`([^`]+)` stands twice", r"“\1”出现了两次。请各用各的名称。"),
    ("bad_game", r"", "联盟的值写得不对或不全。请照文档改正。"),
    ("unknown_player", r"", "写到了没有列出的一方。请改正名称。"),
    ("negative_claim", r"", "主张的数额不能为负。请改正。"),
    *FORM,
)  # fmt: skip


def plain(problems: Iterable[RuleProblem]) -> list[dict[str, Any]]:
    """Problems for a page: line, message in the reader's language, and the engine's own sentence where that differs."""
    found = []
    for each in problems:
        message = in_words(each)
        found.append(
            {"line": each.line, "message": message, "original": "" if message == each.message else each.message}
        )
    return found


def in_words(problem: RuleProblem) -> str:
    """What is wrong and what to do; in Chinese where the reader reads Chinese and the code is known."""
    return problem_words(_CHINESE, problem.code, problem.message)


def known_codes() -> frozenset[str]:
    """The codes that have a Chinese sentence."""
    return codes_of(_CHINESE)
