"""What came of a visit stands beside it: agreements and signings of both sides that its own documents tell of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import record, region, span

TEXT = "2023年5月8日，江苏省党政代表团赴浙江学习考察，双方签署《深化合作框架协议》。"
AGREEMENT = {"title": "深化合作框架协议", "status": "signed", "date": "2023-05-08"}


def _keep(keep: Callable[..., Any], parties: tuple[str, ...], **changes: Any) -> None:
    visit = record(
        "visit",
        visitors=[region("320000")],
        hosts=[region("330000")],
        start="2023-05-08",
        end="2023-05-08",
        evidence=[span(TEXT, "江苏省党政代表团赴浙江学习考察")],
    )
    agreement = record(
        "agreement",
        **AGREEMENT | {"parties": [region(code) for code in parties], "evidence": [span(TEXT, "双方签署")]} | changes,
    )
    keep(TEXT, visits=[visit], agreements=[agreement])


@pytest.mark.parametrize(("language", "head"), [("zh-hans", "成果"), ("en", "Came of it")])
def test_an_agreement_of_both_sides_stands_beside_the_visit(
    keep: Callable[..., Any], client: Any, language: str, head: str
) -> None:
    _keep(keep, ("320000", "330000"))

    for address in ("/?period=2023", "/regions/320000?"):
        page = client.get(f"{address}&language={language}").content.decode()
        table = page.split('id="visits-table"')[1].split("</table>")[0]
        assert f"<th>{head}</th>" in table
        assert "深化合作框架协议" in table


@pytest.mark.parametrize(
    ("parties", "changes"),
    [
        (("320000", "310000"), {}),
        (("320000",), {}),
        (("320000", "330000"), {"date": "2022-12-01"}),
        (("320000", "330000"), {"date": "2023-04"}),
    ],
)
def test_what_one_side_signed_with_others_or_before_did_not_come_of_it(
    keep: Callable[..., Any], client: Any, parties: tuple[str, ...], changes: dict[str, str]
) -> None:
    _keep(keep, parties, **changes)

    table = client.get("/?period=2023").content.decode().split('id="visits-table"')[1].split("</table>")[0]

    assert "深化合作框架协议" not in table


def test_an_agreement_known_to_the_year_may_have_come_of_it(keep: Callable[..., Any], client: Any) -> None:
    _keep(keep, ("320000", "330000"), date="2023")

    assert "深化合作框架协议" in client.get("/?period=2023").content.decode().split('id="visits-table"')[1]
