"""What a page's request carries beyond Django's: the signed-in viewer, the frame, whether htmx asked."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django_htmx.middleware import HtmxDetails

from zhibu.domain.access.scope import organisations_for, top_organisation
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation
from zhibu.web.frame.navigation import Entry, rooms_for

CHOSEN = "organisation"


class Frame:
    """What every page knows: the moment it was asked for, and the organisation the viewer is looking at."""

    def __init__(self, request: "Request") -> None:
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
        chosen = self._request.session.get(CHOSEN)
        found = organisations_for(self._request.user).filter(pk=chosen).first() if chosen else None
        return found or top_organisation(self._request.user)

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


class Request(HttpRequest):
    """What views behind `login_required` are given."""

    user: User
    frame: Frame
    htmx: HtmxDetails
