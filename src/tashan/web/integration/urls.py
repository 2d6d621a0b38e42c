"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from tashan.web.integration.views import goals, own_indices, tables, topics

urlpatterns = [
    path("integration/", topics.home, name="integration"),
    path("integration/index/new", own_indices.new_index, name="integration-new-index"),
    path("integration/index/<slug:key>", own_indices.index, name="integration-index"),
    path("integration/index/<slug:key>/withdraw", own_indices.withdraw_index, name="integration-withdraw-index"),
    path("integration/data", tables.data_list, name="integration-data"),
    path("integration/data/new", tables.new_data, name="integration-new-data"),
    path("integration/data/<int:pk>", tables.one_data, name="integration-one-data"),
    path("integration/data/<int:pk>/change", tables.change_data, name="integration-change-data"),
    path("integration/scores", goals.score_cards, name="integration-scores"),
    path("integration/scores/new", goals.new_target, name="integration-new-target"),
    path("integration/scores/<int:pk>/withdraw", goals.withdraw_target, name="integration-withdraw-target"),
    path("integration/definitions", topics.definitions, name="integration-definitions"),
    path("integration/<slug:name>", topics.topic, name="integration-topic"),
]
