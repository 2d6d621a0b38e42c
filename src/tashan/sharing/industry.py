"""
Moving industry: dated lists of what is forbidden, restricted or encouraged, and the register of receiving platforms.

docs/sharing.md describes the files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tashan.rules.days import LAST_DAY
from tashan.sharing._sheet import Sheet

#: What a list says on an industry, the strictest first.
VERDICTS = ("forbidden", "restricted", "encouraged")


@dataclass(frozen=True, slots=True)
class ListEntry:
    """
    One entry of a list.

    Attributes:
        verdict: forbidden, restricted or encouraged.
        industries: codes of GB/T 4754; an entry holds for all codes that begin with one of them.
        regions: where it holds; empty: everywhere the list does.
        start, end: first and last day.
        condition: under which a restricted industry is admitted, or what exactly is meant.
        document, article: where it is written.
        file, line: where it stands here.
    """

    verdict: str
    industries: tuple[str, ...]
    regions: tuple[str, ...]
    start: str
    end: str
    condition: str
    document: str
    article: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the lists say on an industry in a region on a day: the strictest verdict, or `allowed`, and all entries."""

    verdict: str
    entries: tuple[ListEntry, ...]

    @property
    def reason(self) -> str:
        """The verdict in a sentence, with where it is written."""
        if not self.entries:
            return "No list names it, so it is allowed."
        first = self.entries[0]
        until = "" if first.end == LAST_DAY else f" until {first.end}"
        condition = f": {first.condition}" if first.condition else ""
        return (
            f"{self.verdict.capitalize()} since {first.start}{until} by {first.document} {first.article}".rstrip()
            + f"{condition}."
        )


@dataclass(frozen=True, slots=True)
class Platform:
    """
    A platform that receives moving firms.

    Attributes:
        name, region: what it is called, where it lies.
        industries: codes it is meant for.
        start, end: first and last day on which it receives.
        land: free land in square metres.
        document: by which it was named.
    """

    name: str
    region: str
    industries: tuple[str, ...]
    start: str
    end: str
    land: int
    document: str


def read_list(data: bytes, file: str) -> tuple[ListEntry, ...]:
    """
    The entries of a list of industries.

    Raises:
        ShareError: with every problem of the file, each with its line.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, ("list", "document", "entries"), ("name", "note"), "a list of industries")
    document = sheet.text(fields["document"], "`document`")
    found = []
    for node in sheet.reader.items(fields["entries"], "`entries`") if fields["entries"].form == "list" else []:
        own = sheet.fields(
            node, ("verdict", "industries", "from"), ("to", "regions", "condition", "article"), "an entry"
        )
        start = sheet.days(own["from"], "from")[0]
        end = sheet.days(own["to"], "to")[1] if "to" in own else LAST_DAY
        if end < start:
            sheet.report("date_order", node, f"`to` ({end}) is before `from` ({start}). Correct one of them.")
        found.append(
            ListEntry(
                sheet.text(own["verdict"], "`verdict`", VERDICTS),
                sheet.texts(own["industries"], "`industries`"),
                sheet.texts(own.get("regions"), "`regions`"),
                start,
                end,
                sheet.text(own.get("condition"), "`condition`"),
                document,
                sheet.text(own.get("article"), "`article`"),
                file,
                node.line,
            )
        )
    sheet.finish()
    return tuple(found)


def read_platforms(data: bytes, file: str) -> tuple[Platform, ...]:
    """
    The register of receiving platforms.

    Raises:
        ShareError: with every problem of the file, each with its line.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, ("platforms",), ("note",), "a register of platforms")
    found = []
    for node in sheet.reader.items(fields["platforms"], "`platforms`") if fields["platforms"].form == "list" else []:
        own = sheet.fields(node, ("name", "region", "industries", "from", "document"), ("to", "land"), "a platform")
        found.append(
            Platform(
                sheet.text(own["name"], "`name`"),
                sheet.text(own["region"], "`region`"),
                sheet.texts(own["industries"], "`industries`"),
                sheet.days(own["from"], "from")[0],
                sheet.days(own["to"], "to")[1] if "to" in own else LAST_DAY,
                sheet.whole(own.get("land"), "`land`"),
                sheet.text(own["document"], "`document`"),
            )
        )
    sheet.finish()
    return tuple(found)


def check_industry(entries: Sequence[ListEntry], industry: str, region: str, on: str) -> Verdict:
    """
    What the lists say on an industry in a region on a day.

    Args:
        entries: of one or several lists.
        industry: code of GB/T 4754, with its letter, as C2611.
        region: the place it would move to, by full name or code as the list has it; an entry of a region also holds
            for the places whose full names begin with it, and for the divisions in it.
        on: YYYY-MM-DD.
    """
    holding = [
        entry
        for entry in entries
        if entry.start <= on <= entry.end
        and any(industry.startswith(code) for code in entry.industries)
        and (not entry.regions or any(_lies_in(region, each) for each in entry.regions))
    ]
    holding.sort(key=lambda entry: (VERDICTS.index(entry.verdict), entry.start))
    return Verdict(holding[0].verdict if holding else "allowed", tuple(holding))


def _lies_in(region: str, whole: str) -> bool:
    """Whether a region is, or lies in, another one: codes by GB/T 2260, names by how they begin."""
    if not (region.isdigit() and whole.isdigit()):
        return region.startswith(whole)
    stem = whole.rstrip("0")
    return region.startswith(whole[: max(2, len(stem) + len(stem) % 2)])


def open_platforms(platforms: Sequence[Platform], industry: str, on: str, *, land: int = 0) -> tuple[Platform, ...]:
    """The platforms that receive an industry on a day and have enough land, those with most land first."""
    fitting = [
        platform
        for platform in platforms
        if platform.start <= on <= platform.end
        and platform.land >= land
        and any(industry.startswith(code) for code in platform.industries)
    ]
    return tuple(sorted(fitting, key=lambda platform: (-platform.land, platform.name)))
