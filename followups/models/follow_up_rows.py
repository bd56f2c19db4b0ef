"""Questions over many follow-ups."""

from django.db import models
from django.db.models import Min, OuterRef, Subquery

from candidates.models import Candidate
from followups.models.nudge import Nudge


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(interview__candidate__in=Candidate.objects.visible_to(user))

    def writable_by(self, user, at):
        return self.filter(interview__candidate__in=Candidate.objects.writable_by(user, at))

    def open(self):
        return self.filter(status="open")

    def overdue(self, at):
        return self.open().filter(due_at__lt=at)

    def with_step_due(self, at):
        """Narrow to those whose next step is due; served by a partial index, whatever the size of the table."""
        return self.filter(next_step_at__lte=at).order_by("next_step_at")

    def refresh_next_step(self):
        """Say again when the next step of each is due: the earliest that is still planned."""
        planned = Nudge.objects.planned().filter(follow_up=OuterRef("pk")).order_by().values("follow_up")
        return self.update(next_step_at=Subquery(planned.annotate(first=Min("try_at")).values("first")))
