"""
The colours and sizes that all pictures and pages share.

Contrast was measured by WCAG 2 on the surfaces named here: text 4.5 or more, edges of controls 3.0 or more.
"""

from __future__ import annotations

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "paper": "#F8F5EE",
    "panel": "#FFFDF8",
    "sunk": "#EFEBE0",
    "tint": "#DDEAE2",
    "ink": "#1E2522",
    "ink-2": "#47504B",
    "ink-3": "#5F665F",
    "jade": "#17684F",
    "jade-soft": "#82B79F",
    "orange": "#A65505",
    "red": "#A8321B",
    "amber": "#7A5600",
    "blue": "#005F96",
    "rule-strong": "#82857B",
    "rule": "#DCD7C9",
    "on-jade": "#FFFFFF",
    "mark-date": "#D3E4EF",
    "mark-visitor": "#D2EAE0",
    "mark-host": "#F8E3BC",
}
DARK: Final[dict[str, str]] = {
    "paper": "#151A18",
    "panel": "#1D2321",
    "sunk": "#0F1312",
    "tint": "#1F3B32",
    "ink": "#ECE8DE",
    "ink-2": "#BFC0B6",
    "ink-3": "#9FA49B",
    "jade": "#74C7A9",
    "jade-soft": "#56A085",
    "orange": "#F0B25A",
    "red": "#F39A78",
    "amber": "#EBC15C",
    "blue": "#7FBDE6",
    "rule-strong": "#747A73",
    "rule": "#333A36",
    "on-jade": "#0F1A16",
    "mark-date": "#173A50",
    "mark-visitor": "#16402F",
    "mark-host": "#4A3A12",
}

RAMP_LIGHT: Final = ("#E3EEE7", "#B9D6C8", "#82B79F", "#2C7A5F", "#0B4A37")
"""Amounts in one hue, pale to strong; text on the first three is ink, on the last two `on-jade`."""

RAMP_DARK: Final = ("#1E2F29", "#28493E", "#376B59", "#56A085", "#8FDCC0")

SANS: Final = "Noto Sans SC"
"""The face of pictures that are drawn here; a page replaces it by the reader's own."""

LABEL: Final = 13
"""Size of labels in pictures, in pixels."""


def themed(svg: str) -> str:
    """The SVG of a picture with its colours as variables of a page (`var(--jade)`), so that it follows light and dark."""
    for name, colour in LIGHT.items():
        svg = svg.replace(f'"{colour}"', f'"var(--{name})"').replace(f'"{colour.lower()}"', f'"var(--{name})"')
    return svg
