from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "zhibu.domain.journal"
    label = "journal"
    verbose_name = "日志"
