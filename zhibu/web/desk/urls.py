"""The desk, and the one-tap confirmation on it."""

from django.urls import path

from zhibu.web.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("declare/<int:organisation>/<str:period>/", views.declare, name="declare"),
]
