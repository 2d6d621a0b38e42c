"""What does a published index say? Totals, parts, weights, what is reproduced, how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from tashan.integration.composite import breaks, check_published
from tashan.integration.index_file import IndexFile, IndexPart, Release
from tashan.pictures.rankings import Bar, ranking
from tashan.pictures.series import small_multiples, time_series
from tashan.web.integration.words import card_note
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Linked, Picture, Table
from tashan.web.pages.words import language, say, spoken

_STATUS = {
    "seen": ("见于发布", "as published"),
    "back_computed": ("反推", "computed back"),
    "implied": ("反推（隐含）", "implied"),
}
WEIGHTS = {
    "equal": ("等权", "equal"),
    "given": ("给定", "given"),
    "entropy": ("熵权", "entropy"),
    "critic": ("CRITIC", "CRITIC"),
}
SCALING = {
    "minmax": ("极差标准化", "min–max"),
    "squeezed": ("极差标准化（压缩）", "min–max, squeezed"),
    "zscore": ("Z 分数", "z-scores"),
    "base_year": ("基期为 100", "base year = 100"),
    "none": ("不标准化", "none"),
}


def name_of(index: IndexFile) -> str:
    """An index's name in the reader's language."""
    return index.english or index.name if language() == "en" else spoken(index.name, "")


def part_name(part: IndexPart) -> str:
    """A part's name in the reader's language."""
    return part.english or part.name if language() == "en" else spoken(part.name, "")


def word(table: dict[str, tuple[str, str]], key: str) -> str:
    """A setting of the file in words."""
    return say(*table[key]) if key in table else key


def published(index: IndexFile) -> Answer:
    """What was published of an index, checked against its parts."""
    releases = sorted((each for each in index.published if each.total is not None), key=lambda each: each.year)
    if not releases:
        return Answer(say("{name}还没有公布的数值。", "{name} has no published values yet.", name=name_of(index)))
    answer = Answer(_sentence(index, releases))
    answer.lead = _lead(index)
    answer.doubts = _breaks(index)
    answer.pictures = _published_pictures(index, releases)
    answer.tables = [_releases(index, releases), _weights_table(index), *_leave_one_out(index, releases)]
    answer.cards = [card_note("official")]
    answer.settings = [
        (
            say("合成", "Mean"),
            say("各分项的算术平均", "arithmetic mean of the parts") if index.mean == "arithmetic" else index.mean,
        ),
        (say("权重", "Weights"), word(WEIGHTS, index.weights)),
        (say("标准化", "Scaling"), word(SCALING, index.scaling)),
    ]
    answer.sources = (index.document,) if index.document else ()
    return answer


def _sentence(index: IndexFile, releases: Sequence[Release]) -> str:
    last = releases[-1]
    before = next((each for each in releases if each.year == last.year - 1 and each.base == last.base), None)
    change = ""
    if before is not None and last.total is not None and before.total is not None:
        change = say(
            "，比上年高{n}点" if last.total >= before.total else "，比上年低{n}点",
            ", {n} points above the year before"
            if last.total >= before.total
            else ", {n} points below the year before",
            n=f"{abs(last.total - before.total):.1f}",
        )
    parts = {part.name: part for part in index.parts}
    tail = ""
    if len(last.parts) > 1:
        high, low = (
            max(last.parts, key=lambda name: last.parts[name]),
            min(last.parts, key=lambda name: last.parts[name]),
        )
        tail = say(
            "；{one}最高（{a}），{two}最低（{b}）",
            "; {one} is highest ({a}) and {two} lowest ({b})",
            one=part_name(parts[high]),
            a=f"{last.parts[high]:.1f}",
            two=part_name(parts[low]),
            b=f"{last.parts[low]:.1f}",
        )
    return say(
        "{name}{year}年为{total}（{base}年=100）{change}{tail}。",
        "The {name} stood at {total} in {year} ({base} = 100){change}{tail}.",
        name=name_of(index),
        year=last.year,
        total=f"{last.total:g}",
        base=last.base,
        change=change,
        tail=tail,
    )


def _lead(index: IndexFile) -> str:
    checks = check_published(index)
    known = [each for each in checks if each.computed is not None]
    if not known:
        return ""
    good = [str(each.year) for each in known if each.reproduced and each.status == "seen"]
    rest = [str(each.year) for each in known if not (each.reproduced and each.status == "seen")]
    text = ""
    if good:
        text = say(
            "按所声明的权重由分项合成，{years}年的总指数得到复现。",
            "The totals of {years} are reproduced from their parts by the declared weights.",
            years="、".join(good) if language() != "en" else ", ".join(good),
        )
    if rest:
        text += say(
            "{years}年未能复现或由反推得来，见下表。",
            " Those of {years} are not, or were computed back; see the table.",
            years="、".join(rest) if language() != "en" else ", ".join(rest),
        )
    return text.strip()


def _breaks(index: IndexFile) -> list[str]:
    if language() == "en":
        return list(breaks(index))
    releases = sorted(index.published, key=lambda release: release.year)
    told = []
    for before, after in pairwise(releases):
        if before.base != after.base:
            told.append(
                say(
                    "{a}年以{b}年为100，{c}年以{d}年为100：水平不可比。",
                    "",
                    a=before.year,
                    b=before.base,
                    c=after.year,
                    d=after.base,
                )
            )
        elif before.series != after.series:
            told.append(say("{c}年出自另一次发布（{s}），分项可能经过修订。", "", c=after.year, s=after.series))
    return told


def _drawn_apart(lines: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """What the lines of a published index show; of dashes only where a line has them."""
    several = say("基期不同的序列分开画。", "Series of different bases are drawn apart.") if len(lines) > 1 else ""
    broken = any(later - year > 1 for line in lines.values() for (year, _), (later, _) in pairwise(line))
    dashes = say("虚线跨过没有公布的年份。", "Dashes pass years that were not published.") if broken else ""
    return (" " if language() == "en" else "").join(filter(None, (several, dashes)))


def _published_pictures(index: IndexFile, releases: Sequence[Release]) -> list[Picture]:
    lines: dict[str, list[tuple[float, float]]] = {}
    for each in releases:
        if each.total is not None:
            lines.setdefault(say("总指数（{base}=100）", "total ({base} = 100)", base=each.base), []).append(
                (float(each.year), each.total)
            )
    last = releases[-1]
    title = say("总指数，逐年", "Total by year")
    mine = say("总指数（{base}=100）", "total ({base} = 100)", base=last.base)
    found = [
        Picture(
            "total",
            time_series(lines, title=title, mine=mine),
            _drawn_apart(lines),
            "releases",
        )
    ]
    with_parts = next((each for each in reversed(releases) if each.parts), None)
    if with_parts is not None:
        named = {part.name: part_name(part) for part in index.parts}
        bars = [
            Bar(named[name], value, f"{value:.1f}")
            for name, value in sorted(with_parts.parts.items(), key=lambda item: -item[1])
        ]
        title = say(
            "分项，{year}年（{base}=100）", "Parts, {year} ({base} = 100)", year=with_parts.year, base=with_parts.base
        )
        line = (
            (with_parts.total, say("总指数 {n}", "total {n}", n=f"{with_parts.total:g}")) if with_parts.total else None
        )
        found.append(Picture("parts", ranking(bars, title=title, line=line), "", "releases"))
    multiples = _part_lines(index, [each for each in releases if each.base == last.base])
    if multiples:
        title = say("各分项，{base}=100", "Parts over time, {base} = 100", base=last.base)
        across = min(6, len(multiples))
        found.append(
            Picture(
                "multiples",
                small_multiples(multiples, title=title, across=across, width=150 * across),
                say("各图同一尺度。", "All on one scale."),
                "releases",
            )
        )
    return found


def _part_lines(index: IndexFile, releases: Sequence[Release]) -> dict[str, list[tuple[float, float]]]:
    lines = {
        part_name(part): [(float(each.year), each.parts[part.name]) for each in releases if part.name in each.parts]
        for part in index.parts
    }
    return lines if all(len(line) > 1 for line in lines.values()) else {}


def _releases(index: IndexFile, releases: Sequence[Release]) -> Table:
    checks = {(each.year, each.base): each for each in check_published(index)}
    rows: list[list[Any]] = []
    for each in releases:
        found = checks[each.year, each.base]
        verdict = say("是", "yes") if found.reproduced else None if found.computed is None else say("否", "no")
        where = (
            Linked(each.series or index.name, each.link)
            if each.link.startswith(("http://", "https://"))
            else each.series
        )
        parts = [each.parts.get(part.name) for part in index.parts]
        rows.append(
            [
                str(each.year),
                f"{each.base}=100",
                each.total,
                *parts,
                found.computed,
                found.difference,
                verdict,
                word(_STATUS, each.status),
                where,
            ]
        )
    columns = [
        Column(say("年份", "Year"), when=True),
        Column(say("基期", "Base"), when=True),
        Column(say("总指数", "Total"), number=True, decimals=2),
        *(Column(part_name(part), number=True, decimals=2) for part in index.parts),
        Column(say("按声明权重合成", "By declared weights"), number=True, decimals=2),
        Column(say("相差", "Difference"), number=True, decimals=2),
        Column(say("复现", "Reproduced")),
        Column(say("来历", "How known")),
        Column(say("来源", "Source")),
    ]
    return Table("releases", say("历次发布", "Releases"), columns, rows, index.document)


def _weights_table(index: IndexFile) -> Table:
    rows: list[list[Any]] = []

    def walk(parts: Sequence[IndexPart], depth: int) -> None:
        total = sum(part.weight or 0 for part in parts)
        for part in parts:
            share = (
                (part.weight or 0) / total
                if index.weights == "given" and total
                else 1 / len(parts)
                if index.weights == "equal"
                else None
            )
            way = None if part.parts else say("正向", "up") if part.up else say("逆向", "down")
            rows.append(
                [
                    f"{'　' * depth}{part_name(part)}",
                    part.indicator or None,
                    way,
                    None if share is None else 100 * share,
                ]
            )
            walk(part.parts, depth + 1)

    walk(index.parts, 0)
    columns = [
        Column(say("分项", "Part")),
        Column(say("指标", "Indicator")),
        Column(say("方向", "Direction")),
        Column(say("在上级中的权重 %", "Weight in its part, %"), number=True, decimals=1),
    ]
    return Table("weights", say("分项与权重", "Parts and weights"), columns, rows, index.document)


def _leave_one_out(index: IndexFile, releases: Sequence[Release]) -> list[Table]:
    """How the latest complete total hangs on each part: without it, and with twice its weight."""
    last = next((each for each in reversed(releases) if len(each.parts) == len(index.parts) > 2), None)
    if last is None:
        return []
    weights = {part.name: (part.weight or 0.0) if index.weights == "given" else 1.0 for part in index.parts}

    def total(changed: dict[str, float]) -> float:
        return sum(weight * last.parts[name] for name, weight in changed.items()) / sum(changed.values())

    rows = [
        [
            part_name(part),
            last.parts[part.name],
            total({**weights, part.name: 0.0}),
            total({**weights, part.name: 2 * weights[part.name]}),
        ]
        for part in index.parts
    ]
    columns = [
        Column(say("分项", "Part")),
        Column(say("数值", "Value"), number=True, decimals=1),
        Column(say("去掉它的总指数", "Total without it"), number=True, decimals=1),
        Column(say("权重加倍的总指数", "Total with twice its weight"), number=True, decimals=1),
    ]
    title = say(
        "对权重的敏感性，{year}年（合成值{total}）",
        "Sensitivity to weights, {year} (computed {total})",
        year=last.year,
        total=f"{total(weights):.1f}",
    )
    return [Table("sensitivity", title, columns, rows, index.document)]
