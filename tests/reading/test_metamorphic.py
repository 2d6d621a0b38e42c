"""Changes to a text that do not change what it says must not change what is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from tashan.reading import read
from tashan.reading.normal import normal_chinese, simplified
from tashan.records import Reading, to_dict

TEXTS = (
    (
        "潮安新闻网2022年8月12日讯 8月10日至11日,广东省潮州市委书记何广延率党政代表团赴福建省漳州市学习考察。漳州市委书记张国旺陪同考察。"
        "代表团先后考察了古雷石化基地、云洞岩景区。两市签署《潮州市与漳州市战略合作框架协议》,将在石化产业、文化旅游等领域深化合作。\n"
    ),
    (
        "2019年6月5日,第九届环渤海区域合作市长联席会议在山东省东营市召开。大连市、烟台市、秦皇岛市、东营市代表参加会议。"
        "会上集中签约项目12个,总投资86.5亿元。\n"
    ),
    (
        "本报讯(2020-09-18 记者 王一)9月16日至17日,甘肃省定西市安定区委副书记、区长李明带队到山东省青岛市城阳区对接东西部协作工作。"
        "城阳区委书记王波会见了李明一行。\n"
    ),
)
PLAIN = "当地气候温和,四季分明,物产丰富。\n市民在公园散步,孩子们在草地上放风筝。\n"


@cache
def back() -> dict[int, str]:
    """Simplified to Traditional, one character for one, where only one Traditional form is known."""
    traditional, simple = files("tashan.reading").joinpath("data/scripts.txt").read_text(encoding="utf-8").splitlines()
    forms: dict[str, list[str]] = {}
    for a, b in zip(traditional, simple, strict=True):
        forms.setdefault(b, []).append(a)
    return {ord(b): a[0] for b, a in forms.items() if len(a) == 1}


def told(reading: Reading) -> list[dict[str, Any]]:
    """What the records say, without ids and offsets, in one script."""
    rows = []
    for record in (*reading.visits, *reading.meetings, *reading.agreements, *reading.signings):
        row = to_dict(record)
        rows.append({k: v for k, v in row.items() if k not in ("id", "evidence")})
    text = repr(sorted(repr(r) for r in rows))
    return [{"told": simplified(text)}]


def traditional(text: str) -> str:
    return text.translate(back())


def full_width(text: str) -> str:
    return re.sub(r"[0-9,():]", lambda m: chr(ord(m.group()) + 0xFEE0), text)


def glossed(text: str) -> str:
    return text.replace("考察", "考(kǎo)察").replace("会议", "会(huì)议").replace("协议", "协(xié)议")


def spaced(text: str) -> str:
    return re.sub(r"(\d)([年月日])", r"\1 \2 ", text)


def with_plain_paragraphs(text: str) -> str:
    return text + PLAIN


CHANGES: tuple[Callable[[str], str], ...] = (traditional, full_width, glossed, spaced, with_plain_paragraphs)


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_same_records_after(text: str, change: Callable[[str], str]) -> None:
    """Script, width, glosses, blanks and added unrelated paragraphs leave the records as they are."""
    assert told(read(change(text), id="a")) == told(read(text, id="a"))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_something_is_read(text: str) -> None:
    """The texts of this module are not silent, or the other tests would show nothing."""
    reading = read(text, id="a")

    assert reading.visits or reading.meetings


def test_order_of_unrelated_paragraphs() -> None:
    """Paragraphs that have nothing to do with one another may stand in any order."""
    first, second = TEXTS[0], TEXTS[1]

    assert told(read(first + second, id="a")) == told(read(second + first, id="a"))


def test_the_way_back_from_the_normal_form() -> None:
    """Every character of the normal form leads back to its own in the original."""
    raw = "標(biāo)題:湖南省黨政代表團 到 北京２０２３年 3 月考察"
    normal = normal_chinese(raw)

    assert normal.text == "标题:湖南省党政代表团到北京2023年3月考察"
    assert [simplified(raw[normal.origin(i)]) for i in range(len(normal.text))] == list(normal.text)
