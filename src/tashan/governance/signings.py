"""
What do reports say was signed? One signing that several of them tell of counts once, and what they differ on is said.

Signings come typed in from public reports (`data/signings.yaml`, `read_signings`) or as records read from documents
(`reports_of`). They tell what was announced; what became of the projects is told by `investment`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from tashan.governance._sheet import Sheet
from tashan.governance.observed import codes_of, last_day
from tashan.governance.participants import read_participant
from tashan.rules import Label, Source
from tashan.rules._yaml import Node


@dataclass(frozen=True, slots=True)
class Report:
    """
    One report of a signing.

    Attributes:
        id: where it stands.
        day: the day, or the last day that a month or a visit may mean; None where it is not told.
        event: the event's name.
        parties: codes of all regions, or names of those without one.
        projects: how many were signed.
        amount: in fen.
        investors, recipients: those of the parties the money comes from and goes to.
        quote: the words of the report.
        source: where they stand.
    """

    id: str
    day: date | None
    event: str
    parties: frozenset[str]
    projects: int | None
    amount: int | None
    investors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    quote: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Once:
    """One signing and all reports of it; `conflicts` names fields on which they differ (all values are kept)."""

    reports: tuple[Report, ...]
    conflicts: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The earliest day that a report gives."""
        return min((one.day for one in self.reports if one.day), default=None)

    @property
    def event(self) -> str:
        """The first name that is given."""
        return next((one.event for one in self.reports if one.event), "")

    @property
    def projects(self) -> int | None:
        """The first number that is given."""
        return next((one.projects for one in self.reports if one.projects is not None), None)

    @property
    def amount(self) -> int | None:
        """The first amount that is given, in fen."""
        return next((one.amount for one in self.reports if one.amount is not None), None)

    @property
    def investors(self) -> frozenset[str]:
        """From where, by any report."""
        return frozenset().union(*(one.investors for one in self.reports))

    @property
    def recipients(self) -> frozenset[str]:
        """To where, by any report."""
        return frozenset().union(*(one.recipients for one in self.reports))


@dataclass(frozen=True, slots=True)
class Told:
    """
    A share or a stock that a report tells beside signings; it is shown and never added to them.

    Attributes:
        label: what it is.
        host: code of the region the money goes to.
        origin: where it comes from, in the report's words.
        period: for which time.
        share: of the whole, where it is a share.
        projects, amount: number and fen, where it is a stock.
        qualifier: about, over, near, in the report's words.
        quote: the words of the report.
        source: where they stand.
    """

    label: Label
    host: str
    origin: str
    period: str
    share: Fraction | None
    projects: int | None
    amount: int | None
    qualifier: str
    quote: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class SigningFile:
    """Signings, and what reports tell beside them."""

    reports: tuple[Report, ...]
    told: tuple[Told, ...]


def once(reports: Sequence[Report], days: int = 3) -> tuple[Once, ...]:
    """
    Put reports of the same signing together, so that it counts once.

    Reports are of the same signing where their parties are the same, their days at most `days` apart, and neither
    event, number nor amount is stated differently by more than one of them. A report without a day stands alone.
    """
    groups: list[list[Report]] = []
    for report in sorted(reports, key=lambda one: (one.day or date.max, one.id)):
        home = next((group for group in groups if all(_same(report, one, days) for one in group)), None)
        if home is None:
            groups.append([report])
        else:
            home.append(report)
    return tuple(Once(tuple(group), _conflicts(group)) for group in groups)


def reports_of(records: Iterable[Mapping[str, Any]]) -> tuple[Report, ...]:
    """Give the reports that signing records hold (design of `tashan read`); what is planned or recalled is left out."""
    found = []
    for record in records:
        if record.get("background") or record.get("status") == "planned":
            continue
        investors, recipients = codes_of(record.get("investors") or ()), codes_of(record.get("recipients") or ())
        yuan = record.get("amount_cny")
        found.append(
            Report(
                str(record.get("id")),
                last_day(record.get("date")),
                str(record.get("event") or ""),
                investors | recipients,
                record.get("projects"),
                None if yuan is None else round(Fraction(str(yuan)) * 100),
                investors,
                recipients,
                next((str(one.get("quote", "")) for one in record.get("evidence") or ()), ""),
            )
        )
    return tuple(found)


