"""What somebody typed into a search box, as a condition."""

from django.db.models import Q


def has_words(text: str, *fields: str) -> Q:
    """Every word between blanks is in one of the fields: 公路 主题 finds a theme day of the highway centre."""
    found = Q()
    for word in text.split():
        any_field = Q()
        for field in fields:
            any_field |= Q(**{f"{field}__icontains": word})
        found &= any_field
    return found
