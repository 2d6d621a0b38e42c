"""The machine translation with corrupted numerals: its pairs are read, its dates and amounts are not believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.reading.english import read_english
from tashan.reading.source import Analysis, Source

SEED = Path(__file__).resolve().parents[4] / "shared/seeds/001_85562522ec5f870f.txt"
PAIRS = {
    ("北京市", "天津市"),
    ("北京市", "河北省"),
    ("河北省", "天津市"),
    ("上海市", "江苏省"),
    ("上海市", "安徽省"),
    ("上海市", "浙江省"),
    ("江苏省", "上海市"),
    ("江苏省", "浙江省"),
    ("江苏省", "安徽省"),
    ("广西壮族自治区", "广东省"),
    ("贵州省", "广东省"),
    ("广西壮族自治区", "海南省"),
    ("贵州省", "广西壮族自治区"),
}

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed documents are not beside this checkout")


def test_all_thirteen_pairs_and_no_other() -> None:
    records = read_english(Analysis(Source(SEED.read_text(encoding="utf-8"), "en")))

    found = {(a.name, b.name) for visit in records.visits for a in visit.visitors for b in visit.hosts}

    assert found == PAIRS


def test_no_date_or_amount_is_given_as_plain_value() -> None:
    records = read_english(Analysis(Source(SEED.read_text(encoding="utf-8"), "en")))

    plain: list[object] = [visit.start or visit.end for visit in records.visits if visit.start or visit.end]
    plain += [meeting.date for meeting in records.meetings if meeting.date]
    plain += [agreement.date for agreement in records.agreements if agreement.date]
    plain += [signing.date for signing in records.signings if signing.date]
    plain += [signing.amount_cny for signing in records.signings if signing.amount_cny is not None]

    assert plain == []


def test_the_signing_keeps_its_count_and_offers_its_amount_as_candidate() -> None:
    records = read_english(Analysis(Source(SEED.read_text(encoding="utf-8"), "en")))

    (signing,) = records.signings

    assert (23, None) == (signing.projects, signing.amount_cny)
    assert "numerals_suspect" in signing.flags
    assert {"amount_cny": 493100000000} in [dict(candidate) for candidate in signing.candidates]
