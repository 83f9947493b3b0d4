"""Tasks that lead back to the resolution they were sent out from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0002_agenda_and_resolutions'),
        ('tasks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Resolved',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=2000, verbose_name='决议')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolved_tasks', to='activities.activity', verbose_name='纪实')),
                ('task', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tasks.task', verbose_name='任务')),
            ],
            options={
                'verbose_name': '决议下发的任务',
                'ordering': ['pk'],
            },
        ),
    ]
