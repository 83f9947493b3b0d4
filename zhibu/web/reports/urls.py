"""The leader's page, and reports from draft to print."""

from django.urls import path

from zhibu.web.reports import overview, reports

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("reports/", reports.reports, name="reports"),
    path("reports/begin/", reports.begin, name="report_begin"),
    path("reports/bulletin/<int:closing>/", reports.draft, name="bulletin_draft"),
    path("reports/<int:pk>/", reports.report, name="report_page"),
    path("reports/<int:pk>/again/", reports.again, name="report_again"),
    path("reports/<int:pk>/add/", reports.add, name="report_add"),
    path("reports/<int:pk>/blocks/<str:block>/", reports.block, name="report_block"),
    path("reports/<int:pk>/figures/<str:name>/", reports.figure, name="report_figure"),
    path("reports/<int:pk>/issue/", reports.issue, name="report_issue"),
    path("reports/<int:pk>/docx/", reports.docx, name="report_docx"),
    path("reports/<int:pk>/pdf/", reports.pdf, name="report_pdf"),
    path("reports/<int:pk>/xlsx/", reports.xlsx, name="report_xlsx"),
]
