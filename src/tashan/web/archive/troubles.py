"""Problems of reading in the reader's language: what happened, in the words of the text where it has a place, and what helps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tashan.web.pages.option_words import on_a_page
from tashan.web.pages.words import Told, language, spoken, told

_LONGEST: Final = 40
_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "binary": ("不是文字", "no text", "文件内容不是文字，没有读取。请给出 .txt、.md、.html、.docx 或 .pdf。"),
    "classified": ("密级标志", "mark of secrecy", "正文带有密级标志，原件已销毁，未予保存。请按保密规定处理。"),
    "docx_damaged": ("文档损坏", "damaged .docx", "这份 .docx 已损坏，打不开。请用文字处理软件另存一份再上传。"),
    "empty": ("没有文字", "empty", "文件里没有文字。请补全后再上传。"),
    "encoding_damaged": (
        "乱码",
        "damaged characters",
        "有些字节不是文字，或曾被错误转码，这些地方读成了乱码。请找没有损坏的原件。",
    ),
    "extractor_added": ("提取程序补充", "added by extractor", "外接提取程序补充了一些记录，都有原文引文；请照常审核。"),
    "extractor_dropped": (
        "提取结果未采",
        "extractor's result dropped",
        "外接提取程序给出的一条结果在原文里找不到依据，没有采用。",
    ),
    "extractor_failed": ("提取程序出错", "extractor failed", "外接提取程序没有读出这一段；其余照常。可稍后重新读取。"),
    "fiction_suspected": ("似为虚构", "looks like fiction", "读来像虚构的故事，没有从中提取事件。"),
    "file_unreadable": ("文件打不开", "file cannot be opened", "保存的文件打不开。请重新上传，或请管理员检查存储。"),
    "format_unsupported": (
        "格式不支持",
        "format not supported",
        "这种格式读不了。扫描件和图片请先做文字识别（OCR），.doc、.wps 请另存为 .docx。",
    ),
    "home_unknown": (
        "“本地”所指不明",
        "home not known",
        "文中的“我市”“我省”之类没有说是哪里，没有猜测。请在记录里填上是哪个地区。",
    ),
    "html_damaged": ("网页不完整", "damaged page", "网页结构有缺损，读到的可能不全。请对照原网页。"),
    "line_broken": ("行读不懂", "broken line", "这一行不是完整的数据，没有读取。请检查原表。"),
    "line_endless": ("超长的行", "endless line", "有一行长得不像正文，读取时在此截断。请检查原件。"),
    "metadata_invalid": ("来源信息有误", "wrong description", "来源信息里有一项不合格式，没有采用。请在下面改正。"),
    "nesting_deep": ("括号嵌套过深", "deep nesting", "括号层层嵌套，这一处没有逐层读取。"),
    "numerals_suspect": (
        "数字可疑",
        "numerals suspect",
        "这篇文献里的数字和日期有损坏的迹象，像是机器翻译或转换所致；日期和金额只作候选，请对照原文核实。",
    ),
    "pdf_damaged": ("PDF 损坏", "damaged PDF", "PDF 已损坏或不完整，有些页读不出。请重新保存后再上传。"),
    "pdf_encrypted": ("PDF 有密码", "PDF with password", "这份 PDF 需要密码。请保存一份不带密码的再上传。"),
    "place_ambiguous": ("地名有歧义", "ambiguous place", "这个地名可以指几个地方，没有猜测。请在记录里写明是哪一个。"),
    "reader_crashed": (
        "读取中断",
        "reading broke off",
        "读取这篇文献时程序中断了；其他文献不受影响。请重新读取，仍不行请告诉管理员。",
    ),
    "reader_failed": ("读取出错", "reading failed", "读取这篇文献时出错；其他文献不受影响。请告诉管理员。"),
    "too_large": ("过大", "too large", "文件解开后过大，没有读取。请拆成几份。"),
}
"""Each code with its name in Chinese and English, and the sentence in Chinese; reading itself says it in English."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """
    A problem of reading as pages show it.

    Attributes:
        name: what kind of problem.
        sentence: what happened and what helps.
        quote: the words of the text that it is about; empty where it is about all of it.
        foreign: whether the sentence is in English on a page that is not.
    """

    name: str
    sentence: str
    quote: str
    foreign: bool


def troubles(problems: Iterable[Mapping[str, Any]], text: str) -> list[Trouble]:
    """The problems of a document in the reader's language."""
    return [_trouble(problem, text) for problem in problems]


def trouble_words(problem: Mapping[str, Any]) -> str:
    """What a problem says, in the reader's language."""
    return _trouble(problem, "").sentence


def troubles_told(problems: Iterable[Mapping[str, Any]]) -> Told:
    """What several problems say, one after the other, in both languages."""
    said = [(str(problem.get("code") or ""), on_a_page(str(problem.get("message") or ""))) for problem in problems]
    return told(
        " ".join(_WORDS.get(code, ("", "", message))[2] for code, message in said), " ".join(m for _, m in said)
    )


def _trouble(problem: Mapping[str, Any], text: str) -> Trouble:
    code, message = str(problem.get("code") or ""), on_a_page(str(problem.get("message") or ""))
    start, end = problem.get("start"), problem.get("end")
    quote = text[start:end] if isinstance(start, int) and isinstance(end, int) and 0 < end - start <= _LONGEST else ""
    if code not in _WORDS:
        return Trouble(code, message, quote, language() != "en")
    zh, en, sentence = _WORDS[code]
    return Trouble(spoken(zh, en), spoken(sentence, message), quote, foreign=False)
