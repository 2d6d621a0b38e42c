"""`tashan roster`, as an officer of a joint-conference office uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.commands import tashan
from tests.governance.bodies_written import EXAMPLE, swapped


def report(*arguments: str | Path) -> dict[str, Any]:
    """The only body of the answer."""
    found = json.loads(tashan("roster", *arguments, "--format", "json").out)
    assert 1 == len(found)
    return dict(found[0])


def test_without_a_body_those_that_come_along_are_listed() -> None:
    rows = json.loads(tashan("roster").out)

    assert {"leaders_forum", "city_council", "zone_council"} <= {row["body"] for row in rows}
    assert "长三角城市经济协调会" in tashan("roster", "--format", "table").out


def test_members_on_a_day() -> None:
    found = report("city_council", "--on", "2012-06-01")

    assert {"members": 22, "observers": 0} == found["counts"]
    assert [{"key": "310000", "name": "上海市"}] == [{"key": x["key"], "name": x["name"]} for x in found["members"][:1]]


@pytest.mark.parametrize("name", ["city_council", "yangtze_delta.city_council", "长三角城市经济协调会"])
def test_a_body_is_found_by_key_and_name(name: str) -> None:
    assert "city_council" == report(name, "--on", "2012-06-01")["body"]


def test_exceptions_and_the_next_host() -> None:
    found = report("city_council", "--on", "2024-01-01")

    assert [(5, "out_of_turn"), (22, "passes_over")] == [(x["turn"], x["verdict"]) for x in found["exceptions"]]
    assert (23, "安徽省滁州市", "returned") == (
        found["next"]["turn"],
        found["next"]["host"]["name"],
        found["next"]["reason"],
    )
    assert [2008, 2022] == found["years_without"]


def test_sessions_after_the_day_do_not_count() -> None:
    found = report("city_council", "--on", "2019-12-31")

    assert 19 == found["sessions"][-1]["number"]
    assert ("江苏省连云港市", 20) == (found["next"]["host"]["name"], found["next"]["turn"])


def test_a_month_means_its_last_day() -> None:
    assert 16 == report("city_council", "--on", "2003-08")["counts"]["members"]


def test_the_table_for_people_tells_why() -> None:
    out = tashan("roster", "city_council", "--on", "2024-01-01", "--format", "table").out

    assert "上海市 hosted out of turn; it was 江苏省南通市's turn, which it keeps." in out
    assert "Next (23): 安徽省滁州市 hosts: next in the order of joining, passed over before." in out
    assert "Sources differ on Members of the joint meeting of 1992: 14 / 15; used: 14." in out


def test_conflicts_are_those_of_the_body() -> None:
    assert [2, 0, 1] == [
        len(report(name, "--on", "2024-01-01")["conflicts"])
        for name in ("city_council", "leaders_forum", "middle_yangtze_forum")
    ]


def test_an_inexact_date_is_shown_as_it_is_known() -> None:
    found = {each["turn"]: each for each in report("city_council", "--on", "2024-01-01")["hosts"]}

    assert ("2013-04", "2009-03-21…2009-03-31") == (found[13]["day"], found[9]["day"])


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    found = json.loads(tashan("roster", path, "--on", "2014-01-01", "--format", "json").out)

    assert ["council", "office"] == [each["body"] for each in found]
    assert ["council"] == found[1]["reports_to"]
    assert (40, 40) == tuple(found[0]["sessions"][2]["slip_days"])


def test_the_bodies_of_a_file_one_below_the_other(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    out = tashan("roster", path, "--on", "2016-01-01", "--format", "table").out

    assert out.index("示例理事会 · Example council") < out.index("示例办公室 · Example office")
    assert "decide · on 2016-01-01: 3 members, 1 observers" in out
    assert "chair: 江苏省苏州市 (permanent)" in out


def test_the_register_as_it_was_known(tmp_path: Path) -> None:
    """泰州 belonged from May 2012, but the register said so only from 2013."""
    path = tmp_path / "own.yaml"
    path.write_text(EXAMPLE, encoding="utf-8")
    now = json.loads(tashan("roster", path, "--on", "2012-12-31", "--format", "json").out)[0]
    then = json.loads(tashan("roster", path, "--on", "2012-12-31", "--known", "2012-12-31", "--format", "json").out)[0]

    assert (3, 2) == (now["counts"]["members"], then["counts"]["members"])


def test_a_bad_file_is_refused_with_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(swapped(("321200 泰州市", "331000 泰州市"), ("level: execute", "level: run")), encoding="utf-8")
    done = tashan("roster", path)

    assert 2 == done.status
    assert "" == done.out
    assert "331000 is 浙江省台州市, not 泰州市. Correct the code or the name." in done.err
    assert "`level` is `run`" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody"], "There is no body `nobody`. Shipped are:"),
        (["missing.yaml"], "missing.yaml cannot be read"),
        (["city_council", "--on", "June"], "--on June is no date"),
        (["city_council", "--known", "2012-13"], "--known 2012-13 is no date"),
        (["city_council", "--format", "xml"], "--format xml is not known"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(arguments: list[str], message: str) -> None:
    done = tashan("roster", *arguments)

    assert 2 == done.status
    assert message in done.err


def test_help_has_examples() -> None:
    assert "tashan roster city_council --on 2012-06-01" in tashan("roster", "--help").out
