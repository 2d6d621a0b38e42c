"""The brief of a diagnosis."""

from __future__ import annotations

import pytest

from tashan.briefs.as_markdown import markdown
from tashan.briefs.brief import numbered
from tashan.briefs.diagnosed import diagnosis_brief
from tashan.integration.diagnosis import ClusterDiagnosis, diagnose
from tashan.panels import province_sectors
from tashan.regions.clusters import cluster


@pytest.fixture(scope="module")
def found() -> ClusterDiagnosis:
    area = cluster("京津冀")
    assert area is not None
    return diagnose(area, [province_sectors()])


def test_every_sentence_stands_in_it_once_with_its_sources(found: ClusterDiagnosis) -> None:
    """In the order of the diagnosis; sources are numbered, each once."""
    brief = diagnosis_brief(found, "zh")
    text = markdown(brief)
    places = [text.index(each.zh) for each in found.sentences]

    assert sorted(places) == places
    assert [1] * len(places) == [text.count(each.zh) for each in found.sentences]
    assert {source for each in found.sentences for source in each.sources} == set(numbered(brief))


def test_what_cannot_be_told_is_told(found: ClusterDiagnosis) -> None:
    """No prices, no segmentation; doubts stand under method."""
    text = markdown(diagnosis_brief(found, "zh"))

    assert "市场分割未计算" in text
    assert "公里不等于时间" in text[text.index("## 方法与不足") :]


def test_in_english_members_have_english_names(found: ClusterDiagnosis) -> None:
    text = markdown(diagnosis_brief(found, "en"))

    assert "# Diagnosis of Beijing-Tianjin-Hebei" in text
    assert "- **Members**: Beijing" in text
    assert "## Market segmentation" in text
