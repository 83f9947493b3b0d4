"""The register, the page of one person, and one's own page."""

from django.urls import path

from zhibu.web.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/export/", views.export, name="people_export"),
    path("people/<int:pk>/", views.person, name="person_page"),
    path("people/<int:pk>/points/", views.points, name="person_points"),
    path("me/", views.my_page, name="my_page"),
]
