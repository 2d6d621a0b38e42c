"""The page: one file, no request, everything escaped, each row at its quote, readable without scripts."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import chromium

from tashan.briefs.page import render_page, write_page
from tashan.briefs.papers import RegisterError, register
from tashan.cli.demo import load
from tashan.files import InputError

ROOT = Path(__file__).resolve().parents[2]
NASTY = '<script>alert("x")</script><img src=x onerror=alert(1)>"\'&'


@cache
def _page() -> str:
    return render_page(load([ROOT / "examples"]), today="2026-11-21")


def _visible(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)))


def test_page_asks_nothing_of_the_network() -> None:
    """No address is loaded; links lead out only when somebody follows them."""
    page = _page()

    assert [] == re.findall(r"""(?:\bsrc|srcset|poster|data)=["']?(?:https?:)?//""", page)
    assert [] == re.findall(r"<(?:link|iframe|object|embed|img|base)\b", page)
    assert [] == re.findall(r"@import|url\(", page)
    assert [] == re.findall(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", page)
    assert "default-src 'none'" in page


def test_page_is_light_enough() -> None:
    assert len(_page().encode()) < 1_500_000


def test_every_row_opens_a_quote_that_is_there() -> None:
    """Without a script the row's link leads to the marked words."""
    page = _page()
    targets = set(re.findall(r'href="#(q-r\d+)"', page))

    assert targets
    assert set() == targets - set(re.findall(r'id="(q-r\d+)"', page))


def test_ids_are_unique() -> None:
    ids = re.findall(r'\bid="([^"]+)"', _page())

    assert len(ids) == len(set(ids))


def test_each_comparison_is_a_region_named_by_its_two_documents() -> None:
    """Who moves by landmarks hears which pair of documents a table compares."""
    page = _page()
    named = re.findall(r'role="region" aria-labelledby="([^"]+)"', page)
    names = [re.search(rf'<h3 id="{each}">(.*?)</h3>', page) for each in named]

    assert len(named) > 1
    assert len(named) == len({found[1] for found in names if found})


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_violation_of_axe(tmp_path: Path, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    (tmp_path / "page.html").write_text(_page(), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
        page.goto((tmp_path / "page.html").as_uri())
        found = Axe().run(page)
        browser.close()

    assert 0 == found.violations_count, found.generate_report()


def test_both_languages_stand_in_the_page() -> None:
    """Switching needs no request and no script."""
    page = _page()
    zh, en = (len(re.findall(rf'<span class="t" lang="{language}">', page)) for language in ("zh-Hans", "en"))

    assert zh == en > 100


def test_page_says_what_it_does_not_know() -> None:
    text = _visible(_page())

    assert "没有记录不等于没有发生" in text
    assert "无审图号" in text
    assert "原文未述" in text


def test_page_shows_versions_side_by_side() -> None:
    """The two reports of one event, and the text with its damaged translation."""
    text = _visible(_page())

    assert "shanghai-hongkong-2024-visitor.txt ⟷ shanghai-hongkong-2024-host.txt" in text
    assert "670.35 billion yuan" in text


def test_documents_cannot_run_anything(tmp_path: Path) -> None:
    """Whatever stands in a text, a name or a register is shown, never run."""
    (tmp_path / f"{'a' * 3}.txt").write_text(
        f"2023年4月10日\n3月17日至18日，北京市党政代表团到天津市学习考察{NASTY}。", encoding="utf-8"
    )
    (tmp_path / ".sources.yaml").write_text(
        "- id: aaa.txt\n  title: '<b onclick=x>'\n  publisher: '</script>'\n  link: 'javascript:alert(1)'\n",
        encoding="utf-8",
    )

    page = render_page(load([tmp_path]), today="2026-11-21")

    assert "alert(&#34;x&#34;)" in page
    assert 1 == page.count("<script>")
    assert 1 == page.count("</script>")
    assert [] == re.findall(r"<img|<b onclick|href=\"javascript:", page)


def test_documents_without_any_event_make_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")

    text = _visible(render_page(load([tmp_path]), today="2026-11-21"))

    assert "这些文献没有写到区域之间的考察学习。" in text
    assert "空文件" in text


@pytest.mark.parametrize("data", [b"a: b", b"- title: no id", b"[", b"- 3"])
def test_broken_register_is_an_error_that_says_how(data: bytes) -> None:
    with pytest.raises(RegisterError, match=r"- id: file\.txt"):
        register(data)


def test_missing_input_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load([tmp_path / "none"])


def test_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    """Folders above it are made."""
    (tmp_path / "a.txt").write_text("3月17日，北京市党政代表团到天津市考察。", encoding="utf-8")

    write_page(load([tmp_path / "a.txt"]), tmp_path / "new" / "page.html")

    assert (tmp_path / "new" / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def _dump(page: Path, hash_: str, profile: Path) -> str:
    """The document as Chromium has it after the script ran."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    done = subprocess.run(
        [
            str(browser),
            *flags.split(),
            f"--user-data-dir={profile}",
            "--virtual-time-budget=3000",
            "--dump-dom",
            f"{page.as_uri()}#{hash_}",
        ],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return done.stdout


@pytest.mark.browser
@pytest.mark.slow
def test_address_sets_filters_and_opens_a_record(tmp_path: Path) -> None:
    """In a browser: the address restores kind and region, and opens a record at its quote."""
    page = tmp_path / "page.html"
    page.write_text(_page(), encoding="utf-8")

    dom = _dump(page, "kind=visit&place=51&open=0&lang=en", tmp_path / "profile")

    shown = re.findall(r'<tr id="row-\d+" (?![^>]*hidden)[^>]*data-kind="(\w+)"[^>]*data-places="([^"]*)"', dom)
    assert {"visit"} == {kind for kind, _ in shown}
    assert all("51" in places.split() for _, places in shown)
    assert 'lang="en" class="live"' in dom or 'class="live" lang="en"' in dom or re.search(r'<html[^>]*lang="en"', dom)
    assert not re.search(r'<aside id="sheet"[^>]*hidden', dom)
    assert '<mark class="quote on"' in dom or "quote on" in dom
