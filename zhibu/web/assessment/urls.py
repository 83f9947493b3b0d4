"""Closing quarters, their results, why each is what it is, and the problems that follow."""

from django.urls import path

from zhibu.web.assessment import closing, evidence, problems, results

urlpatterns = [
    path("closings/", closing.closings, name="closings"),
    path("closings/begin/", closing.begin, name="closing_begin"),
    path("closings/<str:period>/progress/", closing.progress, name="closing_progress"),
    path("closings/<int:pk>/problems/", problems.problems, name="problems"),
    path("results/<str:period>/", results.results, name="results"),
    path("results/<str:period>/export/", results.export, name="results_export"),
    path("evidence/<str:period>/<int:organisation>/<str:indicator>/", evidence.evidence, name="evidence"),
]
