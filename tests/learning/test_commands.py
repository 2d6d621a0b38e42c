"""`tashan network` and `tashan plan`: the same numbers as the room, and errors that say what to do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from tashan.cli.app import app

VISITS = """来访城市,受访城市,访问时间,议题
四川省绵阳市,四川省成都市,2016-05-03,经济；城镇化
陕西省西安市,四川省成都市,2016-06-01,经济
贵州省贵阳市,四川省成都市,2017-06-01,经济
四川省成都市,山东省青岛市,2017-07-01,城镇化
四川省绵阳市,广东省深圳市,2017-08-01,经济
"""


def run(*arguments: str | Path) -> tuple[int, Any, str]:
    """Exit status, standard output read as JSON where it is, standard error."""
    done = CliRunner().invoke(app, list(map(str, arguments)))
    try:
        out = json.loads(done.stdout)
    except ValueError:
        out = done.stdout
    return done.exit_code, out, done.stderr


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    path = tmp_path / "visits.csv"
    path.write_text(VISITS, encoding="utf-8")
    return path


def test_measures_come_with_their_definition(visits: Path) -> None:
    """Isolates of the year are nodes; the arrow is named."""
    status, rows, err = run("network", "measures", visits, "--level", "prefecture", "--nodes-year", "2016")
    values = {row["measure"]: row["value"] for row in rows}

    assert 0 == status
    assert (5, 5) == (values["ties"], values["weight"])
    assert values["isolates"] == values["nodes"] - 6
    assert all(row["formula"] for row in rows)
    assert "visitor → host" in err


def test_kinds_and_their_sensitivity(visits: Path) -> None:
    """Chengdu once out and thrice in: a star; the table names every rule."""
    _, rows, _ = run("network", "kinds", visits)
    _, table, _ = run("network", "kinds", visits, "--sensitivity")

    assert ("四川省成都市", "star", 3, 1) == tuple(rows[0][name] for name in ("region", "kind", "received", "made"))
    assert "at_most(1)" == table[0]["rule"]


def test_qap_mrqap_and_ergm_of_matrices(tmp_path: Path) -> None:
    """Matrices as text; the same commands for any network."""
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("0 1 0 1 0\n1 0 1 0 0\n0 1 0 0 1\n1 0 0 0 1\n0 0 1 0 0\n", encoding="utf-8")
    other.write_text("0 1 0 0 1\n1 0 0 0 0\n0 1 0 1 1\n0 0 NA 0 1\n1 0 1 0 0\n", encoding="utf-8")

    assert 0.0 < run("network", "qap", one, other, "--permutations", "50")[1][0]["p_two_sided"] <= 1
    status, rows, err = run("network", "mrqap", one, "--matrix", f"other={other}", "--permutations", "50")
    assert (0, ["constant", "other"], True) == (status, [row["name"] for row in rows], "left out" in err)
    status, rows, _ = run("network", "ergm", one, "--term", "edges", "--term", "mutual")
    assert (0, ["edges", "mutual"]) == (status, [row["name"] for row in rows])


def test_gravity_adds_what_regions_say(tmp_path: Path) -> None:
    """Distance and cluster come from the regions; what does not vary is left out and said."""
    names = "江苏省 浙江省 安徽省 湖北省 湖南省 江西省 广东省 四川省 贵州省".split()
    pairs = [(one, other) for i, one in enumerate(names) for j, other in enumerate(names) if i != j and (i * j + i) % 3]
    visits = tmp_path / "many.csv"
    visits.write_text("visitor,host\n" + "".join(f"{one},{other}\n" for one, other in pairs), encoding="utf-8")
    status, rows, err = run("network", "gravity", visits)

    assert 0 == status, err
    assert {"constant", "ln_distance", "same_cluster"} <= {row["name"] for row in rows}
    assert "same_province is the same for all pairs" in err


@pytest.mark.parametrize("form", ["gexf", "graphml", "dl", "statnet"])
def test_export_writes_and_never_overwrites(visits: Path, tmp_path: Path, form: str) -> None:
    """A second run onto the same file is refused."""
    out = tmp_path / f"net.{form}"

    assert 0 == run("network", "export", visits, "--as", form, "--out", out)[0]
    assert "四川省成都市" in out.read_text(encoding="utf-8")
    assert "exists already" in run("network", "export", visits, "--as", form, "--out", out)[2]


def test_gravity_on_few_visits_says_why_not(visits: Path) -> None:
    """Five visits among all provinces separate nearly all pairs: stated, not guessed."""
    status, _, err = run("network", "gravity", visits, "--level", "province", "--nodes-year", "2016")

    assert 1 == status
    assert "separated pairs" in err


def test_export_of_waves(visits: Path, tmp_path: Path) -> None:
    """One matrix a year."""
    assert 0 == run("network", "export", visits, "--as", "rsiena", "--out", tmp_path / "waves")[0]
    assert ["nodes.txt", "read.R", "wave1.txt", "wave2.txt"] == sorted(
        path.name for path in (tmp_path / "waves").iterdir()
    )


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["measures", "--years", "1990-1991"], 1, "Widen it"),
        (["measures", "--years", "soon"], 2, "2014-2018"),
        (["measures", "--level", "street"], 2, "Choose county"),
        (["kinds", "--rule", "size"], 2, "Choose at_most"),
        (["export", "--as", "xls", "--out", "x"], 2, "Choose gexf"),
        (["ergm", "--term", "cycles"], 2, "not known"),
    ],
)
def test_bad_input_is_stated(visits: Path, arguments: list[str], status: int, words: str) -> None:
    """What happened and what to do; never a trace."""
    code, _, err = run("network", arguments[0], visits, *arguments[1:])

    assert (status, True) == (code, words in err), err


def test_broken_files_are_stated(tmp_path: Path) -> None:
    """A matrix that is not square, a table without a host, a missing file, a broken line."""
    ragged, table, lines = tmp_path / "a.txt", tmp_path / "b.csv", tmp_path / "c.jsonl"
    ragged.write_text("0 1\n1\n", encoding="utf-8")
    table.write_text("visitor,x\n成都市,1\n", encoding="utf-8")
    lines.write_text("{\n", encoding="utf-8")

    assert "square" in run("network", "measures", ragged)[2]
    assert "column for the host" in run("network", "measures", table)[2]
    assert "cannot be opened" in run("network", "measures", tmp_path / "none.csv")[2]
    assert "no line of JSON" in run("network", "measures", lines)[2]


def test_plan_from_readings(tmp_path: Path) -> None:
    """Practices as `tashan read` writes them; reasons with sources, as JSON and as text."""
    place = {"code": "440300", "name": "广东省深圳市", "level": "prefecture"}
    practice = {
        "id": "0" * 32,
        "evidence": [{"start": 0, "end": 4, "quote": "飞地税收"}],
        "flags": [],
        "candidates": [],
        "background": False,
        "typology": {},
        "problem": "跨市收入分享",
        "mechanism": "飞地园区税收分成",
        "region": place,
        "conditions": [],
        "results": ["五五分成"],
    }
    path = tmp_path / "readings.jsonl"
    path.write_text(json.dumps({"id": "文一", "practices": [practice]}, ensure_ascii=False) + "\n", encoding="utf-8")
    traits = tmp_path / "people.csv"
    traits.write_text("湘潭市,270\n广东省深圳市,1700\n火星,1\n深圳市\n长沙市,多\n", encoding="utf-8")
    command = ["plan", "湖南省湘潭市", "跨市收入分享", str(path), "--no-shipped", "--trait", f"人口={traits}"]
    status, answer, err = run(*command, "--weight", "near=3")
    text = run(*command, "--format", "text")[1]

    assert 0 == status, err
    assert ["广东省深圳市"] == answer["order"]
    assert any("飞地税收" in reason["source"] for reason in answer["proposals"][0]["reasons"])
    assert any("人口 270 对 1700" in reason["sentence"] for reason in answer["proposals"][0]["reasons"])
    assert ["由文本读出，未经人工复核"] == answer["proposals"][0]["notes"]
    assert all(words in err for words in ("火星 is no known region", "row 4 has no name", "多, which is no number"))
    assert "湖南省湘潭市 → 广东省深圳市" in text
    assert "no weight luck" in run(*command, "--weight", "luck=1")[2]
    assert "PART=NUMBER" in run(*command, "--weight", "near")[2]
    assert "not the name of one region" in run("plan", "无此地", "x", str(path))[2]
    assert "no_practice" in run("plan", "湖南省湘潭市", "xyz")[2]
    assert "no practices" in run("plan", "湖南省湘潭市", "创新券", "--no-shipped")[2]


def test_plan_of_a_cluster_on_shipped_practices(tmp_path: Path) -> None:
    """Nothing but who asks and what; printed, in English, and with a library of one's own that is wrong."""
    status, answer, err = run("plan", "长株潭", "跨市收入分享")
    wrong = tmp_path / "mine.yaml"
    wrong.write_text("documents: {}\npractices: [{key: a}]\n", encoding="utf-8")
    damaged = tmp_path / "readings.jsonl"
    damaged.write_text('{"id": "一", "practices": [{"evidence": 3}]}\n', encoding="utf-8")

    assert (0, 3) == (status, len(answer["members"])), err
    assert "suzhou_suqian_park" in {each["look_at"][0]["key"] for each in answer["proposals"]}
    assert "# 长株潭考察学习方案：跨市收入分享" in run("plan", "长株潭", "跨市收入分享", "--format", "md")[1]
    assert "Study visit of" in run("plan", "长株潭", "跨市收入分享", "--format", "md", "--language", "en")[1]
    assert "has no `name`" in run("plan", "长株潭", "跨市收入分享", wrong)[2]
    assert "一: a practice is damaged" in run("plan", "长株潭", "跨市收入分享", damaged)[2]


