"""Addresses of the atlas."""

from __future__ import annotations

from django.urls import path

from tashan.web.atlas.views.data import build_data, data, data_file, data_schema, records_data, records_page
from tashan.web.atlas.views.home import home
from tashan.web.atlas.views.records import records, timeline
from tashan.web.atlas.views.regions import cluster, region, regions
from tashan.web.atlas.views.things import cite, event, evidence, person_role, source

urlpatterns = [
    path("", home, name="home"),
    path("records", records, name="records"),
    path("records-page.html", records_page, name="records-page"),
    path("records.<str:form>", records_data, name="records-data"),
    path("timeline", timeline, name="timeline"),
    path("regions", regions, name="regions"),
    path("regions/<str:code>", region, name="region"),
    path("clusters/<str:key>", cluster, name="cluster"),
    path("events/<str:key>", event, name="event"),
    path("sources/<str:key>", source, name="source"),
    path("people/<str:name>", person_role, name="person-role"),
    path("evidence/<int:record>/<str:field>", evidence, name="evidence"),
    path("cite/<str:what>/<str:key>.<str:form>", cite, name="cite"),
    path("data", data, name="data"),
    path("data/build", build_data, name="build-data"),
    path("data/schema.json", data_schema, name="data-schema"),
    path("data/<str:name>", data_file, name="data-file"),
]
