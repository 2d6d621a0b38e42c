"""What programs send that no schema can judge: contents of registers and changes of matters."""

from __future__ import annotations

from typing import Any, Final

from tashan.governance.codec import event_from_dict
from tashan.governance.events import Change
from tashan.web.governance import services
from tashan.web.governance.services.matters import GovernanceError
from tashan.web.pages.words import say

LONGEST_TEXT: Final = 2_000
DEEPEST: Final = 8


def change_from(given: dict[str, Any]) -> Change:
    """A change in the form of docs/matters.md; who, when and why are not the caller's to say."""
    head = {"matter": "x", "day": "2000-01-01", "actor": "x", "role": "secretariat", "member": "x"}
    event, problems = event_from_dict({**clean(given), **head})
    if event is None:
        raise services.refused(problems)
    return event.change


def clean(given: Any, depth: int = 0) -> Any:
    """What a program sent, if it is no deeper and no longer than anything that is kept."""
    if depth > DEEPEST or (isinstance(given, str) and (len(given) > LONGEST_TEXT or "\x00" in given)):
        raise GovernanceError(
            say(
                "内容过长、过深，或含空字符。",
                "The content is too long, too deep, or has null characters.",
            )
        )
    if isinstance(given, dict):
        return {clean(name, depth + 1): clean(value, depth + 1) for name, value in given.items()}
    return [clean(value, depth + 1) for value in given] if isinstance(given, list) else given
