from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "zhibu.domain.rulebook"
    label = "rulebook"
    verbose_name = "规则"