def test_spreadsheets_hold_visits(tmp_path: Path) -> None:
    """The same table as .xlsx gives the same measures; a table in GB18030 too."""
    import openpyxl

    book = openpyxl.Workbook()
    for line in VISITS.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "visits.xlsx")
    (tmp_path / "a.csv").write_text(VISITS, encoding="utf-8")
    (tmp_path / "b.csv").write_text(VISITS, encoding="gb18030")

    assert run("network", "measures", tmp_path / "a.csv")[1] == run("network", "measures", tmp_path / "visits.xlsx")[1]
    assert run("network", "measures", tmp_path / "a.csv")[1] == run("network", "measures", tmp_path / "b.csv")[1]


@pytest.mark.parametrize(
    "name", ["measures", "kinds", "qap", "mrqap", "gravity", "ergm", "outcomes", "types", "export"]
)
def test_help_has_examples_and_the_manual_every_option(name: str) -> None:
    """docs/commands.md names each option."""
    out = CliRunner().invoke(app, ["network", name, "--help"]).stdout
    manual = (Path(__file__).resolve().parents[2] / "docs/commands.md").read_text(encoding="utf-8")

    assert f"tashan network {name}" in out
    for option in set(re.findall(r"--[a-z][a-z-]+", out.partition("─ Options")[2])) - {"--help"}:
        assert option in manual, option


