"""`tashan panel`, `tashan index` and `tashan diagnose`: JSON that programs read, tables that people read, errors that help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.panels.shared_panel import table_by_sector
from typer.testing import CliRunner

from tashan.cli.app import app

RUN = CliRunner()


def _json(*words: str) -> Any:
    done = RUN.invoke(app, [*words, "--format", "json"])
    assert 0 == done.exit_code, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small table in GB18030, with a name nobody has."""
    path = tmp_path / "gdp.csv"
    path.write_bytes("地区,年份,农业(亿元),工业(亿元)\n北京,2023,1,2\n天津,2023,2,2\n毫州,2023,3,3\n".encode("gb18030"))
    return path


@pytest.fixture
def published(tmp_path: Path) -> str:
    """The table of published value added; the test is skipped where it is not there."""
    path = tmp_path / "provinces.csv"
    path.write_bytes(table_by_sector())
    return str(path)


@pytest.fixture
def invented(tmp_path: Path) -> str:
    """Three sectors of four provinces, made up."""
    path = tmp_path / "invented.csv"
    path.write_text(
        "地区,年份,第一产业(亿元),第二产业(亿元),第三产业(亿元)\n"
        "北京,2023,10,300,690\n天津,2023,20,450,530\n河北,2023,200,700,500\n上海,2023,8,420,772\n",
        encoding="utf-8",
    )
    return str(path)


def test_panel_check_names_rows(table: Path) -> None:
    """Findings with row and code; --strict makes them an exit status."""
    told = _json("panel", "check", str(table))

    assert [(4, "region_unknown")] == [(each["row"], each["code"]) for each in told["findings"]]
    assert (2, 4, 2) == tuple(told["counts"][key] for key in ("regions", "values", "set_aside"))
    assert 1 == RUN.invoke(app, ["panel", "check", str(table), "--strict"]).exit_code
    assert "region_unknown" in RUN.invoke(app, ["panel", "check", str(table), "--format", "table"]).stdout


def test_panel_load_writes_once(table: Path, tmp_path: Path) -> None:
    """--out onto something that is there is an error without --overwrite."""
    out = tmp_path / "long.csv"

    assert 0 == RUN.invoke(app, ["panel", "load", str(table), "--out", str(out)]).exit_code
    assert 5 == len(out.read_text(encoding="utf-8").splitlines())
    again = RUN.invoke(app, ["panel", "load", str(table), "--out", str(out)])
    assert (2, True) == (again.exit_code, "--overwrite" in again.stderr)
    assert {"北京市", "天津市"} == {row["region"] for row in _json("panel", "load", str(table))}


def test_index_prints_number_card_and_doubt(published: str) -> None:
    """Similarity of the three members, with the number of sectors and the warning."""
    told = _json("index", "similarity", published, "--cluster", "京津冀")

    assert pytest.approx([0.985956, 0.941075, 0.891759], abs=5e-7) == [row["similarity"] for row in told["rows"]]
    assert {"sectors": 3, "regions": 3} == told["counted"]
    assert ["few_sectors"] == [each["code"] for each in told["warnings"]]
    people = RUN.invoke(app, ["index", "similarity", published, "--cluster", "京津冀", "--format", "table"]).stdout
    assert "3 sectors" in people
    assert "0.985956" in people


def test_index_reproduces_the_official_one() -> None:
    """Five of six totals; the sixth is implied. No figures are needed for it."""
    told = _json("index", "beijing_tianjin_hebei")

    assert [True, True, True, False, True, True] == [row["reproduced"] for row in told["published"]]


def test_index_computes_a_file(table: Path, tmp_path: Path) -> None:
    """Weights, rows, sensitivity and card."""
    path = tmp_path / "own.yaml"
    path.write_text(
        "index: own\nweights: equal\nparts:\n  - {name: 农, indicator: 农业}\n  - {name: 工, indicator: 工业}\n",
        encoding="utf-8",
    )
    told = _json("index", str(path), str(table))

    assert {"农": 0.5, "工": 0.5} == told["weights"]
    assert {"北京市": 0.0, "天津市": 0.5} == {row["region"]: row["total"] for row in told["rows"]}
    assert told["sensitivity"]


