from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "zhibu.domain.rosters"
    label = "rosters"
    verbose_name = "名册导入"
