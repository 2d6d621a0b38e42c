"""What pictures of networks say, in Chinese and English."""

from __future__ import annotations

from typing import Final

NAME_SIZE: Final = 12
WORDS: Final = {
    "ties": ("最强的 {shown} 条，共 {all} 条", "the strongest {shown} of {all} ties"),
    "all": ("{all} 条", "{all} ties"),
    "visit": ("箭尾（粗）为来访方，箭头（细）为接待方", "thick end: visitor, thin end: host"),
    "knowledge": ("箭尾（粗）为输出方，箭头（细）为学习方", "thick end: source, thin end: learner"),
    "tie": ("粗端为起点，细端为终点", "from the thick end to the thin one"),
    "isolates": ("无往来的 {count} 个：{names}", "{count} without a tie: {names}"),
    "unnamed": ("{count} 个名称因拥挤未标", "{count} names left out for want of room"),
    "came": ("来访 {count} 地 {weight} 次", "came: {count} regions, {weight} times"),
    "went": ("出访 {count} 地 {weight} 次", "went to: {count} regions, {weight} times"),
    "more": ("另有 {count} 地", "{count} more"),
    "rows": ("行：来访方；列：接待方", "rows: visitors; columns: hosts"),
    "rows_other": ("行为起点，列为终点", "from rows to columns"),
    "dark": ("颜色越深次数越多（{steps}）", "the darker, the more ({steps})"),
}


def worded(key: str, language: str, **parts: object) -> str:
    """A phrase in a language, zh or en."""
    return WORDS[key][0 if language == "zh" else 1].format(**parts)
