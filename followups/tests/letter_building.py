"""Plain functions that make debriefs and letters for tests."""

from followups.models import Debrief, Letter
from followups.tests.builders import days, make_follow_up

TEXT = "Thank you for showing me the kitchen on Monday.\n\nI would be glad to hear from you."


def make_debrief(follow_up=None, **facts):
    """What counselor and seeker wrote down, by the counselor unless `filled_by` says otherwise."""
    follow_up = follow_up or make_follow_up()
    facts = {"filled_by": follow_up.interview.candidate.counselor, **facts}
    return Debrief.objects.create(follow_up=follow_up, **facts)


def make_letter(follow_up=None, by=None, **facts):
    """A letter the seeker began and keeps to themselves, unless `by` names the staff who did."""
    follow_up = follow_up or make_follow_up()
    at = facts.pop("at", follow_up.interview.held_at + days(1))
    shared_at = facts.pop("shared_at", at if by else None)
    facts = {"kind": "strategic", "way": "email", "greeting": "Dear Pat O’Hara,", "text": TEXT, **facts}
    letter = Letter.objects.create(
        follow_up=follow_up, begun_by=by, begun_at=at, saved_at=at, shared_at=shared_at, **facts
    )
    letter.keep_version(by=by, at=at)
    return letter
