"""The desk, and the one-tap confirmation on it."""

from django.urls import path

from zhibu.web.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("desk/bulletin/", views.bulletin, name="desk_bulletin"),
    path("declare/<int:organisation>/<str:period>/", views.declare, name="declare"),
]
