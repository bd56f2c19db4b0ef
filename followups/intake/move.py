"""Correcting an interview after it was logged."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from followups.models import Entry, FollowUp, TransitionNotAllowed
from followups.nudges import schedule


@transaction.atomic
def correct_interview(interview, *, moved_from, by, at, met=(), gone=()):
    """Save a corrected interview with the people met; if its moment changed, move everything that has not been sent.

    `met` are new or changed contacts, `gone` those to delete. Raise TransitionNotAllowed if what is known already
    could not have come after the new moment.
    """
    follow_up = interview.follow_up
    follow_up.lock()
    if follow_up.interview.held_at != moved_from:
        raise TransitionNotAllowed(_("Somebody else has just moved this interview. Look at it again."))
    if interview.held_at != moved_from:
        check_order(follow_up, interview, at)
    interview.save()
    for contact in met:
        contact.save()
    for contact in gone:
        contact.delete()
    audit.changed(interview.candidate_id, "interview", by=by, at=at)
    if interview.held_at != moved_from:
        schedule.replan(follow_up, at=at)
        follow_up.record(Entry.Kind.MOVED, by=by, at=at, detail=interview.held_at.isoformat())


def check_order(follow_up: FollowUp, interview, at):
    """Refuse to put an interview behind what came of it."""
    day = interview.office.local_day(interview.held_at)
    if (follow_up.sent_on and follow_up.sent_on < day) or follow_up.letters.filter(sent_on__lt=day).exists():
        raise TransitionNotAllowed(_("They followed up before this day. Take that answer back first."))
    has_answer = follow_up.status in (FollowUp.Status.DONE, FollowUp.Status.DECLINED) or follow_up.outcome
    if interview.held_at > at and has_answer:
        raise TransitionNotAllowed(
            _("There is an answer about this interview already, so it cannot be still to come. Take that back first.")
        )
