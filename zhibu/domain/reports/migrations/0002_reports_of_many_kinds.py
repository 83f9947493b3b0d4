import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [("bulletin", "季度通报"), ("work", "工作报告"), ("annual", "年度工作总结"), ("statement", "书记述职报告"), ("statistics", "统计表")]


def say_what_they_are_about(apps, _):
    """A bulletin is about its closing's organisation and period."""
    for report in apps.get_model("reports", "Report").objects.select_related("closing"):
        report.organisation_id, report.period = report.closing.organisation_id, report.closing.period
        report.save(update_fields=["organisation", "period"])


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL changes no table with rows of the same transaction waiting.
    dependencies = [
        ("assessment", "0002_scores_and_statements"),
        ("organisations", "0001_initial"),
        ("reports", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RenameModel("Bulletin", "Report"),
        migrations.AlterModelOptions("report", {"ordering": ["-drafted_at"], "verbose_name": "报告"}),
        migrations.RemoveConstraint("report", "one_bulletin_a_closing"),
        migrations.AlterField(
            "report",
            "closing",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="assessment.closing", verbose_name="结账"),
        ),
        migrations.AddField("report", "kind", models.CharField(choices=KINDS, default="bulletin", max_length=12, verbose_name="种类")),
        migrations.AddField("report", "period", models.CharField(default="", max_length=7, verbose_name="期间"), preserve_default=False),
        migrations.AddField(
            "report",
            "organisation",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation", verbose_name="组织"),
        ),
        migrations.RunPython(say_what_they_are_about, migrations.RunPython.noop),
        migrations.AlterField(
            "report",
            "organisation",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation", verbose_name="组织"),
        ),
        migrations.AddConstraint(
            "report",
            models.UniqueConstraint(fields=["closing", "kind", "organisation", "period"], name="one_report_of_a_kind"),
        ),
    ]
