from django.core.management import call_command
from django.db import migrations


def make_region(apps, schema_editor):
    apps.get_model("accounts", "Region").objects.get_or_create(pk=1, defaults={"name": "Our region"})


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(make_region, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.RunSQL(migrations.RunSQL.noop, "DROP TABLE IF EXISTS cache"),
    ]
