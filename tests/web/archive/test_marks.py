"""Text with marks: escaped, overlapping, numbered; and the places that show a record's values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tashan.web.archive import marks
from tashan.web.archive.health import health
from tashan.web.archive.marks import Mark, marked, proofs
from tashan.web.archive.shapes import FIELDS, KINDS, day_of, regions_of, themes_of

from .conftest import AH, JS, ZJ, region, span, visit

if TYPE_CHECKING:
    import pytest

TEXT = "3月17日至18日，江苏省党政代表团赴浙江省杭州市考察。\n张三率团。\n"


def _plain(html: str) -> str:
    """The words of marked text without numbers and tags."""
    words = re.sub(r"<sup.*?</sup>", "", html)
    return (
        re.sub(r"<[^>]+>", "", words)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("&#x27;", "'")
        .replace("&quot;", '"')
    )


def test_overlapping_marks_are_cut_where_any_of_them_begins_or_ends() -> None:
    html, cut = marked("甲乙丙丁", [Mark(0, 3, "a", number=1), Mark(1, 4, "b", number=2)])

    assert not cut
    assert (
        '<p><mark id="m-a" class="" data-mark="a" data-at="0">甲</mark>'
        '<mark id="m-b" class="" data-mark="a b" data-at="1">乙丙</mark><sup data-mark="a">1</sup>'
        '<mark class="" data-mark="b" data-at="3">丁</mark><sup data-mark="b">2</sup></p>'
    ) == html


def test_a_mark_that_begins_under_another_still_has_its_place() -> None:
    html, _ = marked("甲乙", [Mark(0, 2, "outer"), Mark(0, 2, "inner")])

    assert '<span id="m-outer"></span>' in html
    assert '<mark id="m-inner"' in html


def test_what_a_document_says_is_never_markup() -> None:
    html, _ = marked("<b>&\"'</b>", [Mark(0, 3, "a", address="/x", title='"><script>')])

    assert "<b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;" in html


@given(
    st.text(alphabet="甲乙<&\n a𠮷", max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6),
)
def test_marking_changes_no_word(text: str, places: list[tuple[int, int]]) -> None:
    """Whatever is marked, the words stay as they are, line by line."""
    html, _ = marked(text, [Mark(start, end, str(number)) for number, (start, end) in enumerate(places)])

    expected = [line.lstrip() for line in text.split("\n") if line.strip()]
    assert expected == [_plain(paragraph) for paragraph in re.findall(r"<p>(.*?)</p>", html, re.DOTALL)]


@given(st.text(alphabet="甲乙 \n𠮷", min_size=1, max_size=40), st.integers(0, 39), st.integers(1, 40))
def test_every_piece_says_where_it_begins(text: str, start: int, end: int) -> None:
    """Offsets count code points of the text, so that what is selected can be quoted."""
    html, _ = marked(text, [Mark(start, end, "a")])

    for at, words in re.findall(r'data-at="(\d+)">(.*?)</(?:span|mark)>', html):
        assert text[int(at) : int(at) + len(words)] == words


def test_of_a_long_text_the_part_around_a_record_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "LONGEST_SHOWN", 100)
    text = "\n".join(f"第{number}段" for number in range(200))

    html, cut = marked(
        text, [Mark(text.index("第150段"), text.index("第150段") + 5, "a")], around=text.index("第150段")
    )

    assert cut
    assert 'id="m-a"' in html
    assert "第1段" not in html


def test_values_are_found_in_the_evidence_as_the_text_spells_them() -> None:
    body = visit(TEXT, "江苏省党政代表团赴浙江省杭州市考察", hosts=[region("330100", "浙江省杭州市", "prefecture")])
    body["evidence"] += [span(TEXT, "3月17日至18日", "start"), span(TEXT, "张三", "leaders")]

    found = [(proof.number, proof.field, TEXT[proof.start : proof.end]) for proof in proofs("visit", body, TEXT)]

    assert [
        (1, "start", "3月17日至18日"),
        (2, "visitors", "江苏省"),
        (3, "hosts", "浙江省杭州市"),
        (4, "leaders", "张三"),
    ] == found


def test_english_days_and_names_are_found() -> None:
    text = "On March 17, a delegation of Jiangsu visited Zhejiang."
    body = visit(text, text, visitors=[JS], hosts=[ZJ])

    assert ["March 17", "Jiangsu", "Zhejiang"] == [
        text[proof.start : proof.end] for proof in proofs("visit", body, text)
    ]


def test_health_adds_up_as_its_definition_says() -> None:
    body = visit(TEXT, "江苏省党政代表团赴浙江省杭州市考察", leaders=[{"name": "张三", "title": None}], sites=["园区"])

    assert 50 + 10 + 10 == health("visit", body, sources=1, publishers=1).score
    assert 100 == health("visit", body, sources=7, publishers=4).score
    bare = health("visit", {}, sources=1, publishers=0)
    assert (10, 0, 6) == (bare.score, bare.filled, bare.wanted)
    assert {"visitors", "hosts", "start", "leaders", "sites", "themes"} == set(bare.missing)


def test_every_field_of_every_kind_has_its_place() -> None:
    """A field that records get is a field that people can see and correct."""
    from tashan.records.schema import columns

    common = {"id", "evidence", "flags", "candidates", "background", "typology"}
    for kind in KINDS:
        assert {name for name, _ in columns(kind)} - common == {field.name for field in FIELDS[kind]}


def test_days_regions_and_themes_of_a_record() -> None:
    agreement = {
        "parties": [
            JS,
            {"name": "杭州市旅游局", "kind": "organ", "region": ZJ},
            {"name": "甲局", "kind": "organ", "region": None},
        ],
        "fields": ["culture_tourism", "unheard_of"],
        "date": "2023-03",
    }

    assert [("party", JS), ("party", ZJ)] == list(regions_of("agreement", agreement))
    assert ("culture_tourism",) == themes_of("agreement", agreement)
    assert "2023-03" == day_of("agreement", agreement)
    assert ["2020", "", ""] == [day_of("figure", {"period": period}) for period in ("2020/2023", "../2023", None)]
    assert [("visitor", AH)] == list(regions_of("visit", {"visitors": [AH], "hosts": []}))
