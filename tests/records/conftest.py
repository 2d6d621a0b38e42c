"""A text, and one record of every kind that the text could prove."""

from __future__ import annotations

import pytest

from tashan.records import (
    Actor,
    Agreement,
    Body,
    Figure,
    Matter,
    Meeting,
    Organ,
    Person,
    Practice,
    Problem,
    Reading,
    Record,
    Region,
    Replication,
    Signing,
    Span,
    Visit,
)

TEXT = "2023年3月22日，河北省党政代表团赴天津考察，签约23个项目，金额493.1亿元。"
HEBEI = Region("130000", "河北省", "province")
TIANJIN = Region("120000", "天津市", "province")
CORPS = Region(None, "新疆生产建设兵团第十二师", "other")


def span(quote: str, field: str | None = None) -> Span:
    """The first place of a quote in the text."""
    start = TEXT.index(quote)
    return Span(start, start + len(quote), quote, field)


VISIT = Visit(
    evidence=(span("河北省党政代表团赴天津考察"), span("2023年", "year")),
    visitors=(HEBEI,),
    hosts=(TIANJIN, CORPS),
    start="2023-03-22",
    end="2023-03-22",
    leaders=(Person("倪岳峰", "省委书记"), Person("王正谱")),
    kind="party_government",
    status="done",
    actors=(Actor("腾讯", "firm", TIANJIN), Actor("某协会")),
    sites=("天津滨海-中关村科技园",),
    themes=("economy/industry", "science_technology"),
    flags=("year_inferred",),
    candidates=({"start": "2023-03-17"},),
    background=True,
    typology={"spatial": "axis", "lead": "government"},
)


PROOF = (span("签约23个项目"),)

MEETING = Meeting(
    evidence=PROOF,
    name="第二届论坛",
    session=2,
    date="2023-03",
    place=TIANJIN,
    participants=(HEBEI, TIANJIN),
    status="planned",
    participants_group="泛珠9+2",
)

AGREEMENT = Agreement(
    evidence=PROOF,
    title="合作框架协议",
    parties=(HEBEI, Organ("天津市发展和改革委员会", TIANJIN)),
    date="2023",
    strength="framework",
    fields=("paired_assistance",),
)

SIGNING = Signing(
    evidence=PROOF,
    projects=23,
    amount_cny=49_310_000_000,
    date="2023-03-22",
    event="产业协作大会",
    investors=(HEBEI,),
    recipients=(TIANJIN,),
    sectors=("汽车",),
)

BODY = Body(evidence=PROOF, name="协调会", level="coordinate", members=(HEBEI,), members_count=41, founded="1997")

FIGURE = Figure(
    evidence=PROOF, subject="河北", measure="占比", value=71.5, qualifier="over", unit="%", period="2015/2020"
)

PRACTICE = Practice(
    evidence=PROOF, problem="断头路", mechanism="联合审批", region=HEBEI, conditions=("同一标准",), results=("通车",)
)

MATTER = Matter(evidence=PROOF, title="打通断头路", owner=HEBEI, participants=(TIANJIN,), due="2025-12", stage="agreed")

REPLICATION = Replication(evidence=PROOF, subject="联合审批", origin=(HEBEI,), adopters=(TIANJIN,), date="2024")

EVERY_RECORD: dict[str, Record] = {
    "visit": VISIT,
    "meeting": MEETING,
    "agreement": AGREEMENT,
    "signing": SIGNING,
    "body": BODY,
    "figure": FIGURE,
    "practice": PRACTICE,
    "matter": MATTER,
    "replication": REPLICATION,
}


def reading() -> Reading:
    """A reading with one record of each kind that reading finds."""
    return Reading(
        id="河北/1.txt",
        language="zh-Hans",
        published="2023-03-23",
        home="河北省",
        visits=(VISIT,),
        meetings=(MEETING,),
        agreements=(AGREEMENT,),
        signings=(SIGNING,),
        bodies=(BODY,),
        figures=(FIGURE,),
        practices=(PRACTICE,),
        themes=("economy/industry",),
        problems=(
            Problem("ambiguous_place", "宁: 南京 or 宁夏", 3, 4),
            Problem("format_unsupported", "Save it as .docx."),
        ),
    )


@pytest.fixture(name="text")
def text_fixture() -> str:
    """The text that all spans of these tests refer to."""
    return TEXT


@pytest.fixture(name="a_visit")
def visit_fixture() -> Visit:
    """A visit with something in every field."""
    return VISIT


@pytest.fixture(name="a_reading")
def reading_fixture() -> Reading:
    """A reading with one record of each kind."""
    return reading()


@pytest.fixture(name="records", params=sorted(EVERY_RECORD))
def record_fixture(request: pytest.FixtureRequest) -> tuple[str, Record]:
    """One kind of record after another, with its name."""
    kind = str(request.param)
    return kind, EVERY_RECORD[kind]
