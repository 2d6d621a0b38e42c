"""Files of mechanisms, whatever stands in them: every error is a problem with line and remedy, and nothing crashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.bodies_written import EXAMPLE, codes

from tashan.governance.agreements import term_on
from tashan.governance.mechanism_file import mechanism_problems, read_mechanism
from tashan.governance.problems import GovernanceError
from tashan.governance.reports import body_report

LINES = EXAMPLE.splitlines()

#: Keys and where they do not belong: the line below which they are put, with its depth.
MISPLACED = [
    ("mechanism: example", "level: decide"),
    ("mechanism: example", "members: []"),
    ("    level: decide", "    rank: leader"),
    ("    level: decide", "    held: 2012"),
    ("    level: decide", "    quote: 某"),
    ("      - number: 1", "        members: []"),
    ("      - number: 1", "        level: decide"),
    ("        strength: framework", "        host: 320500 苏州市"),
    ("      share: 2/3", "      votes: 2"),
    ("  founded:", "    members: []"),
]


@pytest.mark.parametrize(("after", "line"), MISPLACED)
def test_a_key_in_the_wrong_place_is_refused(after: str, line: str) -> None:
    place = LINES.index(after) + 1
    found = mechanism_problems("\n".join([*LINES[:place], line, *LINES[place:]]).encode(), "f.yaml")
    wrong = [each for each in found if each.code == "unknown_key"]

    assert [place + 1] == [each.line for each in wrong]
    assert f"`{line.strip().partition(':')[0]}` is no key of" in wrong[0].message


def test_a_mistyped_key_gets_a_suggestion() -> None:
    found = mechanism_problems(EXAMPLE.replace("held: 2011-03-01", "hold: 2011-03-01").encode(), "f.yaml")

    assert "`hold` is no key of a session. Did you mean `held`?" in [each.message for each in found]


def test_a_key_twice_is_refused_with_both_lines() -> None:
    text = EXAMPLE.replace("    level: execute\n", "    level: execute\n    level: decide\n")

    assert ["duplicate_key"] == [code for code in codes(text) if code == "duplicate_key"]


def test_the_text_of_a_problem_has_file_line_field_and_remedy() -> None:
    found = mechanism_problems(EXAMPLE.replace("form: video", "form: fax").encode(), "council.yaml")

    assert (
        f"council.yaml:{LINES.index('        form: video') + 1}: bodies.council.sessions[3].form: "
        "`form` is `fax`. Write in_person or video or mixed."
    ) == str(found[0])


def test_reading_raises_what_the_problems_tell() -> None:
    text = EXAMPLE.replace("form: video", "form: fax").encode()
    with pytest.raises(GovernanceError) as caught:
        read_mechanism(text, "f.yaml")

    assert mechanism_problems(text, "f.yaml") == caught.value.problems


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    text = b"\xef\xbb\xbf" + EXAMPLE.lstrip("\n").replace("\n", "\r\n").encode()

    assert () == mechanism_problems(text, "f.yaml")


# --- whatever stands in a file ---

_TOKENS = st.sampled_from(
    """|[]|{}|x|320500 苏州市|2012|9999|0001|no|{from: 2012, to: 2010}|999999|'|0|-1|2012-02-30|council|[[a]]|next
|{name: x, kind: firm}|99999999999999999999|members|&a|*a|!!int 3""".replace("\n", "").split("|")
)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """The example with a few lines deleted, doubled, or with another value."""
    lines = [*LINES]
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        parts = lines[place].split(", ")
        part = draw(st.integers(0, len(parts) - 1))
        what = draw(st.sampled_from(["delete", "double", "value", "part", "drop"]))
        if what == "delete":
            del lines[place]
        elif what == "double":
            lines.insert(place, lines[draw(st.integers(0, len(lines) - 1))])
        elif what == "value":
            lines[place] = f"{lines[place].partition(':')[0]}: {draw(_TOKENS)}"
        elif what == "part":
            parts[part] = f"{parts[part].rpartition(': ')[0]}: {draw(_TOKENS)}"
            lines[place] = ", ".join(parts)
        else:
            del parts[part]
            lines[place] = ", ".join(parts)
        if not lines:
            return ""
    return "\n".join(lines)


@given(spoiled())
def test_a_spoiled_file_never_crashes(text: str) -> None:
    """It is either sound, and can be reported on, or has problems that all say where."""
    found = mechanism_problems(text.encode(), "f.yaml")

    assert all(each.message and each.file == "f.yaml" and each.line >= 0 for each in found)
    if not found:
        mechanism = read_mechanism(text.encode(), "f.yaml")
        for body in mechanism.bodies.values():
            report = body_report(mechanism, body, "2014-06-01", "2013-01-01")
            assert report["counts"]["members"] == len(report["members"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{months: 12, from: 2010}", "{months: 99999999999999999999, from: 2010}"),
        ("months: 36, notice_days: 90", "months: 99999999999999999999, notice_days: 99999999999999999999"),
        ("held: 2013-06-10\n        until: 2013-06-11", "held: 9999-12-31"),
        ("{turn: 3, kind: skip", "{turn: 99999999999999999999, kind: skip"),
    ],
)
def test_numbers_and_days_beyond_all_measure_do_no_harm(old: str, new: str) -> None:
    """They are sound as far as the form goes, and can be reported on."""
    assert old in EXAMPLE
    mechanism = read_mechanism(EXAMPLE.replace(old, new).encode(), "f.yaml")
    council = mechanism.body("council")

    assert body_report(mechanism, council, "9999-12-31")["sessions"]
    assert term_on(council.agreements[0], "9999-12-31").end == "9999-12-31" or "months: 9" not in new


def test_a_number_far_from_its_neighbours_is_refused() -> None:
    assert "number_gap" in codes(EXAMPLE.replace("- number: 3\n", "- number: 99999999999999999999\n"))
    assert ["number_gap"] == codes(
        EXAMPLE.replace("- number: 1\n", "- number: 0\n").replace("council/s1", "council/s0")
    )


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_never_crash(data: bytes) -> None:
    assert mechanism_problems(data, "f.yaml")
