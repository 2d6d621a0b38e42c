"""Addresses of people and roles."""

from __future__ import annotations

from django.urls import path

from tashan.web.accounts import views

urlpatterns = [path("me", views.account, name="account")]
