"""The tile grid of pages: all provinces, an arc a flow, directions that are told apart."""

from __future__ import annotations

import re

import pytest

from tashan.pictures import Flow, Leg
from tashan.pictures.grid import tile_grid
from tashan.pictures.provinces import TILES
from tashan.records import Region

LEG = Leg(Region("320000", "江苏省", "province"), Region("310000", "上海市", "province"), None, ())
FLOWS = (Flow("32", "31", (LEG, LEG)), Flow("31", "32", (LEG,)))


def test_every_province_has_its_square_and_name() -> None:
    drawn = tile_grid(()).page()

    assert len(TILES) == drawn.count("<rect")
    assert "江苏" in drawn
    assert "台湾" in drawn


def test_an_arc_says_what_it_stands_for() -> None:
    assert "<title>江苏 → 上海：2 次</title>" in tile_grid(FLOWS).page()
    assert "<title>Shanghai → Jiangsu: 1 visit</title>" in tile_grid(FLOWS, language="en").page()


@pytest.mark.parametrize(("direction", "colour"), [("visit", "jade"), ("knowledge", "orange")])
def test_each_direction_has_its_colour_and_its_thick_end(direction: str, colour: str) -> None:
    drawn = tile_grid(FLOWS[:1], direction=direction).page()

    assert 1 == drawn.count(f'fill="var(--{colour})"')
    other = tile_grid(FLOWS[:1], direction="knowledge" if direction == "visit" else "visit").page()
    assert re.findall(r'd="([^"]+)"', drawn) != re.findall(r'd="([^"]+)"', other)


def test_the_readers_province_is_framed_and_its_arcs_stay_strong() -> None:
    far = (*FLOWS, Flow("44", "45", (LEG,)))
    drawn = tile_grid(far, mine="32").page()

    assert 1 == drawn.count('stroke="var(--ink)" stroke-width="2.5"')
    assert 2 == drawn.count('opacity="0.78"')
    assert 1 == drawn.count('opacity="0.51"')


def test_counts_stand_in_words_of_the_language() -> None:
    assert "访 2 接 1" in tile_grid(FLOWS).page()
    assert "out 2 · in 1" in tile_grid(FLOWS, language="en").page()


def test_long_names_are_set_smaller_so_that_they_stay_in_their_square() -> None:
    drawn = tile_grid([], language="en").page()
    sizes = dict(re.findall(r'font-size="([\d.]+)"[^>]*>([^<]+)</text>', drawn)[::-1])

    assert {"10.5", "8.7"} <= set(sizes)
    assert "Inner Mongolia" == sizes["8.7"]
