"""What the tags and filters that every template has make of their values."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation
from django.utils.safestring import mark_safe


def shown(text: str, language: str, **values: object) -> str:
    """The template in a language."""
    with translation.override(language):
        return str(engines["django"].from_string(text).render(values))


def test_no_space_follows_a_chinese_closing_mark() -> None:
    """Two sentences that stand apart in the template stand apart in English only."""
    two = '{% say "第一句。" "One." %} {% say "共 {n} 条" "{n} in all" n=3 %} <b>x</b>'

    assert shown(two, "zh-hans") == "第一句。共 3 条 <b>x</b>"
    assert shown(two, "en") == "One. 3 in all <b>x</b>"


def test_a_text_that_is_kept_under_a_name_shows_nothing() -> None:
    """The space after it goes the same way."""
    assert shown('{% say "完。" "Done." as word %} {{ word }}', "zh-hans") == "完。"


@pytest.mark.parametrize(
    ("when", "zh", "en"),
    [
        (date(2026, 11, 22), "2026年11月22日", "22 Nov 2026"),
        (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "2026年1月2日", "2 Jan 2026"),
        ("2024-07", "2024年7月", "Jul 2024"),
        ("2024", "2024年", "2024"),
        ("spring of 2024", "spring of 2024", "spring of 2024"),
        (None, "", ""),
        ("", "", ""),
    ],
)
def test_a_day_is_said_as_far_as_it_is_known(when: object, zh: str, en: str) -> None:
    """Days, months and years, from dates and from what documents say."""
    assert shown("{{ when|day }}", "zh-hans", when=when) == zh
    assert shown("{{ when|day }}", "en", when=when) == en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("江苏省", "江苏省", '<span lang="zh">江苏省</span>'),
        ("Suzhou 2026年考察（初稿）。 Draft", "Suzhou 2026年考察（初稿）。 Draft", 'Suzhou <span lang="zh">2026年考察（初稿）。</span> Draft'),
        ("First plenary session", '<span lang="en">First plenary session</span>', "First plenary session"),
        ('A "b c"', 'A &quot;<span lang="en">b c</span>&quot;', "A &quot;b c&quot;"),
        ("<b>上海</b>", "&lt;b&gt;上海&lt;/b&gt;", '&lt;b&gt;<span lang="zh">上海</span>&lt;/b&gt;'),
        (mark_safe("<mark class=on>上海</mark>"), "<mark class=on>上海</mark>", '<mark class=on><span lang="zh">上海</span></mark>'),
        ("anhui-delta.txt", "anhui-delta.txt", "anhui-delta.txt"),
        (None, "", ""),
        (7, "7", "7"),
    ],
)  # fmt: skip
def test_words_of_others_are_marked_where_they_are_foreign(text: object, zh: str, en: str) -> None:
    """On an English page what is Chinese, on a Chinese page what is English alone; never inside a tag."""
    assert shown("{{ words|own }}", "zh-hans", words=text) == zh
    assert shown("{{ words|own }}", "en", words=text) == en


def test_chinese_words_are_marked_on_an_english_page_and_english_ones_are_not() -> None:
    assert shown("{{ '考察'|zh }} {{ 'Visits'|zh }}", "en") == '<span lang="zh-Hans">考察</span> Visits'
