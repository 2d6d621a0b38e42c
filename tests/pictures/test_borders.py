"""Things between regions on a map without boundaries."""

from __future__ import annotations

import re

import pytest

from tashan.pictures.borders import Party, Shared, borders_map

NANJING, HEFEI = Party("南京", 118.8, 32.06), Party("合肥", 117.23, 31.82)
HANGZHOU, SHANGHAI = Party("杭州", 120.16, 30.27), Party("上海", 121.47, 31.23)
RIVER = Shared("示例河", "red", "1 项逾期", (NANJING, HEFEI, HANGZHOU, SHANGHAI), ((118.5, 31.6), (119.2, 31.4)))


def test_one_river_with_four_parties() -> None:
    """Four seats, four lines to them, the course, the mark of the late task with its words, names once each."""
    drawn = borders_map([RIVER], title="界河").page()

    assert 4 == drawn.count("<circle")
    assert 5 == drawn.count("<line")
    assert ["示例河: 1 项逾期"] == re.findall(r"<title>([^<]*逾期)</title>", drawn)
    assert dict.fromkeys(("南京", "合肥", "杭州", "上海", "示例河"), 1) == {
        name: len(re.findall(f"<text[^>]*>{name}</text>", drawn)) for name in ("南京", "合肥", "杭州", "上海", "示例河")
    }


@pytest.mark.parametrize(
    ("light", "shape"),
    [
        ("red", r'<rect x="[\d.]+" y="[\d.]+" width="14.0" height="14.0" fill="@red"'),
        ("yellow", r'<path d="M[\d. ]+(L[\d. ]+){2}Z" fill="@amber"'),
        ("blue", r'<path d="M[\d. ]+(L[\d. ]+){3}Z" fill="@blue"'),
        ("green", r'r="7.5" fill="@jade"'),
        ("", r'r="6.5" fill="@paper"'),
    ],
)
def test_lights_differ_in_shape(light: str, shape: str) -> None:
    """Not by colour alone: square, triangle, diamond, full and hollow circle."""
    drawn = borders_map([Shared("桥", light, "", (NANJING,))], title="桥").page()

    assert 1 == len(re.findall(shape, re.sub(r"var\(--([a-z]+)\)", r"@\1", drawn)))


def test_marks_never_cover_each_other_and_north_is_up() -> None:
    """Three things of the same two parties stand apart; the northern seat is above the southern one."""
    drawn = borders_map([Shared(name, "red", "", (NANJING, HANGZHOU)) for name in "甲乙丙"], title="x").page()
    marks = [tuple(map(float, found)) for found in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="14', drawn)]
    seats = [float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', drawn)]

    assert 3 == len(marks)
    assert all(abs(one[1] - other[1]) >= 22 for one in marks for other in marks if one is not other)
    assert seats == sorted(seats)


def test_what_has_no_place_is_left_out() -> None:
    """An empty map is drawn with its bar alone."""
    assert 0 == borders_map([Shared("?", "", "", ())], title="x").page().count("<circle")
