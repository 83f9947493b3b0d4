"""Plans in: upload, staged preview, publish."""

from django.urls import path

from zhibu.web.intake import deciding, picking, reading, staging

urlpatterns = [
    path("imports/", staging.imports, name="imports"),
    path("imports/<int:pk>/", reading.page, name="import_page"),
    path("imports/<int:pk>/describe/", deciding.describe, name="import_describe"),
    path("imports/<int:pk>/fallback/", deciding.fallback, name="import_fallback"),
    path("imports/<int:pk>/several/", deciding.several, name="import_several"),
    path("imports/<int:pk>/name/", deciding.name, name="import_name"),
    path("imports/<int:pk>/add/", deciding.add, name="import_add"),
    path("imports/<int:pk>/undo/<int:change>/", deciding.undo, name="import_undo"),
    path("imports/<int:pk>/discard/", deciding.discard, name="import_discard"),
    path("imports/<int:pk>/publish/", reading.publish, name="import_publish"),
    path("proposals/<int:pk>/", deciding.decide, name="proposal_decide"),
    path("proposals/<int:pk>/edit/", deciding.edit, name="proposal_edit"),
    path("proposals/<int:pk>/split/", deciding.split, name="proposal_split"),
    path("targets/<int:organisation>/", picking.targets, name="targets"),
]
