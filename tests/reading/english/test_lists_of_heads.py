"""Lists that share one word: several heads under one title, several papers under one verb."""

from __future__ import annotations

import pytest

from tashan.reading import read


def test_heads_under_one_title_take_part() -> None:
    """Mayors A of X, B of Y and C of Z: each brings a region."""
    text = (
        "The 2019 symposium of leaders of the Yangtze River Delta was held in Hangzhou on May 6, 2019. "
        "Governors Wu Zhenglong of Jiangsu, Li Guoying of Anhui and Yuan Jiajun of Zhejiang spoke; "
        "Shanghai's mayor Ying Yong presided."
    )
    (meeting,) = read(text, id="case").meetings

    assert {"江苏省", "安徽省", "浙江省", "上海市"} == {region.name for region in meeting.participants}


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ("signed a memorandum on the conference and two agreements on trade and education.", 2),
        ("signed a cooperation agreement and four documents on tourism and health.", 2),
        ("signed a memorandum on the conference.", 1),
        ("signed three agreements on trade and education.", 1),
    ],
)
def test_papers_counted_beside_a_named_one(told: str, count: int) -> None:
    """A memorandum and two agreements are two records."""
    text = (
        "The third session of the Hong Kong/Sichuan Co-operation Conference was held in Chengdu on May 6, 2021. "
        f"Hong Kong and Sichuan {told}"
    )

    assert count == len(read(text, id="case").agreements)
