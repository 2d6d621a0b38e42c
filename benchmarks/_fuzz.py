"""Documents spoiled in every way that happens, and what must hold for each of them all the same."""

from __future__ import annotations

import random

from benchmarks._articles import article
from tashan.files import Item, ReadOptions, read_text
from tashan.records import to_json, validate

SHORT = 240
"""Most documents are cut to about this many characters, so that many can be tried."""

_TOKENS = (
    "年月日时省市县区州盟旗的到赴来访与和率团会议协议签署亿元万个%％（）()[]【】《》“”‘’，。、；：！？·—-~…　 \n\t\r0123456789"
    "零一二三四五六七八九十百千万亿两半初旬至分别昨今明去本上下第届次书记长委我两地双方"
)
_PIECES = (
    *(
        "2023年3月17日",
        "3月中旬",
        "近日",
        "2020年至今",
        "今年以来",
        "党政代表团",
        "考察学习",
        "座谈会",
        "联席会议",
        "签约项目",
    ),
    *(
        "493.1亿元",
        "约三成",
        "二〇二三年",
        "苏州、无锡",
        "沪苏浙皖",
        "长三角",
        "我市",
        "宁",
        "Suzhou",
        "March 18 to 3",
        "18,4000",
    ),
    *(
        "￥",
        "\u200b",
        "\ufeff",
        "\u202e",
        "\ud7ff",
        "\ufffd",
        "𠮷",
        "👍🏽",
        "e\u0301",
        "\x00",
        "\x0b",
        "\u2028",
        "ﷺ",
        "%s{}\\",
    ),
    *(
        "標(biāo)題",
        "((((((",
        "))))))",
        "，，，，，",
        "。。。。。",
        "1" * 40,
        "亿" * 12,
        "年" * 12,
        "<p>",
        "&nbsp;",
        "http://a.b/2023/3/1",
    ),
)


def document(number: int) -> str:
    """The spoiled document of a number; the same number gives the same document."""
    generator = random.Random(f"fuzz/{number}")
    text = article(9, number)
    if generator.random() < 0.97:
        start = generator.randrange(max(1, len(text) - SHORT))
        text = text[start : start + generator.randint(0, SHORT)]
    for _ in range(generator.choice((0, 1, 2, 3, 5, 8, 20))):
        text = _spoiled(text, generator)
    return text


def complaint(number: int) -> str:
    """
    Read the document of a number; what is wrong, or an empty text.

    Wrong is: the reader fails, a quote does not stand at its offsets, a date does not exist, a row is no JSON.
    """
    text = document(number)
    line = _line(number, text)
    reading, found = read_text(Item(str(number), len(line), line=line), ReadOptions())
    failed = [problem.message for problem in reading.problems if problem.code == "reader_failed"]
    if failed:
        return f"{number}: {failed[0]}"
    if found is not None and (wrong := validate(reading, found)):
        return f"{number}: {wrong[0].message}"
    to_json(reading)
    return ""


def size(_number: int) -> int:
    """Documents count alike."""
    return 100


def crashed(number: int, reason: str) -> str:
    """What is wrong with a document at which the process ended."""
    return f"{number}: {reason}"


def _line(number: int, text: str) -> bytes:
    import json

    return json.dumps({"id": str(number), "text": text}).encode()


def _spoiled(text: str, generator: random.Random) -> str:
    at = generator.randrange(len(text) + 1)
    to = min(len(text), at + generator.randint(0, 30))
    match generator.randrange(9):
        case 0:
            return text[:at] + text[to:]
        case 1:
            return text[:at] + generator.choice(_PIECES) + text[at:]
        case 2:
            return text[:at] + "".join(generator.choices(_TOKENS, k=generator.randint(1, 20))) + text[at:]
        case 3:
            return text[:at] + text[at:to] * generator.randint(2, 4) + text[to:]
        case 4:
            return text[:at] + "".join(generator.sample(text[at:to], to - at)) + text[to:]
        case 5:
            return (
                text[:at]
                + chr(generator.choice((generator.randrange(0x20, 0xD800), generator.randrange(0xE000, 0x2FA20))))
                + text[to:]
            )
        case 6:
            return text[:at] + text[at:to].upper().replace("月", "").replace("，", ",") + text[to:]
        case 7:
            return text[to:] + text[:at]
        case _:
            return text[:at] + "\n" + text[at:]
