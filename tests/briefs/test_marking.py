"""What of a page is in another language than the page is marked, and nothing else changes."""

from __future__ import annotations

import re

import pytest

from tashan.briefs.marking import marked


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<td>江苏省</td>", '<td lang="zh">江苏省</td>'),
        ('<a href="/x">深化合作行动计划（2019—2021年）</a>', '<a href="/x" lang="zh">深化合作行动计划（2019—2021年）</a>'),
        ("<h1>Results for “上海”: 2.</h1>", '<h1>Results for <span lang="zh">“上海”</span>: 2.</h1>'),
        ("<p>Review 考察 <b>in 2026年考察（初稿）。</b> now</p>",
         '<p>Review <span lang="zh">考察</span> <b>in <span lang="zh">2026年考察（初稿）。</span></b> now</p>'),
        ('<option value="1">简体中文 Chinese</option>', '<option value="1" lang="zh">简体中文 Chinese</option>'),
        ("<svg><text>南京 Nanjing</text></svg>", '<svg><text><tspan lang="zh">南京</tspan> Nanjing</text></svg>'),
        ("<svg><title>南京 → 苏州: 3</title></svg>", '<svg><title lang="zh">南京 → 苏州: 3</title></svg>'),
        ("<code>江苏</code>", '<code lang="zh">江苏</code>'),
        ("<b>Tom &amp; 王</b>", '<b>Tom &amp; <span lang="zh">王</span></b>'),
    ],
)  # fmt: skip
def test_chinese_words_are_marked_on_an_english_page(body: str, expected: str) -> None:
    assert expected == marked(body, "en")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<td>First plenary session</td>", '<td lang="en">First plenary session</td>'),
        ("<td>A “plenary session”, 2024</td>", '<td>A “<span lang="en">plenary session</span>”, 2024</td>'),
        ("<p>x &quot;b c&quot;</p>", '<p>x &quot;<span lang="en">b c</span>&quot;</p>'),
    ],
)  # fmt: skip
def test_english_words_alone_are_marked_on_a_chinese_page(body: str, expected: str) -> None:
    assert expected == marked(body, "zh-hans")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize(
    "body",
    [
        '<q lang="zh-Hans">江苏省<b>考察</b></q><q lang="en">paid a visit</q>',
        '<script>let words = "<b>考察 two words</b>"</script><style>a:lang(zh) b c {}</style>',
        "<!-- 考察 <b>two words</b> --><textarea>考察\ntwo words</textarea>",
        '<img alt="考察"><br><input value="two words"><a href="?q=考察" title="two words">7</a>',
        "<p>2026-11-22 · 320000 · GB/T 7714 · x.csv</p>",
        "",
    ],
)
def test_what_is_marked_already_or_no_text_stays(body: str, language: str) -> None:
    assert body == marked(body, language)


def test_the_language_of_an_element_ends_with_it() -> None:
    body = '<div lang="en"><p>考察</p></div><p>考察</p><p>two words</p>'

    assert '<div lang="en"><p lang="zh">考察</p></div><p>考察</p><p lang="en">two words</p>' == marked(body, "zh-hans")


def test_an_attribute_may_hold_a_bracket() -> None:
    assert '<a title="1 > 0 考察" lang="zh">考察</a>' == marked('<a title="1 > 0 考察">考察</a>', "en")


def test_text_and_tags_stay_as_they_were() -> None:
    """Taking the marks away gives back what went in."""
    body = "<ul><li>上海 and 江苏<li>two <i>考察</i> words</ul><p>完。"

    with_marks = marked(body, "en")

    assert body == re.sub(r'<span lang="zh">(.*?)</span>|(?<=\w) lang="zh"', r"\1", with_marks)
    assert 4 == with_marks.count(" lang=")
