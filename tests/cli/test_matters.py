"""`tashan matters` and `tashan fade-out`, as an officer and a journalist use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.cli.commands import tashan
from tests.governance.matter_histories import OWNER, PARTNER, PATH

from tashan.governance.codec import event_to_dict

YAML = """
body: 都市圈办公室
matters:
  - matter: park-2
    opened: 2021-01-01
    title: 共建产业园二期
    owner: 滁州市
    participants: [320100]
    measure: 厂房交付并投用
    start: 2021-01-10
    due: 2021-10-28
    lead: government
    events:
      - {kind: moved, day: 2021-01-02, actor: 周, role: secretariat, member: 都市圈办公室, to: agenda}
      - {kind: moved, day: 2021-01-09, actor: 周, role: secretariat, member: 都市圈办公室, to: started}
  - matter: bridge
    opened: 2021-02-01
    title: 界桥
    owner: 320100
    participants: [341100]
    measure: 通车
    due: 2022-03-31
"""
HEAD = ["序号", "领域", "重点合作事项", "牵头单位", "配合单位", "启动时间", "完成时限", "进展"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A YAML file, a history, and a spreadsheet with merged cells, a missing owner and a deadline before its start."""
    (tmp_path / "matters.yaml").write_text(YAML, encoding="utf-8")
    lines = [json.dumps(event_to_dict(one), ensure_ascii=False) for one in PATH]
    (tmp_path / "history.jsonl").write_text("\n".join(lines), encoding="utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["2024年重点合作事项清单"],
        HEAD,
        [1, "生态环境", "界河联合巡查", "滁州市", "南京市", "2024年3月", "2024年底", "推进中"],
        [2, None, "水质监测", None, "南京市", "2024-04-01", "2024-10-31", None],
        [3, "基础设施与交通", "断头路", None, None, None, "2025年6月", None],
        [4, "基础设施与交通", "界桥", "南京市", None, "2025-01-01", "2024-06-30", None],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("D3:D4")
    book.save(tmp_path / "list.xlsx")
    return tmp_path


def _json(*arguments: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tashan(*arguments).out)
    return found


def test_the_board_of_a_yaml_file(folder: Path) -> None:
    """Light, days, name, what the next step needs, and who should hear of it."""
    found = _json("matters", folder / "matters.yaml", "--as-of", "2021-11-08")
    first, second = found["matters"]

    assert "2 项合作事项中，0 项已核实；1 项逾期，0 项 30 天内到期。" == found["sentence"]
    assert ("park-2", "red", 11, "滁州市", "agenda") == (
        first["matter"], first["light"], first["days"], first["owner_name"], first["position"],
    )  # fmt: skip
    assert [{"to": "resolved", "missing": ["列明会议"]}] == first["next"]
    assert ("execute", "ask") == (first["escalation"]["level"], first["escalation"]["tone"])
    assert ("bridge", "green", None) == (second["matter"], second["light"], second["escalation"])


def test_a_refused_event_is_told_with_its_line(folder: Path) -> None:
    """The rest of the matter stands; --strict makes it an error."""
    ran = tashan("matters", folder / "matters.yaml", "--as-of", "2021-11-08")

    assert [("step_unknown", 15)] == [(one["code"], one["line"]) for one in json.loads(ran.out)["problems"]]
    assert 0 == ran.status
    assert 1 == tashan("matters", folder / "matters.yaml", "--as-of", "2021-11-08", "--strict").status


def test_the_board_as_a_table_in_both_languages(folder: Path) -> None:
    chinese = tashan("matters", folder / "matters.yaml", "--as-of", "2021-11-08", "--format", "table")
    english = tashan(
        "matters", folder / "matters.yaml", "--as-of", "2021-11-08", "--format", "table", "--language", "en"
    )

    assert "逾期 11" in chinese.out
    assert "overdue 11" in english.out
    assert "a link to the meeting" in english.out
    assert "matters.yaml:15" in chinese.err


def test_a_history_as_of_any_day(folder: Path) -> None:
    """The same file on three days; and as it was known before the confirmation was recorded."""
    history = folder / "history.jsonl"
    stages = [
        _json("matters", history, "--as-of", day)["matters"][0]["position"]
        for day in ("2021-01-03", "2021-06-01", "2022-06-01")
    ]
    late = _json("matters", history, "--as-of", "2022-06-01")["matters"][0]
    early = _json("matters", history, "--as-of", "2022-06-01", "--known-on", "2021-11-20")["matters"][0]

    assert ["agenda", "started", "replicated"] == stages
    assert ("complete", True, 10, "A") == (
        late["completion"],
        late["confirmed"],
        late["late_days"],
        late["evidence_grade"],
    )
    assert ("no_evidence", False) == (early["completion"], early["confirmed"])


def test_filters(folder: Path) -> None:
    def names(*options: str) -> list[str]:
        found = _json("matters", folder / "matters.yaml", "--as-of", "2021-11-08", *options)
        return [one["matter"] for one in found["matters"]]

    assert ["park-2"] == names("--light", "red")
    assert ["park-2", "bridge"] == names("--member", "320100")
    assert [] == names("--member", "310000")


def test_an_existing_list_comes_in(folder: Path) -> None:
    """Merged owner and field hold for both rows; what cannot come in is parked; nothing is lost."""
    found = _json("matters", folder / "list.xlsx", "--as-of", "2024-03-01")
    listed = found["list"]

    assert ["1", "2"] == [one["matter"] for one in found["matters"]][::-1]
    assert {"theme": (4, "生态环境"), "owner": (4, "滁州市")} == {
        one["column"]: (one["row"], one["value"]) for one in listed["filled"]
    }
    assert [(5, ["owner_missing"]), (6, ["due_before_start"])] == [
        (one["row"], [problem["code"] for problem in one["problems"]]) for one in listed["parked"]
    ]
    assert 4 == listed["imported"] + len(listed["parked"]) + listed["empty"]
    assert ("owner", "due") == (listed["columns"]["牵头单位"], listed["columns"]["完成时限"])


def test_columns_of_a_list_can_be_corrected(tmp_path: Path) -> None:
    """A heading that nobody guessed; a wrong one is an error that lists the headings."""
    path = tmp_path / "list.csv"
    path.write_text("事项,责任处室\n界桥,南京市交通局\n", encoding="utf-8")
    before = _json("matters", path, "--as-of", "2024-03-01")
    after = _json("matters", path, "--as-of", "2024-03-01", "--column", "责任处室=owner")
    wrong = tashan("matters", path, "--column", "处室=owner")

    assert [] == before["matters"]
    assert "column_missing" in [one["code"] for one in before["problems"]]
    assert ["320100"] == [one["owner"] for one in after["matters"]]
    assert 2 == wrong.status
    assert "责任处室" in wrong.err


def test_a_list_as_a_table_tells_what_was_parked(folder: Path) -> None:
    ran = tashan("matters", folder / "list.xlsx", "--as-of", "2024-03-01", "--format", "table")

    assert "2 rows imported, 2 parked, 0 empty." in ran.err
    assert "list.xlsx:5" in ran.err
    assert "界河联合巡查" in ran.out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jsonl", "{", "no JSON"),
        ("a.jsonl", "[]", "no object"),
        ("a.yaml", "a: [", "no YAML"),
        ("a.yaml", "a: 1", "no list `matters`"),
        ("a.yaml", "matters:\n  - {title: x}", "no `matter`"),
        ("a.yaml", "matters:\n  - {matter: x, title: a, title: b}", "stands twice"),
        ("a.yaml", "matters:\n  - {matter: x, events: [later]}", "no list of events"),
        ("a.xlsx", "no spreadsheet", "cannot be opened"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, content: str, words: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    ran = tashan("matters", tmp_path / name)

    assert 2 == ran.status
    assert words in ran.err


@pytest.mark.parametrize(
    "options",
    [("--as-of", "soon"), ("--light", "pink"), ("--language", "fr"), ("--format", "xml"), ("--column", "a=owner")],
)
def test_options_that_mean_nothing(folder: Path, options: tuple[str, str]) -> None:
    assert 2 == tashan("matters", folder / "matters.yaml", *options).status


# fade-out


def test_fade_out_of_matters(folder: Path) -> None:
    """Every figure with counts, share without evidence and a card; times with what is still open."""
    found = _json("fade-out", folder / "history.jsonl", "--as-of", "2022-06-01")
    late = next(one for one in found["figures"] if one["key"] == "done_late")

    assert (1.0, 1, 1, 0) == (late["value"], late["numerator"], late["denominator"], late["no_evidence"])
    assert {one["key"] for one in found["figures"]} == set(found["cards"])
    assert (62, 1, 0) == tuple(found["curves"]["started"][name] for name in ("median_days", "events", "censored"))


def test_fade_out_of_readings(tmp_path: Path) -> None:
    """Two reports, one agreement, no project known; and of none is known what came after: that is said beside it."""
    agreed = {
        "id": "a", "parties": [{"code": code, "name": code, "level": "prefecture"} for code in (OWNER, PARTNER)],
        "date": "2021-05-01", "fields": [], "evidence": [{"start": 0, "end": 1, "quote": "协"}],
    }  # fmt: skip
    rows = [{"id": name, "agreements": [{**agreed, "id": name}], "matters": [], "signings": []} for name in ("a", "b")]
    path = tmp_path / "readings.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = _json("fade-out", path, "--as-of", "2024-12-31")

    assert [(1.0, 1, 1, 1)] * 3 == [
        (one["value"], one["numerator"], one["denominator"], one["no_evidence"])
        for one in found["figures"]
        if one["key"] == "without_project"
    ]
    assert 2 == found["records"]["agreement_reports"]
    assert 2 == tashan("matters", path).status


def test_fade_out_as_a_table(folder: Path) -> None:
    """Formulas stand below, and what could not be counted is said."""
    ran = tashan("fade-out", folder / "matters.yaml", "--as-of", "2021-11-08", "--format", "table")

    assert "阶段转化率" in ran.out
    assert "无可计算" in ran.out
    assert "Denominator:" in ran.out


def test_sessions_feed_attendance_and_intervals(folder: Path) -> None:
    """Ranks and gaps from a small table; an unknown rank is an error with its row."""
    path = folder / "sessions.csv"
    path.write_text(
        "day,member,rank\n2020-10-28,a,leader\n2021-10-28,a,deputy\n2021-10-28,b,absent\n", encoding="utf-8"
    )
    found = _json("fade-out", folder / "matters.yaml", "--as-of", "2021-11-08", "--sessions", path, "--promised", "365")
    (folder / "bad.csv").write_text("day,member,rank\n2020-10-28,a,king\n", encoding="utf-8")
    bad = tashan("fade-out", folder / "matters.yaml", "--sessions", folder / "bad.csv")

    assert [1.0, 0.3] == [one["value"] for one in found["figures"] if one["key"] == "attendance"]
    assert [1.0] == [one["value"] for one in found["figures"] if one["key"] == "interval"]
    assert 2 == bad.status
    assert "row 2" in bad.err
