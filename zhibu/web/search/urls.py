"""One search over people, organisations, records and tasks."""

from django.urls import path

from zhibu.web.search import views

urlpatterns = [path("search/", views.search, name="search")]
