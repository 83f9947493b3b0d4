"""Which places a viewer may open. Built into every template (settings.TEMPLATES)."""

from django import template

from zhibu.domain.accounts.guard import allows
from zhibu.domain.accounts.models import User
from zhibu.domain.organisations.models import Organisation

register = template.Library()


@register.filter
def opens_to(place: Organisation, viewer: User) -> bool:
    """Whether the organisation's page opens to the viewer; the grants asked are those the request has read already."""
    return allows(viewer, "organisations.view", place)
