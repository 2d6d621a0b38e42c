"""Does a table close? What people paste or give is looked over: sums, shares, densities, path lengths."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import Any, Final

from tashan.learning.auditor import check_density, check_path_length, check_shares, check_table
from tashan.learning.problems import LearningProblem
from tashan.web.pages.words import language, say, spoken

MOST_CELLS: Final = 50_000
_TOTAL: Final = re.compile(r"^(合计|总计|总和|全部|total|sum|all)$", re.IGNORECASE)
_SHARE: Final = re.compile(r"%|％|占比|比重|份额|share|percent", re.IGNORECASE)
_NODES: Final = re.compile(r"节点|城市数|nodes", re.IGNORECASE)
_TIES: Final = re.compile(r"关系数|边数|连线|ties|edges", re.IGNORECASE)
_DENSITY: Final = re.compile(r"密度|density", re.IGNORECASE)
_PATH: Final = re.compile(r"路径长度|平均距离|path", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Audit:
    """
    What was looked at, and what does not close.

    Attributes:
        rows, columns: of the table, its heading not counted.
        checks: what was checked, in words.
        problems: what does not fit.
    """

    rows: int
    columns: int
    checks: tuple[str, ...]
    problems: tuple[LearningProblem, ...]


def table_of_text(text: str) -> list[list[str]]:
    """The cells of a pasted table: by tab, comma, semicolon or two spaces; a row a line. Nothing where no table is."""
    lines = [line for line in text.splitlines() if line.strip()]
    if any("\t" in line for line in lines):
        return [[cell.strip() for cell in line.split("\t")] for line in lines]
    head = lines[0] if lines else ""
    for mark in (",", ";", "，", "；"):
        if mark in head:
            try:
                rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
            except csv.Error:  # a cell of 131,072 characters, as behind a quotation mark that never ends
                return []
            return [[cell.strip() for cell in row] for row in rows]
    return [re.split(r"\s{2,}|\s*\|\s*|\s+", line.strip(" |")) for line in lines]


def number(cell: Any) -> tuple[float, int] | None:
    """A number and its digits after the point; None where the cell is none."""
    if isinstance(cell, int | float):
        text = f"{cell:g}"
        return float(cell), len(text.partition(".")[2])
    text = str(cell or "").replace(",", "").replace("，", "").replace("−", "-").strip().rstrip("%％").strip()
    if not re.fullmatch(r"[-+]?\d+(\.\d+)?", text):
        return None
    return float(text), len(text.partition(".")[2])


def audit(cells: list[list[Any]], *, multiple: bool = False) -> Audit:
    """
    Look a table over: heading first, names in the first column.

    Args:
        cells: rows of cells.
        multiple: several answers are possible, so that shares may add up to more than 100.
    """
    if len(cells) < 2 or sum(map(len, cells)) > MOST_CELLS:
        return Audit(0, 0, (), ())
    heads = [str(cell or "").strip() for cell in cells[0]]
    body = [list(row) + [""] * (len(heads) - len(row)) for row in cells[1:]]
    names = [str(row[0] or "").strip() for row in body]
    checks: list[str] = []
    problems: list[LearningProblem] = []
    total = next((place for place, name in enumerate(names) if _TOTAL.match(name)), None)
    parts = [place for place in range(len(body)) if place != total]
    for column in range(1, len(heads)):
        values = {place: found for place in range(len(body)) if (found := number(body[place][column])) is not None}
        own = {names[place]: values[place][0] for place in parts if place in values}
        digits = max((each[1] for each in values.values()), default=0)
        if _SHARE.search(heads[column]) and len(own) > 1:
            checks.append(say("“{c}”的份额", "shares of “{c}”", c=heads[column]))
            problems += check_shares(own, multiple=multiple, decimals=digits)
        elif total is not None and total in values and len(own) > 1:
            checks.append(say("“{c}”的合计", "total of “{c}”", c=heads[column]))
            rows = [{heads[column]: values[place][0]} for place in parts if place in values]
            kept = [names[place] for place in parts if place in values]
            problems += check_table(rows, {heads[column]: values[total][0]}, names=kept)
    return Audit(len(body), len(heads), (*checks, *_networks(heads, body, names, problems)), tuple(problems))


def _networks(heads: list[str], body: list[list[Any]], names: list[str], problems: list[LearningProblem]) -> list[str]:
    """Densities and path lengths, where the columns for them are there."""
    place = {
        key: next((at for at, head in enumerate(heads) if mark.search(head)), None)
        for key, mark in (("n", _NODES), ("m", _TIES), ("d", _DENSITY), ("l", _PATH))
    }
    checks = []
    for row, name in zip(body, names, strict=True):
        cell = {key: number(row[at]) if at is not None else None for key, at in place.items()}
        n, m, d, length = (cell[key] for key in ("n", "m", "d", "l"))
        if n and m and d:
            checks.append(say("{name}的密度", "density of {name}", name=name))
            problems += check_density(int(n[0]), int(m[0]), d[0], where=name, decimals=d[1])
        if length:
            checks.append(say("{name}的路径长度", "path length of {name}", name=name))
            problems += check_path_length(length[0], density=d[0] if d else None, where=name, decimals=length[1])
    return checks


_CODES: Final = {
    "share_impossible": ("份额不在 0 到 100 之间", "a share outside 0 to 100"),
    "shares_open": ("份额加起来不是 100", "shares do not add up to 100"),
    "total_differs": ("合计与分项之和不符", "the total differs from its parts"),
    "density_impossible": ("不可能的密度", "an impossible density"),
    "density_differs": ("密度与节点数、关系数不符", "the density does not fit nodes and ties"),
    "path_impossible": ("不可能的路径长度", "an impossible path length"),
    "path_doubtful": ("可疑的路径长度", "a doubtful path length"),
}


def code_words(code: str) -> str:
    """What kind of problem it is."""
    return say(*_CODES.get(code, (code, code.replace("_", " "))))


_SENTENCES: Final[tuple[tuple[str, str, str], ...]] = (
    ("share_impossible", r"^(.*): (\S+) % is not", r"\1：\2%，不在 0 到 100 之间。"),
    ("shares_open", r"up to (\S+) %, (\S+) from 100; .* ±([\d.]+)\..*several", r"各项份额相加为 \1%，与 100 相差 \2；四舍五入至多差 ±\3。是否可以多选？"),
    ("shares_open", r"add up to (\S+) %, (\S+) from 100; .* ±([\d.]+)\.", r"各项份额相加为 \1%，与 100 相差 \2；四舍五入至多差 ±\3。是否漏了一项？"),
    ("total_differs", r"^(.*): (.*) = (\S+), stated (\S+) \((\S+)\)", r"\1：\2 = \3，原表写 \4（相差 \5）。"),
    ("density_impossible", r"^(.*?)(\d+) ties among (\d+) nodes", r"\1\3 个节点之间不可能有 \2 条关系。"),
    ("density_impossible", r"^(.*?)density (\S+) is not", r"\1密度 \2 不在 0 到 1 之间。"),
    ("density_differs", r"^(.*) = (\S+), stated (\S+)\. It fits", r"\1 = \2，原文写 \3。与无向网络的算法相符。"),
    ("density_differs", r"^(.*) = (\S+), stated (\S+)\.$", r"\1 = \2，原文写 \3。"),
    ("path_impossible", r"^(.*?)mean path length (\S+) is below 1.*: has", r"\1平均路径长度 \2 小于 1，而 1 已是最小；是否漏了开头的 1？"),
    ("path_impossible", r"^(.*?)mean path length (\S+) is below 1", r"\1平均路径长度 \2 小于 1，而 1 已是最小。"),
    ("path_doubtful", r"^(.*?)mean path length (\S+) is below 2 .* = (\d\.\d+)", r"\1平均路径长度 \2 小于 2 − 密度 = \3：或不是处处连通，或有一个数不对。"),
)  # fmt: skip
"""Code, what its English sentence holds, and the Chinese sentence with it."""


def problem_sentence(problem: LearningProblem) -> str:
    """Where it does not close and by how much, in the reader's language."""
    if language() == "en":
        return problem.message
    for code, pattern, chinese in _SENTENCES:
        found = re.search(pattern, problem.message) if code == problem.code else None
        if found:
            return spoken(found.expand(chinese), "")
    return problem.message
