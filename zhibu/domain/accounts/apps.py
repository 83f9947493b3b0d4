from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "zhibu.domain.accounts"
    label = "accounts"
    verbose_name = "账号"
