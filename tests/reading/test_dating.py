"""How times become dates: the document's own day, and where a missing year comes from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tashan.reading.dating import Dating, ResolvedTime, date_document, days_of
from tashan.reading.normal import normal_chinese, normal_english
from tashan.reading.times import find_times

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).resolve().parents[2] / "../shared"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def dated(text: str, published: str | None = None, language: str = "zh") -> Dating:
    return date_document(text, find_times(text, language), published=published, language=language)


def resolved(text: str, words: str, published: str | None = None, language: str = "zh") -> ResolvedTime:
    """The time of `text` that begins with `words`, resolved."""
    times = find_times(text, language)
    dating = date_document(text, times, published=published, language=language)
    mention = next(one for one in times if text[one.start : one.end].startswith(words))
    return dating.resolve(mention)


@pytest.mark.parametrize("row", rows("dates_zh.tsv"), ids=lambda row: row[0])
def test_chinese_dates_with_a_known_publication(row: list[str]) -> None:
    """Counted from a publication on 2023-04-10, each first time gives the days of its row."""
    text, start, end, flags = (*row, "")[:4]
    found = date_document(text, times := find_times(text), published="2023-04-10").resolve(times[0])

    assert (start, end, tuple(flags.split())) == (found.start or "-", found.end or "-", found.flags)


@pytest.mark.parametrize("row", rows("dates_en.tsv"), ids=lambda row: row[0])
def test_english_dates_with_a_known_publication(row: list[str]) -> None:
    """Counted from a publication on 2017-09-08, each first time gives the days of its row."""
    text, start, end, flags = (*row, "")[:4]
    times = find_times(text, "en")
    found = date_document(text, times, published="2017-09-08", language="en").resolve(times[0])

    assert (start, end, tuple(flags.split())) == (found.start or "-", found.end or "-", found.flags)


@pytest.mark.parametrize(("text", "expected"), rows("published.tsv"))
def test_publication_is_read_only_where_it_is_stated(text: str, expected: str) -> None:
    """Headers, stamps of the paper or first post and last lines state it; story dates, furniture, replies and URLs do not."""
    text = text.replace("\\n", "\n")
    language = "en" if sum(letter.isascii() for letter in text) > len(text) * 0.8 else "zh"

    assert expected == (dated(text, language=language).published or "-")


def test_what_the_text_states_goes_before_metadata() -> None:
    """The caller's date fills in only where the text has none."""
    text = "时间:2022-09-23 9月3日,代表团到宁夏"

    assert dated(text, "2024-01-01").published == "2022-09-23"
    assert dated("9月3日,代表团到宁夏", "2024-01-01").published == "2024-01-01"


def test_the_year_comes_with_its_evidence() -> None:
    """A year taken from the header is flagged and says where it stands."""
    text = "考察(2018-03-28 www.example.com)3月27日,考察团抵达。"
    found = resolved(text, "3月27日")

    assert found.start == "2018-03-27"
    assert found.flags == ("year_inferred",)
    assert found.year_evidence is not None
    assert text[slice(*found.year_evidence)] == "2018-03-28"


def test_the_year_of_the_same_sentence_is_not_inferred() -> None:
    """An earlier date with its year in the sentence rules the later one."""
    found = resolved("2021年3月16日抵达江西,3月18日抵达湖南。", "3月18日")

    assert (found.start, found.flags) == ("2021-03-18", ())


def test_the_governing_date_rules_the_next_sentence() -> None:
    """The story runs on in the year of its last full date."""
    found = resolved("2006年6月5日,论坛开幕。6月6日,会议举行。", "6月6日")

    assert (found.start, found.flags) == ("2006-06-06", ("year_inferred",))


def test_an_old_date_does_not_rule_the_news() -> None:
    """A recalled year is no year for a day shortly before the publication."""
    text = "西湖清江一脉牵(2018-08-19 湖北日报)2016年10月27日印发意见。5月29日,队员赶回恩施。2017年3月签约。8月10日,代表团到来。"

    assert resolved(text, "5月29日").start == "2018-05-29"
    assert resolved(text, "8月10日").start == "2018-08-10"


def test_the_year_of_an_event_name_holds_in_its_sentence() -> None:
    """2020… in the name of a conference dates the sentence, not the next item."""
    text = "11月5日,2020呼包银榆经济区第八届联席会议举行。【无水港】3月20日,两市签约。"

    assert resolved(text, "11月5日").start == "2020-11-05"
    assert resolved(text, "3月20日").start is None


