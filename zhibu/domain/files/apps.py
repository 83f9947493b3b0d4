from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "zhibu.domain.files"
    label = "files"
    verbose_name = "文件"
