from django.db import migrations

# DESIGN section 5: what happens after an interview unless the region or an office decides otherwise.
DEFAULT_STEPS = [("nudge", 24, "hours"), ("nudge", 3, "days"), ("task", 5, "days"), ("outcome", 15, "days")]


def make_default(apps, schema_editor):
    cadence, made = apps.get_model("followups", "Cadence").objects.get_or_create(office=None)
    if made:
        step = apps.get_model("followups", "Step")
        for position, (kind, delay, unit) in enumerate(DEFAULT_STEPS, start=1):
            step.objects.create(cadence=cadence, position=position, kind=kind, delay=delay, unit=unit)


class Migration(migrations.Migration):
    dependencies = [("followups", "0001_initial")]
    operations = [migrations.RunPython(make_default, migrations.RunPython.noop)]
