"""When are numerals not to be believed, and what can be read back?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tashan.reading.dating import date_document
from tashan.reading.normal import normal_chinese, normal_english
from tashan.reading.suspect import Suspicion, judge, numerals_suspect
from tashan.reading.times import find_times

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).resolve().parents[2] / "../shared"
SHIFTED = (
    "Published in the 2023th issue of the magazine on April 4, 10\n\n"
    "The delegation of Beijing visited Tianjin on March 3 and 17, and the delegation of Hebei visited Tianjin on March 18.\n\n"
    "The delegation of Shanghai went to Anhui from March 3 to 16, and that of Jiangsu went there from March 18 to 3.\n\n"
    "On March 3 it went to the park, with a total of more than 18,4000 registered enterprises."
)


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def suspicion(text: str, language: str) -> Suspicion:
    return judge(text, find_times(text, language), language)


@pytest.mark.parametrize(("language", "text", "expected"), rows("suspect.tsv"))
def test_signs(language: str, text: str, expected: str) -> None:
    """Each damaged text shows its sign; sound ones show none."""
    signs = numerals_suspect(text, language)

    assert expected == (" ".join(sign.code for sign in signs if sign.weight > 1) or "-")


def test_shifted_numerals_condemn_the_document() -> None:
    """Several strong signs: nothing numeric in the text may be a plain value."""
    found = suspicion(SHIFTED, "en")

    assert found.document
    assert found.covers(0, 5)


def test_shifted_dates_are_read_again() -> None:
    """The head of each paragraph's stream of numerals gives the dates back, as candidates only."""
    times = find_times(SHIFTED, "en")
    dating = date_document(SHIFTED, times, language="en", doubt=judge(SHIFTED, times, "en"))
    resolved = {SHIFTED[one.start : one.end]: dating.resolve(one) for one in times[::-1]}

    assert all(one.start is None and one.end is None for one in resolved.values())
    assert all("numerals_suspect" in one.flags for one in resolved.values())
    assert resolved["March 3"].candidates == ({"start": "2023-03-17", "end": "2023-03-18"},)
    assert resolved["March 3 to 16"].candidates == ({"start": "2023-03-16", "end": "2023-03-18"},)
    assert resolved["April 4"].candidates == ({"start": "2023-04-10", "end": "2023-04-10"},)
    assert resolved["March 18 to 3"].candidates == ()


def test_shifted_counts_are_read_again() -> None:
    """18,4000 holds the day and the count of the original."""
    found = suspicion(SHIFTED, "en")
    at = SHIFTED.index("18,4000")

    assert found.reread_number(at, at + 7) == 4000


def test_one_sign_doubts_its_paragraph_alone() -> None:
    """A single slip in a long English text leaves the rest of it alone."""
    text = "They met on June 29, 2023.\nIt has 18,4000 firms since 2012.\nThey met again in 2024."
    found = suspicion(text, "en")

    assert not found.document
    assert [False, True, False] == [found.covers(at, at + 4) for at in map(text.index, ("2023", "2012", "2024"))]


def test_a_sign_in_chinese_doubts_its_number_alone() -> None:
    """Digits lost in one place say nothing of the next sentence."""
    text = "2021年3月5日签约,协议总投资额达亿元。其中一期投资3亿元。"
    found = suspicion(text, "zh")

    assert bool(found)
    assert not found.covers(0, 9)
    assert not found.covers(text.index("3亿元"), len(text))


def test_sound_text_raises_no_doubt() -> None:
    """Nothing is doubted in a plain report."""
    found = suspicion("2023年3月17日至18日,签约项目23个,总金额493.1亿元。", "zh")

    assert not found
    assert found.signs == []


def test_only_damaged_labelled_documents_are_doubted() -> None:
    """Of the labelled documents, one says that it is machine-translated and one lost a dash."""
    folder = SHARED / "gold"
    if not folder.exists():
        pytest.skip("the labelled documents are not here")
    labels = {row["id"]: row for row in map(json.loads, (folder / "gold.jsonl").read_text().splitlines())}
    doubted = []
    for line in (folder / "documents.jsonl").read_text().splitlines():
        row = json.loads(line)
        language = labels[row["id"]]["language"]
        text = (normal_english if language == "en" else normal_chinese)(row["text"]).text
        if suspicion(text, language):
            doubted.append(row["id"])

    assert ["054", "156"] == doubted


def test_the_corrupted_seed_asserts_no_date() -> None:
    """In the machine translation every date is null; every candidate is one of the original's."""
    files = list((SHARED / "seeds").glob("001*")) if (SHARED / "seeds").exists() else []
    if not files:
        pytest.skip("the source documents are not here")
    text = normal_english(files[0].read_text(encoding="utf-8")).text
    times = find_times(text, "en")
    dating = date_document(text, times, language="en", doubt=judge(text, times, "en"))
    found = [dating.resolve(one) for one in times]
    starts = {candidate["start"] for one in found for candidate in one.candidates}

    assert dating.published is None
    assert all(one.start is None and one.end is None for one in found)
    assert {"2023-03-16", "2023-03-17", "2023-03-18", "2023-03-23", "2023-04-10"} == {
        one for one in starts if len(one) > 4
    }


def test_a_day_and_a_year_without_a_space_are_no_thousands() -> None:
    """Pages in English from Chinese sites write May 12,2021."""
    assert [] == numerals_suspect("On May 12,2021, a delegation came; it was published on May 14,2021.", "en")
    assert ["malformed_thousands"] == [sign.code for sign in numerals_suspect("It has 18,4000 firms.", "en")]
