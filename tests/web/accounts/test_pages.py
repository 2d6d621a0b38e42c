"""Administrators look after people; everybody after their own keys. Both languages, forged input, secrets."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils import timezone

from tashan.web.accounts.models import Grant, Organisation, Person, Token
from tashan.web.accounts.services import AccountError, do_grant, do_reset_password, do_set_active
from tashan.web.audit.models import Event

from ..conftest import JIANGSU, ROLES, SUZHOU, ZHEJIANG  # noqa: TID252

PASSWORD = "a long enough password"


def _secret(page: str) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', page)
    assert found
    return found.group(1)


@pytest.fixture
def office(db: None) -> Organisation:
    return Organisation.objects.create(name="苏州市发改委", kind="bureau", place=SUZHOU)


def _add(client: Any, office: Organisation, **changes: str) -> Any:
    said = {"username": "wang", "display_name": "王工", "email": "wang@example.org", "organisation": str(office.pk)}
    return client.post("/people/add", {**said, **changes})


def test_a_new_person_gets_a_password_once_and_has_to_change_it(
    log_in: Callable[..., Any], office: Organisation
) -> None:
    shown = _add(log_in("administrator", JIANGSU), office).content.decode()
    password = _secret(shown)
    client = Client()

    first = client.post("/account/login/", {"login": "wang", "password": password})
    kept_out = client.get("/work/")
    client.post(
        "/account/password/change/",
        {"oldpassword": password, "password1": "eigentlich ganz lang", "password2": "eigentlich ganz lang"},
    )
    let_in = client.get("/work/")

    assert (302, "/account/password/change/") == (kept_out.status_code, kept_out["Location"])
    assert (302, 200) == (first.status_code, let_in.status_code)
    assert not Person.objects.get(username="wang").password_temporary
    assert password not in "".join(map(str, Event.objects.values_list("after", flat=True)))


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"username": "Approver-320000"}, "登录名已有人使用"),
        ({"username": "a b"}, "字母"),
        ({"email": "TAKEN@example.org"}, "邮箱已有人使用"),
        ({"organisation": "999999"}, "error"),
    ],
)
def test_what_cannot_be_added_is_told_beside_its_field(
    log_in: Callable[..., Any], person: Callable[..., Any], office: Organisation, changes: dict[str, str], word: str
) -> None:
    person("approver", JIANGSU)
    Person.objects.filter(username=f"approver-{JIANGSU}").update(email="taken@example.org")

    answer = _add(log_in("administrator", JIANGSU), office, **changes)

    assert 422 == answer.status_code
    assert word in answer.content.decode()
    assert not Person.objects.filter(username="wang").exists()


def test_an_administrator_adds_nobody_to_an_office_elsewhere(log_in: Callable[..., Any], office: Organisation) -> None:
    """Also when the form is forged: the organisation is not among the choices."""
    assert 422 == _add(log_in("administrator", ZHEJIANG), office).status_code


def test_granting_and_taking_away_with_reasons_and_history(
    log_in: Callable[..., Any], person: Callable[..., Any]
) -> None:
    somebody = person(None, SUZHOU)
    client = log_in("administrator", JIANGSU)
    client.post(
        f"/people/{somebody.pk}/grant",
        {"role": "officer", "place": SUZHOU, "valid_from": "2026-01-01", "valid_to": "", "why": "接任联络员"},
    )
    held = Grant.objects.get(person=somebody)
    no_reason = client.post(f"/people/{somebody.pk}/withdraw/{held.pk}", {"why": ""})
    client.post(f"/people/{somebody.pk}/withdraw/{held.pk}", {"why": "调离"})
    page = client.get(f"/people/{somebody.pk}/").content.decode()

    held.refresh_from_db()
    assert 422 == no_reason.status_code
    assert held.withdrawn_at is not None
    assert [] == [word for word in ("接任联络员", "调离", "accounts.grant_role", "没有角色") if word not in page]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"place": ZHEJIANG}, 403),
        ({"place": "*"}, 403),
        ({"place": "999999"}, 422),
        ({"role": "god"}, 422),
        ({"valid_to": "2025-01-01"}, 422),
        ({"why": ""}, 422),
    ],
)
def test_forged_grants_change_nothing(
    log_in: Callable[..., Any], person: Callable[..., Any], changes: dict[str, str], expected: int
) -> None:
    somebody = person(None, SUZHOU)
    said = {"role": "officer", "place": SUZHOU, "valid_from": "2026-01-01", "why": "x", **changes}

    assert expected == log_in("administrator", JIANGSU).post(f"/people/{somebody.pk}/grant", said).status_code
    assert not somebody.grants.exists()


def test_nobody_gives_a_role_to_themselves(person: Callable[..., Any]) -> None:
    me = person("administrator", JIANGSU)

    with pytest.raises(AccountError, match="不能给自己"):
        do_grant(actor=me, person=me, role="approver", place=JIANGSU, valid_from=timezone.localdate())


@pytest.mark.parametrize(("holds", "expected"), [(None, True), (SUZHOU, True), (JIANGSU, False), (ZHEJIANG, False)])
def test_a_citys_administrator_takes_over_no_account_that_reaches_further(
    person: Callable[..., Any], holds: str | None, expected: bool
) -> None:
    """A colleague in the same office who also acts for the province is the province's to look after."""
    colleague = person(None, SUZHOU, name="colleague")
    if holds:
        Grant.objects.create(
            person=colleague, role="officer", place=holds, valid_from="2020-01-01", granted_at=timezone.now()
        )
    me = person("administrator", SUZHOU)

    for do in (
        lambda: do_reset_password(actor=me, person=colleague),
        lambda: do_set_active(actor=me, person=colleague, active=False, why="x"),
    ):
        try:
            do()  # type: ignore[no-untyped-call]
            done = True
        except PermissionDenied:
            done = False
        assert expected is done


