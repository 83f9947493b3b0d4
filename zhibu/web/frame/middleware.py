"""Gives every request its frame (clock, chosen organisation) and turns refusals into pages."""

from collections.abc import Callable
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property

from zhibu.domain.access.scope import organisations_for
from zhibu.domain.accounts.errors import Forbidden, Hidden
from zhibu.domain.organisations.models import Organisation
from zhibu.web.frame.views import forbidden, not_found

CHOSEN = "organisation"


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


class FrameMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.frame = Frame(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Hidden is 404 and Forbidden 403, wherever in the house they were raised."""
        if isinstance(exception, Hidden):
            return not_found(request, exception)
        if isinstance(exception, Forbidden):
            return forbidden(request, exception)
        return None
