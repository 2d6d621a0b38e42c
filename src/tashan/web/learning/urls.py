"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from tashan.web.learning.views import auditor, plan, practices, runs, topics, visits

urlpatterns = [
    path("learning/", topics.network, name="learning"),
    path("learning/types", topics.types, name="learning-types"),
    path("learning/audit", auditor.auditor, name="learning-audit"),
    path("learning/plan", plan.plan, name="learning-plan"),
    path("learning/runs", runs.runs, name="learning-runs"),
    path("learning/runs/start", runs.start, name="learning-start-run"),
    path("learning/runs/<slug:key>", runs.run, name="learning-run"),
    path("learning/visits", visits.visits, name="learning-visits"),
    path("learning/visits/new", visits.new_visits, name="learning-new-visits"),
    path("learning/visits/<int:pk>", visits.one_visits, name="learning-one-visits"),
    path("learning/visits/<int:pk>/change", visits.change_visits, name="learning-change-visits"),
    path("learning/practices", practices.practices, name="practices"),
    path("learning/practices/new", practices.new_practice, name="new-practice"),
    path("learning/practices/<slug:key>", practices.practice, name="practice"),
    path("learning/practices/<slug:key>/edit", practices.edit_practice, name="edit-practice"),
    path("learning/practices/<slug:key>/review", practices.review_practice, name="review-practice"),
    path("learning/<slug:name>", topics.topic, name="learning-topic"),
]