def test_a_new_temporary_password_ends_old_log_ins(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    somebody = person("reader", SUZHOU)
    old = Client()
    old.post("/account/login/", {"login": somebody.username, "password": PASSWORD})
    before = old.get("/work/").status_code

    password = _secret(log_in("administrator", JIANGSU).post(f"/people/{somebody.pk}/password").content.decode())

    assert (200, 302) == (before, old.get("/work/").status_code)
    assert Person.objects.get(pk=somebody.pk).check_password(password)


def test_a_closed_account_logs_in_nowhere(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    somebody = person("reader", SUZHOU)
    log_in("administrator", JIANGSU).post(f"/people/{somebody.pk}/active", {"active": "0", "why": "退休"})
    client = Client()
    client.post("/account/login/", {"login": somebody.username, "password": PASSWORD})

    assert 302 == client.get("/work/").status_code


@pytest.mark.parametrize("place", [JIANGSU, SUZHOU, ZHEJIANG])
@pytest.mark.parametrize("role", ROLES)
def test_whose_pages_an_administrator_sees(
    log_in: Callable[..., Any], person: Callable[..., Any], role: str, place: str
) -> None:
    somebody = person(None, SUZHOU, name="somebody of Suzhou")
    client = log_in(role, place)

    seen = [client.get("/people/").status_code, client.get(f"/people/{somebody.pk}/").status_code]

    expected = [403, 403] if role != "administrator" else [200, 404 if place == ZHEJIANG else 200]
    assert expected == seen


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", ("您管理", "添加人员", "经办人")), ("en", ("that you look after", "Add a person", "officer"))],
)
def test_the_list_in_both_languages(
    log_in: Callable[..., Any], person: Callable[..., Any], language: str, words: tuple[str, ...]
) -> None:
    person("officer", SUZHOU)

    page = log_in("administrator", JIANGSU).get(f"/people/?language={language}").content.decode()

    assert [] == [word for word in words if word not in page]


def test_organisations_are_added_in_ones_own_places(log_in: Callable[..., Any]) -> None:
    client = log_in("administrator", JIANGSU)
    said = {"name_en": "", "kind": "bureau"}

    answers = [
        client.post("/people/organisations", {**said, "name": f"数据局{place}", "place": place}).status_code
        for place in ("320100", "330100", "x")
    ]

    assert [302, 403, 422] == answers
    assert "320100" == Organisation.objects.get(name__startswith="数据局").place


# --- keys, sessions, secrets -----------------------------------------------------------------------------------------


def test_a_key_is_shown_once_on_my_page(log_in: Callable[..., Any]) -> None:
    client = log_in("analyst")
    said = {"name": "导出", "scope": "read", "expires_on": timezone.localdate().isoformat()}

    answer = client.post("/me/tokens", said)
    key = _secret(answer.content.decode())
    again = client.get("/me").content.decode()

    assert "no-store" == answer["Cache-Control"]
    assert (True, False) == (key[:12] in again, key in again)
    assert 302 == client.post(f"/me/tokens/{Token.objects.get().pk}/revoke").status_code
    assert 422 == client.post("/me/tokens", {**said, "expires_on": "2999-01-01"}).status_code


def test_other_peoples_keys_do_not_exist(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    from tashan.web.accounts.tokens import do_make_token

    token, _ = do_make_token(actor=person("officer"), name="x", scope="read", expires_on=timezone.localdate())

    assert 404 == log_in("analyst").post(f"/me/tokens/{token.pk}/revoke").status_code


@pytest.mark.parametrize(
    "change", [lambda key: key[:-1] + ("a" if key[-1] != "a" else "b"), lambda key: "x", lambda key: ""]
)
def test_a_tampered_session_is_nobodys(log_in: Callable[..., Any], change: Callable[[str], str]) -> None:
    client = log_in("administrator")
    client.cookies["sessionid"] = change(client.cookies["sessionid"].value)

    answer = client.get("/people/")

    assert (302, True) == (answer.status_code, answer["Location"].startswith("/account/login/"))


def test_a_session_signed_with_another_secret_is_nobodys(log_in: Callable[..., Any]) -> None:
    client = log_in("administrator")
    client.cookies["sessionid"] = TimestampSigner(key="somebody else's secret").sign(client.cookies["sessionid"].value)

    assert 302 == client.get("/people/").status_code


def test_a_form_without_its_token_is_refused(log_in: Callable[..., Any], person: Callable[..., Any]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("administrator"), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert 403 == strict.post("/people/add", {}).status_code


@pytest.mark.django_db
def test_after_five_wrong_passwords_the_name_has_to_wait(
    client: Any, person: Callable[..., Any], settings: Any, tmp_path: Any
) -> None:
    """Also the right password is not tried then."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "rate"}}
    somebody = person("reader")
    for _ in range(5):
        client.post("/account/login/", {"login": somebody.username, "password": "wrong"})

    answer = client.post("/account/login/", {"login": somebody.username, "password": PASSWORD})

    assert 200 == answer.status_code
    assert 302 == client.get("/work/").status_code


def test_no_secret_is_written_to_the_log(
    log_in: Callable[..., Any], office: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = log_in("administrator", JIANGSU)
    password = _secret(_add(client, office).content.decode())
    said = {"name": "导出", "scope": "read", "expires_on": timezone.localdate().isoformat()}
    key = _secret(client.post("/me/tokens", said).content.decode())
    other = Client()
    other.post("/account/login/", {"login": "wang", "password": password + "x"})
    other.post("/account/login/", {"login": "wang", "password": password})
    other.get("/api/v1/me", headers={"Authorization": f"Bearer {key}"})

    written = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db.backends")
    )
    assert [] == [secret for secret in (password, key) if secret in written]


# --- second factor ---------------------------------------------------------------------------------------------------


def _confirmed(client: Any) -> None:
    client.post("/account/reauthenticate/", {"password": PASSWORD})


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "双因素"), ("en", "Authenticator")])
def test_the_second_factor_is_set_up_with_a_picture_that_the_policy_allows(
    log_in: Callable[..., Any], language: str, word: str
) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    client = log_in("approver")
    _confirmed(client)

    answer = client.get(f"/account/2fa/totp/activate/?language={language}")
    page = answer.content.decode()
    secret = re.search(r'id="authenticator_secret" value="([A-Z2-7]+)"', page)
    assert secret
    code = format_hotp_value(hotp_value(secret.group(1), next(iter(yield_hotp_counters_from_time()))))
    done = client.post("/account/2fa/totp/activate/", {"code": code}, follow=True)
    _confirmed(client)
    codes = client.get("/account/2fa/recovery-codes/").content.decode()

    assert 'class="qr" src="data:image/svg+xml' in page
    assert "data:" in answer["Content-Security-Policy"]
    assert "style=" not in page.replace("stylesheet", "")
    assert 200 == done.status_code
    assert word in page + done.content.decode()
    assert "<textarea" in codes


def test_changing_the_password_speaks_both_languages(log_in: Callable[..., Any]) -> None:
    client = log_in("reader")
    pages = {
        language: client.get(f"/account/password/change/?language={language}").content.decode()
        for language in ("zh-hans", "en")
    }

    assert "密码" in pages["zh-hans"]
    assert "Current Password" in pages["en"]
    assert 'class="press"' in pages["en"]
