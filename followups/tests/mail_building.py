"""Builds the mail of a follow-up for tests, and reads it as a mail program does."""

from followups.models import Claim, Delivery, Nudge
from followups.nudges import mails, wording
from followups.tests.builders import MONDAY, days, make_candidate, make_office_at_all_hours, make_user

TUESDAY = MONDAY + days(1)
WHAT_A_MAIL_TELLS = [
    f"follow_up__interview__{name}" for name in ("employer", "office", "candidate__counselor", "candidate__office")
]


def make_seeker(language="en", office=None, **facts):
    office = office or make_office_at_all_hours(name="Workforce Solutions Pasadena", email="pasadena@example.org")
    counselor = make_user(office=office, name="Maria Lopez", email=f"maria{office.pk}@example.org")
    return make_candidate(
        counselor,
        full_name="Nguyễn Thị Ánh",
        email="anh@example.com",
        language=language,
        **{"call_name": "Ánh", **facts},
    )


def nudges_of(follow_up, **which):
    found = Nudge.objects.select_related(*WHAT_A_MAIL_TELLS).filter(follow_up=follow_up, **(which or {"position": 1}))
    nudges = list(found)
    wording.give_versions(nudges)
    return nudges


def make_delivery(candidate):
    claim = Claim.objects.create(claimed_at=MONDAY, lease_until=MONDAY)
    facts = {"address_key": candidate.email_key, "day": MONDAY.date(), "created_at": MONDAY}
    return Delivery.objects.create(claim=claim, candidate=candidate, **facts)


def build(follow_up, nudges=None, at=TUESDAY):
    """The mail as a mail program reads it."""
    nudges = nudges or nudges_of(follow_up)
    return mails.build(make_delivery(nudges[0].follow_up.interview.candidate), nudges, at=at).message()


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def html_of(mail):
    return mail.get_body(("html",)).get_content()
