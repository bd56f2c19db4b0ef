"""When the seeker's page begins with the question what came of the interview."""

import datetime

from django.db.models import Max

from followups.models import FollowUp, Nudge

ASKED_BY_PAGE_AFTER = datetime.timedelta(days=15)
# The commit that says "sent" may come after the mail; one that nobody knows about may have arrived.
LEFT_US = (Nudge.State.SENDING, Nudge.State.SENT, Nudge.State.UNKNOWN)
# Whoever decided not to write was told that nobody asks again; what they heard they can still say further down.
ASKED_OF = (FollowUp.Status.OPEN, FollowUp.Status.DONE, FollowUp.Status.MISSED)


def is_result_wanted(follow_up: FollowUp, at: datetime.datetime) -> bool:
    """Tell whether the result was asked for by mail, or by the days that have passed, and not answered since."""
    questions = follow_up.nudges.filter(kind=Nudge.Kind.OUTCOME, state__in=LEFT_US)
    mailed_at = questions.aggregate(last=Max("delivery__sending_at"))["last"]
    long_ago = follow_up.interview.held_at + ASKED_BY_PAGE_AFTER
    asked_at = max((moment for moment in (mailed_at, long_ago) if moment and moment <= at), default=None)
    if not asked_at or follow_up.status not in ASKED_OF:
        return False
    waited_already = follow_up.outcome == FollowUp.Outcome.WAITING and follow_up.outcome_at < asked_at
    return not follow_up.outcome or waited_already
