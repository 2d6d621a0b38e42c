"""Quotes in their paragraph or sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tashan.web.atlas.evidence import marked, places, spans_for

TEXT = "第一段。\n\n甲市到乙市考察。会上谈到生态补偿。\n第三段。"


def _span(words: str, field: str | None = None) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "quote": words, "field": field}


def test_a_quote_stands_in_its_paragraph_where_the_text_may_be_seen() -> None:
    (place,) = places(TEXT, [_span("生态补偿")], whole=True)

    assert ("甲市到乙市考察。会上谈到", "生态补偿", "。") == (place.before, place.quote, place.after)
    assert 2 == place.paragraph


def test_a_quote_stands_in_its_sentence_alone_where_it_may_not() -> None:
    (place,) = places(TEXT, [_span("生态补偿")], whole=False)

    assert ("会上谈到", "生态补偿", "。") == (place.before, place.quote, place.after)
    assert 0 == place.paragraph


def test_a_sentence_without_end_is_cut_and_says_so() -> None:
    text = "甲" * 1000 + "引文" + "乙" * 1000

    (place,) = places(text, [{"start": 1000, "end": 1002, "quote": "引文"}], whole=False)

    assert (160, 160) == (len(place.before), len(place.after))
    assert place.cut_before
    assert place.cut_after


def test_a_quote_whose_text_is_not_there_stands_for_itself() -> None:
    (place,) = places("", [_span("生态补偿")], whole=True)

    assert ("", "生态补偿", "") == (place.before, place.quote, place.after)


@given(st.text(alphabet="甲乙。\n ", min_size=1, max_size=60), st.data(), st.booleans())
def test_what_stands_around_a_quote_is_the_text_itself(text: str, data: st.DataObject, whole: bool) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]

    (place,) = places(text, [{"start": start, "end": end, "quote": quote}], whole=whole)

    assert quote == place.quote
    assert f"{place.before}{quote}{place.after}" in text


def test_a_field_is_proved_by_what_names_it_and_by_the_whole() -> None:
    body = {"evidence": [_span("甲市到乙市考察"), _span("第一段", "year"), _span("生态补偿", "themes")]}

    assert ["甲市到乙市考察", "生态补偿"] == [each["quote"] for each in spans_for(body, "themes")]
    assert ["甲市到乙市考察", "第一段"] == [each["quote"] for each in spans_for(body, "start")]
    assert ["甲市到乙市考察"] == [each["quote"] for each in spans_for(body, "hosts")]
    assert 3 == len(spans_for(body, "all"))


def test_marks_that_overlap_cut_the_text_without_losing_any_of_it() -> None:
    paragraphs = marked("ab\ncdef", [(0, 4, 1), (3, 6, 2)])

    assert ["ab", "cdef"] == ["".join(piece.text for piece in pieces) for pieces in paragraphs]
    assert [[(1,)], [(1, 2), (2,), ()]] == [[piece.marks for piece in pieces] for pieces in paragraphs]
