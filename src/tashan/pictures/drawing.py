"""
Drawing without a renderer: marks with the names of colours, written as SVG for a page or to stand alone.

On a page the colours are its variables (`var(--jade)`), so that a picture follows light and dark; alone they are those
of the light page. Positions are pixels from the upper left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from tashan.pictures.tokens import LABEL, LIGHT, RAMP_LIGHT, SANS

_COLOURS: Final = {**LIGHT, **{f"ramp-{step}": colour for step, colour in enumerate(RAMP_LIGHT, 1)}}
_NAMED: Final = re.compile(r'"@([a-z0-9-]+)"')


def length(text: str, size: float = LABEL) -> float:
    """About how many pixels a text is long: a Chinese character is square, others a little over half as wide."""
    return sum(size if ord(sign) > 0x2E7F else size * 0.56 for sign in text)


def step_of(value: float, low: float, high: float, steps: int = 5) -> int:
    """Which step of a ramp (1 to `steps`) a value between two bounds takes."""
    if high <= low:
        return steps
    return min(steps, max(1, 1 + int(steps * (value - low) / (high - low))))


def on_ramp(step: int) -> str:
    """The colour of text on a step of the ramp."""
    return "ink" if step <= 3 else "on-jade"


class Drawing:
    """
    A picture while it is drawn.

    Attributes:
        width: in pixels.
        height: in pixels.
        title: what the picture shows, for those who do not see it.
    """

    def __init__(self, width: float, height: float, title: str) -> None:
        self.width = width
        self.height = height
        self.title = title
        self._marks: list[str] = []

    def rect(
        self,
        box: tuple[float, float, float, float],
        fill: str = "",
        *,
        stroke: str = "",
        thick: float = 1,
        radius: float = 0,
        hint: str = "",
    ) -> None:
        """A rectangle: x, y, width, height; the hint appears under the pointer."""
        x, y, wide, high = box
        look = self._look(fill, stroke, thick) + (f' rx="{radius:g}"' if radius else "")
        self._add(f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"{look}', hint, "rect")

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str = "",
        *,
        stroke: str = "",
        thick: float = 1,
        dashed: bool = False,
        hint: str = "",
    ) -> None:
        """A circle."""
        look = self._look(fill, stroke, thick) + (' stroke-dasharray="3 4"' if dashed else "")
        self._add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"{look}', hint, "circle")

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str = "rule",
        *,
        thick: float = 1,
        dashed: bool = False,
    ) -> None:
        """A straight line."""
        dash = ' stroke-dasharray="4 4"' if dashed else ""
        self._marks.append(
            f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
            f'stroke="@{colour}" stroke-width="{thick:g}"{dash} />'
        )

    def path(
        self,
        points: Iterable[tuple[float, float]],
        colour: str,
        *,
        thick: float = 1.5,
        fill: str = "",
        closed: bool = False,
        dashed: bool = False,
        opacity: float = 1,
        hint: str = "",
    ) -> None:
        """A line through points, or, closed, a shape."""
        way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        look = self._look(fill, colour, thick) + (' stroke-dasharray="4 4"' if dashed else "")
        look += f' opacity="{opacity:g}"' if opacity < 1 else ""
        self._add(f'<path d="M{way}{"Z" if closed else ""}"{look} stroke-linejoin="round"', hint, "path")

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = "ink",
        size: float = LABEL,
        anchor: str = "start",
        weight: int = 400,
        halo: str = "",
        hint: str = "",
    ) -> None:
        """A text whose middle line is at y; with a halo of the ground where lines pass behind it."""
        look = f' text-anchor="{anchor}"' if anchor != "start" else ""
        look += f' font-weight="{weight}"' if weight != 400 else ""
        if halo:
            look += f' stroke="@{halo}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'
        head = f'<text x="{x:.1f}" y="{y:.1f}" dy="0.35em" font-size="{size:g}" fill="@{colour}"{look}>'
        told = f"<title>{escape(hint)}</title>" if hint else ""
        self._marks.append(f"{head}{told}{escape(text)}</text>")

    def svg(self) -> str:
        """The picture to stand alone, on the light page's ground."""
        drawn = self._whole(f'<rect width="100%" height="100%" fill="{LIGHT["paper"]}" />')
        return _NAMED.sub(lambda found: f'"{_COLOURS[found[1]]}"', drawn)

    def page(self) -> str:
        """The picture for a page that has the colours as variables."""
        return _NAMED.sub(lambda found: f'"var(--{found[1]})"', self._whole(""))

    def _whole(self, ground: str) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:.0f} {self.height:.0f}" '
            f'width="{self.width:.0f}" height="{self.height:.0f}" role="img" font-family="{SANS}">'
            f"<title>{escape(self.title)}</title>{ground}{''.join(self._marks)}</svg>"
        )

    def _add(self, mark: str, hint: str, name: str) -> None:
        self._marks.append(f"{mark}><title>{escape(hint)}</title></{name}>" if hint else f"{mark} />")

    @staticmethod
    def _look(fill: str, stroke: str, thick: float) -> str:
        look = f' fill="@{fill}"' if fill else ' fill="none"'
        return look + (f' stroke="@{stroke}" stroke-width="{thick:g}"' if stroke else "")
