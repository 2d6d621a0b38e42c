"""
Whose paper is this? The region that 我市, 我县, 我省 stand for.

Only what the document itself shows counts, in this order: what the caller says, the paper or site that publishes it
(X日报讯, X新闻网, domain), a place that a clipped 来X / 在X can only mean, a partner named beside the visitor in the name
of a joint event. Where two answers are possible there is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.homes import Home
from tashan.reading.chinese.own_words import by_clip, by_leader, by_own, by_parts
from tashan.reading.chinese.publishers import by_domain, by_nickname, by_publisher
from tashan.reading.chinese.short_names import by_short_name
from tashan.reading.chinese.welcomes import by_arrival, by_lesson, by_other, by_partner, by_receivers, by_reception

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story

_SELF: Final = re.compile(
    r"[我来全本](?:(?<=我)(省|市|县|区|州|盟|旗|委|局|厅|办|镇|乡|地)|(?<!我)(市|县|省|州)(?=各|考察|[^\u4e00-\u9fff]|政府|委))"
)
_NEARNESS: Final = "镇乡县区旗市州盟省"  # how near to home a level is; 我委, 我局 tell of none and count last
_OTHER_WORD: Final = len(_NEARNESS) + 1


def find_home(story: Story) -> Home:
    """The region that the document calls its own, or an empty answer."""
    given = story.analysis.home
    if given is not None:
        return Home(given, None, True)
    level = _own_level(story.text)
    if level is None:
        return Home()
    for finder in (
        by_parts,
        by_publisher,
        by_nickname,
        by_domain,
        by_clip,
        by_partner,
        by_arrival,
        by_reception,
        by_receivers,
        by_lesson,
        by_leader,
        by_other,
        by_own,
        by_short_name,
    ):
        found = finder(story, level)
        if found is not None:
            return found
    return Home()


def _own_level(text: str) -> str | None:
    """The level word behind 我 or 全; a county's page that says 我省 too is still the county's."""
    words = [match.group(1) or match.group(2) for match in _SELF.finditer(text)]
    return min(words, key=lambda word: _NEARNESS.find(word) % _OTHER_WORD, default=None)
