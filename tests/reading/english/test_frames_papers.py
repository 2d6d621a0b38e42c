"""The ordinary ways to tell a paper, a meeting or signed projects, multiplied (frames_papers.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tashan.reading.english import EnglishRecords, read_english
from tashan.reading.source import Analysis, Source

FRAMES: dict[str, list[Any]] = yaml.safe_load(
    Path(__file__).with_name("frames_papers.yaml").read_text(encoding="utf-8")
)
CITIES = ["四川省乐山市", "浙江省绍兴市"]
ORGANS = [f"{city} Municipal Bureau of Culture and Tourism" for city in ("Leshan", "Shaoxing")]
DAY = "2021-05-06"


def _read(text: str) -> EnglishRecords:
    return read_english(Analysis(Source(text, "en")))


def _papers(text: str) -> list[tuple[list[str], str | None, str]]:
    found = [agreement for agreement in _read(text).agreements if not agreement.background]
    return [(sorted(party.name for party in a.parties), a.date, a.status) for a in found]


@pytest.mark.parametrize("frame", FRAMES["paper_frames"], ids=lambda frame: frame["text"])
@pytest.mark.parametrize("at", range(len(FRAMES["papers"])), ids=FRAMES["papers"])
def test_paper_is_signed(frame: dict[str, Any], at: int) -> None:
    verbs = [
        verb for verb in FRAMES["paper_verbs"] if verb != "reached"
    ]  # an agreement that is reached may be no paper
    verb = verbs[at % len(verbs)]
    text = frame["text"].format(signed=verb, paper=FRAMES["papers"][at])
    assert [(ORGANS if frame.get("organs") else CITIES, DAY, "signed")] == _papers(text), text


@pytest.mark.parametrize("verb", FRAMES["paper_verbs"])
def test_verb_signs(verb: str) -> None:
    text = FRAMES["paper_frames"][0]["text"].format(signed=verb, paper="a memorandum of understanding")
    assert [(CITIES, DAY, "signed")] == _papers(text)


@pytest.mark.parametrize("story", FRAMES["paper_stories"])
def test_story_is_one_paper(story: str) -> None:
    assert [(CITIES, DAY, "signed")] == _papers(story)


def _meetings(text: str) -> list[tuple[list[str], str | None, Any]]:
    found = [meeting for meeting in _read(text).meetings if not meeting.background]
    return [(sorted(region.name for region in m.participants), m.date, m.place and m.place.name) for m in found]


@pytest.mark.parametrize("name", FRAMES["meetings"])
def test_meeting_is_held(name: str) -> None:
    texts = [f"{name} {verb}" for verb in FRAMES["meeting_verbs"]]
    wanted = [(["四川省", "浙江省"], DAY, "四川省乐山市")]
    assert [] == [text for text in texts if _meetings(text) != wanted]


@pytest.mark.parametrize("story", FRAMES["meeting_stories"])
def test_story_is_one_meeting(story: str) -> None:
    assert [(["四川省", "浙江省"], DAY, "四川省乐山市")] == _meetings(story)


@pytest.mark.parametrize("projects", FRAMES["projects"], ids=lambda projects: projects["text"])
def test_projects_are_signed(projects: dict[str, Any]) -> None:
    visit = f"A delegation led by Shaoxing Mayor Li Ming visited Leshan, Sichuan, on May 6, 2021. {projects['text']}"
    found = [(signing.projects, signing.amount_cny) for signing in _read(visit).signings]
    assert [(projects["projects"], projects["amount"])] == found
