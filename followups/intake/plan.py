"""The plan that a job seeker makes with staff beside them: when and where they will write."""

import datetime

from django.db import transaction

from followups.intake.days import working_day
from followups.models import FollowUp
from followups.nudges import schedule


@transaction.atomic
def plan_at_desk(follow_up: FollowUp, *, moment: datetime.datetime, place: str, by, at):
    """Plan the reminder, and look again on the working day after it: they were asked today, and this is the answer.

    Raise TransitionNotAllowed as `schedule.remind_at` does.
    """
    schedule.remind_at(follow_up, moment=moment, place=place, by=by, at=at)
    look_again(follow_up, working_day(follow_up.interview.office.local_day(moment), 1))
    follow_up.tasks.open().update(done_at=at)


@transaction.atomic
def call_off_at_desk(follow_up: FollowUp, *, by, at):
    """Take the plan back, and ask again at once. Raise TransitionNotAllowed if none is planned."""
    schedule.call_off(follow_up, by=by, at=at)
    look_again(follow_up, None)


def look_again(follow_up: FollowUp, on: datetime.date | None):
    FollowUp.objects.filter(pk=follow_up.pk).update(look_on=on)
    follow_up.look_on = on
