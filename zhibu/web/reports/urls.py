"""The leader's page, and reports from draft to print."""

from django.urls import path

from zhibu.web.reports import editing, layout, listing, overview, reading

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("reports/", listing.reports, name="reports"),
    path("reports/begin/", listing.begin, name="report_begin"),
    path("reports/bulletin/<int:closing>/", listing.draft, name="bulletin_draft"),
    path("reports/<int:pk>/", reading.report, name="report_page"),
    path("reports/<int:pk>/again/", editing.again, name="report_again"),
    path("reports/<int:pk>/undo/", editing.undo, name="report_undo"),
    path("reports/<int:pk>/layout/", layout.layout, name="report_layout"),
    path("reports/<int:pk>/move/", editing.move, name="report_move"),
    path("reports/<int:pk>/add/", editing.add, name="report_add"),
    path("reports/<int:pk>/blocks/<str:block>/", editing.block, name="report_block"),
    path("reports/<int:pk>/figures/<str:name>/", reading.figure, name="report_figure"),
    path("reports/<int:pk>/issue/", editing.issue, name="report_issue"),
    path("reports/<int:pk>/docx/", reading.document, {"form": "docx"}, name="report_docx"),
    path("reports/<int:pk>/pdf/", reading.document, {"form": "pdf"}, name="report_pdf"),
    path("reports/<int:pk>/xlsx/", reading.xlsx, name="report_xlsx"),
]
