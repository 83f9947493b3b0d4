from django.apps import AppConfig


class CheckingConfig(AppConfig):
    name = "zhibu.domain.checking"
    label = "checking"
    verbose_name = "核对数字"