def test_index_checks_published_values_of_an_own_file_without_data(invented: str, tmp_path: Path) -> None:
    """With figures it computes as well; without, it says so and checks."""
    path = tmp_path / "own.yaml"
    path.write_text(
        "index: own\nweights: equal\nparts:\n  - {name: 一, indicator: 第一产业}\n  - {name: 二, indicator: 第二产业}\n"
        "published:\n  - {year: 2020, base: 2015, total: 110, parts: {一: 100, 二: 120}, series: own}\n",
        encoding="utf-8",
    )
    done = RUN.invoke(app, ["index", str(path), "--format", "json"])
    told = json.loads(done.stdout)

    assert [True] == [row["reproduced"] for row in told["published"]]
    assert "rows" not in told
    assert "No DATA was given" in done.stderr
    assert {"published", "rows"} <= set(_json("index", str(path), invented))


def test_without_figures_commands_say_what_to_give(tmp_path: Path) -> None:
    """What happened, what is read, where such tables are; for a measure and for an index to be computed."""
    path = tmp_path / "own.yaml"
    path.write_text("index: own\nweights: equal\nparts:\n  - {name: 农, indicator: 农业}\n", encoding="utf-8")

    for words in (["index", "similarity"], ["index", str(path)]):
        done = RUN.invoke(app, words)
        assert (2, "") == (done.exit_code, done.stdout)
        for part in ("no DATA was given", f"tashan {words[0]} {words[1]} FILE", "地区, 年份", "分省年度数据", "3-9"):
            assert part in done.stderr


def test_without_figures_a_diagnosis_takes_those_that_come_along() -> None:
    """It says so on standard error; the sentences name release and documents."""
    done = RUN.invoke(app, ["diagnose", "京津冀", "--format", "table"])

    assert 0 == done.exit_code
    assert "tashan panel shipped" in done.stderr
    assert "初步核算" in done.stdout
    assert "《2022年北京市经济运行情况》" in done.stdout


def test_the_figures_that_come_along_are_shown_and_written(tmp_path: Path) -> None:
    """Four values a province and year, each with its source; the file is read back like any other."""
    out = tmp_path / "provinces.csv"

    assert 372 == len(_json("panel", "shipped"))
    assert 0 == RUN.invoke(app, ["panel", "shipped", "--out", str(out)]).exit_code
    found = _json("diagnose", "成渝", str(out))
    assert ["四川省", "重庆市"] == sorted(found["members"])
    assert "2021: 24 of 31" in RUN.invoke(app, ["panel", "shipped"]).stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["index", "similarty"], "similarity"),
        (["index", "gini", "DATA"], "--of"),
        (["index", "gini", "DATA", "--of", "第四产业"], "第三产业"),
        (["index", "dagum", "DATA", "--of", "第三产业"], "--groups"),
        (["index", "similarity", "DATA", "--cluster", "没有"], "tashan regions"),
        (["index", "missing.yaml"], "cannot be opened"),
        (["panel", "check", "missing.csv"], "cannot be opened"),
        (["diagnose", "没有"], "tashan regions"),
        (["diagnose", "长江中游"], "Is one of these meant: 长江中游城市群?"),
        (["diagnose", "长江中游城市群", "DATA"], "Give a table of the members"),
    ],
)
def test_errors_say_what_to_do(invented: str, words: list[str], message: str) -> None:
    """Exit status 2, the remedy on standard error, nothing on standard output."""
    done = RUN.invoke(app, [invented if word == "DATA" else word for word in words])

    assert (2, "") == (done.exit_code, done.stdout)
    assert message in done.stderr


def test_index_lists_all_measures() -> None:
    """With the names in both languages."""
    told = _json("index")

    assert {"similarity", "dagum", "segmentation", "coupling"} <= {row["name"] for row in told}


def test_groups_may_be_clusters(published: str) -> None:
    """Clusters with commas; the rest is one group."""
    told = _json("index", "theil_nested", published, "--of", "第三产业", "--groups", "京津冀,长三角")

    assert {"total", "between", "within", "京津冀城市群", "长三角", "其他"} == {row["part"] for row in told["rows"]}


def test_diagnose_speaks_both_languages(invented: str) -> None:
    """JSON with sentences; one paragraph in either."""
    told = _json("diagnose", "京津冀", invented)

    assert ["北京市", "天津市", "河北省"] == told["members"]
    assert (
        "strongest tie"
        in RUN.invoke(app, ["diagnose", "京津冀", invented, "--language", "en", "--format", "text"]).stdout
    )
    assert "联系最强" in RUN.invoke(app, ["diagnose", "京津冀", invented, "--format", "text"]).stdout
