"""Addresses of background work."""

from __future__ import annotations

from django.urls import path

from tashan.web.jobs import views

urlpatterns = [
    path("jobs/", views.listing, name="jobs"),
    path("jobs/<int:number>", views.job, name="job"),
    path("jobs/<int:number>/stop", views.stop, name="job-stop"),
    path("jobs/<int:number>/resume", views.resume, name="job-resume"),
]
