from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate


class CounselorTaskQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None)


class CounselorTask(models.Model):
    """Something that a counselor does by phone or at the next visit, because no mail can or should."""

    class Kind(models.TextChoices):
        ASK = "ask", _("ask whether they followed up")
        ASK_BY_PHONE = "ask_by_phone", _("ask by phone or at the next visit")
        CORRECT_ADDRESS = "correct_address", _("ask for another e-mail address")
        SHARED_ADDRESS = "shared_address", _("ask whether mail may still go to the address they share")

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="tasks")
    follow_up = models.ForeignKey("followups.FollowUp", models.CASCADE, null=True, related_name="tasks")
    kind = models.CharField(max_length=16, choices=Kind)
    # For "ask by phone": why the step could not go by mail (a Nudge.Skip).
    reason = models.CharField(max_length=14, blank=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = CounselorTaskQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="task_open_once_per_follow_up",
                fields=["follow_up", "kind"],
                condition=Q(done_at=None, follow_up__isnull=False),
            ),
            models.UniqueConstraint(
                name="task_open_once_per_candidate",
                fields=["candidate", "kind"],
                condition=Q(done_at=None, follow_up=None),
            ),
        ]
        indexes = [models.Index(fields=["candidate"], name="task_open", condition=Q(done_at=None))]

    def __str__(self):
        return self.get_kind_display()
