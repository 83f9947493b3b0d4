"""The API: the same queries as the pages, typed, with an OpenAPI page at /api/docs. Signed-in session required."""

from datetime import date

from django.db import connection
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.security import django_auth

from zhibu.domain.access.scope import organisation_for, organisations_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.accounts.models import User

api = NinjaAPI(title="支部 API", version="1", auth=django_auth, docs_url=None, urls_namespace="api")

PAGE = 200


class Signed(HttpRequest):
    """A request that `django_auth` let through."""

    user: User


class Health(Schema):
    database: str
    ok: bool


class OrganisationOut(Schema):
    id: int
    name: str
    short_name: str
    kind: str
    category: str
    depth: int
    established_on: date
    dissolved_on: date | None


class Message(Schema):
    detail: str


@api.exception_handler(Hidden)
def hidden(request: HttpRequest, exc: Hidden) -> HttpResponse:
    return api.create_response(request, {"detail": "没有这个对象，或您无权查看。"}, status=404)


@api.get("/health", auth=None, response=Health, url_name="health")
def health(request: HttpRequest) -> dict[str, object]:
    """Whether the site answers and reaches its database."""
    connection.ensure_connection()
    return {"database": connection.vendor, "ok": True}


@api.get("/organisations", response=list[OrganisationOut], url_name="organisations")
def list_organisations(request: Signed, after: int = 0) -> object:
    """The organisations the caller may see, by id, 200 at a time; `after` is the last id of the page before."""
    return organisations_for(request.user).filter(pk__gt=after).order_by("pk")[:PAGE]


@api.get("/organisations/{pk}", response={200: OrganisationOut, 404: Message}, url_name="organisation")
def read_organisation(request: Signed, pk: int) -> object:
    """One organisation; 404 when it does not exist for the caller."""
    return organisation_for(request.user, pk)
