"""Drafts whose figures are held against the records."""

from django.urls import path

from zhibu.web.checking import correcting, drafts, evidence

urlpatterns = [
    path("figures/", drafts.figures, name="figures"),
    path("figures/<int:pk>/", drafts.draft, name="figures_draft"),
    path("figures/<int:pk>/again/", drafts.again, name="figures_again"),
    path("figures/<int:pk>/drop/", drafts.drop, name="figures_drop"),
    path("figures/<int:pk>/docx/", drafts.docx, name="figures_docx"),
    path("figures/<int:pk>/figure/<str:key>/", evidence.figure, name="figures_figure"),
    path("figures/<int:pk>/choose/<str:key>/", correcting.choose, name="figures_choose"),
    path("figures/<int:pk>/correct/<str:key>/", correcting.correct, name="figures_correct"),
    path("figures/<int:pk>/undo/", correcting.undo, name="figures_undo"),
]
