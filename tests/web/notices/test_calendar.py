"""Calendars as RFC 5545 writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from tashan.web.notices.calendar import Occasion, calendar_text, escape, fold

STAMP = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)


def _unfold(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_day_ends_on_the_next() -> None:
    lines = _unfold(
        calendar_text([Occasion("1@tashan", "截止：水源工程", date(2026, 12, 31))], name="他山", stamp=STAMP)
    )

    assert [
        "BEGIN:VEVENT",
        "UID:1@tashan",
        "DTSTAMP:20261122T000000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:截止：水源工程",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ] == lines[8:]


def test_an_hour_is_written_in_universal_time() -> None:
    beijing = timezone(timedelta(hours=8))
    session = Occasion(
        "2@tashan", "Session", datetime(2026, 12, 1, 9, 0, tzinfo=beijing), datetime(2026, 12, 1, 11, 30, tzinfo=beijing),
        detail="agenda; minutes,\nlist", place="Yangzhou", address="https://tashan.example/governance/1/",
    )  # fmt: skip

    lines = _unfold(calendar_text([session], name="Tashan", stamp=STAMP))

    assert "DTSTART:20261201T010000Z" in lines
    assert "DTEND:20261201T033000Z" in lines
    assert "DESCRIPTION:agenda\\; minutes\\,\\nlist" in lines


@given(text=st.text(max_size=400))
def test_folded_lines_are_short_whole_characters_and_fold_back(text: str) -> None:
    line = f"SUMMARY:{escape(text)}"
    pieces = list(fold(line))

    assert max(len(piece.encode("utf-8", "surrogatepass")) for piece in pieces) <= 75
    assert line == pieces[0] + "".join(piece[1:] for piece in pieces[1:])
    assert all(piece.startswith(" ") for piece in pieces[1:])


@given(title=st.text(max_size=60))
def test_no_title_breaks_out_of_its_line(title: str) -> None:
    """A title with line breaks cannot add a property of its own."""
    text = calendar_text([Occasion("3@tashan", title, date(2026, 1, 1))], name="x", stamp=STAMP)

    names = [line.partition(":")[0].partition(";")[0] for line in _unfold(text)[8:-1]]
    assert ["BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "END", "END"] == names
