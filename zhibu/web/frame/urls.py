"""The organisation switcher."""

from django.urls import path

from zhibu.web.frame import views

urlpatterns = [
    path("switch/", views.switch, name="switch"),
]
