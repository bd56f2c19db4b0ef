"""Correcting an interview after it was logged."""

from django.db import transaction

from accounts import audit
from followups.models import Entry
from followups.nudges import schedule


@transaction.atomic
def correct_interview(interview, *, moved_from, by, at):
    """Save a corrected interview; if its moment changed from `moved_from`, move everything that has not been sent."""
    interview.save()
    audit.changed(interview.candidate_id, "interview", by=by, at=at)
    if interview.held_at != moved_from:
        follow_up = interview.follow_up
        schedule.replan(follow_up, at=at)
        follow_up.record(Entry.Kind.MOVED, by=by, at=at, detail=interview.held_at.isoformat())
