"""Why do they visit whom? Gravity and permutation tests on pairs, as a table that a journal would take."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np

from tashan.learning.pairs import gravity, pairs_of, regional_covariates
from tashan.learning.problems import LearningError
from tashan.learning.qap import mrqap, qap_correlation
from tashan.web.learning.asked import Asked, Question, period, regions_of, visit_network
from tashan.web.learning.networks import settings_words
from tashan.web.learning.words import card_note, error_words, problem_words
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Table
from tashan.web.pages.words import say

MOST_NODES: Final = 400
"""Regions up to which the models are fitted while the reader waits; beyond, the command line does it."""

MOST_PERMUTED: Final = 80
"""Regions up to which logit and Poisson models and single correlations are permuted while the reader waits."""

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


def why(asked: Asked) -> Answer:
    """
    What goes with visits: distance, province, cluster, rank; by gravity with dyadic-robust errors, and by MRQAP.

    Raises:
        LearningError: nothing can be estimated; the message says why.
    """
    q = asked.question
    network = visit_network(q)
    if network.size > MOST_NODES:
        raise LearningError(
            "too_many",
            say(
                "有{n}个区域，网页上只估计到{m}个；请换层级、加筛选，或用命令 tashan network gravity。",
                "There are {n} regions; pages estimate up to {m}. Choose a level or filter, or use tashan network gravity.",
                n=network.size,
                m=MOST_NODES,
            ),
        )
    if network.size < 6:
        raise LearningError(
            "too_small", say("区域少于6个，不作估计。", "With fewer than 6 regions nothing is estimated.")
        )
    model = asked.settings.get("model", "poisson")
    model = model if model in _MODELS else "poisson"
    draws = PERMUTATIONS.get(asked.settings.get("permutations", ""), 199)
    if network.size > MOST_PERMUTED:
        draws = 199
    rows, note, left = _gravity_rows(q, model)
    answer = Answer(_sentence(q, model))
    answer.doubts = [*_left_out(q), *left]
    if network.size > MOST_PERMUTED:
        answer.doubts.append(
            say(
                "区域多于{n}个：网页上只做线性 MRQAP、199次置换；其余用命令 tashan network mrqap、qap。",
                "More than {n} regions: pages permute the linear MRQAP alone, 199 times; the rest by tashan network mrqap, qap.",
                n=MOST_PERMUTED,
            )
        )
    head = [Column(say("变量", "Variable")), Column(say("系数", "Coefficient"), number=True, decimals=4)]
    errors = [
        say("成对稳健", "dyadic-robust"),
        say("双向聚类", "two-way"),
        say("异方差稳健", "robust"),
        say("普通", "ordinary"),
    ]
    columns = [
        *head,
        Column(say("标准误（{k}）", "Error ({k})", k=errors[0]), number=True, decimals=4),
        Column("p", number=True),
        Column(""),
        Column(say("95% 区间", "95% interval"), when=True),
        *(Column(name, number=True, decimals=4) for name in errors[1:]),
    ]
    title = say("表1　引力模型（{m}）", "Table 1. Gravity ({m})", m=say(*_MODELS[model]))
    answer.tables = [Table("gravity", title, columns, rows, f"{q.source.note}；{note}")]
    answer.tables += _permuted(q, model, draws, answer.doubts)
    answer.lead = note
    answer.cards = [card_note("gravity"), card_note("mrqap")]
    answer.settings = [
        *settings_words(q),
        (say("模型", "Model"), say(*_MODELS[model])),
        (say("置换次数", "Permutations"), str(draws)),
        (say("随机种子", "Seed"), "0"),
    ]
    answer.sources = (q.source.note,)
    return answer


@lru_cache(maxsize=16)
def _covariates(q: Question) -> dict[str, Any]:
    found = regional_covariates(regions_of(q), str(q.last or 2024))
    cells = ~np.eye(len(regions_of(q)), dtype=bool)
    columns = [np.ones(int(cells.sum()))]
    kept = {}
    for name, values in found.items():
        filled = np.nan_to_num(
            values[cells], nan=float(np.nanmean(values[cells])) if np.isfinite(values[cells]).any() else 0.0
        )
        if np.linalg.matrix_rank(np.column_stack([*columns, filled])) > len(columns):
            columns.append(filled)
            kept[name] = values
    return kept


def _left_out(q: Question) -> list[str]:
    """Factors that do not vary here, or that the others already say."""
    names = [say(*_NAMES[name]) for name in _NAMES if name != "constant" and name not in _covariates(q)]
    if not names:
        return []
    return [
        say(
            "没有变化或与其他因素共线而未纳入：{names}。",
            "Left out, as they do not vary or others say the same: {names}.",
            names="、".join(names),
        )
    ]


@lru_cache(maxsize=32)
def _fitted(q: Question, model: str) -> tuple[Any, tuple[str, ...]]:
    """The model with as many factors as these visits can tell apart, and the names of those left out for it."""
    kept = dict(_covariates(q))
    lost: list[str] = []
    while True:
        try:
            return gravity(pairs_of(visit_network(q), kept), model=model), tuple(lost)
        except LearningError as error:
            if error.code not in ("collinear", "separation") or len(kept) < 2:
                raise
            lost.append(kept.popitem()[0])


def p_text(p: float | None) -> str | None:
    """A p-value as journals print it."""
    return None if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"


def stars(p: float | None) -> str:
    """Marks of significance as journals print them."""
    return "" if p is None else "***" if p < 0.01 else "**" if p < 0.05 else "*" if p < 0.1 else ""


def _gravity_rows(q: Question, model: str) -> tuple[list[list[Any]], str, list[str]]:
    found, lost = _fitted(q, model)
    rows = []
    for name in found.names:
        p = found.p_value(name)
        low, high = found.interval(name)
        others = [found.error(name, kind) for kind in ("two_way", "robust", "ordinary")]
        rows.append(
            [
                say(*_NAMES.get(name, (name, name))),
                found.coefficient(name),
                found.error(name),
                p_text(p),
                stars(p),
                f"[{low:.3f}, {high:.3f}]",
                *others,
            ]
        )
    note = say(
        "被解释变量为来访方到接待方的考察次数；{n}对有序组合，对数似然{ll}。*、**、*** 表示在10%、5%、1%水平显著（成对稳健标准误）。",
        "Outcome: visits of visitor to host; {n} ordered pairs, log-likelihood {ll}. *, **, ***: p below 10, 5, 1 % (dyadic-robust).",
        n=f"{found.observations:,}",
        ll=f"{found.log_likelihood:.1f}".replace("-", "−"),
    )
    told = [problem_words(problem) for problem in found.problems]
    if lost:
        names = "、".join(say(*_NAMES[name]) for name in lost)
        told.append(
            say(
                "考察太少，分不清而未纳入：{names}。",
                "Left out, as so few visits cannot tell them apart: {names}.",
                names=names,
            )
        )
    return rows, note, told


def _sentence(q: Question, model: str) -> str:
    found, _ = _fitted(q, model)
    sure = [
        (say(*_NAMES.get(name, (name, name))), found.coefficient(name))
        for name in found.names
        if name != "constant" and (p := found.p_value(name)) is not None and p < 0.05
    ]
    if not sure:
        return say(
            "{when}，所列因素都不能在5%水平上解释谁考察谁。",
            "{when}: none of the factors explains who visits whom at the 5 % level.",
            when=period(q),
        )
    up = [row[0] for row in sure if row[1] > 0]
    down = [row[0] for row in sure if row[1] < 0]
    parts = []
    if up:
        parts.append(say("{names}与更多考察相伴", "{names} go with more visits", names="、".join(up)))
    if down:
        parts.append(say("{names}与更少考察相伴", "{names} go with fewer", names="、".join(down)))
    return say(
        "{when}，{told}（5%水平，{m}）。",
        "{when}: {told} (5 % level, {m}).",
        when=period(q),
        told=say("；", "; ").join(parts),
        m=say(*_MODELS[model]),
    )


@lru_cache(maxsize=24)
def _mrqap(q: Question, model: str, draws: int) -> Any:
    return mrqap(
        visit_network(q).weights, _covariates(q), model="linear" if model == "linear" else model, permutations=draws
    )


@lru_cache(maxsize=24)
def _correlations(q: Question, draws: int) -> tuple[tuple[str, Any], ...]:
    weights = visit_network(q).weights
    return tuple(
        (name, qap_correlation(weights, values, permutations=draws)) for name, values in _covariates(q).items()
    )


def _permuted(q: Question, model: str, draws: int, doubts: list[str]) -> list[Table]:
    source = say(
        "{note}；{n}次置换，p = (1 + 命中) / (1 + 置换次数)",
        "{note}; {n} permutations, p = (1 + hits) / (1 + permutations)",
        note=q.source.note,
        n=draws,
    )
    tables = []
    try:
        small = visit_network(q).size <= MOST_PERMUTED
        found = _mrqap(q, model if small else "linear", draws)
    except LearningError as error:
        found = None
        doubts.append(say("MRQAP 未能估计：{why}", "MRQAP could not be estimated: {why}", why=error_words(error)))
    if found is not None:
        rows = [
            [say(*_NAMES.get(name, (name, name))), float(b), float(t), p, stars(p)]
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
        tables.append(Table("mrqap", title, columns, rows, source))
    if visit_network(q).size > MOST_PERMUTED:
        return tables
    rows = [
        [say(*_NAMES.get(name, (name, name))), each.value, each.p_two_sided, stars(each.p_two_sided)]
        for name, each in _correlations(q, draws)
    ]
    columns = [
        Column(say("变量", "Variable")),
        Column(say("QAP 相关", "QAP correlation"), number=True, decimals=4),
        Column(say("p（双侧）", "p (two-sided)"), number=True, decimals=3),
        Column(""),
    ]
    tables.append(
        Table(
            "qap",
            say("表3　与考察网络的 QAP 相关", "Table 3. QAP correlation with the network of visits"),
            columns,
            rows,
            source,
        )
    )
    return tables
