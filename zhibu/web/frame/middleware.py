"""Gives every request its frame (clock, chosen organisation) and turns refusals into pages."""

from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.functional import cached_property
from django_htmx.http import HttpResponseClientRedirect

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.organisations.models import Organisation
from zhibu.web.frame.navigation import Entry, rooms_for
from zhibu.web.frame.views import CHOSEN, forbidden, not_found


class Frame:
    """What every page knows: the moment it was asked for, and the organisation the viewer is looking at."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def organisation(self) -> Organisation | None:
        """The organisation chosen in the switcher, else the topmost one in the viewer's scope; None without any."""
        visible = organisations_for(self._request.user)
        chosen = self._request.session.get(CHOSEN)
        return (visible.filter(pk=chosen).first() if chosen else None) or visible.first()

    @cached_property
    def rooms(self) -> list[Entry]:
        """The navigation of this viewer on this page."""
        return rooms_for(self._request.user, self._request.path)

    @cached_property
    def may_switch(self) -> bool:
        """Whether the viewer sees more than the chosen organisation, told without a query."""
        here = self.organisation
        return here is not None and (
            here.numchild > 0 or paths_for(self._request.user, "organisations.view") != (here.path,)
        )

    @cached_property
    def may_record(self) -> bool:
        return bool(paths_for(self._request.user, "activities.record"))

    @cached_property
    def may_see_tasks(self) -> bool:
        return bool(paths_for(self._request.user, "tasks.view"))


class FrameMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.frame = Frame(request)
        response = self.get_response(request)
        if request.htmx and response.status_code == 302 and _leads_to_sign_in(response):
            # A fragment must not be replaced by the sign-in page: the whole page goes there and comes back.
            return HttpResponseClientRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={_page_of(request)}")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Hidden is 404 and Forbidden 403, wherever in the house they were raised."""
        if isinstance(exception, Hidden):
            return not_found(request, exception)
        if isinstance(exception, Forbidden):
            return forbidden(request, exception)
        return None


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return response["Location"].startswith(resolve_url(settings.LOGIN_URL))


def _page_of(request: HttpRequest) -> str:
    return quote(request.htmx.current_url_abs_path or "/", safe="")
