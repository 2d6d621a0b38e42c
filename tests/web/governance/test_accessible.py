"""The pages of governance pass axe with no violation, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tashan.web.governance.services import do_load_sample

from .conftest import TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFICE = "yangtze_delta.regional_office"
PAGES = (
    "/governance/", "/governance/borders", "/governance/standards", "/governance/acts", "/governance/cadres",
    "/governance/investment", "/governance/registers", "/governance/fade-out", "/governance/matters/sample-05",
    f"/governance/bodies/{OFFICE}/register/investment/sample-project-1",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_axe(desk: Callable[..., Any], scheme: str) -> None:
    """Contrast, labels, headings, regions: nothing is found."""
    do_load_sample(day=TODAY)
    page = desk("officer", f"body:{OFFICE}", color_scheme=scheme)
    page.set_default_timeout(60_000)
    found = {}
    for address in PAGES:
        page.goto(address)
        violations = Axe().run(page).response["violations"]
        if violations:
            found[address] = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in violations]

    assert {} == found
