"""Is it done, or only wished for? Proposals in essays and plans are no facts: neither bodies nor practices."""

from __future__ import annotations

import re
from bisect import bisect_right

from tashan.reading._patterns import any_of

_TOP = re.compile(r"^\s*(?:第?[一二三四五六七八九十]+[、.章节部]|【)")
_SUB = re.compile(r"^\s*(?:[(]?[一二三四五六七八九十]+[)]|\d+[.、])")
_WISH_HEADING = any_of("启示 建议 对策 路径 举措 思路 展望 设想 打算 下一步 措施 方向 目标")
_FACT_HEADING = any_of("经验 做法 进展 现状 成效 基础 历程 背景 回顾 模式 案例 他山之石 问题 挑战 难点")

_WISH = any_of(
    """
    建议 应(?![用急对邀聘届变答]) 应当 应该 要(?=[以在把将用通推加进积坚强建健完打突注充做继深]) 拟 可考虑 可以
    可借鉴 需要? 须 争取 力争 鼓励 支持 引导 希望 期盼 倡议 提议 有望 尽快 筹备 计划 打算 准备 研究建立 探索建立
    推动建立(?!了) 推动设立(?!了) 推动组建(?!了) 加快建立 加快组建 推进建立(?!了) 申报 谋划
"""
)
_OPENS_WISH = re.compile(
    r"\s*(?:[一二三四五六七八九十]是|[(]?\d[).、])?(?:积极|进一步|适时)?(?:建议|应|要|可|须|需|支持|鼓励|引导|希望)"
)
_FUTURE = any_of("将(?![^,。]{0,20}合并为) 拟 即将 计划 筹备 争取 力争")
_PAST = re.compile(r"(?:19|20)\d\d年|了|已|正式|先后|目前|以来|同年|当年|去年|日前|近日")


_YEAR = re.compile(r"(?:19|20)\d\d年")


class Stance:
    """
    Where a document proposes instead of telling.

    Args:
        text: in normal form.
        paragraphs: its lines as (start, end).
    """

    def __init__(self, text: str, paragraphs: list[tuple[int, int]]) -> None:
        self._text = text
        self._starts = [0]
        self._wished = [False]
        for start, end in paragraphs:
            change = _heading(text[start:end]) if end - start <= 60 else None
            if change is not None and change != self._wished[-1]:
                self._starts.append(start)
                self._wished.append(change)

    def proposes(self, at: int) -> bool:
        """Whether this place stands in a section of lessons, proposals or plans."""
        return self._wished[bisect_right(self._starts, at) - 1]

    def wished(self, start: int, verb: int, end: int) -> bool:
        """
        Whether an act is only wished for, planned or proposed.

        Args:
            start: of the sentence.
            verb: where the act is named.
            end: of the sentence.
        """
        before, whole = self._text[start:verb], self._text[start:end]
        if _FUTURE.search(before[-14:]):
            return True
        told = _PAST.search(whole) is not None
        if self.proposes(start) and not _YEAR.search(before):
            return True
        if told:
            return False
        clause = max(before.rfind(mark) for mark in ",;:、") + 1
        return _WISH.search(before, clause) is not None or _OPENS_WISH.match(before) is not None


def _heading(line: str) -> bool | None:
    """Whether a heading opens proposals (True) or facts (False); None where a line changes nothing."""
    if "。" in line or line.rstrip().endswith((",", ";", "、")):
        return None
    last = None
    for match in _WISH_HEADING.finditer(line):
        last = (match.start(), True)
    for match in _FACT_HEADING.finditer(line):
        if last is None or match.start() > last[0]:
            last = (match.start(), False)
    if _SUB.match(line):
        return None
    if last is not None:
        return last[1]
    return False if _TOP.match(line) else None
