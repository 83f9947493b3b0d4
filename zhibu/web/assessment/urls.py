"""Closing quarters, their results, why each is what it is, and the problems that follow."""

from django.urls import path

from zhibu.web.assessment import closing, evidence, problems, results, scores, sheets, stating

urlpatterns = [
    path("closings/", closing.closings, name="closings"),
    path("closings/begin/", closing.begin, name="closing_begin"),
    path("closings/<str:period>/progress/", closing.progress, name="closing_progress"),
    path("closings/<int:pk>/problems/", problems.problems, name="problems"),
    path("closings/<int:pk>/problems/<str:indicator>/", problems.places, name="problem_places"),
    path("results/<str:period>/", results.results, name="results"),
    path("results/<str:period>/export/", results.export, name="results_export"),
    path("evidence/<str:period>/<int:organisation>/<str:indicator>/", evidence.evidence, name="evidence"),
    path("scores/<str:period>/", scores.scores, name="scores"),
    path("scores/<str:period>/export/", scores.export, name="scores_export"),
    path("sheets/<str:period>/<int:organisation>/<str:sheet>/", sheets.sheet, name="sheet"),
    path("sheets/<str:period>/<int:organisation>/<str:sheet>/<str:item>/", sheets.item, name="sheet_item"),
    path("statements/<str:period>/", stating.statements, name="statements"),
    path("statements/<str:period>/<str:sheet>/<str:name>/", stating.statement_form, name="statement_form"),
]
