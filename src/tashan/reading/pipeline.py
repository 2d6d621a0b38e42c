"""One document through all readers: text in, reading out; the same text gives the same records anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tashan.reading.bodies import read_bodies
from tashan.reading.chinese import read_chinese
from tashan.reading.doubt import doubtful
from tashan.reading.english import read_english
from tashan.reading.fiction import is_fiction
from tashan.reading.figures import read_figures
from tashan.reading.language import language as language_of
from tashan.reading.normal import simplified
from tashan.reading.practices import read_practices
from tashan.reading.source import Analysis, Source
from tashan.reading.themes import document_themes, themes_in
from tashan.reading.typology import typology_of
from tashan.records import Problem, Reading, Record, Visit
from tashan.records.record import completed
from tashan.regions import resolve_home

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tashan.regions import Region

R = TypeVar("R", bound=Record)


def read(
    text: str,
    *,
    id: str,  # noqa: A002 - the word that records.md and the JSON lines use
    published: str | None = None,
    home: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Reading:
    """
    Everything one document says, each record with the words that prove it.

    Args:
        text: the decoded text; evidence offsets count its code points.
        id: the document's id.
        published: day of publication known from elsewhere (YYYY-MM-DD); fills what the text leaves open, flagged.
        home: the region that 我市, 我省 … mean (any usual name), if known from elsewhere.
        title: title, if it is not part of the text; only passed on.
        publisher: who published it; a place in its name is the home if none is given.
        url: address; never read for dates.

    Returns:
        The reading. What could not be read or resolved is a problem in it; nothing is raised for bad text.
    """
    del title, url
    language = language_of(text)
    problems: list[Problem] = []
    source = Source(text, language)
    analysis = Analysis(source, published=published, home=_home(home, publisher, problems))
    if is_fiction(analysis):
        problems.append(
            Problem("fiction_suspected", "Reads like fiction with invented places; no events were taken from it.")
        )
        return Reading(id=id, language=language, published=analysis.dating.published, problems=tuple(problems))
    events: Any = read_english(analysis) if analysis.grammar == "en" else read_chinese(analysis)
    told = [*events.visits, *events.meetings, *events.agreements, *events.signings]
    own = getattr(events, "home", None) or (analysis.home.name if analysis.home else None)
    themes = tuple(document_themes(analysis, told)) if told else ()
    reading = Reading(
        id=id,
        language=language,
        published=analysis.dating.published,
        home=own,
        visits=_typed(_with_themes(events.visits, themes, analysis), analysis),
        meetings=_typed(events.meetings, analysis),
        agreements=_typed(events.agreements, analysis),
        signings=_typed(events.signings, analysis),
        bodies=_typed(read_bodies(analysis), analysis),
        figures=tuple(read_figures(analysis)),
        practices=_typed(read_practices(analysis), analysis),
        themes=themes,
        problems=(*problems, *events.problems),
    )
    return doubtful(reading, analysis)


def _typed(records: Iterable[R], analysis: Analysis) -> tuple[R, ...]:
    """The records with the typology of cooperation that each one's own words show."""
    found = tuple(records)
    for record in found:
        shown = typology_of(_window(record, analysis), record.KIND)
        if shown:
            completed(record, typology=shown)
    return found


def _with_themes(visits: list[Visit], themes: tuple[str, ...], analysis: Analysis) -> list[Visit]:
    """A lone trip is about what its document is about; of several, each about what its own words name."""
    if len(visits) == 1:
        return [visits[0] if visits[0].themes else completed(visits[0], themes=themes)]
    return [
        v
        if v.themes
        else completed(v, themes=tuple(t for t in themes_in(_window(v, analysis), analysis.grammar) if t in themes))
        for v in visits
    ]


def _window(record: Record, analysis: Analysis) -> str:
    """The words that prove a record, in normal form."""
    spans = [span for span in record.evidence if span.field is None]
    source = analysis.source
    # Where nothing was deleted the normal text is there; only 乾 depends on the character behind it.
    if analysis.grammar == "zh" and not source.normal.cuts and "乾" not in source.raw:
        return "。".join([source.norm[span.start : span.end] for span in spans])
    return simplified("。".join([span.quote for span in spans]))


def _home(home: str | None, publisher: str | None, problems: list[Problem]) -> Region | None:
    """The home region from what the caller says."""
    if home:
        region = resolve_home(home)
        if region is None:
            problems.append(
                Problem(
                    "home_unknown", f"“{home}” names no single region; give its full name, as in 安徽省宣城市宁国市."
                )
            )
        return region
    if publisher:
        return resolve_home(publisher)
    return None
