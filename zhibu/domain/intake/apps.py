from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "zhibu.domain.intake"
    label = "intake"
    verbose_name = "导入"
