"""What is a record called in a list? One line in each language, out of its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tashan.briefs.wording import Words, day_words, money_words, number_words, region_words, same
from tashan.records import Region
from tashan.records.codes import RecordKind

Body = Mapping[str, Any]
_MOST: Final = 6
"""Names that a title spells out before it says 等."""


def title_of(kind: str, body: Body) -> Words:
    """
    The title of an event: 江苏 → 上海、浙江, 长三角科技创新共同体建设合作协议, 签约 23 个项目.

    Args:
        kind: the kind of record.
        body: its values in the shape of docs/records.md.
    """
    return _TITLES[kind](body) if kind in _TITLES else _named(kind, body.get("name") or body.get("title"))


def full_title(kind: str, body: Body, day: str) -> Words:
    """The title with what it is and when it was, for lists of search and for citations."""
    title, word = title_of(kind, body), RecordKind(kind)
    when = day_words(day or None, body.get("end") if kind == "visit" else None)
    zh = f"{title.zh}{'' if word.zh in title.zh else word.zh}"
    en = title.en if word.en in title.en.lower() else f"{title.en}: {word.en}"
    return Words(f"{zh}（{when.zh}）", f"{en}, {when.en}") if when else Words(zh, en)


def names(regions: Any) -> Words | None:
    """Several regions or parties in a row; None where there are none."""
    given = [name_of(each) for each in regions or () if each and each.get("name")]
    if not given:
        return None
    rest = len(given) - _MOST
    shown = given[:_MOST] if rest > 0 else given
    zh = "、".join(each.zh for each in shown) + (f"等 {len(given)} 地" if rest > 0 else "")
    if rest > 0:
        return Words(zh, ", ".join(each.en for each in shown) + f" and {rest} more")
    en = ", ".join(each.en for each in shown[:-1])
    return Words(zh, f"{en} and {shown[-1].en}" if en else shown[-1].en)


def name_of(region: Body) -> Words:
    """One region or party: 江苏, 苏州市; an organ by its own name."""
    if region.get("kind") == "organ" or not region.get("level"):
        return same(str(region["name"]))
    return region_words(Region(region.get("code"), str(region["name"]), str(region["level"])))


def _visit(body: Body) -> Words:
    who, whom = names(body.get("visitors")), names(body.get("hosts"))
    if who and whom:
        return Words(f"{who.zh} → {whom.zh}", f"{who.en} → {whom.en}")
    if who:
        return Words(f"{who.zh}外出考察学习", f"A visit by {who.en}")
    return Words(f"{whom.zh}接待考察学习", f"A visit to {whom.en}") if whom else _named("visit", None)


def _agreement(body: Body) -> Words:
    if body.get("title"):
        return same(str(body["title"]))
    who = names(body.get("parties"))
    return (
        Words(f"{who.zh}之间的协议（未具名）", f"Untitled agreement of {who.en}") if who else _named("agreement", None)
    )


def _signing(body: Body) -> Words:
    amount = money_words(float(body["amount_cny"])) if body.get("amount_cny") is not None else None
    number = body.get("projects")
    zh = "，".join(filter(None, (f"签约 {number} 个项目" if number is not None else "", amount.zh if amount else "")))
    en = ", ".join(
        filter(None, (f"{number} projects signed" if number is not None else "", amount.en if amount else ""))
    )
    event = str(body.get("event") or "")
    if not zh:
        return same(event) if event else _named("signing", None)
    return Words(f"{event}：{zh}" if event else zh, f"{event}: {en}" if event else en)


def _figure(body: Body) -> Words:
    value = number_words(body.get("value"), body.get("unit"))
    label = "".join(filter(None, (body.get("subject"), body.get("measure"))))
    if value is None:
        return _named("figure", label)
    return Words(f"{label} {value.zh}", f"{label}: {value.en}")


def _practice(body: Body) -> Words:
    where = name_of(body["region"]) if body.get("region") else None
    text = str(body.get("mechanism") or body.get("problem") or "")[:80]
    if where is None:
        return _named("practice", text)
    return Words(f"{where.zh}：{text}", f"{where.en}: {text}") if text else where


def _named(kind: str, name: str | None) -> Words:
    if name:
        return same(name)
    word = RecordKind(kind)
    return Words(f"{word.zh}（未具名）", f"Unnamed {word.en}")


_TITLES: Final = {
    "visit": _visit,
    "agreement": _agreement,
    "signing": _signing,
    "figure": _figure,
    "practice": _practice,
}
