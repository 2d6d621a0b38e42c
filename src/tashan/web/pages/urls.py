"""Addresses of the frame."""

from __future__ import annotations

from django.urls import path

from tashan.web.pages import views

urlpatterns = [path("alive", views.alive, name="alive"), path("tour/done", views.tour_done, name="tour-done")]