@cache
def shipped_signings() -> SigningFile:
    """The signings that come along, typed in from public reports."""
    name = "signings.yaml"
    return read_signings((files("tashan.governance") / "data" / name).read_bytes(), name)


def read_signings(data: bytes, file: str) -> SigningFile:
    """
    Read signings out of strict YAML; docs/matters.md describes the form.

    Raises:
        GovernanceError: with every problem, each with line, field and remedy.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, ("sources",), ("signings", "told"), "the file")
    sheet.reader.read_sources(fields.get("sources"))
    reports = [_report(sheet, key, node) for key, node in sheet.entries(fields.get("signings"), "`signings`").items()]
    told = [_told(sheet, node) for _, node in sheet.entries(fields.get("told"), "`told`").items()]
    sheet.finish()
    return SigningFile(tuple(reports), tuple(told))


def _report(sheet: Sheet, key: str, node: Node) -> Report:
    needed = ("day", "investors", "recipients", "quote", "source")
    own = sheet.fields(node, needed, ("event", "projects", "yuan"), f"signing `{key}`")
    when = sheet.when(own["day"], "day")
    investors, recipients = _regions(sheet, own["investors"]), _regions(sheet, own["recipients"])
    yuan = _count(sheet, own.get("yuan"), "`yuan`")
    return Report(
        key,
        date.fromisoformat(when.last) if when.last else None,
        sheet.text(own.get("event"), "`event`"),
        investors | recipients,
        _count(sheet, own.get("projects"), "`projects`"),
        None if yuan is None else yuan * 100,
        investors,
        recipients,
        sheet.text(own["quote"], "`quote`"),
        sheet.source(own["source"]),
    )


def _told(sheet: Sheet, node: Node) -> Told:
    needed = ("name", "host", "origin", "period", "quote", "source")
    own = sheet.fields(node, needed, ("share", "projects", "yuan", "qualifier"), "what is told")
    yuan = _count(sheet, own.get("yuan"), "`yuan`")
    return Told(
        sheet.label(own["name"]),
        read_participant(sheet, own["host"], "").key,
        sheet.text(own["origin"], "`origin`"),
        sheet.text(own["period"], "`period`"),
        sheet.share(own.get("share"), "`share`"),
        _count(sheet, own.get("projects"), "`projects`"),
        None if yuan is None else yuan * 100,
        sheet.text(own.get("qualifier"), "`qualifier`"),
        sheet.text(own["quote"], "`quote`"),
        sheet.source(own["source"]),
    )


def _count(sheet: Sheet, node: Node | None, what: str) -> int | None:
    found = sheet.whole(node, what)
    if node is not None and found is not None and found < 0:
        sheet.report("bad_number", node, f"{what} is {found}. Write 0 or more, or leave it out where it is not told.")
    return found


def _regions(sheet: Sheet, node: Node) -> frozenset[str]:
    return frozenset(read_participant(sheet, one, "").key for one in sheet.items(node, "regions")) - {""}


def _same(one: Report, other: Report, days: int) -> bool:
    if one.day is None or other.day is None or one.parties != other.parties:
        return False
    if abs((one.day - other.day).days) > days:
        return False
    pairs = ((one.event, other.event), (one.projects, other.projects), (one.amount, other.amount))
    return sum(bool(a and b and a != b) for a, b in pairs) <= 1


def _conflicts(group: Sequence[Report]) -> tuple[str, ...]:
    stated: dict[str, set[object]] = {
        "day": {one.day for one in group},
        "projects": {one.projects for one in group if one.projects is not None},
        "amount": {one.amount for one in group if one.amount is not None},
    }
    return tuple(name for name, values in stated.items() if len(values) > 1)
