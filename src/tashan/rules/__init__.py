"""
By what right? Rules: dated, cited parameters. Ask for a value on a day and get it with its source, or a clear error.

docs/rules.md describes the files.
"""

from __future__ import annotations

from tashan.rules.book import RuleBook
from tashan.rules.cases import CaseReport, check_cases
from tashan.rules.loading import load_rules, read_rules
from tashan.rules.problems import RuleError, RuleProblem
from tashan.rules.scenario import Scenario, load_scenario
from tashan.rules.values import Group, Label, Parameter, Source, Value

__all__ = [
    "CaseReport",
    "Group",
    "Label",
    "Parameter",
    "RuleBook",
    "RuleError",
    "RuleProblem",
    "Scenario",
    "Source",
    "Value",
    "check_cases",
    "load_rules",
    "load_scenario",
    "read_rules",
]
