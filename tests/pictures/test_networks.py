"""Pictures of networks: what is drawn, what is said to be left out, and that names find room."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tashan.learning.network import Network, network_of_edges, network_of_matrix
from tashan.learning.problems import LearningError
from tashan.pictures.network_ego import ego_picture
from tashan.pictures.network_matrix import matrix_picture
from tashan.pictures.network_places import labels, matrix_order, places, short_name, text_width
from tashan.pictures.networks import network_picture
from tashan.pictures.render import svg
from tashan.pictures.tokens import themed

CITIES = ("四川省成都市", "四川省绵阳市", "广东省深圳市", "陕西省西安市", "山东省青岛市", "吉林省长春市")
SMALL = network_of_edges(
    [
        ("四川省绵阳市", "四川省成都市", 3),
        ("陕西省西安市", "四川省成都市", 2),
        ("四川省成都市", "山东省青岛市", 1),
        ("四川省绵阳市", "广东省深圳市", 1),
    ],
    CITIES,
    arrow="visit",
)


def large(size: int = 300, ties: int = 1_500) -> Network:
    random = np.random.default_rng(1)
    weights = np.zeros((size, size))
    np.add.at(weights, tuple(random.integers(size, size=(2, ties))), 1)
    np.fill_diagonal(weights, 0)
    return network_of_matrix(weights, [f"城市{number}" for number in range(size)], arrow="visit")


def parts(spec: dict[str, Any], begin: str) -> list[str]:
    found = [row.get("part", "") for rows in spec["datasets"].values() for row in rows]
    return [part for part in found if part.startswith(begin)]


def texts(spec: dict[str, Any]) -> list[str]:
    return [row["text"] for rows in spec["datasets"].values() for row in rows if "text" in row]


def test_every_tie_and_tied_node_is_drawn_and_isolates_are_named_apart() -> None:
    spec = network_picture(SMALL)

    assert 4 == len(parts(spec, "tie|"))
    assert 5 == len(parts(spec, "node|"))
    assert "无往来的 1 个：长春" in texts(spec)
    assert any(text.startswith("4 条；箭尾（粗）为来访方") for text in texts(spec))


def test_the_strongest_ties_come_first_and_the_rest_is_counted() -> None:
    spec = network_picture(SMALL, most_ties=2, languages=("en",))

    assert {"tie|四川省绵阳市|四川省成都市", "tie|陕西省西安市|四川省成都市"} == set(parts(spec, "tie|"))
    assert any("the strongest 2 of 4 ties" in text for text in texts(spec))
    assert "Chengdu" in texts(spec)


def test_kinds_have_a_legend_in_each_language() -> None:
    """Shape and word, never colour alone."""
    kinds = {"四川省成都市": "star", "四川省绵阳市": "sponge"}
    spec = network_picture(SMALL, kinds=kinds, languages=("zh", "en"))

    assert {"明星型", "sponge"} <= set(texts(spec))
    assert 8 == len(parts(spec, "zh|legend|"))
    assert 8 == len(parts(spec, "en|legend|"))


def test_three_hundred_nodes_stay_apart_and_inside() -> None:
    """No mark covers another, none leaves the picture, and the same seed places them the same."""
    network = large()
    found = places(network, width=960, height=620)
    points = np.array([found.points[row] for row in found.points])
    radii = np.array([found.radii[row] for row in found.points])
    far = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    np.fill_diagonal(far, np.inf)

    assert (far >= 0.9 * (radii[:, None] + radii[None, :])).all()
    assert (points >= 0).all()
    assert (points <= (960, 620)).all()
    assert found.points == places(network, width=960, height=620).points


def test_names_cover_neither_each_other_nor_a_mark() -> None:
    found = places(large(), width=960, height=620)
    names = {row: f"城市{row}" for row in found.points}
    placed = labels(names, list(found.points), found, size=12, width=960, height=620)
    boxes = []
    for each in placed:
        long = text_width(each.text, 12)
        left = each.x - {"left": 0, "right": 1, "center": 0.5}[each.align] * long
        boxes.append((left, each.y - 6.9, left + long, each.y + 6.9))

    assert len(placed) > 150
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left
        assert right <= 960
        for other in boxes[:number]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
        for row, (x, y) in found.points.items():
            if row != placed[number].row:
                assert np.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) >= found.radii[row] - 0.1


def test_names_left_out_are_counted() -> None:
    spec = network_picture(large())
    named = len(parts(spec, "zh|name|")) // 2  # halo and text
    note = next(text for text in texts(spec) if "未标" in text)
    lost = re.search(r"(\d+) 个名称", note)

    assert lost is not None
    assert len(parts(spec, "node|")) == named + int(lost[1])


def test_more_nodes_than_can_be_read_are_refused() -> None:
    with pytest.raises(LearningError, match="Roll up"):
        network_picture(large(400, 4_000))


def test_a_network_without_a_tie_is_a_list_of_isolates() -> None:
    spec = network_picture(network_of_matrix(np.zeros((3, 3)), list(CITIES[:3])))

    assert [] == parts(spec, "node|")
    assert "无往来的 3 个：成都、绵阳、深圳" in texts(spec)


def test_a_matrix_is_ordered_by_communities() -> None:
    """Two groups without a tie between them: blocks along the diagonal, isolates last."""
    block = 2 * (np.ones((3, 3)) - np.eye(3))
    weights = np.zeros((7, 7))
    weights[np.ix_([0, 2, 4], [0, 2, 4])] = block
    weights[np.ix_([1, 3, 5], [1, 3, 5])] = block
    network = network_of_matrix(weights)
    order, sizes = matrix_order(network)
    spec = matrix_picture(network)

    assert (3, 3) == sizes
    assert {frozenset({0, 2, 4}), frozenset({1, 3, 5})} == {frozenset(order[:3]), frozenset(order[3:6])}
    assert 6 == order[6]
    assert 12 == len(parts(spec, "cell|"))
    assert 8 == len(parts(spec, "group|"))


def test_one_region_sees_who_came_and_where_it_went() -> None:
    spec = ego_picture(SMALL, "四川省成都市")

    assert ["in|四川省绵阳市", "in|陕西省西安市"] == parts(spec, "in|")
    assert ["out|山东省青岛市"] == parts(spec, "out|")
    assert {"绵阳 3", "青岛 1", "来访 2 地 5 次", "出访 1 地 1 次"} <= set(texts(spec))
    assert "来访 2 地 5 次，另有 1 地" in texts(ego_picture(SMALL, "四川省成都市", most=1))
    with pytest.raises(LearningError, match="no node"):
        ego_picture(SMALL, "无此市")


def test_short_names_follow_the_language() -> None:
    assert ("成都", "Chengdu", "某地") == (short_name(CITIES[0]), short_name(CITIES[0], "en"), short_name("某地"))


@pytest.mark.parametrize(
    "draw",
    [
        lambda: network_picture(SMALL, languages=("zh", "en")),
        lambda: matrix_picture(SMALL),
        lambda: ego_picture(SMALL, CITIES[0]),
    ],
    ids=["network", "matrix", "ego"],
)
def test_pictures_render_and_follow_light_and_dark(draw: Callable[[], dict[str, Any]]) -> None:
    """Texts stay texts, and every colour becomes a variable of the page."""
    drawn = themed(svg(draw()))

    assert "成都" in drawn
    assert "var(--jade" in drawn
    assert [] == re.findall(r'(?:fill|stroke)="#[0-9A-Fa-f]{6}"', drawn)
