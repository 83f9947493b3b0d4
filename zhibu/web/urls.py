"""Addresses of all pages, one include per room. Every name here stands in the door table (web/doors.py)."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhibu.web.frame.urls")),
]
