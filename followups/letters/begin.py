"""The act that begins a letter: once for each kind and contact of a follow-up, however many people press the button."""

import datetime

from django.db import transaction

from accounts.models import User
from candidates.models import Contact
from followups.letters.advice import debrief_of
from followups.letters.draft import draft_of
from followups.models import Entry, FollowUp, Letter


@transaction.atomic
def begin(
    follow_up: FollowUp,
    kind: str,
    contact: Contact | None,
    way: str,
    *,
    by: User | None,
    at: datetime.datetime,
) -> Letter:
    """Return the letter of this kind to this contact: the one that exists already, or a new one with its draft.

    `by` is None for the job seeker, from the link; theirs is private until they share it.
    Raise ValueError for a contact of another interview.
    """
    if contact is not None and contact.interview_id != follow_up.interview_id:
        raise ValueError("This contact was not met at this interview.")
    follow_up.lock()
    existing = follow_up.letters.filter(kind=kind, contact=contact).first()
    if existing:
        return existing
    letter = follow_up.letters.create(
        contact=contact,
        kind=Letter.Kind(kind),
        way=Letter.Way(way),
        **drafted(follow_up, kind, contact, at),
        begun_at=at,
        begun_by=by,
        saved_at=at,
        shared_at=at if by else None,
    )
    letter.keep_version(by=by, at=at)
    follow_up.record(Entry.Kind.DRAFTED, by=by, at=at, detail=letter.kind)
    return letter


def drafted(follow_up: FollowUp, kind: str, contact: Contact | None, at: datetime.datetime) -> dict:
    """Return what stands in a new letter: the draft, and the addresses that are known."""
    on = follow_up.interview.office.local_day(at)
    draft = draft_of(follow_up, debrief_of(follow_up), kind, contact, on)
    return {
        "greeting": draft.greeting,
        "subject": draft.subject,
        "text": draft.text,
        "to_name": contact.name if contact else "",
        "to_email": contact.email if contact else "",
        "to_address": contact.postal_address if contact else "",
        "return_address": last_return_address(follow_up),
    }


def last_return_address(follow_up: FollowUp) -> str:
    """Return the address of their own that the job seeker put on their last letter; "" on their first."""
    own = Letter.objects.filter(follow_up__interview__candidate=follow_up.interview.candidate_id)
    with_address = own.exclude(return_address="").order_by("-saved_at", "-pk")
    return with_address.values_list("return_address", flat=True).first() or ""
