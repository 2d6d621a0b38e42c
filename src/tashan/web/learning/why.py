"""Why do they visit whom? Gravity and permutation tests on pairs, as a table that a journal would take."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from tashan.learning.problems import LearningError, LearningProblem
from tashan.web.learning.asked import Asked, Question, period, regions_of, visit_network
from tashan.web.learning.fitting import FACTORS, Case, Part, case_of, fitted, mrqap_of, parts
from tashan.web.learning.in_words import settings_words
from tashan.web.learning.words import card_note, error_words, problem_words
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Table
from tashan.web.pages.words import say

FEWEST_NODES: Final = 6
"""Regions below which nothing is estimated."""

MOST_NODES: Final = 400
"""Regions up to which gravity is fitted while the reader waits."""

MOST_PERMUTED: Final = 80
"""Regions up to which networks are permuted while the reader waits; beyond, a run in the background does it."""

MOST_RUN: Final = 1_000
"""Regions up to which a run is taken; beyond, the command line does it."""

PERMUTATIONS: Final = {"199": 199, "499": 499, "999": 999}
_MODELS: Final = {
    "poisson": ("泊松", "Poisson"),
    "logit": ("logit（有无往来）", "logit (any visit)"),
    "linear": ("线性", "linear"),
}
_NAMES: Final = {
    "constant": ("常数项", "Constant"),
    "ln_distance": ("距离的对数", "Distance (ln km)"),
    "same_province": ("同省", "Same province"),
    "same_cluster": ("同城市群", "Same cluster"),
    "rank_sender": ("来访方行政级别", "Rank of the visitor"),
    "rank_receiver": ("接待方行政级别", "Rank of the host"),
}


def models() -> list[tuple[str, str]]:
    """The models that a page offers."""
    return [(key, say(*words)) for key, words in _MODELS.items()]


def model_of(settings: Mapping[str, str]) -> tuple[str, int]:
    """The model and the permutations that settings ask for."""
    model = settings.get("model", "poisson")
    return model if model in _MODELS else "poisson", PERMUTATIONS.get(settings.get("permutations", ""), 199)


def why(asked: Asked) -> Answer:
    """
    What goes with visits: distance, province, cluster, rank; by gravity with dyadic-robust errors, and by MRQAP.

    Raises:
        LearningError: nothing can be estimated while the reader waits; the message says why.
    """
    q = asked.question
    size = visit_network(q).size
    if size > MOST_NODES:
        raise LearningError(
            "too_many",
            say(
                "有{n}个区域，打开网页时只估计到{m}个。",
                "There are {n} regions; up to {m} are estimated while you wait.",
                n=size,
                m=MOST_NODES,
            ),
        )
    if size < FEWEST_NODES:
        raise LearningError(
            "too_small",
            say("区域少于{n}个，不作估计。", "With fewer than {n} regions nothing is estimated.", n=FEWEST_NODES),
        )
    model, draws = model_of(asked.settings)
    found = {part: _now(q, part, model, draws) for part in parts(draws, split=False) if _at_once(size, part)}
    answer = answer_of(q, model, draws, found)
    if size > MOST_PERMUTED:
        answer.doubts.append(
            say(
                "区域多于{n}个，置换检验不在打开网页时计算；可以在后台计算，算完存成一页。",
                "With more than {n} regions permutation tests do not run while you wait; a run in the background keeps them as a page.",
                n=MOST_PERMUTED,
            )
        )
    return answer


def _at_once(size: int, part: str) -> bool:
    return size <= MOST_PERMUTED or part == "gravity"


@lru_cache(maxsize=16)
def _case(q: Question) -> Case:
    return case_of(regions_of(q), visit_network(q).weights, q.last or 2024)


@lru_cache(maxsize=128)
def _now(q: Question, part: str, model: str, draws: int) -> Part:
    return fitted(_case(q), part, model=model, permutations=draws)


def answer_of(q: Question, model: str, draws: int, found: Mapping[str, Part]) -> Answer:
    """
    The answer in words and tables, from the parts that are there.

    Raises:
        LearningError: gravity could not be estimated; the message says why.
    """
    gravity = found["gravity"]
    if "error" in gravity:
        raise LearningError(gravity["code"], gravity["error"])
    answer = Answer(_sentence(q, model, gravity))
    answer.lead = say(
        "被解释变量为来访方到接待方的考察次数；{n}对有序组合，对数似然{ll}。*、**、*** 表示在10%、5%、1%水平显著（成对稳健标准误）。",
        "Outcome: visits of visitor to host; {n} ordered pairs, log-likelihood {ll}. *, **, ***: p below 10, 5, 1 % (dyadic-robust).",
        n=f"{gravity['pairs']:,}",
        ll="–" if gravity["log_likelihood"] is None else f"{gravity['log_likelihood']:.1f}".replace("-", "−"),
    )
    answer.doubts = _left_out(gravity, found)
    answer.tables = [_gravity_table(q, model, gravity, answer.lead)]
    source = say(
        "{note}；{n}次置换，p = (1 + 命中) / (1 + 置换次数)",
        "{note}; {n} permutations, p = (1 + hits) / (1 + permutations)",
        note=q.source.note,
        n=draws,
    )
    shares = [part for key, part in found.items() if key.startswith("mrqap/")]
    wrong = next((part for part in shares if "error" in part), None)
    if wrong:
        reason = error_words(LearningError(wrong["code"], wrong["error"]))
        answer.doubts.append(say("MRQAP 未能估计：{why}", "MRQAP could not be estimated: {why}", why=reason))
    elif shares:
        answer.tables.append(_mrqap_table(shares, source))
    correlations = {name: found[f"qap/{name}"] for name in FACTORS if "value" in found.get(f"qap/{name}", {})}
    if correlations:
        answer.tables.append(_qap_table(correlations, source))
    answer.cards = [card_note("gravity"), card_note("mrqap")]
    answer.settings = [*settings_words(q), (say("模型", "Model"), say(*_MODELS[model]))]
    if shares:
        answer.settings += [
            (say("置换次数", "Permutations"), str(draws)),
            (say("随机种子", "Seed"), "0" if len(shares) == 1 else f"0–{len(shares) - 1}"),
        ]
    answer.sources = (q.source.note,)
    return answer


def _left_out(gravity: Part, found: Mapping[str, Part]) -> list[str]:
    """Factors that do not vary here or that others already say, and what visits too few cannot tell apart."""
    used = {row["name"] for row in gravity["rows"]} | set(gravity["lost"])
    told = []
    names = [say(*_NAMES[name]) for name in FACTORS if name not in used]
    if names:
        told.append(
            say(
                "没有变化或与其他因素共线而未纳入：{names}。",
                "Left out, as they do not vary or others say the same: {names}.",
                names=say("、", ", ").join(names),
            )
        )
    told += [problem_words(LearningProblem(**problem)) for problem in gravity["problems"]]
    if gravity["lost"]:
        names = [say(*_NAMES[name]) for name in gravity["lost"]]
        told.append(
            say(
                "考察太少，分不清而未纳入：{names}。",
                "Left out, as so few visits cannot tell them apart: {names}.",
                names=say("、", ", ").join(names),
            )
        )
    return told


def p_text(p: float | None) -> str | None:
    """A p-value as journals print it."""
    return None if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"


def stars(p: float | None) -> str:
    """Marks of significance as journals print them."""
    return "" if p is None else "***" if p < 0.01 else "**" if p < 0.05 else "*" if p < 0.1 else ""


def _gravity_table(q: Question, model: str, gravity: Part, note: str) -> Table:
    errors = [
        say("成对稳健", "dyadic-robust"),
        say("双向聚类", "two-way"),
        say("异方差稳健", "robust"),
        say("普通", "ordinary"),
    ]
    columns = [
        Column(say("变量", "Variable")),
        Column(say("系数", "Coefficient"), number=True, decimals=4),
        Column(say("标准误（{k}）", "Error ({k})", k=errors[0]), number=True, decimals=4),
        Column("p", number=True),
        Column(""),
        Column(say("95% 区间", "95% interval"), when=True),
        *(Column(name, number=True, decimals=4) for name in errors[1:]),
    ]
    rows = [
        [
            say(*_NAMES[row["name"]]),
            row["coefficient"],
            row["errors"][0],
            p_text(row["p"]),
            stars(row["p"]),
            None if None in row["interval"] else "[{:.3f}, {:.3f}]".format(*row["interval"]).replace("-", "−"),
            *row["errors"][1:],
        ]
        for row in gravity["rows"]
    ]
    title = say("表1　引力模型（{m}）", "Table 1. Gravity ({m})", m=say(*_MODELS[model]))
    return Table("gravity", title, columns, rows, f"{q.source.note}；{note}")


def _sentence(q: Question, model: str, gravity: Part) -> str:
    sure = [
        (say(*_NAMES[row["name"]]), row["coefficient"])
        for row in gravity["rows"]
        if row["name"] != "constant" and row["p"] is not None and row["p"] < 0.05
    ]
    if not sure:
        return say(
            "{when}，所列因素都不能在5%水平上解释谁考察谁。",
            "{when}: none of the factors explains who visits whom at the 5 % level.",
            when=period(q),
        )
    up = [name for name, value in sure if value > 0]
    down = [name for name, value in sure if value < 0]
    told = []
    if up:
        told.append(say("{names}与更多考察相伴", "{names} go with more visits", names=say("、", ", ").join(up)))
    if down:
        told.append(say("{names}与更少考察相伴", "{names} go with fewer", names=say("、", ", ").join(down)))
    return say(
        "{when}，{told}（5%水平，{m}）。",
        "{when}: {told} (5 % level, {m}).",
        when=period(q),
        told=say("；", "; ").join(told),
        m=say(*_MODELS[model]),
    )


def _mrqap_table(shares: list[Part], source: str) -> Table:
    found = mrqap_of(shares)
    rows: list[list[Any]] = [
        [say(*_NAMES[name]), float(b), float(t), p, stars(p)]
        for name, b, t, p in zip(found.names, found.coefficients, found.statistics, found.p_values, strict=True)
    ]
    columns = [
        Column(say("变量", "Variable")),
        Column(say("系数", "Coefficient"), number=True, decimals=4),
        Column("t / z", number=True, decimals=2),
        Column(say("p（置换）", "p (permuted)"), number=True, decimals=3),
        Column(""),
    ]
    title = say(
        "表2　MRQAP（{m}，双重半偏，{n}次置换）",
        "Table 2. MRQAP ({m}, double semi-partialling, {n} permutations)",
        m=say(*_MODELS[found.model]),
        n=found.permutations,
    )
    return Table("mrqap", title, columns, rows, source)


def _qap_table(correlations: Mapping[str, Part], source: str) -> Table:
    rows = [[say(*_NAMES[name]), each["value"], each["p"], stars(each["p"])] for name, each in correlations.items()]
    columns = [
        Column(say("变量", "Variable")),
        Column(say("QAP 相关", "QAP correlation"), number=True, decimals=4),
        Column(say("p（双侧）", "p (two-sided)"), number=True, decimals=3),
        Column(""),
    ]
    title = say("表3　与考察网络的 QAP 相关", "Table 3. QAP correlation with the network of visits")
    return Table("qap", title, columns, rows, source)
