from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "zhibu.domain.access"
    label = "access"
    verbose_name = "权限"
