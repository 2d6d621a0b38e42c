from __future__ import annotations

import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.reading.decode import decode, likeness, noise

SIMPLIFIED = "3月17日至18日，北京市党政代表团赴天津考察，双方签署《战略合作协议》，投资约35亿元。"
TRADITIONAL = "3月17日至18日，北京市黨政代表團赴天津考察，雙方簽署《戰略合作協議》，投資約35億元。"
ENGLISH = "On 17 March 2023 a delegation from Suzhou visited Tongren and signed an agreement worth 3.5 billion yuan."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, ENGLISH, SIMPLIFIED[:12]])
def test_each_encoding_of_offices_is_recognised(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))

    assert (text, ()) == (found.text, found.problems)


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950"])
def test_big5_is_not_taken_for_gb18030(encoding: str) -> None:
    found = decode(TRADITIONAL.encode(encoding))

    assert (TRADITIONAL, "big5hkscs", ()) == (found.text, found.encoding, found.problems)


def test_traditional_text_in_gb18030_is_not_taken_for_big5() -> None:
    found = decode(TRADITIONAL.encode("gb18030"))

    assert (TRADITIONAL, "gb18030") == (found.text, found.encoding)


def test_english_with_curled_quotes_of_windows() -> None:
    text = "The mayor’s visit – “a success” – ended on Friday."
    found = decode(text.encode("cp1252"))

    assert (text, "cp1252", ()) == (found.text, found.encoding, found.problems)


def test_damaged_bytes_are_named_with_their_place_and_the_rest_is_read() -> None:
    data = SIMPLIFIED.encode()
    found = decode(data[:9] + b"\xff\xfe" + data[9:])

    expected = (SIMPLIFIED[:5] + "��" + SIMPLIFIED[5:], [("encoding_damaged", 5, 7)])
    actual = (found.text, [(problem.code, problem.start, problem.end) for problem in found.problems])

    assert expected == actual


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_in_the_middle_of_a_character_is_read_up_to_there(encoding: str) -> None:
    found = decode((SIMPLIFIED[:30] + "元").encode(encoding)[:-1])

    assert (SIMPLIFIED[:30], ["encoding_damaged"]) == (
        found.text.rstrip("�"),
        [problem.code for problem in found.problems],
    )
    assert "cut short" in found.problems[0].message


def test_many_damaged_places_give_few_problems() -> None:
    data = b"\xff".join(letter.encode() * 3 for letter in SIMPLIFIED)
    found = decode(data)

    assert (6, "39 more places are damaged in the same way") == (len(found.problems), found.problems[-1].message[:42])


def test_zero_bytes_of_a_file_not_written_to_its_end() -> None:
    found = decode(SIMPLIFIED.encode() + bytes(100))

    assert found.text.rstrip("\x00") == SIMPLIFIED
    assert [("encoding_damaged", len(SIMPLIFIED))] == [(problem.code, problem.start) for problem in found.problems]


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1"])
def test_text_once_decoded_wrongly_and_saved_is_named(wrong: str) -> None:
    spoiled = (SIMPLIFIED * 5).encode().decode(wrong, errors="ignore")
    found = decode(spoiled.encode())

    assert (spoiled, ["encoding_damaged"]) == (found.text, [problem.code for problem in found.problems])


def test_rare_characters_alone_are_no_damage() -> None:
    found = decode("甪直镇、浒墅关、甴曱、婺源、郫县".encode())

    assert found.problems == ()


def test_random_bytes_are_noise() -> None:
    generator = random.Random(7)
    found = decode(generator.randbytes(4000))

    assert (True, True) == (noise(found.text) > 0.05, likeness(found.text) < 0.5)


def test_nothing_is_nothing() -> None:
    assert decode(b"").text == ""


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    found = decode(data)

    assert all(0 <= (problem.start or 0) <= (problem.end or 0) <= len(found.text) for problem in found.problems)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text


def test_no_bytes_of_programs_raise() -> None:
    assert decode(os.urandom(10_000)).text
