"""Recording what was done, reading it, amending it."""

from django.urls import path

from zhibu.web.activities import amending, reading, recording

urlpatterns = [
    path("record/", recording.start, name="record_start"),
    path("record/<int:organisation>/attach/", recording.attach, name="record_attach"),
    path("record/<int:organisation>/<str:kind>/", recording.form, name="record_form"),
    path("record/<int:organisation>/<str:kind>/people/", recording.people, name="record_people"),
    path("record/<int:organisation>/<str:kind>/draft/", recording.draft, name="record_draft"),
    path("drafts/<int:draft>/drop/", recording.drop_draft, name="draft_drop"),
    path("records/", reading.records, name="records"),
    path("records/export/", reading.export, name="records_export"),
    path("records/<int:pk>/", reading.record, name="record_page"),
    path("records/<int:pk>/minutes/<str:form>/", reading.minutes, name="record_minutes"),
    path("records/<int:pk>/correct/", amending.correct, name="record_correct"),
    path("records/<int:pk>/withdraw/", amending.withdraw, name="record_withdraw"),
    path("files/<int:pk>/", reading.download, name="document_download"),
]
