"""The one mail that a candidate gets: a block and a button for each interview that something is due for."""

import datetime

from django.core.mail import EmailMessage
from django.utils import translation

from followups.models import Delivery, Nudge
from followups.nudges import links, wording
from workforce.mail import CannotBuild, Mail, mailbox, render, subject_line

__all__ = ["CannotBuild", "build"]


def build(delivery: Delivery, nudges: list[Nudge], *, at: datetime.datetime) -> EmailMessage:
    """Return the mail for one candidate. Raise CannotBuild if it cannot be addressed or written.

    The nudges come with follow_up__interview__{employer, office} and its candidate__{counselor, office}; nothing is
    read from the database here.
    """
    asked = newest_first(nudges)
    candidate = asked[0].follow_up.interview.candidate
    with translation.override(candidate.language):
        return Mail(
            sent_at=at,
            message_id=delivery.message_id,
            subject=subject_line(wording.subject([wording.wording_of(nudge) for nudge in asked], candidate.call_name)),
            from_email=mailbox(f"{candidate.counselor.name}, {candidate.office.name}", candidate.office.email),
            to=[candidate.email],
            reply_to=[mailbox(candidate.counselor.name, candidate.counselor.email)],
            headers=headers(candidate, nudges),
            **render("reminder", context(candidate, asked, candidate.office.local_day(at))),
        )


def newest_first(nudges: list[Nudge]) -> list[Nudge]:
    """Return one nudge for each interview, the newest interview first; of two, the later step asks."""
    latest = {}
    for nudge in sorted(nudges, key=lambda nudge: nudge.position):
        latest[nudge.follow_up_id] = nudge
    return sorted(latest.values(), key=lambda nudge: (nudge.follow_up.interview.held_at, nudge.pk), reverse=True)


def headers(candidate, nudges) -> dict:
    unsubscribe = links.unsubscribe_url(candidate.email_key)
    return {
        "To": mailbox(candidate.call_name, candidate.email),
        "X-Nudge-ID": ", ".join(str(nudge.pk) for nudge in nudges),
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Content-Language": candidate.language,
    }


def context(candidate, nudges, today) -> dict:
    return {
        "language": candidate.language,
        "name": candidate.call_name,
        "blocks": [block(nudge, today) for nudge in nudges],
        "counselor": candidate.counselor.name,
        "office": candidate.office,
        "unsubscribe_url": links.unsubscribe_url(candidate.email_key),
    }


def block(nudge: Nudge, today) -> dict:
    words = wording.wording_of(nudge)
    return {
        "text": wording.sentences(words, nudge.follow_up, today),
        "button": words.button,
        "url": links.follow_up_url(nudge.follow_up),
    }
