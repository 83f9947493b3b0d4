from django.urls import path

from zhibu.web.rulebook import editing, filling, reading, trying

urlpatterns = [
    path("rules/", reading.packs, name="rules"),
    path("rules/<slug:pack>/", reading.pack, name="rules_pack"),
    path("rules/<slug:pack>/change/", editing.begin, name="rules_change"),
    path("rules/<slug:pack>/restore/", editing.restore, name="rules_restore"),
    path("rule-changes/<int:pk>/", editing.edition, name="rules_edition"),
    path("rule-changes/<int:pk>/check/", editing.check, name="rules_check"),
    path("rule-changes/<int:pk>/list/", filling.file, name="rules_file"),
    path("rule-changes/<int:pk>/form/", filling.form, name="rules_form"),
    path("rule-changes/<int:pk>/form/check/", filling.check, name="rules_form_check"),
    path("rule-changes/<int:pk>/arrange/", filling.arrange, name="rules_arrange"),
    path("rule-changes/<int:pk>/value/", editing.value, name="rules_value"),
    path("rule-changes/<int:pk>/affected/", trying.who_is_affected, name="rules_affected"),
    path("rule-changes/<int:pk>/affected/progress/", trying.progress, name="rules_progress"),
    path("rule-changes/<int:pk>/try/", trying.tryout, name="rules_tryout"),
    path("rule-changes/<int:pk>/propose/", editing.propose, name="rules_propose"),
    path("rule-changes/<int:pk>/activate/", editing.activate, name="rules_activate"),
    path("rule-changes/<int:pk>/discard/", editing.discard, name="rules_discard"),
]
