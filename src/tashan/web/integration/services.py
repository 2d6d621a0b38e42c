"""Changes to tables of figures, indices and goals; each writes its event."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tashan.integration.index_file import load_index
from tashan.panels import Panel, examine, load_panel
from tashan.rules import RuleError
from tashan.web.audit.services import note
from tashan.web.audit.standing import set_public, withdraw
from tashan.web.integration.findings import told_problem
from tashan.web.integration.index_words import told_index_problem
from tashan.web.integration.models import DataSet, IndexDefinition, Target
from tashan.web.integration.stored import MOST_ASIDE, frozen, read_hours
from tashan.web.pages.access import check
from tashan.web.pages.words import say


@transaction.atomic
def do_add_data(
    *,
    actor: Any,
    place: str,
    name: str,
    source: str,
    vintage: str,
    file_name: str,
    content: bytes,
    kind: str = "panel",
    options: dict[str, Any] | None = None,
    public: bool = False,
) -> DataSet:
    """
    Read a table and keep it for a place, with what the panel doctor says of it.

    Args:
        actor: who gives it.
        place: for which place.
        name: on pages.
        source: where the figures come from.
        vintage: which release they are.
        file_name: of the file.
        content: its bytes.
        kind: panel or hours.
        options: indicator, unit, year and level, where the table does not say them itself.
        public: whether everybody may read it.

    Raises:
        ValidationError: nothing in the table could be placed; the messages say why.
    """
    check(actor, "integration.add_data", place)
    data = DataSet(
        kind=kind,
        name=name,
        place=place,
        source=source,
        vintage=vintage,
        file_name=file_name,
        public=public,
        uploaded_by=actor,
        uploaded_at=timezone.now(),
    )
    if kind == "hours":
        _fill_hours(data, content)
    else:
        _fill_panel(data, load_panel(content, file_name, source=source, vintage=vintage, **(options or {})))
    data.full_clean(exclude=["frame", "counts", "findings", "aside", "attributes"])
    data.save()
    note(
        actor=actor,
        action="integration.add_data",
        thing=f"integration.data:{data.pk}",
        place=place,
        after={"name": name, "source": source, "vintage": vintage, "file": file_name, "public": public, "kind": kind},
    )
    return data


def _fill_panel(data: DataSet, panel: Panel) -> None:
    if panel.frame.is_empty():
        told = [told_problem(problem) for problem in panel.problems[:12]]
        first = say("没有读出任何一个地区、年份的数值。", "No figure of a region in a year was found.")
        raise ValidationError([first, *told])
    found = examine(panel)
    data.frame = frozen(panel)
    data.attributes = {name: dict(texts) for name, texts in panel.attributes.items()}
    data.aside = panel.aside.head(MOST_ASIDE).to_dicts()
    data.findings = [finding.to_dict() for finding in found.findings]
    data.counts = {
        **found.counts,
        "list_years": list(panel.years()),
        "list_indicators": list(panel.indicators()),
        "conversions": [
            {"indicator": each.indicator, "before": each.before, "after": each.after, "rows": each.rows}
            for each in panel.conversions
        ],
    }


def _fill_hours(data: DataSet, content: bytes) -> None:
    hours = read_hours(content, data.file_name)
    if not hours.pairs:
        first = say("没有读出任何一对地点的时间。", "No pair of places with hours was found.")
        raise ValidationError([first, *map(told_problem, hours.problems[:12])])
    data.findings = [problem.to_dict() for problem in hours.problems]
    places = {code for one, other, _ in hours.pairs for code in (one, other)}
    data.counts = {"pairs": len(hours.pairs), "regions": len(places), "hours": [list(pair) for pair in hours.pairs]}


def do_publish_data(*, actor: Any, data: DataSet, public: bool) -> DataSet:
    """Open a table to everybody, or close it."""
    thing = f"integration.data:{data.pk}"
    set_public(actor=actor, row=data, action="integration.publish_data", thing=thing, public=public)
    return data


def do_withdraw_data(*, actor: Any, data: DataSet, why: str) -> None:
    """Take a table out of use; it stays on record, and pages that used it say that it is gone."""
    thing, before = f"integration.data:{data.pk}", {"name": data.name}
    withdraw(actor=actor, row=data, action="integration.withdraw_data", thing=thing, why=why, before=before)


@transaction.atomic
def do_add_index(*, actor: Any, place: str, key: str, text: str, public: bool = False) -> IndexDefinition:
    """
    Keep an index as its file declares it; the same key again by who may do so is its next version.

    Raises:
        ValidationError: the file has problems, each named with its line; or the key belongs to another place.
    """
    check(actor, "integration.add_index", place)
    try:
        declared = load_index(text.encode(), f"{key}.yaml")
    except RuleError as error:
        raise ValidationError([told_index_problem(problem) for problem in error.problems]) from None
    known = IndexDefinition.objects.select_for_update().filter(key=key).first()
    if known is not None and known.place != place:
        raise ValidationError(
            say("这个代号已被其他区域使用，请换一个。", "This key is another place's. Choose another.")
        )
    index = known or IndexDefinition(key=key, place=place, added_by=actor, added_at=timezone.now())
    before = {"text": known.text, "version": known.version} if known else None
    index.name, index.text, index.public = declared.name, text, public
    index.version = known.version + 1 if known else 1
    index.withdrawn_at = None
    index.full_clean()
    index.save()
    note(
        actor=actor,
        action="integration.add_index",
        thing=f"integration.index:{key}",
        place=place,
        before=before,
        after={"text": text, "version": index.version, "public": public},
    )
    return index


def do_withdraw_index(*, actor: Any, index: IndexDefinition, why: str) -> None:
    """Take an index out of use."""
    thing, before = f"integration.index:{index.key}", {"name": index.name}
    withdraw(actor=actor, row=index, action="integration.withdraw_index", thing=thing, why=why, before=before)


@transaction.atomic
def do_set_target(*, actor: Any, place: str, data: DataSet, **values: Any) -> Target:
    """
    Set a goal of a region: baseline, target, their years, and the document that sets it.

    Raises:
        ValidationError: the target equals the baseline or does not lie after it, or the table has no such figures.
    """
    check(actor, "integration.set_target", place)
    if values["indicator"] not in data.counts.get("list_indicators", []):
        raise ValidationError(say("这个数据集没有该指标。", "The table does not have this indicator."))
    target = Target(place=place, data=data, set_by=actor, set_at=timezone.now(), **values)
    target.full_clean()
    target.save()
    note(
        actor=actor,
        action="integration.set_target",
        thing=f"integration.target:{target.pk}",
        place=place,
        after=target.values(),
    )
    return target


def do_withdraw_target(*, actor: Any, target: Target, why: str) -> None:
    """Take a goal out of the score card."""
    thing, before = f"integration.target:{target.pk}", target.values()
    withdraw(actor=actor, row=target, action="integration.withdraw_target", thing=thing, why=why, before=before)
