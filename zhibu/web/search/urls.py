"""One search over people, organisations, records, tasks and rules."""

from django.urls import path

from zhibu.web.search import views

urlpatterns = [path("search/", views.search, name="search")]
