"""The desk."""

from django.urls import path

from zhibu.web.desk import views

urlpatterns = [path("", views.desk, name="desk")]
