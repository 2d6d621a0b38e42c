"""The API put together, and its addresses."""

from __future__ import annotations

from functools import cache, partial
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path

from tashan import __version__
from tashan.web.accounts.interface import Caller
from tashan.web.api import chain, documents, events, jobs, regions
from tashan.web.api.frame import DESCRIPTION, Interface, mount_rooms, tell_problems
from tashan.web.pages.access import public

interface: Final = Interface(
    title="Tashan 他山",
    version=__version__,
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,  # ours below carries a rule
    auth=Caller(),
    urls_namespace="api",
)
tell_problems(interface)
interface.add_router("/events", events.router, tags=["events"])
interface.add_router("/documents", documents.router, tags=["documents"])
interface.add_router("/regions", regions.router, tags=["regions"])
interface.add_router("/jobs", jobs.router, tags=["jobs"])
interface.add_router("/audit", chain.router, tags=["audit"])
mount_rooms(interface)


ROOT: Final = "/api/v1/"


@cache
def description() -> Any:
    """What OpenAPI says about every endpoint."""
    return interface.get_openapi_schema(path_prefix=ROOT)


@public
def openapi(request: HttpRequest) -> JsonResponse:
    """The description for programs (OpenAPI 3.1)."""
    return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})


@public
def reference(request: HttpRequest) -> HttpResponse:
    """A page that describes every endpoint; made from the OpenAPI description, nothing from outside."""
    return render(request, "api/reference.html", {"groups": _groups(description())})


def _groups(whole: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for address, methods in whole["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation.get("tags", ["other"])[0], []).append(
                {
                    "method": method.upper(),
                    "address": address,
                    "summary": operation.get("summary", ""),
                    "text": operation.get("description", ""),
                    "parameters": [_parameter(each) for each in operation.get("parameters", ())],
                    "body": _body(operation, whole),
                }
            )
    return found


def _parameter(each: Any) -> dict[str, Any]:
    schema = each["schema"]
    return {
        "name": each["name"],
        "where": each["in"],
        "required": each.get("required", False),
        "type": _type(schema),
        "text": schema.get("description") or each.get("description", ""),
        "default": schema.get("default"),
    }


def _type(schema: Any) -> str:
    if "$ref" in schema:
        return _type(description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return " | ".join(_type(each) for each in schema["anyOf"] if each.get("type") != "null")
    bounds = [f"{sign} {schema[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in schema]
    values = " | ".join(map(str, schema.get("enum", ())))
    return ", ".join([values or schema.get("type", ""), *bounds])


def _body(operation: Any, whole: Any) -> list[dict[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = content.get("$ref", "").rpartition("/")[2]
    schema = whole["components"]["schemas"].get(name, {})
    required = schema.get("required", ())
    return [
        {"name": field, "type": _type(each), "required": field in required, "text": each.get("description", "")}
        for field, each in schema.get("properties", {}).items()
    ]


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/docs", reference, name="api-docs"),
    path("api/v1/openapi.json", openapi, name="api-description"),
    # Without ninja's own root page, which is empty and carries no rule.
    path("api/v1/", include(([each for each in interface.urls[0] if not isinstance(each.callback, partial)], "api"))),
]
