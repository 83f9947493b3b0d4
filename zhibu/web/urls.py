"""Addresses of all pages, one include per room. Every name here stands in the door table (web/doors.py)."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhibu.web.desk.urls")),
    path("", include("zhibu.web.accounts.urls")),
    path("", include("zhibu.web.frame.urls")),
    path("", include("zhibu.web.search.urls")),
    path("", include("zhibu.web.organisations.urls")),
    path("", include("zhibu.web.people.urls")),
    path("", include("zhibu.web.activities.urls")),
    path("", include("zhibu.web.tasks.urls")),
    path("", include("zhibu.web.intake.urls")),
    path("", include("zhibu.web.assessment.urls")),
    path("", include("zhibu.web.rulebook.urls")),
    path("", include("zhibu.web.system.urls")),
    path("", include("zhibu.web.reports.urls")),
    path("", include("zhibu.web.checking.urls")),
    path("", include("zhibu.web.stencils.urls")),
]