def test_practices_are_found_by_problem_concept_place_and_key() -> None:
    """A problem in plain words brings its best answer first; what is not known is said with where to look."""
    vouchers = run("practices", "创新券到外地用不了")[1]
    taxes = run("practices", "--concept", "tax_sharing", "--where", "京津冀")[1]
    one = run("practices", "gaozhu_new_area")[1]
    none = run("practices", "zzzz")

    assert "innovation_vouchers" == vouchers[0]["key"]
    assert ["moved_enterprise_tax_sharing"] == [each["key"] for each in taxes]
    assert ["gaozhu_new_area"] == [each["key"] for each in one]
    assert "渝发改合作〔2020〕2051号；新华社《瞭望》2022年1月" == one[0]["evidence"][0]["source"]
    assert (0, []) == none[:2]
    assert "tashan practices --concepts" in none[2]
    assert (2, True) == (
        run("practices", "--concept", "luck")[0],
        "--concepts" in run("practices", "--concept", "luck")[2],
    )
    assert 2 == run("practices", "--where", "某地")[0]
    assert "tax_sharing" in {each["key"] for each in run("practices", "--concepts")[1]}


def test_a_practice_as_text_has_its_sources_and_a_table_its_key() -> None:
    text = CliRunner().invoke(app, ["practices", "suzhou_suqian_park", "--format", "text"]).stdout
    table = CliRunner().invoke(app, ["practices", "suzhou_suqian_park", "--format", "table", "--language", "en"]).stdout

    assert "中国经济网，2021年1月8日：2006—2020年园区累计一般公共预算收入79亿元、税收147亿元" in text
    assert "suzhou_suqian_park" in table


