"""Where staff and a job seeker write together: the debrief first, then its letters."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from followups.models import Debrief, FollowUp


def with_debriefed(follow_ups: QuerySet) -> QuerySet:
    """Add whether there is a debrief; without a query of its own."""
    return follow_ups.annotate(is_debriefed=Exists(Debrief.objects.filter(follow_up=OuterRef("pk"))))


def write_url(follow_up: FollowUp, at) -> str:
    """Return where to write together; "" while there is nothing to write, or no longer. Needs `with_debriefed`."""
    is_wanted = follow_up.status in (FollowUp.Status.OPEN, FollowUp.Status.MISSED)
    if not is_wanted or follow_up.interview.held_at > at:
        return ""
    return reverse(
        "interview_letters" if follow_up.is_debriefed else "interview_debrief", args=[follow_up.interview_id]
    )
