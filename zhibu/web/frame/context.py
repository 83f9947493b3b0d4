"""What every template gets."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame`: clock and chosen organisation of the request."""
    return {"frame": getattr(request, "frame", None)}
