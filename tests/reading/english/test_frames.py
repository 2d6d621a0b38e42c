"""The ordinary ways to tell one visit, multiplied: who went, how it is said, when, under which stamp (frames.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tashan.reading.english import read_english
from tashan.reading.source import Analysis, Source

FRAMES: dict[str, list[Any]] = yaml.safe_load(Path(__file__).with_name("frames.yaml").read_text(encoding="utf-8"))


class Pair(NamedTuple):
    """Two cities with their provinces and mayors, and how the records name the cities."""

    words: dict[str, str]
    guest: str
    host: str


def _pair(names: str, guest: str, host: str) -> Pair:
    keys = ("from", "from_province", "to", "to_province", "guest", "host")
    return Pair(dict(zip(keys, names.split("/"), strict=True)), guest, host)


PAIRS = (
    _pair("Shaoxing/Zhejiang/Leshan/Sichuan/Li Ming/Zhang Hua", "浙江省绍兴市", "四川省乐山市"),
    _pair("Wuhu/Anhui/Hanzhong/Shaanxi/Xu Jianguo/Tang Lei", "安徽省芜湖市", "陕西省汉中市"),
    _pair("Datong/Shanxi/Zibo/Shandong/Ma Yuhong/Zhou Min", "山西省大同市", "山东省淄博市"),
)
DAY = "2021-05-06"
Trip = tuple[list[str], list[str], "str | None", "str | None"]


def _trips(text: str) -> list[tuple[Trip, list[str]]]:
    """The fresh visits of a text: visitors, hosts and dates, with the names of the leaders."""
    return [
        (([r.name for r in v.visitors], sorted(r.name for r in v.hosts), v.start, v.end), [p.name for p in v.leaders])
        for v in read_english(Analysis(Source(text, "en"))).visits
        if not v.background
    ]


def _check(text: str, pair: Pair, start: str | None, end: str | None, *, led: bool = True) -> str:
    """What is wrong with the reading of a text that tells one visit; empty where nothing is."""
    trips = _trips(text)
    first, last = trips[0][0][2:] if trips else (None, None)
    wanted = ([pair.guest], [pair.host], first if start == "any" else start, last if end == "any" else end)
    if [trip for trip, _ in trips] != [wanted]:
        return f"{text} -> {trips}"
    if led and trips[0][1][:1] != [pair.words["guest"]]:
        return f"{text} -> led by {trips[0][1]}"
    return ""


def _told(texts: list[str]) -> None:
    assert [] == [text for text in texts if text]


def _predicates(row: int) -> list[tuple[Pair, dict[str, Any]]]:
    """Every fourth predicate, with another pair of cities for each."""
    rows = enumerate(FRAMES["predicates"])
    return [(PAIRS[(row + at) % 3], predicate) for at, predicate in rows if (row + at) % 4 == 0]


@pytest.mark.parametrize("row", range(len(FRAMES["subjects"])), ids=[s["text"] for s in FRAMES["subjects"]])
def test_subject_goes(row: int) -> None:
    subject = FRAMES["subjects"][row]
    wrong = []
    for pair, predicate in _predicates(row):
        said = predicate["text"].replace("was ", "were ") if subject.get("plural") else predicate["text"]
        text = f"{subject['text']} {said}".format(when="on May 6, 2021", **pair.words)
        wrong.append(_check(text, pair, predicate.get("start", DAY), predicate.get("end", DAY), led=subject["led"]))
    _told(wrong)


_GUESTS = "A delegation led by {guest}, mayor of {from} in {from_province} province,"


@pytest.mark.parametrize("time", FRAMES["times"], ids=lambda time: time["text"])
def test_time_dates_the_visit(time: dict[str, Any]) -> None:
    said = time["text"]
    texts = (
        f"{_GUESTS} visited {{to}} in {{to_province}} province {said}.",
        f"{said[0].upper()}{said[1:]}, {_GUESTS[0].lower()}{_GUESTS[1:]} visited {{to}} in {{to_province}} province.",
        f"{_GUESTS} {said} visited {{to}} in {{to_province}} province.",
    )
    _told([_check(text.format(**PAIRS[0].words), PAIRS[0], time["start"], time["end"]) for text in texts])


def _reports(stamp: str, times: list[dict[str, Any]]) -> list[str]:
    """What is wrong with reports that bear a stamp, one for each time."""
    wrong = []
    for at, time in enumerate(times):
        pair = PAIRS[at % len(PAIRS)]
        body = f"{_GUESTS} visited {{to}} in {{to_province}} province {time['text']}."
        headline = "{from} mayor visits {to}\n"
        above = "" if stamp.startswith("\n") else stamp
        text = (above if above.endswith("- ") else headline + above) + body + stamp[len(above) :]
        wrong.append(_check(text.format(**pair.words), pair, time["start"], time["end"]))
    return wrong


@pytest.mark.parametrize("stamp", FRAMES["stamps"], ids=lambda stamp: stamp.strip())
def test_stamp_gives_the_year(stamp: str) -> None:
    times = [
        time for time in FRAMES["relative_times"] if time["text"] in ("on Thursday", "on May 6", "from May 5 to 7")
    ]
    _told(_reports(stamp, times[1:] if stamp.startswith("\n") else times))


@pytest.mark.parametrize("time", FRAMES["relative_times"], ids=lambda time: time["text"])
def test_day_counts_from_the_dateline(time: dict[str, Any]) -> None:
    _told(_reports("{to}, May 8, 2021 (Xinhua) -- ".replace("{to}", "BEIJING"), [time]))


@pytest.mark.parametrize("row", range(len(FRAMES["stories"])), ids=[s["text"] for s in FRAMES["stories"]])
def test_story_is_one_visit(row: int) -> None:
    story, pair = FRAMES["stories"][row], PAIRS[row % len(PAIRS)]
    text = story["text"].format(**pair.words)
    _told([_check(text, pair, story.get("start", DAY), story.get("end", DAY))])


@pytest.mark.parametrize("stops", FRAMES["stops"], ids=lambda stops: stops)
def test_stops_are_hosts(stops: str) -> None:
    trips = _trips(f"A delegation led by Shaoxing Mayor Li Ming {stops}")
    hosts = sorted(("四川省乐山市", "四川省成都市", "云南省昆明市"))
    assert [(["浙江省绍兴市"], hosts, DAY, ["Li Ming"])] == [(*trip[:3], leaders) for trip, leaders in trips]
