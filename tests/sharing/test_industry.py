"""Lists of industries hold by date and place; platforms receive what they are meant for."""

from __future__ import annotations

import pytest

from tashan.sharing import ShareError
from tashan.sharing.industry import check_industry, open_platforms, read_list, read_platforms

LIST = """
list: 示例目录
document: 示例市产业禁止和限制目录
entries:
  - {verdict: restricted, industries: [C26], from: 2018, to: 2021, condition: only without new capacity, article: 附件一}
  - {verdict: forbidden, industries: [C2611], from: 2022, article: 附件二}
  - {verdict: encouraged, industries: [C38], regions: [河北省], from: 2018}
""".encode()

PLATFORMS = """
platforms:
  - {name: 北戴河新区, region: 河北省秦皇岛市, industries: [C27], from: 2016, land: 500000, document: 承接平台名单}
  - {name: 曹妃甸区, region: 河北省唐山市, industries: [C26, C31], from: 2014, to: 2020, land: 900000, document: 承接平台名单}
""".encode()


def test_an_industry_allowed_last_year_is_forbidden_this_year() -> None:
    """C2611 was restricted until the end of 2021, and is forbidden from 2022; before 2018 nothing was said."""
    entries = read_list(LIST, "list.yaml")
    found = {
        day: check_industry(entries, "C2611", "河北省沧州市", day) for day in ("2017-12-31", "2021-12-31", "2022-01-01")
    }

    assert ["allowed", "restricted", "forbidden"] == [each.verdict for each in found.values()]
    assert found["2022-01-01"].reason == "Forbidden since 2022-01-01 by 示例市产业禁止和限制目录 附件二."
    assert "only without new capacity" in found["2021-12-31"].reason
    assert "No list names it" in found["2017-12-31"].reason


def test_entries_of_a_region_hold_there_only() -> None:
    """Encouraged in Hebei, not named elsewhere."""
    entries = read_list(LIST, "list.yaml")

    assert "encouraged" == check_industry(entries, "C3811", "河北省保定市", "2020-01-01").verdict
    assert "allowed" == check_industry(entries, "C3811", "天津市", "2020-01-01").verdict


def test_platforms_receive_by_industry_date_and_land() -> None:
    """The most land first; closed ones are not named."""
    platforms = read_platforms(PLATFORMS, "platforms.yaml")

    assert ["曹妃甸区"] == [each.name for each in open_platforms(platforms, "C2611", "2019-05-01")]
    assert () == open_platforms(platforms, "C2611", "2021-05-01")
    assert () == open_platforms(platforms, "C2710", "2021-05-01", land=600_000)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LIST.replace(b"forbidden", b"banned"), "`verdict` is `banned`"),
        (LIST.replace(b"to: 2021", b"to: 2017"), "is before `from`"),
        (LIST.replace(b"industries: [C38]", b"industry: [C38]"), "Did you mean `industries`"),
    ],
)
def test_unsound_lists_are_refused_with_their_line(data: bytes, words: str) -> None:
    """Unknown verdicts, dates and keys."""
    with pytest.raises(ShareError, match=rf"list\.yaml:\d+: .*{words}"):
        read_list(data, "list.yaml")


@pytest.mark.parametrize(
    ("region", "verdict"),
    [
        ("340100", "forbidden"),
        ("340102", "forbidden"),
        ("340000", "allowed"),
        ("341000", "allowed"),
        ("370110", "forbidden"),
    ],
)
def test_entries_may_name_regions_by_code(region: str, verdict: str) -> None:
    """A city's entry holds for its counties, not for its province or other cities."""
    data = "list: l\ndocument: d\nentries: [{verdict: forbidden, industries: [C26], regions: ['340100', '370110'], from: 2020}]"

    assert verdict == check_industry(read_list(data.encode(), "l.yaml"), "C2611", region, "2021-01-01").verdict
