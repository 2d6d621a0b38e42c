"""The event table and its network: what counts, what is left out, and what is said about it."""

from __future__ import annotations

import pytest

from tashan.learning.choosing import at_level, counts_by, keep, roll_up, theme_shares
from tashan.learning.events import Event, EventTable, events_of_rows, events_of_visits, leader_type
from tashan.learning.network import network_of_events, nodes_of_level, windows
from tashan.learning.problems import LearningError
from tashan.learning.structure import degrees
from tashan.records import Person, Span, Visit
from tashan.regions import Region, resolve_home


def region(name: str) -> Region:
    """A region by its name, which the test knows to be one."""
    found = resolve_home(name)
    assert found is not None
    return found


def event(visit: str, visitor: str, host: str, start: str | None = None, **fields: str | tuple[str, ...]) -> Event:
    return Event(visit, region(visitor), region(host), start, **fields)  # type: ignore[arg-type]  # texts and themes


def visit(visitors: str, hosts: str, **fields: object) -> Visit:
    plain: dict[str, object] = {"start": "2016-05-10", "end": "2016-05-11"}
    return Visit(
        evidence=(Span(0, 4, f"{visitors}考察{hosts}"),),
        visitors=tuple(map(region, visitors.split())),
        hosts=tuple(map(region, hosts.split())),
        **{**plain, **fields},  # type: ignore[arg-type]  # fields of several types
    )


def test_a_visit_of_several_regions_is_one_visit() -> None:
    """Yunnan went to Guangxi and Guizhou: two ties, one visit of two days in spring."""
    table = events_of_visits([visit("云南省", "广西 贵州省")])

    assert (2, 1) == (len(table.events), table.visits)
    assert (2, "spring", 2016, 5) == (
        table.events[0].days,
        table.events[0].season,
        table.events[0].year,
        table.events[0].month,
    )
    assert table.events[0].source


def test_the_same_record_counts_once_and_plans_do_not_count() -> None:
    """Two papers, one visit; an announced visit only where asked for."""
    one, planned = visit("合肥市", "杭州市"), visit("芜湖市", "杭州市", status="planned")

    assert 1 == events_of_visits([one, one, planned]).visits
    assert 2 == events_of_visits([one, planned], planned=True).visits


def test_visits_without_a_side_or_to_oneself_are_said() -> None:
    """Neither becomes a tie."""
    table = events_of_visits([visit("合肥市", ""), visit("", "合肥市"), visit("合肥市", "合肥市")])

    assert () == table.events
    assert ["side_missing", "side_missing", "self_loop"] == [problem.code for problem in table.problems]


def test_rows_of_a_spreadsheet() -> None:
    """Any headings; several names in a cell; what cannot be read stands among the problems with its row."""
    rows: list[dict[str, str | None]] = [
        {"来访": "合肥市", "受访": "杭州市；宁波市", "日期": "2016/5/3", "领队": "市委书记", "议题": "产业、数字政府"},
        {"来访": "无此市", "受访": "杭州市", "日期": "2016"},
        {"来访": "杭州市", "受访": "杭州市", "日期": "五月"},
        {"来访": "杭州市", "受访": None},
    ]
    columns = {"visitor": "来访", "host": "受访", "start": "日期", "leader": "领队", "themes": "议题"}
    table = events_of_rows(rows, columns, resolve_home, source="visits.xlsx")

    assert ["浙江省杭州市", "浙江省宁波市"] == [each.host.name for each in table.events]
    assert ("2016-05-03", "secretary", ("产业", "数字政府")) == (
        table.events[0].start,
        table.events[0].leader,
        table.events[0].themes,
    )
    assert ["region_unknown", "date_invalid", "self_loop", "side_missing"] == [each.code for each in table.problems]
    assert table.problems[0].message.startswith("visits.xlsx row 3")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-05-03", "2016-05-03"),
        ("2016/5/3", "2016-05-03"),
        ("2016.5.13", "2016-05-13"),
        ("2016年5月3日", "2016-05-03"),
        ("2016年5月", "2016-05"),
        ("2016年", "2016"),
        ("2016-5", "2016-05"),
        ("2016", "2016"),
        ("20160503", "2016-05-03"),
        ("2016-05-03 00:00:00", "2016-05-03"),
        ("2016-05-03T08:30", "2016-05-03"),
        ("2016-13", None),
        ("2016-02-30", None),
        ("20160", None),
        ("五月", None),
    ],
)
def test_dates_as_tables_have_them(written: str, expected: str | None) -> None:
    """What is no date is a problem of its row, and the visit stays without a day."""
    rows = [{"visitor": "杭州市", "host": "合肥市", "start": written}]
    table = events_of_rows(rows, {"visitor": "visitor", "host": "host"}, resolve_home)

    assert expected == table.events[0].start
    assert ([] if expected else ["date_invalid"]) == [problem.code for problem in table.problems]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["省委书记", "省长"], "joint"),
        (["市委书记、市人大常委会主任"], "secretary"),
        (["市委副书记、市长"], "governor"),
        (["副市长"], "deputy"),
        (["市委副书记"], "deputy"),
        (["自治区党委副书记、自治区主席"], "governor"),
        (["市政协主席"], "other"),
        (["Party Secretary", "Mayor"], "joint"),
        (["vice mayor"], "deputy"),
        (["Deputy Secretary of the Municipal Party Committee and Mayor"], "governor"),
        (["Secretary of the Provincial Party Committee"], "secretary"),
        (["Secretary-General of the Municipal Government"], "other"),
        (["市委书记、副省长"], "secretary"),
        (["书记"], "secretary"),
        (["纪委书记"], "other"),
        (["省委常委、政法委书记"], "other"),
        (["团市委书记"], "other"),
        (["人大常委会党组书记、主任"], "other"),
        ([], "unknown"),
    ],
)
def test_who_leads(titles: list[str], expected: str) -> None:
    """The classes of the count of provincial delegations, at any level."""
    assert expected == leader_type([Person("某", title) for title in titles])


