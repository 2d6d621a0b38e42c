"""The sections of an essay that tell of experience, by their headings."""

from __future__ import annotations

import re

from tashan.reading._patterns import any_of

_TOP = re.compile(r"\s*(?:第?[一二三四五六七八九十]+[、.章节部])")
_SUB = re.compile(r"\s*(?:[(][一二三四五六七八九十]+[)]|\d+[.、])")
_ON = any_of("经验(?!教训不足) 做法 模式 进展 成效 案例 典范 他山之石 实践 探索历程 亮点")
_TROUBLE = any_of("问题 难点 挑战 不足 困难")
_PROPOSAL = any_of("启示 建议 对策 路径 举措 思路 展望 设想 参考文献 机理 要求 下一步 打算")
_LONGEST = 60


def experience_sections(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int, tuple[int, int] | None]]:
    """
    Paragraphs under a heading of experience, models or progress, without those under 问题, 启示 or 建议.

    Each is start, end and the offsets of the chapter's heading.

    Args:
        text: in normal form.
        paragraphs: its lines as (start, end).
    """
    found: list[tuple[int, int, tuple[int, int] | None]] = []
    chapter = part = "other"
    heading: tuple[int, int] | None = None
    for start, end in paragraphs:
        line = text[start:end]
        if end - start <= _LONGEST and "。" not in line:
            kind = _kind(line)
            if _TOP.match(line):
                chapter = part = kind or "other"
                heading = (start, end)
                continue
            if _SUB.match(line):
                part = "proposal" if chapter == "proposal" else kind or chapter
                continue
            if kind in ("trouble", "proposal"):
                chapter = part = kind
                continue
        if part == "experience":
            found.append((start, end, heading))
    return found


def _kind(line: str) -> str | None:
    """What a heading opens: experience, trouble, proposal, or nothing known; the last word wins."""
    last, kind = -1, None
    for pattern, name in ((_ON, "experience"), (_TROUBLE, "trouble"), (_PROPOSAL, "proposal")):
        for match in pattern.finditer(line):
            if match.start() > last:
                last, kind = match.start(), name
    return kind
