"""What is said about a matter; each form gives the changes that it means, and says before what will happen."""

from __future__ import annotations

from typing import Final

from tashan.web.governance.forms.actions import Action
from tashan.web.governance.forms.agreeing import AgreementForm
from tashan.web.governance.forms.progress import (
    CodeForm,
    ConfirmForm,
    DeclineForm,
    EvidenceForm,
    FactForm,
    ReportForm,
)
from tashan.web.governance.forms.proposing import ClauseForm, ProposeForm
from tashan.web.governance.forms.results import AdoptForm, AssessForm, ResultForm
from tashan.web.governance.forms.steps import DatesForm, LinkForm, MoneyForm, ObjectForm, StepForm

ACTIONS: Final[dict[str, type[Action]]] = {
    "confirm": ConfirmForm,
    "decline": DeclineForm,
    "report": ReportForm,
    "evidence": EvidenceForm,
    "fact": FactForm,
    "code": CodeForm,
    "step": StepForm,
    "dates": DatesForm,
    "link": LinkForm,
    "money": MoneyForm,
    "result": ResultForm,
    "adopt": AdoptForm,
    "assess": AssessForm,
    "object": ObjectForm,
}
"""What can be recorded of a matter, by the word in the address, in the order in which it is offered."""

__all__ = ["ACTIONS", "Action", "AgreementForm", "ClauseForm", "ProposeForm", "StepForm"]
