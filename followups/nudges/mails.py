"""The one mail that a candidate gets: a block and a button for each interview that something is due for."""

import datetime

from django.core.mail import EmailMessage
from django.utils import translation

from followups.models import Delivery, Nudge
from followups.nudges import links, wording
from workforce.mail import CannotBuild, Mail, mailbox, render, subject_line

__all__ = ["CannotBuild", "build", "content_of", "write"]


def build(delivery: Delivery, nudges: list[Nudge], *, at: datetime.datetime) -> EmailMessage:
    """Return the mail for one candidate. Raise CannotBuild if it cannot be addressed or written.

    The nudges come with their version, follow_up__interview__{employer, office} and its
    candidate__{counselor, office}; nothing is read from the database here.
    """
    return write(delivery, content_of(nudges, at=at), nudges)


def content_of(nudges: list[Nudge], *, at: datetime.datetime) -> dict:
    """Return what the mail says, as plain values that can be kept: no link, no address of the seeker."""
    asked = newest_first(nudges)
    candidate = asked[0].follow_up.interview.candidate
    today = candidate.office.local_day(at)
    texts = [nudge.version.texts[candidate.language] for nudge in asked]
    with translation.override(candidate.language):
        return {
            "language": candidate.language,
            "sent_at": at.isoformat(),
            "subject": wording.subject(texts, candidate.call_name),
            "name": candidate.call_name,
            "blocks": [block(nudge, text, today) for nudge, text in zip(asked, texts, strict=True)],
            "nudges": [nudge.pk for nudge in nudges],
            "counselor": candidate.counselor.name,
            "office": {
                "name": candidate.office.name,
                "phone": candidate.office.phone,
                "postal_address": candidate.office.postal_address,
            },
        }


def block(nudge: Nudge, text: dict, today: datetime.date) -> dict:
    values = wording.values_of(nudge, today)
    return {
        "follow_up": nudge.follow_up_id,
        "text": wording.fill(text["text"], values),
        "button": wording.fill(text["button"], {}),
    }


def write(delivery: Delivery, content: dict, nudges: list[Nudge]) -> EmailMessage:
    """Return the mail with this content. Raise CannotBuild if it cannot be addressed or written."""
    candidate = nudges[0].follow_up.interview.candidate
    office, counselor = candidate.office, candidate.counselor
    with translation.override(content["language"]):
        return Mail(
            sent_at=datetime.datetime.fromisoformat(content["sent_at"]),
            message_id=delivery.message_id,
            subject=subject_line(content["subject"]),
            from_email=mailbox(f"{content['counselor']}, {content['office']['name']}", office.email),
            to=[candidate.email],
            reply_to=[mailbox(counselor.name, counselor.email)],
            headers=headers(candidate, content),
            **render("reminder", context(content, links_of(candidate, nudges))),
        )


def newest_first(nudges: list[Nudge]) -> list[Nudge]:
    """Return one nudge for each interview, the newest interview first; of two, the later step asks."""
    latest = {}
    for nudge in sorted(nudges, key=lambda nudge: nudge.position):
        latest[nudge.follow_up_id] = nudge
    return sorted(latest.values(), key=lambda nudge: (nudge.follow_up.interview.held_at, nudge.pk), reverse=True)


def headers(candidate, content) -> dict:
    unsubscribe = links.unsubscribe_url(candidate.email_key)
    return {
        "To": mailbox(candidate.call_name, candidate.email),
        "X-Nudge-ID": ", ".join(str(nudge) for nudge in content["nudges"]),
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Content-Language": content["language"],
    }


def links_of(candidate, nudges) -> dict:
    """Return the address behind each follow-up's button, by its number, and that of the line to unsubscribe."""
    urls = {nudge.follow_up_id: links.follow_up_url(nudge.follow_up) for nudge in nudges}
    return urls | {"unsubscribe": links.unsubscribe_url(candidate.email_key)}


def context(content: dict, urls: dict) -> dict:
    """Return what the templates need: the content, with the links of `links_of`."""
    blocks = [{**block, "url": urls[block["follow_up"]]} for block in content["blocks"]]
    return {**content, "blocks": blocks, "unsubscribe_url": urls["unsubscribe"]}
