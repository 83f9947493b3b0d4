"""Recording what was done, and reading it."""

from django.urls import path

from zhibu.web.activities import views

urlpatterns = [
    path("record/", views.start, name="record_start"),
    path("record/<int:organisation>/<str:kind>/", views.form, name="record_form"),
    path("records/", views.records, name="records"),
    path("records/<int:pk>/", views.record, name="record_page"),
]
