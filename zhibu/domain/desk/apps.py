from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "zhibu.domain.desk"
    label = "desk"
    verbose_name = "工作台"
