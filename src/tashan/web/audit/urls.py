"""Addresses of the chain."""

from __future__ import annotations

from django.urls import path

from tashan.web.audit import views

urlpatterns = [
    path("audit/", views.events, name="audit"),
    path("audit/head.json", views.head, name="audit-head"),
    path("audit/head.txt", views.to_sign, name="audit-to-sign"),
    path("audit/<int:number>", views.event, name="audit-event"),
    path("audit/verify", views.verify, name="audit-verify"),
    path("audit/signatures", views.counter_signatures, name="audit-signatures"),
]
