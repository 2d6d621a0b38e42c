"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from tashan.web.integration import views

urlpatterns = [
    path("integration/", views.home, name="integration"),
    path("integration/index/new", views.new_index, name="integration-new-index"),
    path("integration/index/<slug:key>", views.index, name="integration-index"),
    path("integration/index/<slug:key>/withdraw", views.withdraw_index, name="integration-withdraw-index"),
    path("integration/data", views.data_list, name="integration-data"),
    path("integration/data/new", views.new_data, name="integration-new-data"),
    path("integration/data/<int:pk>", views.one_data, name="integration-one-data"),
    path("integration/data/<int:pk>/change", views.change_data, name="integration-change-data"),
    path("integration/scores", views.score_cards, name="integration-scores"),
    path("integration/scores/new", views.new_target, name="integration-new-target"),
    path("integration/scores/<int:pk>/withdraw", views.withdraw_target, name="integration-withdraw-target"),
    path("integration/definitions", views.definitions, name="integration-definitions"),
    path("integration/<slug:name>", views.topic, name="integration-topic"),
]
