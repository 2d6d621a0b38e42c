"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from tashan.web.learning import views

urlpatterns = [
    path("learning/", views.network, name="learning"),
    path("learning/types", views.types, name="learning-types"),
    path("learning/audit", views.auditor, name="learning-audit"),
    path("learning/plan", views.plan, name="learning-plan"),
    path("learning/visits", views.visits, name="learning-visits"),
    path("learning/visits/new", views.new_visits, name="learning-new-visits"),
    path("learning/visits/<int:pk>", views.one_visits, name="learning-one-visits"),
    path("learning/visits/<int:pk>/change", views.change_visits, name="learning-change-visits"),
    path("learning/practices", views.practices, name="practices"),
    path("learning/practices/new", views.new_practice, name="new-practice"),
    path("learning/practices/<slug:key>", views.practice, name="practice"),
    path("learning/practices/<slug:key>/edit", views.edit_practice, name="edit-practice"),
    path("learning/practices/<slug:key>/review", views.review_practice, name="review-practice"),
    path("learning/<slug:name>", views.topic, name="learning-topic"),
]
