"""The tree and the page of one organisation."""

from django.urls import path

from zhibu.web.organisations import views

urlpatterns = [
    path("organisations/", views.tree, name="organisations"),
    path("organisations/<int:pk>/", views.organisation, name="organisation_page"),
]
