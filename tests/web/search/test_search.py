"""Finding words of two characters, regions by any name, and nothing that a person may not see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from django.core.management import call_command

from tashan.web.search import services
from tashan.web.search.entries import index_documents, index_events
from tashan.web.search.models import Entry
from tashan.web.search.passages import marked, passage
from tashan.web.search.queries import entries, find
from tashan.web.search.services import Thing, put, remove
from tashan.web.search.titles import full_title, title_of
from tashan.web.search.tokens import bigrams, words

NOW = datetime(2026, 11, 1, tzinfo=UTC)
JIANGSU = {"code": "320000", "name": "江苏省", "level": "province"}
SHANGHAI = {"code": "310000", "name": "上海市", "level": "province"}
SUZHOU = {"code": "320500", "name": "江苏省苏州市", "level": "prefecture"}


def _thing(key: str, title: str, **more: Any) -> Thing:
    given: dict[str, Any] = {"kind": "meeting", "public": True, "address": f"/events/{key}", **more}
    return Thing(key=key, title=title, **given)


def _titles(query: str, person: Any = None, **chosen: str) -> list[str]:
    return [entry.title for entry in entries(find(query, person, chosen).rows)]


def test_chinese_is_cut_into_pairs_and_the_rest_into_words() -> None:
    assert "生态 态环 环境 境 g60 科创 创 走廊 廊" == bigrams("生态环境，G60科创、走廊")


def test_traditional_and_simplified_characters_are_the_same_word() -> None:
    assert words("蘇州") == words("苏州")


def test_signs_alone_are_no_query() -> None:
    assert () == words('"* (、-')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("生态", True),
        ("苏州", True),
        ("生态环境", True),
        ("态环", True),
        ("蘇州", True),
        ("苏", True),
        ("廊", True),
        ("g60", True),
        ("G60 生态", True),
        ("corrid", True),
        ("州苏", False),
        ("生境", False),
        ("杭州", False),
        ("orridor", False),
    ],
)
def test_words_of_two_characters_are_found(query: str, found: bool) -> None:
    put(_thing("1", "苏州生态环境联席会议", title_en="Suzhou meeting of the corridor", body="G60科创走廊"))

    assert found is bool(_titles(query))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ['"', "'); DROP TABLE search_entry; --", "生态*", "NEAR(", "a:b", "\x00", "-", "(((("]
)
def test_no_query_breaks_the_search(query: str) -> None:
    put(_thing("1", "生态"))

    assert len(_titles(query)) in (0, 1)


@pytest.mark.django_db
def test_what_is_named_so_comes_before_what_mentions_it() -> None:
    put(_thing("1", "座谈会", body="会上谈到生态补偿，" + "也谈了别的事情。" * 20))
    put(_thing("2", "生态补偿协议"))

    assert ["生态补偿协议", "座谈会"] == _titles("生态")


@pytest.mark.django_db
def test_new_words_replace_the_old_ones_and_removing_forgets() -> None:
    put(_thing("1", "生态"))
    put(_thing("1", "交通"))
    assert [] == _titles("生态")
    assert ["交通"] == _titles("交通")

    remove("meeting", "1", "unknown")
    assert [] == _titles("交通")


@pytest.mark.django_db
def test_facets_count_with_all_other_choices() -> None:
    put(_thing("1", "生态一", places=["320500"], day="2023-03", themes=["ecology_environment"]))
    put(_thing("2", "生态二", places=["330000", "320000"], day="2024"))
    put(_thing("3", "生态三", kind="agreement", day="2024"))

    found = find("生态", None, {"year": "2024"})

    assert 2 == len(found.rows)
    assert (("2024", 2), ("2023", 1)) == found.facets["year"]
    assert {"meeting": 1, "agreement": 1} == dict(found.facets["kind"])
    assert {"330000": 1, "320000": 1} == dict(found.facets["province"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "place", "seen"),
    [
        (None, "320000", False),
        ("reader", "320000", True),
        ("analyst", "320500", True),
        ("analyst", "330000", False),
        ("administrator", "*", True),
    ],
)
def test_what_is_not_public_is_found_by_its_owners_alone(
    person: Callable[..., Any], role: str | None, place: str, seen: bool
) -> None:
    put(_thing("1", "内部会议", public=False, owners=["320500"]))

    assert seen is bool(_titles("内部", person(role, place)))
    assert [] == _titles("内部", None)


def test_a_word_is_marked_whatever_script_the_text_has() -> None:
    pieces = marked("赴蘇州考察", words("苏州"))

    assert ["赴", "蘇州", "考察"] == [piece.text for piece in pieces]
    assert [False, True, False] == [piece.marked for piece in pieces]


def test_a_passage_shows_the_words_around_the_first_mark() -> None:
    pieces = passage("甲" * 500 + "生态补偿" + "乙" * 500, words("生态"))

    assert "生态" in [piece.text for piece in pieces]
    assert 200 > sum(len(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("kind", "body", "zh", "en"),
    [
        ("visit", {"visitors": [JIANGSU], "hosts": [SHANGHAI, SUZHOU]}, "江苏 → 上海、苏州市", "Jiangsu → Shanghai and Suzhou"),
        ("agreement", {"title": "合作协议", "parties": [JIANGSU]}, "合作协议", "合作协议"),
        ("agreement", {"parties": [JIANGSU, SHANGHAI]}, "江苏、上海之间的协议（未具名）", "Untitled agreement of Jiangsu and Shanghai"),
        ("signing", {"projects": 23, "amount_cny": 49_310_000_000}, "签约 23 个项目，493.1亿元", "23 projects signed, 49.31 billion yuan"),
        ("meeting", {}, "会议（未具名）", "Unnamed meeting"),
        ("figure", {"subject": "长三角", "measure": "面积", "value": 35.8, "unit": "万平方公里"}, "长三角面积 35.8万平方公里", "长三角面积: 35.8 万平方公里"),
    ],
)  # fmt: skip
def test_events_are_called_by_their_values(kind: str, body: dict[str, Any], zh: str, en: str) -> None:
    title = title_of(kind, body)

    assert (zh, en) == (title.zh, title.en)


def test_a_full_title_says_what_and_when() -> None:
    title = full_title("visit", {"visitors": [JIANGSU], "hosts": [SHANGHAI], "end": "2023-03-23"}, "2023-03-20")

    assert "江苏 → 上海考察学习（2023年3月20日至23日）" == title.zh
    assert "Jiangsu → Shanghai: visit, 20–23 Mar 2023" == title.en


class _Event:
    """As much of an event of the archive as the index asks for."""

    pk, kind, key, day, sources, merged_into_id, public = 1, "visit", "abc", "2023-03-20", 1, None, True
    body: ClassVar[dict[str, Any]] = {
        "visitors": [SUZHOU],
        "hosts": [SHANGHAI],
        "leaders": [{"name": "张三", "title": "市长"}],
        "themes": ["ecology_environment"],
        "sites": ["临港新片区"],
    }

    @property
    def places(self) -> tuple[str, ...]:
        return ("320500",)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["苏州", "Suzhou", "suzhou", "生态环境", "ecology", "张三", "临港", "上海"])
def test_an_event_is_found_by_its_regions_people_sites_and_themes(query: str) -> None:
    index_events([_Event()])

    assert ["苏州市 → 上海考察学习（2023年3月20日）"] == _titles(query)


@pytest.mark.django_db
def test_an_event_that_was_merged_away_is_found_no_more() -> None:
    event = _Event()
    index_events([event])
    event.merged_into_id = 7  # type: ignore[assignment]

    index_events([event])

    assert [] == _titles("苏州")


def _document(**more: Any) -> Any:
    from tashan.web.archive.models import Document

    given: dict[str, Any] = {
        "id": "d1",
        "content_hash": "h1",
        "name": "d.txt",
        "title": "互访背后",
        "publisher": "周刊",
        "text": "江苏省党政代表团前往上海",
        "place": "320000",
        "state": "published",
        "uploaded_at": NOW,
        **more,
    }
    return Document(**given)


@pytest.mark.django_db
def test_text_that_is_not_public_is_found_by_its_keepers_alone(person: Callable[..., Any]) -> None:
    index_documents([_document()])

    assert ["互访背后"] == _titles("互访")
    assert [] == _titles("党政代表团")
    assert ["互访背后"] == _titles("党政代表团", person("reader", "320000"))
    assert [""] == [entry.body for entry in Entry.objects.filter(public=True)]


@pytest.mark.django_db
def test_text_that_is_public_is_found_by_everybody() -> None:
    index_documents([_document(text_public=True)])

    assert ["互访背后"] == _titles("党政代表团")


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["read", "withdrawn", "waiting"])
def test_a_document_that_is_not_published_is_not_found_by_the_public(state: str) -> None:
    index_documents([_document(text_public=True)])
    index_documents([_document(text_public=True, state=state)])

    assert [] == _titles("互访")
    assert [] == _titles("党政代表团")


@pytest.mark.django_db
def test_the_index_is_made_anew_from_the_registered_rooms(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(services, "_SOURCES", {})
    services.register("meetings", lambda: iter([_thing("1", "生态")]))
    put(_thing("old", "交通"))

    call_command("index_search")

    assert "meetings: 1\n" == capsys.readouterr().out
    assert ["生态"] == _titles("生态")
    assert [] == _titles("交通")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "language", "shown"),
    [
        ("苏州", "zh-hans", "苏州市"),
        ("suzhou", "zh-hans", "苏州市"),
        ("Jiangsu", "en", "Jiangsu"),
        ("生态", "zh-hant", "生態補償"),
        ("生态", "en", 'Results for <span lang="zh">“生态”</span>: 1.'),
        ("不存在的词", "en", "Nothing holds"),
        ("", "en", "Find regions"),
        ("<script>", "en", "&lt;script&gt;"),
    ],
)
def test_the_page_answers_in_every_language(client: Any, query: str, language: str, shown: str) -> None:
    put(_thing("1", "生态补偿"))

    page = client.get("/search", {"q": query, "language": language})

    assert 200 == page.status_code
    assert shown in page.content.decode().replace("<mark>", "").replace("</mark>", "")
    assert "<script>" not in page.content.decode().split("<main", 1)[1]


@pytest.mark.parametrize(
    "chosen", [{"year": "2015"}, {"province": "330000"}, {"theme": "ecology_environment"}, {"kind": "body"}]
)
@pytest.mark.django_db
def test_what_is_chosen_is_found_also_beyond_the_newest(
    monkeypatch: pytest.MonkeyPatch, chosen: dict[str, str]
) -> None:
    """Two are ranked; the one that was asked for came in first and has many after it."""
    monkeypatch.setattr("tashan.web.search.queries.MOST", 2)
    put(
        _thing(
            "old", "苏州会议", day="2015-03-01", places=["330100"], themes=["ecology_environment"],
            **({"kind": "body"} if "kind" in chosen else {}),
        )
    )  # fmt: skip
    for number in range(5):
        put(_thing(f"new{number}", "苏州会议", day="2023-03-01", places=["320500"], themes=["economy/industry"]))

    found = find("苏州", None, chosen)

    assert ["old"] == [entry.key for entry in entries(found.rows)]
    assert not found.more
    assert find("苏州", None).more
    (name, value) = next(iter(chosen.items()))
    assert value not in dict(found.facets[name])  # what else could be chosen is counted among the newest
    other = "kind" if name == "year" else "year"
    assert 1 == sum(dict(found.facets[other]).values())


@pytest.mark.django_db
def test_what_others_hold_does_not_crowd_out_what_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tashan.web.search.queries.MOST", 2)
    put(_thing("public", "苏州会议"))
    for number in range(5):
        put(_thing(f"own{number}", "苏州会议", public=False, owners=["330000"]))

    found = find("苏州", None)

    assert ["public"] == [entry.key for entry in entries(found.rows)]
    assert not found.more
