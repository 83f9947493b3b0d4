"""The leader's page, and bulletins from draft to print."""

from django.urls import path

from zhibu.web.reports import bulletins, overview

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("bulletins/", bulletins.bulletins, name="bulletins"),
    path("bulletins/draft/<int:closing>/", bulletins.draft, name="bulletin_draft"),
    path("bulletins/<int:pk>/", bulletins.bulletin, name="bulletin_page"),
    path("bulletins/<int:pk>/blocks/<str:block>/", bulletins.block, name="bulletin_block"),
    path("bulletins/<int:pk>/figures/<str:name>/", bulletins.figure, name="bulletin_figure"),
    path("bulletins/<int:pk>/issue/", bulletins.issue, name="bulletin_issue"),
    path("bulletins/<int:pk>/docx/", bulletins.docx, name="bulletin_docx"),
]
