"""The desk, and the one-tap confirmation on it."""

from django.urls import path

from zhibu.web.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("desk/reports/", views.reports, name="desk_reports"),
    path("declare/<int:organisation>/<str:period>/", views.declare, name="declare"),
]
