import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("followups", "0004_first_wordings")]
    operations = [
        migrations.AlterField(
            model_name="cadence",
            name="asked_for_wording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followups.wording"
            ),
        ),
        migrations.AlterField(
            model_name="cadence",
            name="plan_wording",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followups.wording"
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "task"), ("wording", None)),
                    models.Q(models.Q(("kind", "task"), _negated=True), ("wording__isnull", False)),
                    _connector="OR",
                ),
                name="step_has_a_wording_iff_it_is_a_mail",
            ),
        ),
        migrations.AddConstraint(
            model_name="nudge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "task"), ("wording", None)),
                    models.Q(models.Q(("kind", "task"), _negated=True), ("wording__isnull", False)),
                    _connector="OR",
                ),
                name="nudge_has_a_wording_iff_it_is_a_mail",
            ),
        ),
    ]
