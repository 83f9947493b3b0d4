"""The organisation switcher, and the filters that a viewer keeps."""

from django.urls import path

from zhibu.web.frame import saved, views

urlpatterns = [
    path("switch/", views.switch, name="switch"),
    path("views/", saved.keep, name="view_keep"),
    path("views/<int:view>/drop/", saved.drop, name="view_drop"),
]
