"""Addresses of the archive."""

from __future__ import annotations

from django.urls import path

from tashan.web.archive.views import coding, documents, events, imports, requests, reviewing, uploads

urlpatterns = [
    path("archive/", documents.archive, name="archive"),
    path("archive/upload", uploads.upload, name="upload"),
    path("archive/uploads/<int:number>", uploads.result, name="upload-result"),
    path("archive/documents/<str:row>", documents.document, name="archive-document"),
    path("archive/documents/<str:row>/edit", documents.edit, name="archive-edit"),
    path("archive/documents/<str:row>/accept", documents.accept_all, name="archive-accept-all"),
    path("archive/documents/<str:row>/publish", documents.publish, name="archive-publish"),
    path("archive/documents/<str:row>/withdraw", documents.withdraw, name="archive-withdraw"),
    path("archive/documents/<str:row>/read", documents.read_again, name="archive-read"),
    path("archive/documents/<str:row>/review", reviewing.begin, name="archive-review"),
    path("archive/documents/<str:row>/add", reviewing.add, name="archive-add"),
    path("archive/records/<int:number>", reviewing.review, name="review"),
    path("archive/records/<int:number>/accept", reviewing.accept, name="record-accept"),
    path("archive/records/<int:number>/reject", reviewing.reject, name="record-reject"),
    path("archive/records/<int:number>/undo", reviewing.undo, name="record-undo"),
    path("archive/records/<int:number>/edit", reviewing.edit, name="record-edit"),
    path("archive/records/<int:number>/same", events.same, name="same-event"),
    path("archive/records/<int:number>/merge/<str:key>", events.merge, name="merge"),
    path("archive/records/<int:number>/split", events.split, name="record-split"),
    path("archive/events/<str:key>", events.event, name="archive-event"),
    path("archive/events/<str:key>/choose", events.choose, name="event-choose"),
    path("archive/coding", coding.queue, name="coding"),
    path("archive/coding/<int:number>", coding.code, name="code"),
    path("archive/coders", coding.coders, name="coders"),
    path("archive/requests", requests.listing, name="archive-requests"),
    path("archive/requests/<int:number>", requests.answer, name="request-answer"),
    path("archive/import", imports.begin, name="import-codebook"),
    path("archive/import/<str:name>", imports.columns, name="import-columns"),
    path("archive/imports/<int:number>", imports.result, name="import-result"),
    path("archive/regions", reviewing.regions, name="archive-regions"),
    path("events/<str:key>/request", requests.about_event, name="request-event"),
    path("sources/<str:row>/request", requests.about_document, name="request-document"),
]
