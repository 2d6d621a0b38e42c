"""Second factors are sealed in the database, open only with the site's secret, and can be taken away with a reason."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tashan.web.accounts.sealing import SealError, is_sealed, seal, unseal
from tashan.web.accounts.services import AccountError, do_remove_second_factor
from tashan.web.audit.models import Event

from ..conftest import JIANGSU, SUZHOU  # noqa: TID252


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_what_is_sealed_opens_with_the_secret_key_and_with_those_of_before(settings: Any) -> None:
    sealed = seal("机密种子 JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another secret key of the site"

    assert "JBSWY3DP" not in sealed
    assert sealed != seal("机密种子 JBSWY3DP")
    assert "机密种子 JBSWY3DP" == unseal(sealed)


@pytest.mark.parametrize("change", [lambda text: text[:-2] + "AA", lambda _: "fernet:", lambda _: "JBSWY3DPEHPK3PXP"])
def test_what_was_altered_or_never_sealed_does_not_open(change: Callable[[str], str]) -> None:
    with pytest.raises(SealError, match=r"secret\.key"):
        unseal(change(seal("JBSWY3DPEHPK3PXP")))


@pytest.mark.django_db
def test_the_database_holds_no_second_factor_in_the_clear(person: Callable[..., Any]) -> None:
    somebody, secret = person("officer"), generate_totp_secret()
    factor = TOTP.activate(somebody, secret)
    codes = RecoveryCodes.activate(somebody).generate_codes()

    rows = dict(Authenticator.objects.values_list("type", "data"))

    assert factor.validate_code(_code(secret))
    assert is_sealed(rows["totp"]["secret"])
    assert is_sealed(rows["recovery_codes"]["seed"])
    assert secret not in str(rows)
    assert codes == RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()


@pytest.mark.django_db
def test_with_another_secret_key_no_code_is_right_and_the_log_says_why(
    person: Callable[..., Any], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    secret = generate_totp_secret()
    factor = TOTP.activate(person("officer"), secret)
    settings.SECRET_KEY = "a restored site makes its own"

    assert not factor.validate_code(_code(secret))
    assert "TASHAN_SECRET_KEY_FALLBACKS" in caplog.text


@pytest.mark.django_db
def test_rows_of_before_are_sealed_once_and_can_go_back(person: Callable[..., Any]) -> None:
    migration = import_module("tashan.web.accounts.migrations.0003_sealed_factors")
    clear = {"secret": "JBSWY3DPEHPK3PXP"}
    codes = {"seed": "00ff", "used_mask": 5, "migrated_codes": ["11112222"]}
    Authenticator.objects.create(user=person("officer"), type="totp", data=clear)
    Authenticator.objects.create(user=person("officer"), type="recovery_codes", data=codes)

    migration.seal_all(apps, None)
    once = dict(Authenticator.objects.values_list("type", "data"))
    migration.seal_all(apps, None)
    twice = dict(Authenticator.objects.values_list("type", "data"))
    migration.unseal_all(apps, None)
    back = dict(Authenticator.objects.values_list("type", "data"))

    assert once == twice
    assert "JBSWY3DPEHPK3PXP" not in str(once)
    assert "11112222" not in str(once)
    assert 5 == once["recovery_codes"]["used_mask"]
    assert {"totp": clear, "recovery_codes": codes} == back


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "第二因素已移除"), ("en", "The second factor is gone")])
def test_an_administrator_takes_a_second_factor_away_with_a_reason(
    log_in: Callable[..., Any], person: Callable[..., Any], language: str, word: str
) -> None:
    somebody = person("officer", SUZHOU)
    TOTP.activate(somebody, generate_totp_secret())
    RecoveryCodes.activate(somebody)
    client, address = log_in("administrator", JIANGSU), f"/people/{somebody.pk}/second-factor?language={language}"

    without = client.post(address, {"why": ""})
    done = client.post(address, {"why": "手机遗失"}, follow=True)

    event = Event.objects.get(action="accounts.remove_second_factor")
    assert 422 == without.status_code
    assert word in done.content.decode()
    assert not Authenticator.objects.filter(user=somebody).exists()
    assert ("手机遗失", {"factors": ["recovery_codes", "totp"]}) == (event.why, event.before)


@pytest.mark.django_db
def test_nobody_takes_away_their_own_or_one_of_a_person_of_wider_places(person: Callable[..., Any]) -> None:
    city, colleague = person("administrator", SUZHOU), person("officer", JIANGSU)
    TOTP.activate(colleague, generate_totp_secret())

    for somebody in (colleague, city):
        with pytest.raises(PermissionDenied):
            do_remove_second_factor(actor=city, person=somebody, why="x")
    with pytest.raises(AccountError):
        do_remove_second_factor(actor=person("administrator", JIANGSU), person=person("reader", SUZHOU), why="x")
    assert 1 == Authenticator.objects.count()
