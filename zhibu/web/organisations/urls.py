"""The tree, the page of one organisation, its register, lists of members on their way in."""

from django.urls import path

from zhibu.web.organisations import registering, rostering, views

urlpatterns = [
    path("organisations/", views.tree, name="organisations"),
    path("organisations/<int:pk>/", views.organisation, name="organisation_page"),
    path("organisations/<int:pk>/below/", views.below, name="organisation_below"),
    path("organisations/<int:pk>/register/", registering.register, name="organisation_register"),
    path("organisations/<int:pk>/roster/", rostering.receive, name="organisation_roster"),
    path("rosters/blank/", rostering.blank, name="roster_blank"),
    path("rosters/<int:pk>/", rostering.roster, name="roster_page"),
    path("organisations/<int:pk>/duties/", views.duties, name="organisation_duties"),
]
