"""Addresses of sharing."""

from __future__ import annotations

from django.urls import path

from tashan.web.sharing import moving, views

urlpatterns = [
    path("sharing/", views.overview, name="sharing"),
    path("sharing/draft", views.draft, name="sharing-draft"),
    path("sharing/effect", views.effect, name="sharing-effect"),
    path("sharing/fair", views.fair, name="sharing-fair"),
    path("sharing/fund", moving.fund, name="sharing-fund"),
    path("sharing/industry", moving.industry, name="sharing-industry"),
    path("sharing/match", moving.matching, name="sharing-match"),
    path("sharing/contracts/<int:pk>", views.contract, name="sharing-contract"),
    path("sharing/contracts/<int:pk>/change", views.draft, name="sharing-change"),
    path("sharing/contracts/<int:pk>/propose", views.propose, name="sharing-propose"),
    path("sharing/contracts/<int:pk>/enter", views.enter, name="sharing-enter"),
    path("sharing/contracts/<int:pk>/enter/<int:base>", views.enter, name="sharing-base"),
    path("sharing/contracts/<int:pk>/what-if", views.what_if, name="sharing-what-if"),
    path("sharing/bases/<int:pk>/propose", views.propose_base, name="sharing-propose-base"),
    path("sharing/bases/<int:pk>/issue", views.issue, name="sharing-issue"),
    path("sharing/statements/<int:pk>", views.statement, name="sharing-statement"),
    path("sharing/statements/<int:pk>/object", views.object_to, name="sharing-object"),
    path("sharing/objections/<int:pk>/answer", views.answer, name="sharing-answer"),
]
