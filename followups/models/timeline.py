from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Entry(models.Model):
    """One line of a follow-up's timeline: what changed, who did it, when and from where."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Interview logged")
        DONE = "done", _("Followed up")
        DECLINED = "declined", _("Decided not to follow up")
        MISSED = "missed", _("Closed without an answer")
        VOID = "void", _("The interview did not take place")
        REOPENED = "reopened", _("Answer taken back")
        NOT_YET = "not_yet", _("Not yet")
        REMINDER = "reminder", _("Asked to be reminded")
        PLAN = "plan", _("Planned when and where to write")
        OUTCOME = "outcome", _("Result")
        MOVED = "moved", _("Interview moved")
        SUPERSEDED = "superseded", _("A second interview took its place")
        STOPPED = "stopped", _("Asked for no more reminders")
        RESUMED = "resumed", _("Reminders may go out again")
        DEBRIEFED = "debriefed", _("Debrief")
        DRAFTED = "drafted", _("Letter begun")
        SHARED = "shared", _("Letter shared with the counselor")
        COMMENTED = "commented", _("Comment on the letter")
        LETTER_SENT = "letter_sent", _("Another letter sent")

    class Source(models.TextChoices):
        DESK = "desk", _("at the desk")
        LINK = "link", _("by the job seeker, from a link")
        CLOCK = "clock", _("by itself")

    follow_up = models.ForeignKey("followups.FollowUp", models.CASCADE, related_name="timeline")
    kind = models.CharField(max_length=12, choices=Kind)
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=5, choices=Source)
    at = models.DateTimeField()
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["follow_up", "at"], name="timeline_of_one_follow_up")]
        constraints = [
            models.CheckConstraint(
                name="entry_at_the_desk_has_an_actor",
                condition=models.Q(source="desk", actor__isnull=False) | ~models.Q(source="desk"),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
