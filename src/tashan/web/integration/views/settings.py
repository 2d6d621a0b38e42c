"""The settings of a topic: what a reader may choose, and what is chosen."""

from __future__ import annotations

from typing import Any

from tashan.integration.cards import cards
from tashan.integration.measures import MEASURES
from tashan.web.integration.choices import HEADS, Choice, areas_with, indicator_word
from tashan.web.pages.words import language, say


def settings_of(choice: Choice, name: str) -> list[dict[str, Any]]:
    """The settings of a topic: name, label, options and which one is chosen."""

    def one(key: str, label: str, options: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
        return {"key": key, "label": label, "options": options, "chosen": chosen}

    areas = [
        (each.name, each.english or each.name if language() == "en" else each.name)
        for each in areas_with([panel for _, panel in choice.panels])
    ]
    if name != "diagnosis":
        areas = [("", say("全部地区", "all regions")), *areas]
    found = [
        one("area", say("区域", "Area"), areas, choice.area.name if choice.area else ""),
        one("data", say("数据", "Data"), [(str(data.pk), data.title) for data in choice.all_data], str(choice.data.pk)),
        one(
            "year", say("年份", "Year"), [(str(year), str(year)) for year in reversed(choice.years())], str(choice.year)
        ),
    ]
    indicators = list(choice.panel.indicators())
    if name in ("structure", "diagnosis"):
        others = [
            ("", say("无", "none")),
            *((str(data.pk), data.title) for data in choice.all_data if data.pk != choice.data.pk),
        ]
        if len(others) > 1:
            found.append(one("also", say("并列", "Beside"), others, str(choice.also.pk) if choice.also else ""))
        sets = [
            (each.key, say("{n}个 · {what}", "{n} · {what}", n=len(each.sectors), what=each.label))
            for each in choice.sector_sets()
        ]
        chosen = choice.sector_set()
        if len(sets) > 1 and chosen:
            found.append(one("sectors", say("部门", "Sectors"), sets, chosen.key))
    if name == "gaps":
        from tashan.web.integration.choices import PER_HEAD

        found.append(
            one(
                "of",
                say("指标", "Indicator"),
                [(each, indicator_word(each)) for each in indicators],
                choice.indicator("of", PER_HEAD),
            )
        )
        heads = [
            ("", say("等权", "each once")),
            *((each, indicator_word(each)) for each in indicators if HEADS.search(each)),
        ]
        found.append(one("weights", say("权重", "Weights"), heads, choice.asked.get("weights", "")))
        groups = [
            ("", say("无", "none")),
            ("province", say("按省", "by province")),
            *((each, each) for each in choice.panel.attributes),
        ]
        found.append(one("groups", say("分组", "Groups"), groups, choice.asked.get("groups", "")))
    if name == "pull":
        masses = [("", say("各部门之和", "sum of sectors")), *((each, indicator_word(each)) for each in indicators)]
        found.append(one("mass", say("质量", "Mass"), masses, choice.asked.get("mass", "")))
        found.append(
            one(
                "exponent",
                say("指数", "Exponent"),
                [(each, each) for each in ("1", "1.5", "2", "2.5", "3")],
                choice.asked.get("exponent", "2"),
            )
        )
    if name in ("pull", "diagnosis"):
        centres = [
            ("", say("最大者", "the largest")),
            *((choice.codes[each], choice.short(each)) for each in choice.members()),
        ]
        found.append(one("centre", say("中心", "Centre"), centres, choice.asked.get("centre", "")))
        if choice.all_hours:
            options = [("", say("无", "none")), *((str(data.pk), data.title) for data in choice.all_hours)]
            found.append(one("hours", say("旅行时间", "Hours"), options, str(choice.hours.pk) if choice.hours else ""))
    if name == "measures":
        known = [(key, each.en if language() == "en" else each.zh) for key, each in cards().items() if key in MEASURES]
        found.append(one("measure", say("度量", "Measure"), known, choice.asked.get("measure", "similarity")))
        found.append(
            one(
                "of",
                say("指标", "Indicator"),
                [("", say("自动", "automatic")), *((each, indicator_word(each)) for each in indicators)],
                choice.asked.get("of", ""),
            )
        )
    mine = [("", say("未选", "none")), *((choice.codes[each], choice.short(each)) for each in choice.members())]
    found.append(one("mine", say("我的区域", "My region"), mine, choice.mine if choice.mine_name else ""))
    return found