def test_a_plan_s_years_date_nothing() -> None:
    """The years inside a title are the plan's, not the sentence's."""
    assert resolved("今年是《规划(2012-2020年)》收官之年,11月5日开会。", "11月5日").start is None


def test_a_re_posting_year_is_only_a_candidate() -> None:
    """An address tells when a page was made, not when the event was."""
    found = resolved("9月5日,代表团抵达。 http://www.example.cn/2012-05/12/content_1.htm", "9月5日")

    assert found.start is None
    assert found.candidates == ({"start": "2012-09-05", "end": "2012-09-05"},)


def test_a_forum_stamp_gives_the_year() -> None:
    """A reader's post is no publication, but its year holds."""
    text = "10月14日至15日,代表团来我市。跟帖(力争上游 发表于 2021-10-17 18:23)"
    found = resolved(text, "10月14日")

    assert (found.start, found.end) == ("2021-10-14", "2021-10-15")


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("2018年3月,办公室成立,同年11月,立法对接。", "同年", "2018-11"),
        ("2018年3月,办公室成立,次年立法。", "次年", "2019"),
        ("2017年9月12日,办洽谈会。当日下午,到研究院。", "当日", "2017-09-12"),
        ("2017年9月30日,办洽谈会。次日,到研究院。", "次日", "2017-10-01"),
        ("2017年9月12日至13日,办洽谈会。当天,到研究院。", "当天", None),
        ("当天,到研究院。", "当天", None),
        ("10月28日至30日,代表团到新疆。30日上午,座谈会召开。", "30日", None),
        ("2022年10月28日至30日,代表团到新疆。30日上午,座谈会召开。", "30日", "2022-10-30"),
        ("2022年10月28日至31日,代表团到新疆。1日上午,座谈会召开。", "1日", "2022-11-01"),
        ("昨天,代表团到温州。", "昨天", None),
        ("19日至20日,代表团到天津。", "19日", None),
    ],
)
def test_antecedents(text: str, words: str, expected: str | None) -> None:
    """同年, 当日, 次日 and bare days are counted from what was named before; without it they stay open."""
    assert expected == resolved(text, words).start


def test_yesterday_counts_from_the_dateline() -> None:
    """The dateline's day goes before the day of publication."""
    text = "date 2023-03-23 HONG KONG, March 21 (Xinhua) -- They met yesterday."

    assert resolved(text, "yesterday", language="en").start == "2023-03-20"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("近一年来", "2022-04/2023-04"),
        ("近5年", "2018-04/2023-04"),
        ("截至2016年底", "../2016"),
        ("2014年至今", "2014/.."),
        ("2014-2016年", "2014/2016"),
        ("2022年", "2022"),
        ("截至目前", "2023-04-10"),
        ("近日", None),
    ],
)
def test_the_period_of_a_figure(words: str, expected: str | None) -> None:
    """Spans that are no event dates still say what time a figure holds for."""
    times = find_times(words)

    assert expected == date_document(words, times, published="2023-04-10").period(times[0])


def test_impossible_days_are_no_dates() -> None:
    """30 February stands in no calendar."""
    assert resolved("2023年2月30日", "2023").start is None


def test_published_of_the_labelled_documents() -> None:
    """Every stated publication is found, and none where the label has none."""
    folder = SHARED / "gold"
    if not folder.exists():
        pytest.skip("the labelled documents are not here")
    labels = {row["id"]: row for row in map(json.loads, (folder / "gold.jsonl").read_text().splitlines())}
    wrong = []
    for line in (folder / "documents.jsonl").read_text().splitlines():
        row = json.loads(line)
        language = labels[row["id"]]["language"]
        text = (normal_english if language == "en" else normal_chinese)(row["text"]).text
        found = dated(text, language=language).published
        if found != labels[row["id"]].get("published"):
            wrong.append((row["id"], found))

    assert [] == wrong


def test_candidates_of_a_record_with_one_date() -> None:
    """Their first days stand as dates, each once; what tells no day falls away."""
    told = [
        {"start": "2019-07-15", "end": "2019-07-17"},
        {"start": "2019-07-15"},
        {"date": "2019-07-01"},
        {"end": "2019-07-17"},
    ]

    assert days_of(told) == ({"date": "2019-07-15"}, {"date": "2019-07-01"})
