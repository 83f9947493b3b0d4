from django.apps import AppConfig


class StencilsConfig(AppConfig):
    name = "zhibu.domain.stencils"
    label = "stencils"
    verbose_name = "范本"
