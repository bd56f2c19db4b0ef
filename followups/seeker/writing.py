"""What the seeker's page offers to write with: a letter to go on with, one to begin, or the questions before it."""

import datetime

from followups.intake.debrief import can_be_debriefed
from followups.letters.advice import advice_for, debrief_of
from followups.letters.page import news_of
from followups.models import FollowUp, Letter


def writing(follow_up: FollowUp, at: datetime.datetime) -> dict:
    """Return what can be written now. No name and no word of a letter: others may read the address."""
    if not can_be_debriefed(follow_up, at):
        return {"can_write": False}
    letters = list(follow_up.letters.order_by("-saved_at", "-pk"))
    unsent = next((letter for letter in letters if not letter.is_sent), None)
    news = news_of(follow_up) if letters else None
    return {
        "can_write": True,
        "has_letters": bool(letters),
        "letter": unsent,
        "first": None if unsent else first_message(follow_up, at),
        "has_debrief": debrief_of(follow_up) is not None,
        "news": news,
    }


def first_message(follow_up: FollowUp, at: datetime.datetime) -> dict:
    """Return the message we advise first, as its button sends it."""
    advised = advice_for(follow_up, follow_up.interview.office.local_day(at))[0]
    contact = advised.contact.pk if advised.contact else ""
    return {"kind": Letter.Kind(advised.kind).value, "contact": contact, "way": Letter.Way(advised.way).value}
