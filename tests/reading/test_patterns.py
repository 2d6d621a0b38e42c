"""What is searched for fast is what a plain search finds, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashan.reading import (
    _bodies_names,
    _numbers_en,
    _numbers_zh,
    _published,
    _times_dates_zh,
    _times_en,
    _times_words_zh,
    source,
    suspect,
)
from tashan.reading._figures_words import LINK, LINK_LETTERS
from tashan.reading._once import once
from tashan.reading._patterns import forked, found_at, found_led, found_near, ignoring_case, matched_at
from tashan.reading._windows import offsets_of
from tashan.reading.chinese import lexicon, trips
from tashan.reading.english import counties, meeting_names, people
from tashan.regions import Region, outlets
from tashan.regions.geometry import contains

_CHINESE = st.lists(
    st.sampled_from(
        [
            *"一二两三十百千万亿0123456789年月日天个省市县区州分之第约近率带在来到的和至今前后,。、;:()“” \n",
            *"今天 昨日(3月5日)上午 前年 大前天 后天 同年11月 同一天 这个月 上个月 本世纪 下周一 星期三 近日 不久前 近五年来".split(
                " "
            ),
            *"最近三年 过去的十年 未来五年 “十四五”时期 十五五 二十大以来 党的十八大 改革开放以来 三年来 5天前 90年代 五个月后".split(
                " "
            ),
            *"3月17日至19日 2023年 12.5% 三省一市 两市 三分之一 百分之五 1,590亿元 3万5千 十几亿 第26次 2014年的14个".split(
                " "
            ),
            *"联席会议 办公室 领导小组 联盟 成立 设在 长三角 达到 共有 增加到 占 超过 已经 全市 协作".split(" "),
        ]
    ),
    max_size=40,
).map("".join)
_ENGLISH = st.lists(
    st.sampled_from(
        [
            *" .,;-~$0123456789abehnostT'\"\n",
            *"March |May |mid-|in |the end of |Sept. |19 |2023|1999 |to |and |of |17th ".split("|"),
            *"the past five years|last year|The same day|Tomorrow|so far|In recent years|the 1990s|next month".split(
                "|"
            ),
            *"thirteenth Five-Year Plan|since reform and opening up|as of now|other |to date|Tuesday |on the 3rd,".split(
                "|"
            ),
            *"more than |US$5|a dozen |A hundred |tens of thousands |projects |billion yuan|percent |18,4000 |20th ".split(
                "|"
            ),
            *"March 3, 17 |3~2015|machine translation|On 3 17, the|2020 billion |2019 projects |<>|[ ] came".split("|"),
        ]
    ),
    max_size=30,
).map("".join)
_COUNTIES = st.lists(
    st.sampled_from(
        "Mayor of |Secretary from |visited |toured |arrived in |trip to |went to |came to |delegation to |Rugao |Fengdu|Haian, |"
        "Party |delegation |deputy |head |Municipal |Committee |a |county |city|, |. |and |led |Vice|the |on |x".split(
            "|"
        )
    ),
    max_size=14,
).map("".join)
_GATES = [
    (_times_words_zh._WORDS_GATE, _times_words_zh._WORDS, _CHINESE),
    (_times_words_zh._COUNTED_GATE, _times_words_zh._COUNTED, _CHINESE),
    (_times_dates_zh._DATE_GATE, _times_dates_zh._DATE, _CHINESE),
    (_numbers_zh._MAIN_GATE, _numbers_zh._MAIN, _CHINESE),
    (_times_en._WORDS_GATE, _times_en._WORDS, _ENGLISH),
    (_times_en._ISO_GATE, _times_en._ISO, _ENGLISH),
    (_times_en._STAMPED_GATE, _times_en._STAMPED, _ENGLISH),
]
_BEGINNINGS = [
    (_times_dates_zh._CENTURIES, _times_dates_zh._ISO),
]
_CORES = [
    *((core, reach, sign[2]) for sign, (core, reach) in zip(suspect._ENGLISH, suspect._ENGLISH_CORES, strict=True)),
]


@pytest.mark.parametrize(("gate", "pattern", "texts"), _GATES)
def test_a_gate_lets_every_match_through(
    gate: re.Pattern[str], pattern: re.Pattern[str], texts: st.SearchStrategy[str]
) -> None:
    """found_at gives the matches of finditer."""

    @settings(max_examples=150, deadline=None)
    @given(texts)
    def check(text: str) -> None:
        expected = [match.span() for match in pattern.finditer(text)]

        assert expected == [match.span() for match in found_at(gate, pattern, text)]

    check()


@pytest.mark.parametrize(("words", "pattern"), _BEGINNINGS)
def test_every_match_begins_with_one_of_its_words(words: tuple[str, ...], pattern: re.Pattern[str]) -> None:
    """matched_at gives the matches of finditer."""

    @settings(max_examples=300, deadline=None)
    @given(_CHINESE)
    def check(text: str) -> None:
        expected = [match.span() for match in pattern.finditer(text)]

        assert expected == [match.span() for match in matched_at(offsets_of(text, words), pattern, text)]

    check()


@pytest.mark.parametrize(("core", "reach", "pattern"), _CORES)
def test_a_core_stands_in_every_match(core: re.Pattern[str], reach: int, pattern: re.Pattern[str]) -> None:
    """found_near gives the matches of finditer."""

    @settings(max_examples=60, deadline=None)
    @given(_ENGLISH)
    def check(text: str) -> None:
        expected = [match.span() for match in pattern.finditer(text)]

        assert expected == [match.span() for match in found_near(core, reach, pattern, text, 0, len(text))]

    check()


def test_a_gate_looks_beyond_the_end_and_the_pattern_does_not() -> None:
    """A stretch of a text is searched as `finditer` does with both bounds."""
    gate, pattern, text = re.compile("a(?=b)"), re.compile("ab+"), "abb ab abbb"

    assert [m.span() for m in pattern.finditer(text, 1, 9)] == [m.span() for m in found_at(gate, pattern, text, 1, 9)]


@pytest.mark.parametrize(
    ("core", "leads", "pattern"),
    [
        (_times_en._MONTH_NAME, _times_en._BEFORE_MONTH, _times_en._MONTH_ONLY),
        (_times_en._YEAR_NUMBER, _times_en._BEFORE_YEAR, _times_en._YEARS),
    ],
)
def test_a_match_begins_with_its_core_or_a_lead(
    core: re.Pattern[str], leads: tuple[str, ...], pattern: re.Pattern[str]
) -> None:
    """found_led gives the matches of finditer."""

    @settings(max_examples=200, deadline=None)
    @given(_ENGLISH)
    def check(text: str) -> None:
        expected = [match.span() for match in pattern.finditer(text)]
        found = found_led(core, leads, _times_en._LEAD, pattern, text, 0, len(text))

        assert expected == [match.span() for match in found]

    check()


@settings(max_examples=200, deadline=None)
@given(_COUNTIES)
def test_bare_counties_are_wanted_at_names_and_words_before_them(text: str) -> None:
    """Tried only there, the pattern finds what it finds everywhere."""
    expected = [match.span() for match in counties._WANTED.finditer(text)]

    assert expected == [match.span() for match in counties._wanted(text)]


@settings(max_examples=200, deadline=None)
@given(_ENGLISH)
def test_words_of_time_hold_one_of_their_words(text: str) -> None:
    """Tried only before these words, the pattern finds what it finds everywhere."""
    expected = [match.span() for match in _times_en._WORDS.finditer(text)]
    spots = offsets_of(text.lower(), _times_en._WORDS_HOLD)

    assert expected == [match.span() for match in _times_en._words_near(text, spots, 0, len(text))]


@settings(max_examples=200, deadline=None)
@given(_ENGLISH)
def test_an_english_quantity_is_found_from_its_number(text: str) -> None:
    """The first quantity is that of the first number which has one, with the words before it."""
    plain = _numbers_en._MAIN.search(text)
    tried = (_numbers_en._match_at(text, 0, number, len(text)) for number in _numbers_en._begun(text)[1])
    found = next((match for match in tried if match), None)

    assert (plain and plain.span()) == (found and found.span())


@settings(max_examples=200, deadline=None)
@given(_CHINESE)
def test_runs_of_bodies_are_found_from_their_nouns(text: str) -> None:
    """Runs gives the matches of RUN.finditer."""
    expected = [match.span() for match in _bodies_names.RUN.finditer(text)]

    assert expected == [match.span() for match in _bodies_names.runs(text, 0, len(text))]


@settings(max_examples=200, deadline=None)
@given(_CHINESE)
def test_links_before_a_number_are_made_of_letters_of_links(text: str) -> None:
    """No link reaches further back than the characters that links are written with."""
    link = LINK.search(text)

    assert link is None or all(letter in LINK_LETTERS or letter.isspace() for letter in link.group())


_OUTLETS = st.lists(
    st.sampled_from(
        [
            *"省市县区州网报官讯消息电",
            *"广播 电视台 日报 都市报 新闻 客户端 政府 试验区 招商 发布 在线 融媒体".split(" "),
        ]
    )
).map("".join)
_EVENTS = st.lists(
    st.sampled_from(
        [
            *" 2,19",
            *"2019|2023年|Regional |Conference|Expo |Fair|of the |Summit 2021|联席会议|旅游节|大事记|合作".split("|"),
        ]
    ),
    max_size=12,
).map("".join)
_MEETINGS = st.lists(
    st.sampled_from(
        [
            "joint ",
            "Working ",
            "round table",
            "Roundtable",
            "plenary sessions",
            "symposia",
            "met ",
            "assembly",
            "colloquium ",
        ]
    ),
    max_size=6,
).map("".join)
_SIGNS = [
    (re.compile(f"^[{''.join(sorted(outlets._FIRST))}]"), outlets.OUTLET.match, _OUTLETS),
    (_published._EVENT_END, _published._EVENT_YEAR.search, _EVENTS),
    (_published._ENGLISH_EVENT, _published._ENGLISH_EVENT_YEAR.search, _EVENTS),
    (_published._ENGLISH_EVENT, _published._YEAR_AFTER_EVENT.search, _EVENTS),
    (re.compile("(?i:" + "|".join(meeting_names._HEADS) + ")"), meeting_names._HEAD.search, _MEETINGS),
]


@pytest.mark.parametrize(("sign", "search", "texts"), _SIGNS)
def test_what_is_found_has_the_sign_that_is_looked_for_first(
    sign: re.Pattern[str],
    search: Callable[[str], re.Match[str] | None],
    texts: st.SearchStrategy[str],
) -> None:
    """A text without the sign need not be searched."""

    @settings(max_examples=200, deadline=None)
    @given(texts)
    def check(text: str) -> None:
        found = search(text)

        assert found is None or sign.search(found.group()) is not None

    check()


@settings(max_examples=200, deadline=None)
@given(_CHINESE)
def test_a_text_holds_a_trigger_where_the_machine_finds_one(text: str) -> None:
    """The pattern of triggers and the machine of triggers tell the same."""
    found = bool(lexicon.trigger_automaton().find_matches_as_indexes(text))

    assert (lexicon.trigger_pattern().search(text) is not None) == found


@pytest.mark.parametrize("one", ["浙江省", "浙江省杭州市", "浙江省杭州市西湖区", "江苏省"])
@pytest.mark.parametrize("other", ["浙江省", "浙江省杭州市", "浙江省杭州市西湖区", "江苏省"])
def test_a_region_is_inside_another_where_one_contains_the_other(one: str, other: str) -> None:
    """The beginning of a name says as much as containment both ways."""
    a, b = (Region(None, name, "other") for name in (one, other))

    assert trips.inside(a, b) == (a == b or contains(a, b) or contains(b, a))


@settings(max_examples=200, deadline=None)
@given(_CHINESE)
def test_a_text_without_brackets_is_split_as_any_text(text: str) -> None:
    """The plainer pattern of sentences finds the same ones."""
    plain = text.replace("(", "")
    expected = [match.span() for match in source._CHINESE_SENTENCE.finditer(plain)]

    assert expected == [match.span() for match in source._PLAIN_SENTENCE.finditer(plain)]


@settings(max_examples=200, deadline=None)
@given(_ENGLISH)
def test_signs_of_damage_stand_where_their_first_character_does(text: str) -> None:
    """A core that begins the match is a gate: found_at gives the matches of finditer."""
    for sign, (core, reach) in zip(suspect._ENGLISH, suspect._ENGLISH_CORES, strict=True):
        if not reach:
            expected = [match.span() for match in sign[2].finditer(text)]

            assert expected == [match.span() for match in found_at(core, sign[2], text)]


@pytest.mark.parametrize("word", ["Rugao", "Taicang", "Zhangjiagang"])
def test_a_county_that_stands_bare_begins_with_a_word_of_its_list(word: str) -> None:
    """A name that may be a county's is never passed over."""
    assert any(counties._options(word, kind, "2020") for kind in counties._KINDS)
    assert word in counties._first_words()


