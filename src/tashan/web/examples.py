"""
A site to try: the examples read, accepted and published, and an account for every role.

Everything goes through the same services as the work of people, so that the chain of changes is whole.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from tashan.briefs.papers import Source, register
from tashan.files import Item, ReadOptions, find_inputs, read_text
from tashan.records import to_dict
from tashan.web.accounts.models import Grant, Organisation, Person
from tashan.web.accounts.services import do_add_organisation, do_add_person, do_grant
from tashan.web.archive.models import Document, Event, Record
from tashan.web.archive.reports import candidates
from tashan.web.archive.services import do_accept_all, do_add_document, do_merge, do_publish, do_store_reading
from tashan.web.atlas import bulk
from tashan.web.examples_sharing import do_load_contract
from tashan.web.governance.services import do_load_sample

REGISTER: Final = ".sources.yaml"
HERE: Final = "320000"
ELSEWHERE: Final = "340000"
OFFICE: Final = "body:yangtze_delta.regional_office"
SINCE: Final = date(2020, 1, 1)
SURE: Final = 70
"""From this score on, two reports of documents that the register holds against each other are one event."""

TO_REVIEW: Final = frozenset({"fuyang-suzhou-2024.txt", "hongkong-guizhou-2023.pdf", "xiangxi-shanghai-2022.txt"})
"""Documents that stay as they were read, so that there is something to review."""

_OFFICES: Final = (
    (HERE, "江苏省合作交流办公室", "Jiangsu office for cooperation"),
    (ELSEWHERE, "安徽省合作交流办公室", "Anhui office for cooperation"),
    (OFFICE, "长三角区域合作办公室", "Yangtze River Delta Regional Cooperation Office"),
)
_PEOPLE: Final = (
    ("reader", HERE, "读者 周"),
    ("analyst", HERE, "分析员 陈"),
    ("officer", HERE, "经办人 李"),
    ("approver", HERE, "审批人 何"),
    ("finance", HERE, "财务 吴"),
    ("administrator", HERE, "管理员 郑"),
    ("analyst", ELSEWHERE, "分析员 王"),
    ("officer", ELSEWHERE, "经办人 孙"),
    ("approver", ELSEWHERE, "审批人 罗"),
    ("finance", ELSEWHERE, "财务 高"),
    ("officer", OFFICE, "经办人 沈"),
)
_ENDINGS: Final = {HERE: "", ELSEWHERE: "-anhui", OFFICE: "-delta"}


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the site to try: what to log in with, and what it may do where."""

    username: str
    password: str
    role: str
    place: str


def load(folder: Path, told: Callable[[int, int], None] | None = None) -> Iterator[Account]:
    """
    Fill an empty site: accounts, bodies and a contract, the documents of a folder with their register, last the bulk files.

    Doing it again adds nothing that is there and gives no account.

    Args:
        folder: documents, and `.sources.yaml` beside them.
        told: is told how many documents of how many are in.
    """
    if not Person.objects.exists():
        yield from _accounts()
        do_load_sample()
        do_load_contract(_people(), (HERE, ELSEWHERE), timezone.localdate())
    sources = register((folder / REGISTER).read_bytes()) if (folder / REGISTER).is_file() else {}
    items = list(find_inputs([folder]).items())
    documents: dict[str, Document] = {}
    for done, item in enumerate(items, 1):
        documents.update(_bring(item, sources))
        if told:
            told(done, len(items))
    _merge(documents, sources)
    bulk.build(settings.SITE_ADDRESS)


def _accounts() -> Iterator[Account]:
    offices: dict[str, Organisation] = {
        place: do_add_organisation(actor=None, name=zh, name_en=en, kind="government", place=place)
        for place, zh, en in _OFFICES
    }
    for role, place, name in _PEOPLE:
        username = f"{role}{_ENDINGS[place]}"
        password = "-".join(secrets.token_hex(2) for _ in range(3))
        person = do_add_person(
            actor=None,
            username=username,
            display_name=name,
            email=f"{username}@example.org",
            organisation=offices[place],
            password=password,
        )
        do_grant(actor=None, person=person, role=role, place=place, valid_from=SINCE, why="示例 example")
        yield Account(username, password, Grant.Role(role).label, offices[place].name)


def _people() -> dict[tuple[str, str], Person]:
    """The people who may act, by role and place."""
    return {(grant.role, grant.place): grant.person for grant in Grant.objects.select_related("person")}


def _bring(item: Item, sources: dict[str, Source]) -> Iterator[tuple[str, Document]]:
    """Bring one document in, read it, let its records stand, publish it."""
    reading, text = read_text(item, ReadOptions())
    source = sources.get(reading.id) or Source()
    row = json.loads(item.line) if item.line else {}
    data = Path(item.path).read_bytes() if item.path else (text or "").encode()
    document, new = do_add_document(
        actor=None,
        place=HERE,
        data=data,
        name=reading.id,
        title=source.title or row.get("title") or "",
        publisher=source.publisher or row.get("publisher") or "",
        published=source.published or row.get("published") or "",
        url=source.link or row.get("url") or "",
        licence="Apache-2.0" if source.facts_only else "",
        text_public=source.facts_only,
    )
    if new:
        do_store_reading(document=document, reading=to_dict(reading), text=text, actor=None)
        document.refresh_from_db()
        if document.state == Document.State.READ and reading.id not in TO_REVIEW:
            do_accept_all(document=document, actor=None)
            do_publish(document=document, actor=None, why="示例 example")
    yield reading.id, document


def _merge(documents: dict[str, Document], sources: dict[str, Source]) -> None:
    """Let documents that tell the same story report the same events, where that is beyond doubt."""
    for name, source in sources.items():
        if source.compare in documents and name in documents:
            _merge_two(documents[source.compare], documents[name])


def _merge_two(first: Document, second: Document) -> None:
    for event in _events([second]):
        others = {each.pk for each in _events([first])}
        found = [each for each in candidates(event.kind, event.body, None, [event.pk]) if each.event.pk in others]
        if found and found[0].score >= SURE:
            do_merge(
                into=found[0].event,
                other=event,
                actor=None,
                why="来源登记表把两篇列为同一件事 held together by the register of sources",
            )


def _events(documents: Sequence[Document]) -> list[Event]:
    records = Record.objects.filter(document__in=documents, event__isnull=False, event__merged_into=None)
    return list(Event.objects.filter(pk__in=records.values("event")).order_by("pk"))
