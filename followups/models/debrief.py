from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.models import Candidate
from followups.models.follow_up import FollowUp
from workforce.text import ParagraphField


class DebriefQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(follow_up__interview__candidate__in=Candidate.objects.visible_to(user))


class Debrief(models.Model):
    """What the counselor and the seeker wrote down in five minutes after an interview.

    Each answer is a phrase picked from a list (its name in `followups.letters.phrases`), words of their own, or both.
    Interest stands on the interview, who was helpful on its contacts, the plan among the nudges.
    """

    follow_up = models.OneToOneField(FollowUp, models.CASCADE, related_name="debrief")
    moment = models.CharField(_("a moment of the interview"), max_length=30, blank=True)
    moment_words = ParagraphField(max_length=500, blank=True)
    why = models.CharField(_("why this job"), max_length=30, blank=True)
    why_words = ParagraphField(max_length=500, blank=True)
    concern = models.CharField(_("a concern they may have"), max_length=30, blank=True)
    concern_words = ParagraphField(max_length=500, blank=True)
    strength = models.CharField(_("not mentioned yet"), max_length=30, blank=True)
    strength_words = ParagraphField(max_length=500, blank=True)
    decides_on = models.DateField(_("when they will decide"), null=True, blank=True)
    through_agency = models.BooleanField(_("through an agency"), default=False)
    filled_at = models.DateTimeField(default=timezone.now)
    # None when the job seeker did, from the link.
    filled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Counts the savings: a form that was opened before the last one is told so.
    edition = models.PositiveIntegerField(default=1)

    objects = DebriefQuerySet.as_manager()

    def __str__(self):
        return f"Debrief of follow-up {self.follow_up_id}"
