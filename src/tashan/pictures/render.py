"""
The only door to the renderer (vl-convert): specifications become SVG or PNG, offline.

A face that is not registered makes all text vanish from a picture without an error; so the face is looked for first,
and its absence is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tashan.pictures.tokens import SANS

_PACKAGE: Final = "pylopdf_fonts_zh_cn"
_FACES: Final = {SANS: "NotoSansSC-Regular.otf"}
VEGA_LITE: Final = "6.1"


class FontError(Exception):
    """The face that pictures are set in is not there; the message says which and what to do."""


@cache
def _renderer(package: str) -> Any:
    """The renderer with the faces of a package registered."""
    import vl_convert

    for face, name in _FACES.items():
        try:
            folder = files(package)
            found = folder.joinpath(name).is_file()
        except ModuleNotFoundError:
            found = False
        if not found:
            raise FontError(
                f"The face {face} ({name} of {package}) is not installed, so all text would vanish from pictures. "
                "Install it: pip install pylopdf-fonts-zh-cn."
            )
        vl_convert.register_font_directory(str(folder))
    return vl_convert


def warm_up() -> None:
    """Start the renderer ahead of the first picture; it takes a second, in which other work can go on."""
    svg({"mark": "point", "data": {"values": []}})


def svg(spec: Mapping[str, Any]) -> str:
    """
    A specification as SVG; texts stay texts.

    Raises:
        FontError: the face is not installed.
    """
    drawn: str = _renderer(_PACKAGE).vegalite_to_svg(dict(spec), vl_version=VEGA_LITE)
    return drawn


def png(spec: Mapping[str, Any], *, scale: float = 2) -> bytes:
    """
    A specification as PNG.

    Args:
        spec: the specification.
        scale: pixels of the image for one pixel of the picture.

    Raises:
        FontError: the face is not installed.
    """
    drawn: bytes = _renderer(_PACKAGE).vegalite_to_png(dict(spec), vl_version=VEGA_LITE, scale=scale)
    return drawn


def png_of_drawing(drawn: str, *, scale: float = 2) -> bytes:
    """
    An SVG that was drawn without the renderer as PNG.

    Raises:
        FontError: the face is not installed.
    """
    image: bytes = _renderer(_PACKAGE).svg_to_png(drawn, scale=scale)
    return image
