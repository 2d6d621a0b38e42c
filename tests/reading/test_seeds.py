"""What the source documents must give: visits, figures, bodies, practices, and nothing false."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.reading import read
from tashan.reading.reconcile import reconcile
from tashan.records import Reading, validate

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents (../shared/seeds) are not here")


def seed(number: str) -> tuple[Reading, str]:
    """A source document by the first three characters of its name."""
    path = next(SEEDS.glob(f"{number}_*.txt"))
    text = path.read_text(encoding="utf-8")
    return read(text, id=number), text


def legs(reading: Reading) -> set[tuple[str, str, str | None, str | None]]:
    """Visits as (visitor, host, start, end)."""
    return {(v.name, h.name, x.start, x.end) for x in reading.visits for v in x.visitors for h in x.hosts}


def days(first: int, last: int) -> tuple[str, str]:
    """Two days of March 2023."""
    return f"2023-03-{first:02d}", f"2023-03-{last:02d}"


THIRTEEN = {
    ("北京市", "天津市", *days(17, 18)), ("北京市", "河北省", *days(17, 18)), ("河北省", "天津市", *days(22, 22)),
    ("上海市", "江苏省", *days(16, 18)), ("上海市", "安徽省", *days(16, 18)), ("上海市", "浙江省", *days(16, 18)),
    ("江苏省", "上海市", *days(20, 23)), ("江苏省", "浙江省", *days(20, 23)), ("江苏省", "安徽省", *days(20, 23)),
    ("广西壮族自治区", "广东省", *days(17, 18)), ("贵州省", "广东省", *days(23, 25)),
    ("广西壮族自治区", "海南省", *days(18, 19)), ("贵州省", "广西壮族自治区", *days(26, 27)),
}  # fmt: skip


def test_thirteen_legs_with_the_provenance_of_their_year() -> None:
    """The magazine article gives its 13 legs exactly; no sentence has a year, so each says where it comes from."""
    reading, text = seed("000")

    assert legs(reading) == THIRTEEN
    assert all("year_inferred" in v.flags for v in reading.visits)
    years = [[s for s in v.evidence if s.field == "year"] for v in reading.visits]
    assert all(years)
    assert all("2023" in s.quote for spans in years for s in spans)
    assert validate(reading, text) == ()


def test_signing_of_the_article() -> None:
    """23 projects of 49.31 billion yuan; the 1,590 projects of a year are a stock, not a signing."""
    reading, _ = seed("000")

    assert [(s.projects, s.amount_cny) for s in reading.signings] == [(23, 49_310_000_000)]


def test_essay_on_the_delta_gives_its_two_legs() -> None:
    """The secretary of Hubei went to Jiangxi and Hunan on 16 to 18 March 2021; nothing else is a visit."""
    reading, text = seed("002")

    assert legs(reading) == {
        ("湖北省", "江西省", "2021-03-16", "2021-03-18"),
        ("湖北省", "湖南省", "2021-03-16", "2021-03-18"),
    }
    assert [p.name for v in reading.visits for p in v.leaders] == ["应勇"]
    assert validate(reading, text) == ()


@pytest.mark.parametrize("number", ["003", "004"])
def test_essays_without_visits_are_silent(number: str) -> None:
    """Essays that speak of visits as a topic give none."""
    reading, text = seed(number)

    assert reading.visits == ()
    assert validate(reading, text) == ()


def test_corrupted_translation_keeps_pairs_and_asserts_no_number() -> None:
    """The machine translation alone: at least 11 of the 13 pairs, every date and amount a flagged candidate."""
    reading, text = seed("001")

    pairs = {(a, b) for a, b, _, _ in legs(reading)}
    wanted = {(a, b) for a, b, _, _ in THIRTEEN}
    assert len(pairs & wanted) >= 11
    assert pairs <= wanted
    for visit in reading.visits:
        assert (visit.start, visit.end) == (None, None)
        assert "numerals_suspect" in visit.flags
    assert all(s.amount_cny is None and s.date is None for s in reading.signings)
    assert all(f.value is None and f.period is None for f in reading.figures)
    assert validate(reading, text) == ()


def test_reconciling_original_and_translation_names_every_corruption() -> None:
    """All shifted dates, amounts and numbers are named with both quotes; what agrees is not."""
    original, translation = seed("000"), seed("001")
    found = reconcile([original, translation])

    quotes = [(d["sides"][0]["quote"], d["sides"][1]["quote"]) for d in found["differences"]]
    for zh, en in (
        ("2023.4.10", "April 4"), ("第1087期", "2023th"), ("3月17日至18日", "March 3 and 17"), ("3月22日", "March 18"),
        ("3月16日至18日", "March 3 to 16"), ("3月20日至23日", "March 18 to 3"), ("3月17日至18日", "March 3 to 17"),
        ("3月23日至25日", "March 18 to 3"), ("3月18日至19日", "March 23-25"), ("3月26日至27日", "March 3-18"),
        ("3月18日", "March 3"), ("4000家", "18,4000"), ("3月23日至25日", "March 3 to 23"), ("493.1亿", "493.1 billion"),
        ("1590个", "1590,3000"), ("3000亿", "2022 billion"), ("2022年", "<>"), ("2015~2020年", "3~2015"),
        ("2015年", "2020"), ("2017年", "2015"), ("4月1日", "April 4"),
    ):  # fmt: skip
        assert any(zh in a and en in b for a, b in quotes), (zh, en)
    assert len(quotes) == 21
    assert all(len(q) <= 80 for pair in quotes for q in pair)
    for agreeing in ("71.5", "41%", "23个", "1992"):
        assert not any(agreeing in q for pair in quotes for q in pair), agreeing
    assert {d["trusted"] for d in found["differences"]} == {"000"}
    for difference in found["differences"]:
        for side, (_, text) in zip(difference["sides"], (original, translation), strict=True):
            assert text[side["start"] : side["end"]] == side["quote"]
