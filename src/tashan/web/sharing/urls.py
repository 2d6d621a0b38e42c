"""Addresses of sharing."""

from __future__ import annotations

from django.urls import path

from tashan.web.sharing import fund_pages, kept_pages, moving, statement_pages, trial_pages, views

urlpatterns = [
    path("sharing/", views.overview, name="sharing"),
    path("sharing/draft", views.draft, name="sharing-draft"),
    path("sharing/effect", views.effect, name="sharing-effect"),
    path("sharing/fair", trial_pages.fair, name="sharing-fair"),
    path("sharing/fund", moving.fund, name="sharing-fund"),
    path("sharing/industry", moving.industry, name="sharing-industry"),
    path("sharing/match", moving.matching, name="sharing-match"),
    path("sharing/funds", fund_pages.funds, name="sharing-funds"),
    path("sharing/funds/open", fund_pages.open_fund, name="sharing-fund-open"),
    path("sharing/funds/<int:pk>", fund_pages.fund_page, name="sharing-fund-page"),
    path("sharing/funds/<int:pk>/members/<str:place>", fund_pages.member, name="sharing-fund-member"),
    path("sharing/funds/<int:pk>/enter/<str:kind>", fund_pages.book, name="sharing-fund-book"),
    path("sharing/funds/<int:pk>/correct/<int:number>", fund_pages.book, name="sharing-fund-correct"),
    path("sharing/moving", kept_pages.moving, name="sharing-moving"),
    path("sharing/rounds", kept_pages.rounds, name="sharing-rounds"),
    path("sharing/kept/<int:pk>", kept_pages.kept, name="sharing-kept"),
    path("sharing/keep/<str:kind>", kept_pages.keep, name="sharing-keep"),
    path("sharing/keep/<str:kind>/<int:pk>", kept_pages.keep, name="sharing-keep-next"),
    path("sharing/contracts/<int:pk>", views.contract, name="sharing-contract"),
    path("sharing/contracts/<int:pk>/change", views.draft, name="sharing-change"),
    path("sharing/contracts/<int:pk>/propose", views.propose, name="sharing-propose"),
    path("sharing/contracts/<int:pk>/enter", views.enter, name="sharing-enter"),
    path("sharing/contracts/<int:pk>/enter/<int:base>", views.enter, name="sharing-base"),
    path("sharing/contracts/<int:pk>/what-if", trial_pages.what_if, name="sharing-what-if"),
    path("sharing/bases/<int:pk>/propose", views.propose_base, name="sharing-propose-base"),
    path("sharing/bases/<int:pk>/issue", statement_pages.issue, name="sharing-issue"),
    path("sharing/statements/<int:pk>", statement_pages.statement, name="sharing-statement"),
    path("sharing/statements/<int:pk>/object", statement_pages.object_to, name="sharing-object"),
    path("sharing/objections/<int:pk>/answer", statement_pages.answer, name="sharing-answer"),
]
