"""A drawn picture inside a page: its colours follow light and dark, and its parts can be switched and marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from tashan.pictures.render import svg
from tashan.pictures.tokens import themed

_LABEL: Final = re.compile(r'aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="[^"]*"')
_ROLE: Final = re.compile(r' (?:role="graphics-object"|aria-roledescription="[^"]*"|aria-hidden="true")')
_CLIP: Final = re.compile(r' clip-path="[^"]*"|<defs>.*?</defs>', re.DOTALL)
_LONG: Final = re.compile(r"\d+\.\d{3,}")


def inline(spec: Mapping[str, Any]) -> str:
    """
    The SVG of a picture for the middle of an HTML page.

    Colours are variables of the page (`var(--jade)`), the parts of a canvas carry `data-part`, and a screen reader
    passes over it: the page says beside it what it shows. What the renderer puts into it are numbers, our own labels
    and ids, escaped by the renderer, so the text is safe as it stands.

    Raises:
        FontError: the face of the pictures is not installed.
    """
    drawn = themed(svg(spec))
    drawn = _LONG.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), drawn)
    drawn = _LABEL.sub(r'data-part="\1"', drawn)
    drawn = _CLIP.sub("", drawn)
    drawn = _ROLE.sub("", drawn).replace('font-family="Noto Sans SC"', "").replace('stroke-width="1"', "")
    return re.sub(r'<svg xmlns="[^"]*" xmlns:xlink="[^"]*" version="1.1"', '<svg aria-hidden="true"', drawn)
