"""Addresses of work, notices and calendars."""

from __future__ import annotations

from django.urls import path

from tashan.web.notices import views

urlpatterns = [
    path("work/", views.my_work, name="my-work"),
    path("notices/", views.notices, name="notices"),
    path("notices/read", views.read_all, name="notices-read-all"),
    path("notices/<int:pk>/read", views.read, name="notice-read"),
    path("notices/preferences", views.preferences, name="notice-preferences"),
    path("notices/calendar", views.renew_calendar, name="calendar-renew"),
    path("calendar/<str:token>.ics", views.calendar_file, name="calendar"),
]
