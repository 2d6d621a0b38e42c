"""
Drawing in pixels with Altair: the pieces that pictures lay over each other.

Positions are pixels from the upper left corner. Everything that a page switches on and off carries a description
(`part|…`), which the renderer writes as `aria-label`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from tashan.pictures.tokens import LABEL, LIGHT, SANS

Row = Mapping[str, Any]
Point = tuple[float, float]
Ring = Sequence[Point]


@dataclass(slots=True)
class Canvas:
    """
    A drawing surface, for one picture.

    Attributes:
        width: in pixels.
        height: in pixels.
        data: the rows of each layer by name; kept out of the charts, which Altair copies many times.
    """

    width: int
    height: int
    data: dict[str, list[Any]] = field(default_factory=dict)

    def texts(
        self,
        rows: Iterable[Row],
        *,
        colour: str = LIGHT["ink"],
        align: str = "left",
        size: int = LABEL,
        weight: int = 400,
    ) -> Any:
        """Texts: rows with `x`, `y`, `text` and `part`; `y` is the middle of the line."""
        mark: dict[str, Any] = {
            "font": SANS,
            "fontSize": size,
            "fontWeight": weight,
            "align": align,
            "baseline": "middle",
            "color": colour,
        }
        return self._chart(rows).mark_text(**mark).encode(**self._place(), text="text:N", description="part:N")

    def haloed(self, rows: Iterable[Row], *, ground: str, **look: Any) -> list[Any]:
        """Texts with a halo of the ground's colour, so that arcs may pass behind them."""
        rows = list(rows)
        plain = self.texts(rows, **look)
        mark = {key: value for key, value in plain.mark.to_dict().items() if key not in ("type", "color")}
        halo = self._chart(rows).mark_text(**mark, color=ground, stroke=ground, strokeWidth=3.5, strokeJoin="round")
        return [halo.encode(**self._place(), text="text:N", description="part:N"), plain]

    def boxes(
        self,
        rows: Iterable[Row],
        *,
        fill: str | None,
        stroke: str | None = None,
        radius: int = 2,
        width: float = 1,
    ) -> Any:
        """Rectangles: rows with `x`, `y`, `x2`, `y2` and `part`."""
        mark: dict[str, Any] = {"fill": fill, "stroke": stroke, "strokeWidth": width, "cornerRadius": radius}
        return (
            self._chart(rows)
            .mark_rect(**{key: value for key, value in mark.items() if value is not None})
            .encode(**self._place(), x2="x2:Q", y2="y2:Q", description="part:N")
        )

    def lines(self, rows: Iterable[Row], *, colour: str, width: float = 1) -> Any:
        """Straight lines: rows with `x`, `y`, `x2`, `y2` and `part`."""
        return (
            self._chart(rows)
            .mark_rule(color=colour, strokeWidth=width)
            .encode(**self._place(), x2="x2:Q", y2="y2:Q", description="part:N")
        )

    def shapes(
        self,
        rows: Iterable[tuple[str, Mapping[str, Any]]],
        *,
        fill: str | None,
        stroke: str | None = None,
        width: float = 1,
        opacity: float = 1,
    ) -> Any:
        """Shapes: pairs of part and GeoJSON geometry, whose coordinates are pixels."""
        values = [{"type": "Feature", "geometry": dict(shape), "part": part} for part, shape in rows]
        mark: dict[str, Any] = {"strokeWidth": width, "opacity": opacity, "fill": fill or "transparent"}
        if stroke is not None:
            mark["stroke"] = stroke
        return (
            self._chart(values or [_NOTHING])
            .mark_geoshape(**mark)
            .encode(description="part:N")
            .project(type="identity", scale=1, translate=[0, 0])
        )

    def layered(self, charts: Sequence[Any]) -> dict[str, Any]:
        """All charts over each other, as a Vega-Lite specification."""
        whole = alt.layer(*charts).properties(width=self.width, height=self.height, padding=0, background="transparent")
        whole = whole.configure(font=SANS, view=alt.ViewConfig(stroke=None))
        spec: dict[str, Any] = whole.to_dict(validate=False)
        return {**spec, "datasets": self.data}

    def _chart(self, rows: Iterable[Row]) -> Any:
        name = f"rows-{len(self.data)}"
        self.data[name] = list(rows)
        return alt.Chart(alt.NamedData(name=name))

    def _place(self) -> dict[str, Any]:
        across = alt.Scale(domain=[0, self.width], nice=False, zero=False)
        down = alt.Scale(domain=[self.height, 0], nice=False, zero=False)
        return {"x": alt.X("x:Q", scale=across, axis=None), "y": alt.Y("y:Q", scale=down, axis=None)}


_NOTHING: dict[str, Any] = {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": []}, "part": ""}


def polygon(*rings: Ring) -> dict[str, Any]:
    """The GeoJSON polygon of rings in pixels, the outer one first, rounded to a tenth of a pixel."""
    return {"type": "Polygon", "coordinates": [[[round(x, 1), round(y, 1)] for x, y in ring] for ring in rings]}
