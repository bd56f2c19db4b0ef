from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Raised on any try to change or delete a row of the audit trail."""


class AuditQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError("The audit trail is only ever added to.")

    def delete(self):
        raise AppendOnlyError("The audit trail is only ever added to.")


class AuditEntry(models.Model):
    """Who read, changed or exported the record of which candidate, and when.

    The candidate and the user are kept as numbers, not as foreign keys: the entry outlives both.
    """

    class Act(models.TextChoices):
        READ = "read", _("read")
        CHANGED = "changed", _("changed")
        EXPORTED = "exported", _("exported")

    at = models.DateTimeField(_("when"))
    user_id = models.BigIntegerField(_("member of staff"), null=True, help_text=_("Empty: the job seeker, by a link."))
    candidate_id = models.BigIntegerField(_("job seeker"))
    act = models.CharField(_("act"), max_length=10, choices=Act)
    what = models.CharField(_("what"), max_length=60)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["candidate_id", "at"], name="audit_of_one_candidate")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.what}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnlyError("The audit trail is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("The audit trail is only ever added to.")
