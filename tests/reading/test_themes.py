"""Themes: the fields that cooperation is said to concern, and no others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tashan.reading._theme_terms import STRONG, THEMES, WEAK
from tashan.reading.normal import normal_chinese
from tashan.reading.source import Analysis, Source
from tashan.reading.themes import chinese_themes, document_themes, themes_in
from tashan.records import THEMES as CODES
from tashan.records import Region, Visit

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases_themes" / "cases.yaml").read_text(encoding="utf-8")
)
GOLD = Path(__file__).resolve().parents[2] / "../shared/gold"
KEYS = dict(zip("esiutcrkwpoa", THEMES, strict=True))


@dataclass
class Event:
    """Stands for a record of an event."""

    visitors: tuple[Region, ...] = ()


def analysis(text: str, language: str = "zh-Hans") -> Analysis:
    return Analysis(Source(text, language))


def test_codes_are_those_of_the_records() -> None:
    """The terms name exactly the themes of the code list, in its order."""
    assert tuple(CODES) == THEMES
    assert set(STRONG) == set(WEAK) == set(THEMES)


def test_the_lexicon_is_wide() -> None:
    """At least 300 terms over the twelve fields, and no field is poor."""
    sizes = [len(words.split()) for words in STRONG.values()]

    assert sum(sizes) >= 300
    assert min(sizes) >= 15


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:12] for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    """Each report gives its fields; those under `also` are allowed besides."""
    expected = {KEYS[key] for key in case["themes"]}
    allowed = expected | {KEYS[key] for key in case.get("also", "")}
    actual = set(chinese_themes(normal_chinese(case["text"]).text, offshore=case.get("offshore", False)))

    assert expected <= actual <= allowed


def test_nothing_without_an_event() -> None:
    """A text that tells of no event has no themes, whatever it talks about."""
    text = "两市要在科技创新、交通互联方面加强合作。"

    assert () == document_themes(analysis(text), [])
    assert ("science_technology", "infrastructure_transport") == document_themes(analysis(text), [Event()])


def test_trade_with_hong_kong_is_opening_up() -> None:
    """经贸 is industry at home and opening up where Hong Kong, Macao or Taiwan takes part."""
    text = "双方就经贸合作交换意见。"
    home = Event((Region("320500", "江苏省苏州市", "prefecture"),))
    away = Event((Region("810000", "香港特别行政区", "province"),))

    assert ("economy/industry",) == document_themes(analysis(text), [home])
    assert ("open_ports_trade",) == document_themes(analysis(text), [away])


def test_script_makes_no_difference() -> None:
    """A report in Traditional characters has the same themes."""
    plain = "两地围绕农业产业化、旅游和教育开展合作。"
    traditional = "兩地圍繞農業產業化、旅遊和教育開展合作。"

    assert document_themes(analysis(plain), [Event()]) == document_themes(analysis(traditional, "zh-Hant"), [Event()])


@pytest.mark.parametrize(
    ("title", "themes"),
    [
        ("长三角区域合作旅游协议", ("culture_tourism",)),
        ("关于加强两市港口物流合作的协议", ("infrastructure_transport", "open_ports_trade")),
        ("蓉遵高速铁路项目合作框架协议", ("infrastructure_transport",)),
        ("战略合作框架协议", ()),
        ("对口支援和教育帮扶协议", ("education_health_social", "paired_assistance")),
    ],
)
def test_themes_of_a_title(title: str, themes: tuple[str, ...]) -> None:
    """A title or list of fields counts word by word."""
    assert themes == themes_in(title)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        (
            "The two sides agreed to deepen cooperation in tourism, agriculture and vocational education.",
            ("agriculture_rural", "culture_tourism", "education_health_social"),
        ),
        ("The delegation visited the Science Museum and Green Hills Village.", ()),
        (
            "The governors signed a framework agreement on railways and environmental protection.",
            ("infrastructure_transport", "ecology_environment"),
        ),
        (
            "They discussed paired assistance and the attraction of investment promotion.",
            ("investment_promotion", "paired_assistance"),
        ),
        ("He thanked his Hainan counterpart for a fruitful visit and an important exchange on the road.", ()),
        ("They will meet the media and act as a bridge for sound and healthy cooperation.", ()),
        ("The delegation came for research and exchange, and the investigation tour was a model of cooperation.", ()),
        ("Members include the Under Secretary for Innovation & Technology Chung Lei, who will discuss ties.", ()),
        ("They visited and discussed plans with Red Solar Photoelectricity Science and Technology Co., Ltd.", ()),
        ("The two sides met to advance poverty relief coordination.", ("paired_assistance",)),
        (
            "They agreed to advance the B & R Initiative and elderly care.",
            ("education_health_social", "open_ports_trade"),
        ),
        ("He said that the city has stood at the forefront of reform and opening up since the anniversary.", ()),
        ("They thanked Zhejiang for its long-term support and assistance to Hunan.", ()),
        ("The Legislative Council Panel on Economic Development said that it would learn from the trip.", ()),
        ("They looked at local innovation and technology firms.", ()),
        ("Members explored various places of cultural interest.", ()),
    ],
)
def test_english(text: str, themes: tuple[str, ...]) -> None:
    """English reports follow the same rules with their own words."""
    assert themes == document_themes(analysis(text, "en"), [Event()])


def test_gold_f1() -> None:
    """On the labelled documents the themes reach F1 0.9 where the events are known."""
    if not (GOLD / "gold.jsonl").exists():
        pytest.skip("the labelled documents are not at hand")
    texts = {}
    for line in (GOLD / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        texts[document["id"]] = document["text"]
    hits = found = wanted = 0
    for line in (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        names = {n for v in label["visits"] for n in (*v["visitors"], *v["hosts"])}
        names |= {n for m in label["meetings"] for n in m.get("participants", ())}
        events = [Visit(evidence=(), visitors=tuple(Region(None, n, "other") for n in names))]
        quiet = label.get("negative_type")
        actual = set(document_themes(analysis(texts[label["id"]], label["language"]), [] if quiet else events))
        expected = set(label["themes"])
        hits, found, wanted = hits + len(actual & expected), found + len(actual), wanted + len(expected)

    assert 2 * hits / (found + wanted) >= 0.9
