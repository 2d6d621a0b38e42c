"""Pictures that are written as SVG without a renderer."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from tashan.pictures.drawing import Drawing, length, on_ramp, step_of
from tashan.pictures.matrices import pairs_matrix
from tashan.pictures.places import Spot, circles_map, tile_values
from tashan.pictures.rankings import Bar, Move, rank_changes, ranking
from tashan.pictures.render import png_of_drawing
from tashan.pictures.series import small_multiples, time_series
from tashan.pictures.tokens import LIGHT

SVG = "{http://www.w3.org/2000/svg}"


def texts(drawing: Drawing) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(drawing.svg()).iter(f"{SVG}text")]


def hints(drawing: Drawing) -> list[str]:
    return [node.text or "" for node in ET.fromstring(drawing.svg()).iter(f"{SVG}title")][1:]


def test_a_page_gets_variables_and_a_file_gets_colours() -> None:
    drawing = Drawing(10, 10, "t")
    drawing.rect((0, 0, 5, 5), "jade")

    assert 'fill="var(--jade)"' in drawing.page()
    assert f'fill="{LIGHT["jade"]}"' in drawing.svg()
    assert '"@' not in drawing.svg() + drawing.page()


def test_words_of_readers_cannot_break_out_of_the_picture() -> None:
    drawing = Drawing(10, 10, '<"@jade">')
    drawing.text(0, 0, '"@jade" <script>', hint="a & b")

    assert ['a & b"@jade" <script>'] == texts(drawing)


def test_a_drawing_becomes_a_png() -> None:
    drawing = Drawing(40, 20, "t")
    drawing.text(0, 10, "他山")

    assert b"\x89PNG" == png_of_drawing(drawing.svg())[:4]


@pytest.mark.parametrize(("value", "step"), [(0.0, 1), (0.19, 1), (0.2, 2), (0.99, 5), (1.0, 5), (2.0, 5), (-1.0, 1)])
def test_values_take_one_of_five_steps(value: float, step: int) -> None:
    assert step == step_of(value, 0, 1)


def test_equal_values_take_the_strongest_step_and_text_stays_readable() -> None:
    assert 5 == step_of(3, 3, 3)
    assert ("ink", "on-jade") == (on_ramp(3), on_ramp(4))


def test_chinese_is_wider_than_latin() -> None:
    assert 26 == length("他山", 13)
    assert length("ab", 13) < 26


def test_a_matrix_of_pairs_always_prints_what_was_counted() -> None:
    drawing = pairs_matrix(
        ["甲", "乙", "丙"],
        [[1, 0.9, None], [0.9, 1, 0.5], [None, 0.5, 1]],
        title="t",
        counted="3 个部门",
        ends=("低", "高"),
        mine="乙",
    )

    found = texts(drawing)
    assert "3 个部门" in found
    assert {"0.90", "0.50", "–", "0.50 低", "0.90 高"} <= set(found)
    assert "乙 – 甲: 0.9000" in hints(drawing)


def test_a_ranking_counts_only_what_is_known() -> None:
    rows = [Bar("甲", 3, "3.0"), Bar("乙", None, ""), Bar("丙", 1, "1.0", mine=True)]

    found = texts(ranking(rows, title="t", own="我的区域", unknown="无数据", line=(2, "均值 2")))

    assert ["均值 2", "1", "甲", "3.0", "乙", "无数据", "2", "丙", "1.0", "← 我的区域"] == found


def test_bars_below_zero_run_to_the_left_in_the_other_colour() -> None:
    page = ranking([Bar("甲", 1, "1"), Bar("乙", -1, "-1")], title="t").page()

    one, two = re.findall(
        r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*fill="var\(--(?:jade-soft|orange)\)"', page
    )
    assert float(two[0]) + float(two[1]) == pytest.approx(float(one[0]), abs=0.2)
    assert "var(--orange)" in page


def test_the_readers_line_is_strong_where_ranks_change() -> None:
    drawing = rank_changes(
        [Move("甲", 1, 2, "10 km", "1 h", "降 1", mine=True), Move("乙", 2, 1)], title="t", heads=("按公里", "按小时")
    )

    assert 1 == drawing.page().count('stroke-width="3"')
    assert {"按公里", "按小时", "1 h 降 1"} <= set(texts(drawing))


def test_end_labels_of_close_lines_do_not_lie_on_each_other() -> None:
    lines = {name: [(2020, 1.0), (2021, 1.0 + place / 100)] for place, name in enumerate("甲乙丙丁")}
    lines["戊"] = [(2020, 9.0), (2021, 9.0)]
    drawing = time_series(lines, title="t")

    labels = [node for node in ET.fromstring(drawing.svg()).iter(f"{SVG}text") if (node.text or "-")[0] in "甲乙丙丁"]
    heights = sorted(float(node.get("y") or 0) for node in labels)
    assert 4 == len(heights)
    assert all(later - earlier >= 16.9 for earlier, later in pairwise(heights))


def test_years_without_a_value_are_bridged_by_dashes_alone() -> None:
    whole = time_series({"甲": [(2020, 1.0), (2021, 2.0)]}, title="t").page()
    parted = time_series({"甲": [(2020, 1.0), (2023, 2.0)]}, title="t").page()

    assert (0, 1) == (whole.count("stroke-dasharray"), parted.count("stroke-dasharray"))


def test_a_break_in_a_series_is_drawn_and_named() -> None:
    drawing = time_series({"甲": [(2020, 1.0), (2021, 2.0)]}, title="t", breaks=[(2021, "换基期")])

    assert "换基期" in texts(drawing)


def test_pictures_of_nothing_are_empty_not_wrong() -> None:
    assert [] == texts(time_series({}, title="t"))
    assert [] == texts(small_multiples({}, title="t"))


def test_small_multiples_write_name_and_last_value() -> None:
    found = texts(small_multiples({"甲": [(2020, 1.0), (2021, 2.0)], "乙": [(2020, 3.0)]}, title="t"))

    assert {"甲", "2.0", "乙", "3.0"} <= set(found)


def test_provinces_without_a_value_are_grey_and_without_a_number() -> None:
    drawing = tile_values({"32": 0.5, "33": 1.0}, title="t", mine="32")

    page = drawing.page()
    assert 32 == page.count('fill="var(--sunk)"')
    assert {"0.50", "1.00"} <= set(texts(drawing))


def test_circles_keep_distance_and_the_width_of_a_line_is_the_share() -> None:
    centre = Spot("甲", 118, 32, 10)
    drawing = circles_map(centre, [Spot("乙", 118, 33, 5, 0.5), Spot("丙", 119, 32, 5, 0.25)], (100,), title="t")

    widths = [float(value) for value in re.findall(r'stroke-width="([\d.]+)" opacity', drawing.page())]
    assert [8.0, 4.0] == widths
    assert "100 km" in texts(drawing)


def test_an_outline_runs_around_the_members_of_a_group() -> None:
    """A group of two far spots is outlined once and named; a name that nobody bears draws nothing."""
    centre = Spot("甲", 118, 32, 10)
    others = [Spot("乙", 118, 33, 5, 0.5), Spot("丙", 119, 32, 5, 0.25)]
    plain = circles_map(centre, others, (100,), title="t").page()
    drawn = circles_map(centre, others, (100,), title="t", groups=[("圈", ("甲", "乙")), ("空", ("丁",))]).page()

    assert 0 == plain.count("<title>圈</title>")
    assert 1 == drawn.count("<title>圈</title>")
    assert 1 == drawn.count(">圈</text>")
    assert "空" not in drawn


def test_a_matrix_of_a_few_regions_fits_a_phone() -> None:
    """The key stands below what was counted, as it does not fit beside; with many regions it stands beside."""
    few = pairs_matrix(
        ["浙江", "江苏", "上海"], _alike(3), title="t", counted="8 个部门 · 就业人数 · 2023 年", ends=("不像", "相像")
    )
    many = pairs_matrix([f"第{i}" for i in range(12)], _alike(12), title="t", counted="3 个部门", ends=("不像", "相像"))

    assert few.width < 358
    assert many.width > 600
    assert few.height - 3 * 36 == many.height - 12 * 36 + 48


def _alike(count: int) -> list[list[float]]:
    return [[1 - 0.01 * abs(i - j) for j in range(count)] for i in range(count)]
