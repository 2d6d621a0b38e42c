"""docs/governance.md kept true: its examples are read and do what the page says."""

from __future__ import annotations

import re
from pathlib import Path

from tashan.governance.bodies import members_on, next_host
from tashan.governance.mechanism_file import mechanism_problems, read_mechanism
from tashan.governance.sessions import slip

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "governance.md").read_text(encoding="utf-8")
YAML = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_example_says_what_is_read_aloud() -> None:
    """泰州 known from 2013, the third session is 泰州's, the second came 92 days late."""
    council = read_mechanism(YAML[0].encode(), "example.yaml").body("council")
    found, second = next_host(council, "2012-12-31"), council.session(2)

    assert found
    assert second
    late = slip(second)
    assert (3, "321200") == (found.turn, found.host)
    assert [2, 3] == [len(members_on(council, "2012-12-31", known)) for known in ("2012-12-31", "2013-01-01")]
    assert (92, 92) == ((late.least, late.most) if late else None)


def test_the_parts_fit_into_the_example() -> None:
    """Admission below a body, conflicts at the top."""
    admission = "".join(f"    {line}\n" for line in YAML[1].splitlines())
    text = YAML[0].replace("    sessions:\n", f"{admission}    sessions:\n", 1) + YAML[2]

    assert () == mechanism_problems(text.encode(), "example.yaml")
