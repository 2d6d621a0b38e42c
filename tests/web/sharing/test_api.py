"""Sharing for programs: the same answers, in fen, for people of the parties alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tashan.sharing import replay
from tashan.web.sharing.services import do_issue

from .conftest import CONTRACT, NANTONG, SUQIAN, SUZHOU, figures


def test_a_split_is_exact(log_in: Callable[..., Any]) -> None:
    answer = log_in("finance", SUZHOU).post(
        "/api/v1/sharing/split", {"contract": CONTRACT, "base": figures("2020")}, content_type="application/json"
    )

    (line,) = answer.json()["lines"]
    assert {"origin": 1_200_006_000, "host": 800_004_000} == line["parts"]


def test_a_wrong_contract_is_a_problem_with_its_line(log_in: Callable[..., Any]) -> None:
    answer = log_in("finance", SUZHOU).post(
        "/api/v1/sharing/split",
        {"contract": CONTRACT.replace("60%", "70%"), "base": figures("2020")},
        content_type="application/json",
    )

    assert answer.status_code in (400, 409, 422)
    assert "contract.yaml:20" in answer.content.decode()


def test_a_statement_comes_whole_to_its_parties_alone(
    confirmed: Callable[..., Any], person: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    statement = do_issue(actor=person("finance", SUZHOU), base=confirmed("2020"), day=timezone.localdate())
    address = f"/api/v1/sharing/statements/{statement.pk}"

    assert () == replay(log_in("reader", SUQIAN).get(address).json())
    assert 403 == log_in("finance", NANTONG).get(address).status_code


def test_contracts_are_listed_for_their_parties(in_force: Any, log_in: Callable[..., Any]) -> None:
    assert ["park"] == [each["name"] for each in log_in("reader", SUQIAN).get("/api/v1/sharing/contracts").json()]
    assert [] == log_in("reader", NANTONG).get("/api/v1/sharing/contracts").json()
    whole = log_in("reader", SUZHOU).get(f"/api/v1/sharing/contracts/{in_force.pk}").json()
    assert CONTRACT == whole["text"]


def test_the_public_gets_nothing(client: Any, in_force: Any) -> None:
    assert client.get("/api/v1/sharing/contracts").status_code in (401, 403)


def test_a_fund_on_a_day_comes_to_its_members(booked: Any, log_in: Callable[..., Any]) -> None:
    """In fen, as the page has it."""
    address = f"/api/v1/sharing/funds/{booked.pk}"
    member = log_in("reader", SUQIAN)
    now = member.get(address, {"day": "2025-06-30"}).json()
    before = member.get(address, {"day": "2024-02-01"}).json()
    listed = member.get("/api/v1/sharing/funds").json()
    stranger = log_in("reader", NANTONG)

    assert (90_000_000, 30_000_000) == (now["cash"], now["overdue"])
    assert 60_000_000 == now["lines"][SUQIAN]["paid"]
    assert [1, 2] == [each["number"] for each in before["entries"]]
    assert ["示例引导基金"] == [each["name"] for each in listed]
    assert (403, []) == (stranger.get(address).status_code, stranger.get("/api/v1/sharing/funds").json())


def test_the_registers_answer_programs_too(registers: None, log_in: Callable[..., Any]) -> None:
    """The same verdict and the same platforms as on the page."""
    asked = {"code": "C2611", "region": "宿迁市"}
    client = log_in("analyst", SUZHOU)
    now = client.get("/api/v1/sharing/industry", {**asked, "day": "2022-06-01"}).json()
    before = client.get("/api/v1/sharing/industry", {**asked, "day": "2021-06-01"}).json()

    assert ("forbidden", ["西园"]) == (now["verdict"], [each["name"] for each in now["platforms"]])
    assert ("restricted", 2) == (before["verdict"], len(before["platforms"]))
