"""Addresses of joint approvals."""

from __future__ import annotations

from django.urls import path

from tashan.web.approvals import views

urlpatterns = [
    path("approvals/", views.approvals, name="approvals"),
    path("approvals/<int:pk>/", views.approval, name="approval"),
    path("approvals/<int:pk>/vote", views.vote, name="approval-vote"),
    path("approvals/<int:pk>/withdraw", views.withdraw, name="approval-withdraw"),
    path("approvals/<int:pk>/reopen", views.reopen, name="approval-reopen"),
]
