"""Terms in working days, and replies that fit their objection."""

from __future__ import annotations

import pytest
from tests.sharing.written import contract_of

from tashan.sharing import ShareError, shipped_contract, shipped_rules
from tashan.sharing.objections import Objection, Reply, check_reply, last_day_to_object, objection_term

OBJECTION = Objection("o1", "s1", "蚌埠市", "2021-08-20", "July was class III")


def test_fifteen_working_days() -> None:
    """From Monday 2 August 2021: Monday 23 August; holidays lengthen the term, worked weekends shorten it."""
    assert "2021-08-23" == last_day_to_object("2021-08-02", 15)
    assert "2021-08-24" == last_day_to_object("2021-08-02", 15, holidays={"2021-08-10"})
    assert "2021-08-20" == last_day_to_object("2021-08-02", 15, extra_days={"2021-08-07"})
    with pytest.raises(ShareError, match="at least 1"):
        last_day_to_object("2021-08-02", 0)


def test_a_reply_fits_its_objection() -> None:
    """In time: accepted with a correcting base, or refused; late: only that it is too late."""
    for reply in (
        Reply("o1", "2021-09-01", "accepted", "laboratory error", "2021-07 again"),
        Reply("o1", "2021-09-01", "refused", "x"),
    ):
        assert reply is check_reply(OBJECTION, reply, "2021-08-23")
    late = Reply("o1", "2021-09-01", "too_late", "x")

    assert late is check_reply(OBJECTION, late, "2021-08-19")


@pytest.mark.parametrize(
    ("reply", "last_day"),
    [
        (Reply("o2", "2021-09-01", "refused", "x"), "2021-08-23"),
        (Reply("o1", "2021-09-01", "perhaps", "x"), "2021-08-23"),
        (Reply("o1", "2021-09-01", "too_late", "x"), "2021-08-23"),
        (Reply("o1", "2021-09-01", "refused", "x"), "2021-08-19"),
        (Reply("o1", "2021-09-01", "accepted", "x"), "2021-08-23"),
    ],
)
def test_replies_that_do_not_fit_are_refused(reply: Reply, last_day: str) -> None:
    """Another objection, another word, the wrong time, or no base."""
    with pytest.raises(ShareError) as caught:
        check_reply(OBJECTION, reply, last_day)

    assert "bad_reply" == caught.value.code


def test_the_contract_states_the_term() -> None:
    """Written out, by a rule of the day, or left to whoever issues; nonsense is refused."""
    books = shipped_rules()

    def days(text: str) -> int:
        contract = contract_of("ratio: {a: 1}", extra=text)
        return objection_term(contract, "2021-08-02", books, otherwise=10)

    assert 20 == days("objection_days: 20")
    assert 10 == days("")
    assert 15 == objection_term(shipped_contract("tuohu"), "2021-08-02", books, otherwise=10)
    for wrong in ("0", "2.5", "-3"):
        with pytest.raises(ShareError, match="no whole number from 1"):
            days(f"objection_days: {wrong}")
    with pytest.raises(ShareError, match="not confirmed"):
        days("objection_days: '@rivers.tuohu.objection_days'")
