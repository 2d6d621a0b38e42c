"""Addresses of the chain."""

from __future__ import annotations

from django.urls import path

from tashan.web.audit import views

urlpatterns = [
    path("audit/", views.events, name="audit"),
    path("audit/head.json", views.head, name="audit-head"),
]
