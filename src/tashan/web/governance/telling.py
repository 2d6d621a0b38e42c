"""The notices of this room."""

from __future__ import annotations

from tashan.web.notices import kinds


def register_kinds() -> None:
    """Late matters, and those that nearly are."""
    kinds.register(
        kinds.Kind(
            "governance.late", "事项逾期", "matter overdue", "“{title}”逾期（应于{due}）：{what}。",
            "“{title}” is overdue (due {due}): {what}.",
        )
    )  # fmt: skip
    kinds.register(
        kinds.Kind(
            "governance.nearly_due", "事项将到期", "matter nearly due", "“{title}”将于{due}到期：{what}。",
            "“{title}” falls due on {due}: {what}.",
        )
    )  # fmt: skip
