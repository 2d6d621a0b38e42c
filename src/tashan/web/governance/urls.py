"""Addresses of governance."""

from __future__ import annotations

from django.urls import path, re_path

from tashan.web.governance.views import (
    board,
    bodies,
    importing,
    investment,
    matter,
    measures,
    register_entries,
    registers,
    sessions,
    texts,
)

urlpatterns = [
    path("governance/", board.board, name="governance"),
    path("governance/one-page", board.leaders, name="governance-leaders"),
    path("governance/fade-out", measures.measures, name="governance-measures"),
    path("governance/scores", measures.scores, name="governance-scores"),
    path("governance/registers", registers.registers, name="governance-registers"),
    path("governance/borders", registers.borders, name="governance-borders"),
    path("governance/standards", registers.standards, name="governance-standards"),
    path("governance/acts", registers.acts, name="governance-acts"),
    path("governance/cadres", registers.cadres, name="governance-cadres"),
    path("governance/investment", investment.investment, name="governance-investment"),
    path(
        "governance/investment/<str:key>/evidence/<slug:step>",
        investment.evidence,
        name="governance-investment-evidence",
    ),
    path("governance/matters/<str:key>", matter.matter, name="governance-matter"),
    path("governance/matters/<str:key>/act/<slug:action>", matter.act, name="governance-act"),
    path("governance/matters/<str:key>/evidence/<path:name>", matter.evidence, name="governance-evidence"),
    path("governance/matters/<str:key>/visibility", matter.visibility, name="governance-visibility"),
    path("governance/matters/<str:key>/correct", matter.correct, name="governance-correct"),
    path("governance/corrections/<int:pk>/answer", matter.answer, name="governance-answer"),
    path("governance/bodies", bodies.bodies, name="governance-bodies"),
    path("governance/bodies/<str:place>", bodies.body, name="governance-body"),
    path("governance/bodies/<str:place>/propose", matter.propose, name="governance-propose"),
    path("governance/bodies/<str:place>/import", importing.import_list, name="governance-import"),
    path("governance/bodies/<str:place>/agreement", texts.add_agreement, name="governance-add-agreement"),
    path("governance/bodies/<str:place>/plan", texts.add_plan, name="governance-add-plan"),
    path("governance/bodies/<str:place>/plan/<int:pk>", texts.add_plan, name="governance-plan"),
    path(
        "governance/bodies/<str:place>/register/<slug:kind>",
        register_entries.add_register,
        name="governance-add-register",
    ),
    path(
        "governance/bodies/<str:place>/register/<slug:kind>/<str:key>",
        register_entries.add_register,
        name="governance-register",
    ),
    path("governance/bodies/<str:place>/session", sessions.add_session, name="governance-add-session"),
    path("governance/bodies/<str:place>/calendar.ics", sessions.calendar, name="governance-calendar"),
    path("governance/mechanisms/add", bodies.add_mechanism, name="governance-add-mechanism"),
    path("governance/mechanisms/<str:key>", bodies.mechanism, name="governance-mechanism"),
    path("governance/sessions/<int:pk>", sessions.session, name="governance-session"),
    path("governance/sessions/<int:pk>/keep", sessions.keep_session, name="governance-keep-session"),
    path("governance/sessions/<int:pk>/hold", sessions.hold, name="governance-hold"),
    path("governance/sessions/<int:pk>/ask", sessions.ask, name="governance-ask"),
    re_path(
        r"^governance/sessions/(?P<pk>\d+)/minutes\.(?P<form>docx|pdf)$", sessions.minutes, name="governance-minutes"
    ),
    path("governance/agreements", texts.agreements, name="governance-agreements"),
    path("governance/agreements/<str:key>", texts.agreement, name="governance-agreement"),
    path("governance/clauses/<int:pk>", texts.read_clause, name="governance-clause"),
    path("governance/plans", texts.plans, name="governance-plans"),
    path("governance/plans/compare", texts.compare, name="governance-compare"),
]
