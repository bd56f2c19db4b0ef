from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from candidates.models import Candidate


class HoldQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(lifted_at=None)


class Hold(models.Model):
    """The dispatcher stopped by itself and sends nothing until an administrator says go."""

    class Kind(models.TextChoices):
        VOLUME = "volume", _("Far more reminders than usual are due at once")
        CLOCK = "clock", _("The clocks of this system do not agree")
        COPY = "copy", _("This looks like a copy or a restored backup of another system")
        SERVER = "server", _("The mail server refuses our mail")

    kind = models.CharField(max_length=10, choices=Kind)
    since = models.DateTimeField()
    detail = models.CharField(max_length=300)
    # For a volume hold: how many were due. Saying go lets as many out.
    due = models.PositiveIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(name="hold_in_force_once", fields=["kind"], condition=Q(lifted_at=None)),
            models.CheckConstraint(
                name="hold_is_lifted_by_somebody",
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class PauseQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at=None)

    def everywhere(self):
        return self.filter(office=None, candidate=None)


class Pause(models.Model):
    """A person stopped reminders: everywhere, for one office, or for one candidate."""

    office = models.ForeignKey(Office, models.CASCADE, null=True, blank=True, related_name="pauses")
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, blank=True, related_name="pauses")
    reason = models.CharField(_("why"), max_length=200)
    since = models.DateTimeField()
    paused_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(name="pause_is_for_one_thing", condition=Q(office=None) | Q(candidate=None)),
            models.UniqueConstraint(
                Coalesce("office", 0), Coalesce("candidate", 0), name="pause_in_force_once", condition=Q(ended_at=None)
            ),
        ]

    def __str__(self):
        return str(self.candidate or self.office or _("everywhere"))


class Heartbeat(models.Model):
    """The one row that says when the dispatcher last looked, and on which system."""

    at = models.DateTimeField()
    # What system this database belonged to when it was last used: see followups.nudges.guard.
    system = models.CharField(max_length=64)
    # How many mails in a row the mail server refused after their dot: ten stop the dispatcher.
    refused_in_a_row = models.PositiveSmallIntegerField(default=0)
    # How many mails went out in the thirty days before `usual_on`, counted once a day: what is usual.
    usual = models.PositiveIntegerField(default=0)
    usual_on = models.DateField(null=True)
    # When the promise was last checked, and a sentence for each broken rule: see followups.nudges.invariants.
    checked_at = models.DateTimeField(null=True)
    broken = models.JSONField(default=list)

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
