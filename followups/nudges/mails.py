"""The one mail that a candidate gets: a block and a button for each interview that something is due for.

In two steps: `content_of` says what it says, in plain values that are kept for 60 days; `write` makes the message.
"""

import datetime
from email.utils import format_datetime

from django.utils import translation

from followups.models import Delivery, Nudge
from followups.nudges import links, wording
from workforce.mail import CannotBuild, Mail, mailbox, render, subject_line

__all__ = ["CannotBuild", "build", "content_of", "parts", "sender_of", "write"]


def build(delivery: Delivery, nudges: list[Nudge], *, at: datetime.datetime) -> Mail:
    """Return the mail for one candidate. Raise CannotBuild if it cannot be addressed or written.

    The nudges come with their version, follow_up__interview__{employer, office} and its
    candidate__{counselor, office}; nothing is read from the database here.
    """
    return write(delivery, content_of(nudges, at=at), nudges)


def content_of(nudges: list[Nudge], *, at: datetime.datetime) -> dict:
    """Return what the mail says, as plain values that can be kept: no link, no address of the seeker.

    Raise CannotBuild if a text is missing, or asks for a value that there is not.
    """
    asked = newest_first(nudges)
    candidate = asked[0].follow_up.interview.candidate
    today = candidate.office.local_day(at)
    texts = [text_of(nudge, candidate.language) for nudge in asked]
    try:
        with translation.override(candidate.language):
            subject = wording.subject(texts, candidate.call_name)
            blocks = [block(nudge, text, today) for nudge, text in zip(asked, texts, strict=True)]
    except KeyError as placeholder:
        raise CannotBuild(f"A text holds the placeholder {placeholder}, which stands for nothing.") from None
    return {
        "language": candidate.language,
        "sent_at": at.isoformat(),
        "subject": subject,
        "name": candidate.call_name,
        "blocks": blocks,
        "nudges": [nudge.pk for nudge in nudges],
        "counselor": candidate.counselor.name,
        "office": {
            "name": candidate.office.name,
            "phone": candidate.office.phone,
            "postal_address": candidate.office.postal_address,
        },
    }


def text_of(nudge: Nudge, language: str) -> dict:
    if not nudge.version or language not in nudge.version.texts:
        raise CannotBuild(f"Step {nudge.pk} has no text in the language “{language}”.")
    return nudge.version.texts[language]


def block(nudge: Nudge, text: dict, today: datetime.date) -> dict:
    return {
        "follow_up": nudge.follow_up_id,
        "text": wording.fill(text["text"], wording.values_of(nudge, today)),
        "button": text["button"],
    }


def write(delivery: Delivery, content: dict, nudges: list[Nudge]) -> Mail:
    """Return the mail with this content. Raise CannotBuild if it cannot be addressed or written."""
    candidate = nudges[0].follow_up.interview.candidate
    urls = links_of(candidate, nudges)
    headers = {
        "Subject": subject_line(content["subject"]),
        "From": mailbox(sender_of(content), candidate.office.email),
        "To": mailbox(candidate.call_name, candidate.email),
        "Reply-To": mailbox(candidate.counselor.name, candidate.counselor.email),
        "Date": format_datetime(datetime.datetime.fromisoformat(content["sent_at"])),
        "Message-ID": delivery.message_id,
        "X-Nudge-ID": ", ".join(str(nudge) for nudge in content["nudges"]),
        "List-Unsubscribe": f"<{urls['unsubscribe']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Content-Language": content["language"],
    }
    return Mail(headers=headers, **parts(content, urls))


def sender_of(content: dict) -> str:
    """Return the name that the mail comes from."""
    return f"{content['counselor']}, {content['office']['name']}"


def parts(content: dict, urls: dict) -> dict:
    """Return the `text` and the `html` of the mail with this content, with the links of `links_of`."""
    blocks = [{**block, "url": urls[block["follow_up"]]} for block in content["blocks"]]
    with translation.override(content["language"]):
        return render("reminder", {**content, "blocks": blocks, "unsubscribe_url": urls["unsubscribe"]})


def newest_first(nudges: list[Nudge]) -> list[Nudge]:
    """Return one nudge for each interview, the newest interview first; of two, the later step asks."""
    latest = {}
    for nudge in sorted(nudges, key=lambda nudge: nudge.position):
        latest[nudge.follow_up_id] = nudge
    return sorted(latest.values(), key=lambda nudge: (nudge.follow_up.interview.held_at, nudge.pk), reverse=True)


def links_of(candidate, nudges) -> dict:
    """Return the address behind each follow-up's button, by its number, and that of the line to unsubscribe."""
    urls = {nudge.follow_up_id: links.follow_up_url(nudge.follow_up) for nudge in nudges}
    return urls | {"unsubscribe": links.unsubscribe_url(candidate.email_key)}
