"""What a person says about notices."""

from __future__ import annotations

from django import forms

from tashan.web.notices.models import Preference
from tashan.web.pages.words import later


class PreferenceForm(forms.ModelForm):
    """How a person wants to be told."""

    class Meta:
        """All but the secret of the calendar."""

        model = Preference
        fields = ("mail", "weekday", "digest_at", "quiet_from", "quiet_to", "language")
        labels = {
            "mail": later("邮件", "Mail"),
            "weekday": later("每周汇总在", "Weekly digest on"),
            "digest_at": later("汇总时间", "Digest at"),
            "quiet_from": later("免打扰自", "Quiet from"),
            "quiet_to": later("免打扰至", "Quiet to"),
            "language": later("邮件语言", "Language of mail"),
        }
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in ("digest_at", "quiet_from", "quiet_to")
        }
