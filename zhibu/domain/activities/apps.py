from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "zhibu.domain.activities"
    label = "activities"
    verbose_name = "纪实"
