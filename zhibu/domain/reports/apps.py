from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "zhibu.domain.reports"
    label = "reports"
    verbose_name = "报告"
