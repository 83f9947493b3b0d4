"""Plans, tasks, assignments, problems."""

from django.urls import path

from zhibu.web.tasks import findings, issuing, listing, planning, working

urlpatterns = [
    path("plans/", planning.plans, name="plans"),
    path("plans/<int:pk>/", planning.plan, name="plan_page"),
    path("plans/<int:pk>/document/", planning.document, name="plan_document"),
    path("tasks/", listing.tasks, name="tasks"),
    path("tasks/export/", listing.export, name="tasks_export"),
    path("tasks/new/", issuing.new, name="task_new"),
    path("tasks/check/", listing.check_several, name="tasks_check"),
    path("assignments/<int:pk>/", working.page, name="assignment_page"),
    path("assignments/<int:pk>/report/", working.report, name="assignment_report"),
    path("assignments/<int:pk>/check/", working.check, name="assignment_check"),
    path("assignments/<int:pk>/return/", working.give_back, name="assignment_return"),
    path("assignments/<int:pk>/reopen/", working.reopen, name="assignment_reopen"),
    path("findings/", findings.findings, name="findings"),
    path("findings/ledger/<str:form>/", findings.ledger, name="findings_ledger"),
    path("findings/<int:pk>/", findings.finding, name="finding_page"),
]
