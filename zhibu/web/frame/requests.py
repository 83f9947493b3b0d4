"""What a page's request carries beyond Django's: the signed-in viewer, the frame, whether htmx asked."""

from datetime import date, datetime

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django_htmx.middleware import HtmxDetails

from zhibu.domain.access.scope import organisations_for, top_organisation
from zhibu.domain.accounts.guard import paths_for
from zhibu.domain.accounts.models import SavedView, User
from zhibu.domain.accounts.queries import saved_views
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

    @property
    def page(self) -> str:
        """The page's address name."""
        found = self._request.resolver_match
        return (found.url_name or "") if found else ""

    @property
    def narrowing(self) -> str:
        """The filters of the list on this page, as an address carries them."""
        return narrowing(self._request.GET)

    @cached_property
    def saved_views(self) -> list[SavedView]:
        """The filters that the viewer keeps for the list on this page."""
        return list(saved_views(self._request.user, self.page))

    @property
    def is_saved(self) -> bool:
        """Whether what the list is narrowed to is kept already."""
        return any(view.query == self.narrowing for view in self.saved_views)


def narrowing(sent: QueryDict) -> str:
    """Filters as one address writes them: in order of their names, without the page number and what is empty."""
    kept = QueryDict(mutable=True)
    for name in sorted(sent):
        if name != "page" and any(sent.getlist(name)):
            kept.setlist(name, [value for value in sent.getlist(name) if value])
    return kept.urlencode()


class Request(HttpRequest):
    """What views behind `login_required` are given."""

    user: User
    frame: Frame
    htmx: HtmxDetails
