"""The registers as tables: duties on what lies between regions, standards, texts of acts, secondments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tashan.web.governance import standing
from tashan.web.pages.downloads import Column, Table
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say


def _table(
    key: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], day: date, empty: str
) -> Table:
    """A register on a day; the day stands in its source."""
    return Table(key, title, columns, rows, say("登记册，{day}", "registers, {day}", day=day), empty=empty)


def duties(found: Iterable[standing.BorderOn], day: date) -> Table:
    """Who answers for which stretch, and how many joint tasks they take part in."""
    rows = [
        [
            one.row.title, label(one.border.kind), place_name(each.member), each.section or None, each.officer or None,
            each.first.isoformat(), each.last.isoformat() if each.last else None,
            say("是", "yes") if each.holds(day) else say("否", "no"),
            sum(each.member in (task.owner, *task.participants) for task in one.joint.tasks.rows),
        ]
        for one in found
        for each in one.border.duties
    ]  # fmt: skip
    columns = [
        Column(say("对象", "Object")), Column(say("类别", "Kind")), Column(say("责任方", "Party")),
        Column(say("区段", "Section")), Column(say("责任人", "Who answers")), Column(say("起", "From"), when=True),
        Column(say("止", "Until"), when=True), Column(say("当日有效", "Holds")),
        Column(say("参与任务", "Tasks"), number=True),
    ]  # fmt: skip
    empty = say("还没有登记。", "Nothing is on record yet.")
    return _table("duties", say("责任", "Duties"), columns, rows, day, empty)


def standards(found: Iterable[standing.StandardOn], day: date) -> Table:
    """Who uses which version of each standard."""
    rows = [
        [
            one.row.title, one.standing.standard.field,
            "\n".join(f"{place_name(who)} {version}" for who, version in one.standing.versions.items()) or None,
            say("、", ", ").join(map(place_name, one.standing.without)) or None,
            len(one.standing.versions), len(one.standing.versions) + len(one.standing.without),
            _unified(one),
        ]
        for one in found
    ]  # fmt: skip
    columns = [
        Column(say("标准", "Standard")), Column(say("领域", "Field")), Column(say("采用", "In use")),
        Column(say("未采用", "Without")), Column(say("采用方", "Members using"), number=True),
        Column(say("成员", "Members"), number=True), Column(say("统一", "Unified")),
    ]  # fmt: skip
    empty = say("还没有登记标准。", "No standard is on record yet.")
    return _table("standards", say("谁用哪一版", "Who uses which version"), columns, rows, day, empty)


def _unified(one: standing.StandardOn) -> str:
    if not one.standing.unified:
        return say("未统一", "not unified")
    return say("{v}，自 {d}", "{v}, since {d}", v=one.standing.unified, d=one.standing.since)


def texts(found: Iterable[standing.ActOn], day: date) -> Table:
    """The texts of acts made in parallel, and which are in force."""
    rows = [
        [
            one.act.name, place_name(text.jurisdiction), text.title, text.adopted, text.effective, text.repealed,
            say("有效", "in force") if text.jurisdiction in one.in_force else say("当日无效", "not in force"),
            text.evidence[0].document if text.evidence else None,
        ]
        for one in found
        for text in one.act.texts
    ]  # fmt: skip
    columns = [
        Column(say("法规", "Act")), Column(say("地区", "Jurisdiction")), Column(say("名称", "Title")),
        Column(say("通过", "Adopted"), when=True), Column(say("施行", "In force"), when=True),
        Column(say("废止", "Repealed"), when=True), Column(say("当日", "On the day")), Column(say("出处", "Where it stands")),
    ]  # fmt: skip
    empty = say("还没有登记协同立法。", "No act is on record yet.")
    return _table("texts", say("各地文本", "The texts"), columns, rows, day, empty)


def cadres(found: Iterable[standing.CadresAt], day: date) -> Table:
    """Who is seconded where, by whom, from when until when; names only where the reader may see them."""
    rows = [
        [
            one.body.name, say("、", ", ").join(sender_name(sender) for sender in each.senders), each.who or None, each.role,
            each.count, each.start, each.end, each.source.document if each.source else None,
        ]
        for one in found
        for each in (*one.cadres, *one.earlier)
    ]  # fmt: skip
    columns = [
        Column(say("机构", "Body")), Column(say("派出方", "Sent by")), Column(say("姓名或编号", "Name or number")),
        Column(say("岗位", "Role")), Column(say("人数", "Number"), number=True), Column(say("起", "From"), when=True),
        Column(say("止", "Until"), when=True), Column(say("出处", "Source")),
    ]  # fmt: skip
    source = say("机制文件与登记册，{day}", "files of mechanisms and registers, {day}", day=day)
    empty = say("还没有派驻的记录。", "No secondment is on record yet.")
    return Table("cadres", say("派驻", "Secondments"), columns, rows, source, empty=empty)


def sender_name(sender: Any) -> str:
    """The name of who sends: a region's, or another's as it stands."""
    return place_name(sender.key) if sender.kind == "region" else str(sender.name)
