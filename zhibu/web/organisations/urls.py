"""The tree and the page of one organisation."""

from django.urls import path

from zhibu.web.organisations import registering, views

urlpatterns = [
    path("organisations/", views.tree, name="organisations"),
    path("organisations/<int:pk>/", views.organisation, name="organisation_page"),
    path("organisations/<int:pk>/below/", views.below, name="organisation_below"),
    path("organisations/<int:pk>/register/", registering.register, name="organisation_register"),
    path("organisations/<int:pk>/duties/", views.duties, name="organisation_duties"),
]
