"""The register and the page of one person."""

from django.urls import path

from zhibu.web.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.person, name="person_page"),
]
