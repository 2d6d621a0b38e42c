"""The notices of this room."""

from __future__ import annotations

from tashan.web.notices import kinds


def register_kinds() -> None:
    """Late matters and those that nearly are, codings to confirm, sessions to come, agreements that end."""
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
    kinds.register(
        kinds.Kind(
            "governance.confirm_asked", "请确认核定", "confirmation asked", "“{title}”（牵头：{who}）已核定，待另一成员确认。",
            "“{title}” (lead: {who}) is coded and waits for another member to confirm.",
        )
    )  # fmt: skip
    kinds.register(
        kinds.Kind(
            "governance.session_soon", "会议将至", "session soon", "{body}第{number}次会议定于{day}。",
            "Session {number} of {body} is announced for {day}.",
        )
    )  # fmt: skip
    kinds.register(
        kinds.Kind(
            "governance.agreement_ends", "协议将到期", "agreement ends",
            "“{title}”于{end}到期；不续或续期须在{day}前办理。",
            "“{title}” ends on {end}; give notice or prolong it by {day}.",
        )
    )  # fmt: skip
