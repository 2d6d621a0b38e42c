"""Problems in Chinese: the code, and what the English sentence holds, choose a sentence; those of strict files stand here."""

from __future__ import annotations

import re
from typing import Final

from tashan.web.pages.option_words import on_a_page
from tashan.web.pages.words import language, spoken

Sentences = tuple[tuple[str, str, str], ...]
"""Code, what its English sentence holds, and the Chinese sentence with it; the first that fits is taken."""

FORM: Final[Sentences] = (
    ("encoding", r"", "文件不是 UTF-8。请存为 UTF-8。"),
    ("empty_file", r"", "文件是空的。请一行一个地写“键: 值”。"),
    ("syntax", r"", "这里读不出来。请核对缩进、空格和引号。"),
    ("second_document", r"", "这里又开始了一个文件。请删去“---”这一行。"),
    ("too_deep", r"", "层次太多。请写得平一些。"),
    ("alias", r"`([^`]+)` repeats", r"“\1”引用了别处的值。请把值写出来。"),
    ("anchor", r"`([^`]+)` names", r"“\1”给值起了名。请删去。"),
    ("tag", r"`([^`]+)` gives", r"“\1”给值定了类型。请删去。"),
    ("bad_key", r"", "键须是普通文字。"),
    ("bad_name", r"`([^`]+)` cannot", r"“\1”不能作名称。请用小写字母、数字和下划线，以字母开头。"),
    ("duplicate_key", r"`([^`]+)` stands already in line (\d+)", r"“\1”在第 \2 行已经写过。请只留一个。"),
)  # fmt: skip
"""What is wrong with the form of a strict file, whatever it describes."""


def problem_words(sentences: Sentences, code: str, message: str) -> str:
    """What is wrong and what to do; in Chinese where the reader reads Chinese and the code is known, else the message."""
    message = on_a_page(message)
    if language() == "en":
        return message
    for own, pattern, chinese in sentences:
        found = re.search(pattern, message) if own == code else None
        if found:
            return spoken(found.expand(chinese), message)
    return message


def codes_of(sentences: Sentences) -> frozenset[str]:
    """The codes that have a Chinese sentence."""
    return frozenset(code for code, _, _ in sentences)
