"""
Compile the one-to-one table of Traditional and variant characters.

Input: the OpenCC wheel (Apache-2.0, `pip install opencc`), asked for one character at a time so that
offsets are kept by construction. Output: src/tashan/reading/data/scripts.txt, two lines of equal length.
"""

from __future__ import annotations

from pathlib import Path

import opencc

# Characters that OpenCC leaves alone: variants seen in older pages and names.
EXTRA = {
    "甯": "宁",
    "衞": "卫",
    "濬": "浚",
    "巿": "市",
    "囯": "国",
    "産": "产",
    "呉": "吴",
    "晩": "晚",
    "黒": "黑",
    "亜": "亚",
}
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF))


def main() -> None:
    """Write the table."""
    convert = opencc.OpenCC("t2s").convert
    pairs = dict(EXTRA)
    for first, last in RANGES:
        for number in range(first, last + 1):
            character = chr(number)
            simple = convert(character)
            if simple != character and len(simple) == 1 and ord(simple) < 0x20000:
                pairs.setdefault(character, simple)
    target = Path(__file__).parent.parent / "src/tashan/reading/data/scripts.txt"
    keys = sorted(pairs)
    target.write_text("".join(keys) + "\n" + "".join(pairs[k] for k in keys) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
