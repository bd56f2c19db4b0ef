from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from followups.models.wording import Wording


class CadenceQuerySet(models.QuerySet):
    def for_office(self, office):
        """Return the office's own cadence, or the region's."""
        return self.filter(Q(office=office) | Q(office=None)).order_by(models.F("office").asc(nulls_last=True))[0]


class Cadence(models.Model):
    """The steps after an interview, in time. The one without an office is the region's default."""

    office = models.OneToOneField(Office, models.CASCADE, null=True, blank=True, related_name="cadence")
    # For the reminders that no step plans: those that somebody asked for.
    asked_for_wording = models.ForeignKey(Wording, models.PROTECT, related_name="+")
    plan_wording = models.ForeignKey(Wording, models.PROTECT, related_name="+")

    objects = CadenceQuerySet.as_manager()

    class Meta:
        constraints = [
            # The one-to-one field lets several rows be without an office.
            models.UniqueConstraint(Coalesce("office", 0), name="cadence_has_one_default"),
        ]

    def __str__(self):
        return str(self.office or _("region"))

    def in_time(self) -> list["Step"]:
        """Return the steps in the order of their time, each knowing whether it is the first reminder."""
        steps = sorted(self.steps.all(), key=lambda step: (step.nominal_hours, step.position))
        first = next((step for step in steps if step.kind == Step.Kind.NUDGE), None)
        for step in steps:
            step.is_first = step is first
        return steps


class Step(models.Model):
    """One step of a cadence: what happens, how long after the interview, and in which words.

    Its position is its name for life, taken once in the whole region: what was planned by it finds it again.
    """

    class Kind(models.TextChoices):
        NUDGE = "nudge", _("reminder")
        TASK = "task", _("task for the counselor")
        OUTCOME = "outcome", _("outcome question")

    class Unit(models.TextChoices):
        HOURS = "hours", _("hours")
        DAYS = "days", _("days at the same time of day")

    cadence = models.ForeignKey(Cadence, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    delay = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=5, choices=Unit)
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="steps")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="step_has_its_own_position", fields=["cadence", "position"]),
            models.CheckConstraint(name="step_kind_is_known", condition=Q(kind__in=["nudge", "task", "outcome"])),
            models.CheckConstraint(name="step_unit_is_known", condition=Q(unit__in=["hours", "days"])),
            models.CheckConstraint(name="step_comes_after_the_interview", condition=Q(delay__gte=1)),
            # Positions from 10,000 on are kept for reminders that were asked for.
            models.CheckConstraint(name="step_position_is_below_10000", condition=Q(position__lt=10_000)),
            models.CheckConstraint(
                name="step_has_a_wording_iff_it_is_a_mail",
                condition=Q(kind="task", wording=None) | (~Q(kind="task") & Q(wording__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"+{self.delay} {self.unit} {self.kind}"

    @property
    def nominal_hours(self) -> int:
        """The delay in hours, as if every day had 24: to tell which step comes first."""
        return self.delay * (24 if self.unit == self.Unit.DAYS else 1)


class CadenceChange(models.Model):
    """Who changed which cadence when, and to what; what it was before stands in the row before it."""

    # Without an office it is the region's default.
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="cadence_changes")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # [[position, kind, delay, unit, wording], ...]; null when the office took the region's again.
    steps = models.JSONField(null=True)
    # The highest position that any step of the region had ever been given by then.
    last_position = models.PositiveSmallIntegerField()
    # When those were looked for that were logged at the same moment, by the cadence from before.
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.office or _('region')} {self.at:%Y-%m-%d %H:%M}"
