"""What the addresses of this room mean: a period as text, and the organisation the viewer is looking at."""

from django.http import Http404

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.accounts.errors import Hidden
from zhibu.domain.organisations.models import Organisation
from zhibu.rules.periods import Period, PeriodError
from zhibu.rules.terms import Term
from zhibu.web.frame.requests import Request


def period_of(text: str) -> Period:
    """The period in an address; a text that is none leads nowhere."""
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise Http404 from error


def own_period_of(text: str) -> Period:
    """As `period_of`, for one indicator of one organisation, whose period may be a term of office."""
    try:
        return Term.parse(text)
    except PeriodError as error:
        raise Http404 from error


def quarter_of(text: str) -> Period:
    """The quarter in an address; a longer period leads to the quarter in which it was closed."""
    return Period.containing(period_of(text).end, "quarter")


def place_of(request: Request) -> Organisation:
    """The organisation looked at: the one in the address, else the chosen one. Raises Hidden without a right there."""
    named = request.GET.get("organisation", "")
    chosen = request.frame.organisation
    if named.isdigit():
        return organisation_for(request.user, int(named), "assessment.view")
    if chosen is None:
        raise Hidden
    return organisation_for(request.user, chosen.pk, "assessment.view")
