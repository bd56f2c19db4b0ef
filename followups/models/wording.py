from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User


class WordingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Narrow to the texts that the user may read: managers those of their offices and the region's."""
        if user.is_regional_manager or user.is_administrator:
            return self
        if user.is_manager:
            return self.filter(Q(office=None) | Q(office__in=user.offices.all()))
        return self.none()

    def editable_by(self, user):
        """Narrow to the texts that the user may change."""
        if user.is_administrator:
            return self
        if user.is_regional_manager:
            return self.filter(office=None)
        return self.filter(office__in=user.offices.all()) if user.is_manager else self.none()

    def in_use(self):
        return self.filter(retired_at=None)

    def with_current(self):
        """Read with each text what it says now, and no version before."""
        return self.prefetch_related(Prefetch("versions", WordingVersion.objects.filter(is_current=True)))

    def for_office(self, office):
        """Narrow to what an office may send: its own texts and the region's. None: the region's alone."""
        return self.filter(Q(office=None) | Q(office=office)) if office else self.filter(office=None)


class Wording(models.Model):
    """An approved way to ask, in every language. Without an office it is the region's, for any office to use."""

    class Kind(models.TextChoices):
        NUDGE = "nudge", _("reminder")
        OUTCOME = "outcome", _("outcome question")
        ASKED_FOR = "asked_for", _("reminder that was asked for")
        PLAN = "plan", _("reminder of a plan")

    office = models.ForeignKey(Office, models.CASCADE, null=True, blank=True, related_name="wordings")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=80)
    retired_at = models.DateTimeField(null=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.CheckConstraint(
                name="wording_kind_is_known", condition=Q(kind__in=["nudge", "outcome", "asked_for", "plan"])
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def current(self) -> "WordingVersion":
        """What it says now."""
        return next(version for version in self.versions.all() if version.is_current)


class WordingVersion(models.Model):
    """What a wording said from a moment on. Never changed: each mail points to the version that it was written with.

    `texts` holds {language: {"subject": …, "text": …, "button": …}} for every language of the product.
    """

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)
    texts = models.JSONField()
    made_at = models.DateTimeField()
    # Null for the texts that come with the product.
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="wording_version_has_its_own_number", fields=["wording", "number"]),
            models.UniqueConstraint(
                name="wording_has_one_current_version", fields=["wording"], condition=Q(is_current=True)
            ),
        ]

    def __str__(self):
        return f"{self.wording} {self.number}"
