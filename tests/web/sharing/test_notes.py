"""Steps in words: Chinese for readers of Chinese, parties by their names."""

from __future__ import annotations

import pytest
from django.utils import translation

from tashan.web.sharing.notes import beside_words, in_words

NAMES = {"origin": "苏州市", "host": "宿迁市"}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("origin 3/5, host 2/5", "苏州市 60%，宿迁市 40%"),
        ("origin 1/3, host 2/3", "苏州市 1/3，宿迁市 2/3"),
        ("cap 20000000.00, 7999940.00 left, 0.00 beyond it", "上限 20,000,000.00，余 7,999,940.00，超出 0.00"),
        ("100.00 repaid to origin, 5.00 still open", "先还苏州市 100.00，尚欠 5.00"),
        ("floor 500.00, 20.00 from host", "保底 500.00，由宿迁市补 20.00"),
        ("year 6: sharing has ended", "第6年：分享已结束"),
        ("year 4, an extension; cap 9.00, 1.00 left, 0.00 beyond it", "第4年（延长期）：上限 9.00，余 1.00，超出 0.00"),
        ("index 0.673: host pays origin 40000000.00", "指数 0.673：宿迁市付苏州市 40,000,000.00"),
        ("codmn 3000.00; tp 0.00", "高锰酸盐指数 3,000.00；总磷 0.00"),
        ("something new", "something new"),
    ],
)
def test_a_note_is_said_in_chinese(note: str, expected: str) -> None:
    with translation.override("zh-hans"):
        assert expected == in_words(note, NAMES)


def test_traditional_readers_read_traditional_characters() -> None:
    with translation.override("zh-hant"):
        assert "上限 1.00，餘 0.00，超出 0.00" == in_words("cap 1.00, 0.00 left, 0.00 beyond it", NAMES)


def test_english_readers_read_the_engine_s_words_with_names() -> None:
    with translation.override("en"):
        assert "Suzhou 60%, Suqian 40%" == in_words("origin 3/5, host 2/5", {"origin": "Suzhou", "host": "Suqian"})


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "rivers.yellow.point_most = 40 百万元: not confirmed at the issuing body (协议); the contract accepts it: 报道",
            "rivers.yellow.point_most = 40 百万元：尚未在发布机关核实（协议）；协议接受，理由：报道",
        ),
        ("a.b = 1/2: an assumption of the contract: 待定", "a.b = 1/2：协议自行约定，理由：待定"),
        (
            "tax, origin: period is 5 fen in the statement, and 6 fen when computed again.",
            "tax，origin：period 一栏对账单写 5 分，重算为 6 分。",
        ),
        ("`trace` is not what follows from contract, bases and rules.", "“trace”一项与由协议、基数和规则算得的不符。"),
        ("something new", "something new"),
    ],
)
def test_what_stands_beside_the_figures_is_said_in_chinese(sentence: str, expected: str) -> None:
    with translation.override("zh-hans"):
        assert expected == beside_words(sentence)
    with translation.override("en"):
        assert sentence == beside_words(sentence)