def test_filters_meet_every_condition() -> None:
    """Theme, leader, kind, level and years; events without a year are counted as left out."""
    table = EventTable(
        (
            event("1", "合肥市", "杭州市", "2015", themes=("urbanisation",), leader="joint"),
            event("2", "安徽省", "浙江省", "2016-03"),
            event("3", "合肥市", "宁波市"),
        )
    )

    assert ["1"] == [each.visit for each in keep(table, theme="urbanisation", leader="joint").events]
    assert ["1", "3"] == [each.visit for each in keep(table, level="prefecture").events]
    kept = keep(table, years=(2016, 2018))
    assert ["2"] == [each.visit for each in kept.events]
    assert ["undated"] == [problem.code for problem in kept.problems]
    assert 3 == len(keep(table, kind="other").events)


def test_counties_roll_up() -> None:
    """A county's visit is its province's; inside one province it is left out and counted."""
    table = EventTable((event("1", "昆山市", "杭州市"), event("2", "昆山市", "南京市")))
    raised = roll_up(table, "province")

    assert [("江苏省", "浙江省")] == [(each.visitor.name, each.host.name) for each in raised.events]
    assert ["inside"] == [problem.code for problem in raised.problems]
    assert "江苏省苏州市" == roll_up(table, "prefecture").events[0].visitor.name


def test_a_municipality_counts_among_cities() -> None:
    """Shanghai is a province that stands beside prefectures; Zhejiang has no prefecture above it."""
    shanghai = at_level(region("上海市浦东新区"), "prefecture")

    assert shanghai is not None
    assert "上海市" == shanghai.name
    assert at_level(region("浙江省"), "prefecture") is None
    lost = roll_up(EventTable((event("1", "浙江省", "杭州市"),)), "prefecture")
    assert ["no_such_level"] == [problem.code for problem in lost.problems]


def test_theme_shares_may_add_up_to_more_than_all() -> None:
    """Shares are of visits, not of labels; a visit without a theme is in neither part."""
    table = EventTable(
        (
            event("1", "合肥市", "杭州市", themes=("a", "b")),
            event("1", "合肥市", "宁波市", themes=("a", "b")),
            event("2", "合肥市", "杭州市", themes=("a",)),
            event("3", "合肥市", "杭州市"),
        )
    )

    assert {"a": 100.0, "b": 50.0} == theme_shares(table)


def test_visits_are_counted_by_month_and_unknown_is_said() -> None:
    """The year in winter's January; an undated visit is unknown."""
    table = EventTable((event("1", "合肥市", "杭州市", "2016-01-05"), event("2", "合肥市", "杭州市", "2016")))

    assert {"1": 1, "unknown": 1} == counts_by(table, "month")
    assert {"winter": 1, "unknown": 1} == counts_by(table, "season")
    assert {"2016": 2} == counts_by(table, "year")
    with pytest.raises(ValueError, match="weather"):
        counts_by(table, "weather")


def test_all_cities_of_a_year_are_nodes() -> None:
    """Isolates stay: nearly three hundred cities and the municipalities, whatever the events name."""
    nodes = nodes_of_level("prefecture", 2016)
    names = {node.name for node in nodes}
    network = network_of_events(EventTable((event("1", "合肥市", "杭州市"), event("1", "合肥市", "昆山市"))), nodes)

    assert 330 < len(nodes) < 350
    assert {"上海市", "浙江省杭州市"} <= names
    assert "浙江省" not in names
    assert 1 == network.weights.sum()
    assert 1 == degrees(network, "in").sum()
    assert ["outside"] == [problem.code for problem in network.problems]
    assert network.sources


def test_windows_of_time_include_the_empty_ones() -> None:
    """2014, 2015 without a visit, 2016; rolling windows overlap."""
    table = EventTable((event("1", "合肥市", "杭州市", "2014-12"), event("2", "合肥市", "杭州市", "2016-01")))

    assert [("2014", 1), ("2015", 0), ("2016", 1)] == [(name, each.visits) for name, each in windows(table, "year")]
    assert [("2014–2015", 1), ("2015–2016", 1)] == [
        (name, each.visits) for name, each in windows(table, "rolling", span=2)
    ]
    assert 14 == len(list(windows(table, "month")))
    with pytest.raises(ValueError, match="week"):
        list(windows(table, "week"))


def test_an_empty_window_is_stated() -> None:
    """No event: an error that says what to do, not a network of zeros."""
    with pytest.raises(LearningError, match="Widen") as caught:
        network_of_events(EventTable(()))

    assert "empty_window" == caught.value.code
    with pytest.raises(LearningError, match="No event has a date"):
        list(windows(EventTable((event("1", "合肥市", "杭州市"),)), "year"))


def test_too_many_nodes_are_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is said, with what to do."""
    monkeypatch.setattr("tashan.learning.network.LARGEST_DENSE", 1)

    with pytest.raises(LearningError, match="Roll up"):
        network_of_events(EventTable((event("1", "合肥市", "杭州市"),)))
