from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "zhibu.domain.organisations"
    label = "organisations"
    verbose_name = "组织"