def test_what_is_asked_once_is_worked_out_once_an_object() -> None:
    """Two objects have answers of their own."""

    class Counted:
        asked = 0

        @once
        def answer(self) -> int:
            type(self).asked += 1
            return type(self).asked

    first, second = Counted(), Counted()

    assert [first.answer, first.answer, second.answer] == [1, 1, 2]


_BRANCHES = (
    r"\b(?:signed|Is(?:sue|t)?|kept|(?:in|a?t)|\bof|[a|sk]x|s?et)\b",
    r"(?P<one>k|si)(?=t|s)(?!st)|(?-i:Kit|sit)|it(?-i:s (?:a|Of))",
)


@settings(max_examples=300)
@given(text=st.text("kKiIsStTaAxegndu of\u0130\u0131\u017f\u212a|", max_size=30), pattern=st.sampled_from(_BRANCHES))
def test_a_pattern_with_sets_ignores_case_as_the_engine_does(text: str, pattern: str) -> None:
    expected = [match.regs for match in re.finditer(pattern, text, re.IGNORECASE)]
    assert expected == [match.regs for match in ignoring_case(pattern).finditer(text)]


@settings(max_examples=300)
@given(
    words=st.lists(st.text("abAS", min_size=1, max_size=4), min_size=1, max_size=6),
    text=st.text("aAbBsS\u017f ", max_size=20),
    either=st.booleans(),
)
def test_forked_words_are_found_as_listed_ones(words: list[str], text: str, either: bool) -> None:
    flags = re.IGNORECASE if either else 0
    expected = [match.span() for match in re.finditer("|".join(words), text, flags)]
    assert expected == [match.span() for match in re.finditer(forked(words, ignoring_case=either), text, flags)]


_TITLES = "first deputy vice- Vice -mayor Party chief secretary-general  general of the city Head newly appointed /director ſecretary".split(
    " "
)


@settings(max_examples=300)
@given(text=st.lists(st.sampled_from(_TITLES), max_size=9).map(" ".join))
def test_heads_of_offices_are_found_from_their_ranks_on(text: str) -> None:
    expected = [match.span() for match in people._HEAD.finditer(text)]
    assert expected == [match.span() for match in people._heads(text)]
