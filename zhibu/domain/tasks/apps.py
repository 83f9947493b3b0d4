from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "zhibu.domain.tasks"
    label = "tasks"
    verbose_name = "任务"
