"""Gives every request its frame (clock, chosen organisation) and turns refusals into pages."""

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.web.frame.requests import Frame, Request
from zhibu.web.frame.views import bad_request, forbidden, not_found


class FrameMiddleware:
    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.frame = Frame(request)
        response = self.get_response(request)
        if request.htmx and response.status_code == 302 and _leads_to_sign_in(response):
            # A fragment must not be replaced by the sign-in page: the whole page goes there and comes back.
            return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={_page_of(request)}")
        return response

    def process_view(self, request: Request, *_view: object) -> HttpResponse | None:
        """Refuse what was sent with a NUL in it: no keyboard types one, and PostgreSQL cannot store or compare it."""
        return bad_request(request) if _has_nul(request.GET) or _has_nul(request.POST) else None

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """Hidden is 404 and Forbidden 403, wherever in the house they were raised."""
        if isinstance(exception, Hidden):
            return not_found(request, exception)
        if isinstance(exception, Forbidden):
            return forbidden(request, exception)
        return None


def _has_nul(fields: QueryDict) -> bool:
    return any("\x00" in str(value) for values in fields.lists() for value in values[1])


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return response["Location"].startswith(resolve_url(settings.LOGIN_URL))


def _page_of(request: Request) -> str:
    return quote(request.htmx.current_url_abs_path or "/", safe="")
