"""Addresses of people and roles."""

from __future__ import annotations

from django.urls import path

from tashan.web.accounts import views

urlpatterns = [
    path("me", views.account, name="account"),
    path("me/tokens", views.make_token, name="token-make"),
    path("me/tokens/<int:pk>/revoke", views.revoke_token, name="token-revoke"),
    path("people/", views.people, name="people"),
    path("people/add", views.add_person, name="person-add"),
    path("people/organisations", views.organisations, name="organisations"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/grant", views.grant, name="person-grant"),
    path("people/<int:pk>/withdraw/<int:grant_pk>", views.withdraw, name="person-withdraw"),
    path("people/<int:pk>/password", views.reset_password, name="person-password"),
    path("people/<int:pk>/second-factor", views.remove_second_factor, name="person-factor"),
    path("people/<int:pk>/active", views.set_active, name="person-active"),
]
