"""What the text calls its own: its parts, clipped names, its delegation and who leads it."""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.homes import Home, fit, only_region, regions_visiting
from tashan.reading.chinese.trips import inside
from tashan.regions import Region
from tashan.regions.geometry import parent

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story


def by_parts(story: Story, level: str) -> Home | None:
    """我市海曙、江东: what stands right behind lies in our region."""
    options: dict[Region, tuple[int, int]] = {}
    for sentence in story.sentences:
        for token, after in itertools.pairwise(sentence.tokens):
            if token.kind == "Z" and token.item[1:] == level and after.kind == "P" and after.start == token.end:
                part = only_region(story, after.item)
                whole = fit(parent(part), level) if part is not None and part.level == "county" else None
                if whole is not None:
                    options[whole] = (token.start, after.end)
    options = options or _by_listed_parts(story, level)
    return Home(*next(iter(options.items()))) if len(options) == 1 else None


_SEVERAL: Final = 3


def _by_listed_parts(story: Story, level: str) -> dict[Region, tuple[int, int]]:
    """我市甲某镇,乙某镇,丙某镇: behind the first stand further short names of counties of the same city."""
    text = story.text
    options: dict[Region, tuple[int, int]] = {}
    for token in (t for s in story.sentences for t in s.tokens if t.kind == "Z" and t.item[1:] == level):
        rows = _by_first().get(text[token.end : token.end + 1], ())
        for short, region in rows:
            whole = (
                fit(parent(region), level) if region.level == "county" and text.startswith(short, token.end) else None
            )
            if whole is None:
                continue
            stop = text.find("。", token.end)
            beside = {
                name for names in _by_first().values() for name, other in names
                if other.level == "county" and parent(other) == whole
                and re.search(f"[,、和]{name}", text[token.end : stop])
            }  # fmt: skip
            if len(beside) + 1 >= _SEVERAL:
                options[whole] = (token.start, token.end + len(short))
    return options


@cache
def _by_first() -> dict[str, tuple[tuple[str, Region], ...]]:
    """Divisions of today by the first character of their short name: (short name, region)."""
    from tashan.regions.divisions import divisions, region_of

    found: dict[str, list[tuple[str, Region]]] = {}
    for division in divisions():
        if division.end is None and len(division.short) > 1:
            found.setdefault(division.short[0], []).append((division.short, region_of(division)))
    return {first: tuple(rows) for first, rows in found.items()}


_OURS_IS_THERE: Final = re.compile("我[省市县区州盟旗]在$")


def by_clip(story: Story, level: str) -> Home | None:
    """来潍 / 在宁期间 where the text names one place that it can stand for."""
    for mention in story.analysis.places.mentions:
        if len(mention.surface) != 1 or story.text[max(0, mention.start - 1) : mention.start] not in (
            "来",
            "在",
            "莅",
            "到",
        ):
            continue
        if _OURS_IS_THERE.search(story.text, max(0, mention.start - 3), mention.start):
            continue  # 我市在崇干部: those whom we have sent there
        region = only_region(story, mention)
        fitted = fit(region, level)
        if fitted is not None and fitted not in regions_visiting(story):
            return Home(fitted, (mention.start - 1, mention.end))
        options = _named_like(story, mention.surface, level) - regions_visiting(story)
        if len(options) == 1:
            return Home(options.pop(), (mention.start - 1, mention.end))
    return None


def _named_like(story: Story, first: str, level: str) -> set[Region]:
    """Divisions of a level whose short name begins with a character and stands in the text."""
    return {r for short, r in _by_first().get(first, ()) if short in story.text and fit(r, level) == r}


_SENT_FROM_HOME: Final = re.compile(r"我(省|市|县|区|州)(?:第.{1,3}批)?(?:援[藏疆青]|对口支援|选派|派驻|挂职|驻)")


def by_leader(story: Story, level: str) -> Home | None:
    """我县党政考察团 is of the region whose secretary leads it; so are 我省援藏干部 whom its delegation looks up."""
    options: set[Region] = set()
    for sentence in story.sentences:
        for at, token in enumerate(sentence.tokens):
            if token.kind != "G" or not token.item.own or story.text[token.start - 1] == "对":
                continue  # 乙对我县代表团的到来表示欢迎: he is not ours
            names = [t.item for t in sentence.tokens[:at] if t.kind == "N" and t.item.place is not None]
            options |= {r for p in names[-2:] for r in story.regions(p.place) if fit(r, level) == r}
    if not options and _SENT_FROM_HOME.search(story.text):
        options = {r for r in regions_visiting(story) if fit(r, level) == r}
    return Home(options.pop(), None) if len(options) == 1 else None


_OWN_GOES: Final = re.compile(r"(?<![MiV])Z.?L?G?.{0,3}M|(?<![MiV])Z.?L.?G")


_SAID: Final = frozenset("市县旗")  # 我县 is no city; 我区 and 我省 are said more loosely


def by_own(story: Story, level: str) -> Home | None:
    """Where our own delegation goes elsewhere, the only region of our level that is not a place it goes to."""
    own = any(t.kind == "G" and t.item.own for s in story.sentences for t in s.tokens)
    if not own and not any(_OWN_GOES.search(s.skeleton) for s in story.sentences):
        return None
    away: set[Region] = set()
    for sentence in story.sentences:
        for at, token in enumerate(sentence.tokens[:-1]):
            if token.kind in "Mi":
                for after in sentence.tokens[at + 1 :]:
                    if after.kind not in "Pc.F":
                        break
                    if after.kind == "P":
                        away |= set(story.regions(after.item))
    options = {
        r for m in story.analysis.places.mentions if m.form in ("full", "short")
        for r in story.regions(m)
        if fit(r, level) == r and r.level != "township" and not any(inside(r, other) for other in away)
        and (level not in _SAID or r.name.endswith(level))
    }  # fmt: skip
    tops = {r for r in options if not any(o != r and r.name.startswith(o.name) for o in options)}
    return Home(tops.pop(), None) if len(tops) == 1 else None
