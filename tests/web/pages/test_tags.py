"""What the tags and filters that every template has make of their values."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation


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


def test_the_body_of_a_page_is_marked_with_the_language_of_what_is_foreign() -> None:
    body = "{% filter marked %}<b>{{ words }}</b>{% endfilter %}"

    assert shown(body, "en", words="<上海>") == '<b>&lt;<span lang="zh">上海</span>&gt;</b>'
    assert shown(body, "zh-hans", words="Two words") == '<b lang="en">Two words</b>'


def test_chinese_words_are_marked_on_an_english_page_and_english_ones_are_not() -> None:
    assert shown("{{ '考察'|zh }} {{ 'Visits'|zh }}", "en") == '<span lang="zh-Hans">考察</span> Visits'
