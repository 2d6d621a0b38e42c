"""The door to the renderer."""

from __future__ import annotations

import pytest

from tashan.pictures import render

SPEC = {
    "width": 60,
    "height": 20,
    "data": {"values": [{"t": "协数签"}]},
    "mark": {"type": "text", "font": "Noto Sans SC", "fontSize": 16},
    "encoding": {"text": {"field": "t"}},
}
BLANK = {**SPEC, "data": {"values": [{"t": ""}]}}


def test_missing_face_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its face a picture would lose all text without an error."""
    monkeypatch.setattr(render, "_PACKAGE", "no_such_fonts")

    with pytest.raises(render.FontError, match="pylopdf-fonts-zh-cn"):
        render.svg(SPEC)


def test_package_without_the_face_fails_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "_PACKAGE", "tashan")

    with pytest.raises(render.FontError, match="NotoSansSC-Regular"):
        render.svg(SPEC)


def test_chinese_text_is_really_drawn() -> None:
    """A picture with text differs from the same picture without: the glyphs are there."""
    assert render.png(SPEC) != render.png(BLANK)
    assert render.png(SPEC).startswith(b"\x89PNG")