def test_help_of_practices_has_examples_and_the_manual_every_option() -> None:
    out = CliRunner().invoke(app, ["practices", "--help"]).stdout
    manual = (Path(__file__).resolve().parents[2] / "docs/commands.md").read_text(encoding="utf-8")

    assert "tashan practices 创新券到外地用不了" in out
    for option in set(re.findall(r"--[a-z][a-z-]+", out.partition("─ Options")[2])) - {"--help"}:
        assert option in manual, option


def test_models_are_checked_by_networks_drawn_from_them(tmp_path: Path, visits: Path) -> None:
    """Goodness of fit beside the coefficients, intervals in the same rows, the maximum by simulation, waves by year."""
    random = np.random.default_rng(4)
    matrix = tmp_path / "ties.txt"
    np.savetxt(matrix, (random.random((12, 12)) < 0.3) * (1 - np.eye(12)), fmt="%d")
    terms = ["--term", "edges", "--term", "mutual"]
    status, answer, err = run("network", "ergm", matrix, *terms, "--gof", "--draws", "20", "--bootstrap", "20")

    assert 0 == status, err
    assert {"coefficients", "goodness"} == answer.keys()
    assert all(row["low"] <= row["high"] for row in answer["coefficients"])
    assert "Smallest p: model" in err
    status, rows, _ = run("network", "ergm", matrix, *terms, "--likelihood")
    assert (0, {"name", "b", "se", "se_simulation"}) == (status, set(rows[0]))
    assert "Add --by-year" in run("network", "ergm", matrix, "--term", "lag")[2]
    assert "needs a table with visitor" in run("network", "ergm", matrix, "--by-year", *terms)[2]
    assert "Leave one out" in run("network", "ergm", matrix, "--likelihood", "--bootstrap", "5", *terms)[2]
    status, rows, err = run("network", "ergm", visits, "--by-year", "--term", "edges")
    assert (0, ["edges"]) == (status, [row["name"] for row in rows]), err


def test_readings_tell_what_came_of_visits_and_of_which_type(tmp_path: Path) -> None:
    """A visit and the agreement after it, as `tashan read` writes them; a table of visits tells neither."""
    text = (
        "2016年5月3日，四川省绵阳市党政代表团赴贵州省贵阳市考察大数据产业。"
        "2016年6月1日，绵阳市人民政府与贵阳市人民政府在贵阳签署《战略合作框架协议》。"
    )
    document, rows, table = tmp_path / "a.txt", tmp_path / "rows.jsonl", tmp_path / "visits.csv"
    document.write_text(text, encoding="utf-8")
    table.write_text(VISITS, encoding="utf-8")
    assert 0 == run("read", document, "--out", rows, "--jobs", "1")[0]
    status, answer, err = run("network", "outcomes", rows)

    assert (0, [{"kind": "agreement", "share": 100.0, "median_days": 29}]) == (status, answer["kinds"]), err
    assert "after 0.0 % nothing is known" in err
    assert "no .jsonl" in run("network", "outcomes", table)[2]
    assert 100.0 == run("network", "outcomes", rows, "--within", "5")[1]["years"][0]["without_evidence"]
    status, counts, err = run("network", "types", rows, "--dimension", "lead")
    assert (0, {"2016"}) == (status, {row["year"] for row in counts}), err
    assert "Choose lead" in run("network", "types", rows, "--dimension", "colour")[2]
    assert "give both" in run("network", "types", rows, "--dimension", "lead", "--before", "2010")[2]
    assert (
        "is coded by lead"
        in run("network", "types", rows, "--dimension", "lead", "--before", "2010", "--after", "2016")[2]
    )
