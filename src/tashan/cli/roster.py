"""`tashan roster`: who belongs to a body, who hosted and why, who comes next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tashan.cli.messages import chosen, fail, for_people
from tashan.cli.options import Form
from tashan.cli.sharing_files import bytes_of, print_json, problems_shown

if TYPE_CHECKING:
    from tashan.governance.bodies import Body, Mechanism

FORMS = ("json", "table")


def roster(
    body: Annotated[
        str,
        typer.Argument(
            metavar="BODY|FILE", help="A body that comes along, by key or name, or a file; none lists them."
        ),
    ] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="The day. [today]", show_default=False)] = "",
    known: Annotated[
        str, typer.Option(metavar="DATE", help="Say it as the register knew it on this day. [now]", show_default=False)
    ] = "",
    form: Form = None,
) -> None:
    """
    Show a body on a day: members, chairs, hosts held against the rule of rotation, next host, exceptions, conflicts.

    BODY is one of the real bodies that come along; FILE describes bodies of your own (docs/governance.md).

    Examples:
    - `tashan roster`

    - `tashan roster city_council --on 2012-06-01`

    - `tashan roster 长三角地区主要领导座谈会 --format json`

    - `tashan roster our-council.yaml --on 2026-01-01`
    """
    picked = chosen(form, FORMS, "table" if for_people() else "json")
    if not body:
        _list(picked)
        return
    day, known_day = _day(on, "--on") or f"{datetime.now(UTC):%Y-%m-%d}", _day(known, "--known")
    from tashan.governance.reports import body_report

    with problems_shown():
        found = [body_report(mechanism, one, day, known_day) for mechanism, one in _bodies(body)]
    if picked == "json":
        print_json(found)
        return
    for number, report in enumerate(found):
        if number:
            typer.echo()
        _print(report)


def _day(text: str, option: str) -> str | None:
    """A day written out; the last day of a month or year; None where nothing is given."""
    from tashan.rules.days import covered

    if not text:
        return None
    days = covered(text)
    if days is None:
        fail(f"{option} {text} is no date. Write 2012-06-01, 2012-06 or 2012.")
    return days[1]


def _bodies(name: str) -> list[tuple[Mechanism, Body]]:
    """The bodies of a file, or the shipped one of a name."""
    from tashan.governance.mechanism_file import read_mechanism
    from tashan.governance.sample import shipped_body

    if re.search(r"\.ya?ml$", name) or Path(name).is_file():
        mechanism = read_mechanism(bytes_of(name), name)
        return [(mechanism, each) for each in mechanism.bodies.values()]
    return [shipped_body(name)]


def _list(form: str) -> None:
    """Every body that comes along."""
    from tashan.governance.sample import shipped_mechanisms

    rows = [
        {
            "body": body.key,
            "zh": body.label.zh,
            "en": body.label.en,
            "mechanism": mechanism.key,
            "level": body.level,
            "sessions": len(body.sessions),
        }
        for mechanism in shipped_mechanisms().values()
        for body in mechanism.bodies.values()
    ]
    if form == "json":
        print_json(rows)
        return
    _table(list(rows[0]), [[str(value) for value in row.values()] for row in rows])


def _print(report: Mapping[str, Any]) -> None:
    """One body for people."""
    counts = report["counts"]
    typer.echo(f"{report['name']['zh']} · {report['name']['en']}")
    known = f", as known on {report['known']}" if report["known"] else ""
    typer.echo(f"{report['level']} · on {report['on']}{known}: {counts['members']} members", nl=not counts["observers"])
    if counts["observers"]:
        typer.echo(f", {counts['observers']} observers")
    chairs = [f"{each['name']} ({each['kind']})" for each in report["chairs"]]
    if chairs:
        typer.echo(f"chair: {'、'.join(chairs)}")
    people = [
        [str(each["order"] or ""), each["name"], each["key"], role, each["from"], each["to"] or ""]
        for role in ("member", "observer")
        for each in report[f"{role}s"]
    ]
    if people:
        typer.echo()
        _table(["order", "name", "key", "role", "from", "to"], people)
    if report["hosts"]:
        typer.echo()
        _table(
            ["turn", "day", "host", "by the rule", "verdict"],
            [
                [str(each["turn"]), each["day"] or "–", _name(each["host"]), _name(each["expected"]), each["verdict"]]
                for each in report["hosts"]
            ],
        )
    lines = [f"! {each['turn']}: {each['explanation']}" for each in report["exceptions"]]
    if report["next"]:
        lines.append(f"Next ({report['next']['turn']}): {report['next']['explanation']}")
    if report["years_without"]:
        lines.append(f"Years without a session: {', '.join(map(str, report['years_without']))}.")
    if report["rule"] and report["rule"]["note"]:
        lines.append(f"Rule: {report['rule']['note']['en']}")
    for each in report["conflicts"]:
        values = " / ".join(side["value"] for side in each["sides"])
        lines.append(
            f"Sources differ on {each['about']['en']}: {values}; used: {each['chosen'] or 'none'}. {each['reason']['en']}"
        )
    if lines:
        typer.echo("\n" + "\n".join(lines))


def _name(who: Mapping[str, str] | None) -> str:
    return who["name"] if who else "?"


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table

    from tashan.cli.tables import print_table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    print_table(table)
